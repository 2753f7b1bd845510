import Grid

extension Connection {
  /// The days of a zone in a period, as this server cuts them.
  public func calendar(zone: String, _ period: Period) throws -> LocalCalendar {
    let key = "\(zone) \(period.start) \(period.end)"
    if let known = calendars[key] { return known }
    let days = try query("grid/local_days", zone, period.start, period.end).map { row in
      LocalCalendar.Day(
        day: row.day("day")!, start: row.int64("start_s"), length: Int32(row.int("length_s")),
        offset: Int32(row.int("offset_s")), transition: Int32(row.int("transition_s")),
        offsetAfter: Int32(row.int("offset_after_s")))
    }
    let calendar = LocalCalendar(zone: zone, days: days)
    calendars[key] = calendar
    return calendar
  }
}
