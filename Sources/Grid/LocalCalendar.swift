/// The days of one time zone, as PostgreSQL cuts them: where they start, how long they are, when the clock jumps.
///
/// The table comes from the database (`sql/grid/local_days.sql`) so that Swift and SQL never disagree on a zone's rules.
public struct LocalCalendar: Sendable {
  /// One local day: `[start, start + length)`.
  public struct Day: Sendable, Equatable {
    public let day: LocalDay
    /// First second of the day, seconds since the epoch.
    public let start: Int64
    /// 82,800, 86,400 or 90,000 seconds in most zones.
    public let length: Int32
    /// Seconds that local time is ahead of UTC when the day starts.
    public let offset: Int32
    /// Seconds after `start` at which the offset changes; `length` when it does not.
    public let transition: Int32
    /// Seconds that local time is ahead of UTC after the transition.
    public let offsetAfter: Int32

    public init(day: LocalDay, start: Int64, length: Int32, offset: Int32, transition: Int32, offsetAfter: Int32) {
      self.day = day
      self.start = start
      self.length = length
      self.offset = offset
      self.transition = transition
      self.offsetAfter = offsetAfter
    }

    /// Seconds since local midnight that the wall clock shows, `elapsed` seconds into the day.
    @inlinable public func wallClock(elapsed: Int32) -> Int32 {
      let local = start + Int64(elapsed) + Int64(elapsed < transition ? offset : offsetAfter)
      return Int32(local - Int64(day.number) * 86_400)
    }

    /// How many whole intervals the day has.
    @inlinable public func intervals(of seconds: Int32) -> Int { Int(length / seconds) }
  }

  public let zone: String
  /// Consecutive days, ascending.
  public let days: [Day]

  /// - Parameter days: Consecutive days, ascending.
  public init(zone: String, days: [Day]) {
    self.zone = zone
    self.days = days
  }

  public subscript(day: LocalDay) -> Day? {
    guard let first = days.first else { return nil }
    let index = Int(day.number - first.day.number)
    return days.indices.contains(index) ? days[index] : nil
  }

  /// The day that an instant belongs to; nil outside the table.
  public func day(containing instant: Int64) -> Day? {
    guard let first = days.first, instant >= first.start else { return nil }
    // The guess by 24-hour days is at most one day off, because zones are.
    var index = min(Int((instant - first.start) / 86_400), days.count - 1)
    while index > 0, days[index].start > instant { index -= 1 }
    while index + 1 < days.count, days[index + 1].start <= instant { index += 1 }
    let day = days[index]
    return instant < day.start + Int64(day.length) ? day : nil
  }
}
