import Grid

/// The quarter hours of a span of local days, numbered from its first instant, and what the wall clock shows in each.
///
/// Equal times of the day are found by the wall clock: where clocks go forward the skipped quarter hours do not exist on
/// that day, and where they go back the first of two equal times stands for the day.
struct ForecastClock {
  static let quarter: Int64 = 900
  /// Quarter hours of a day of 24 hours.
  static let slotsPerDay = 96

  let zone: String
  let days: [LocalCalendar.Day]
  /// First second of quarter hour 0.
  let start: Int64
  /// Position in `days` of each quarter hour's day.
  private(set) var day: [Int] = []
  /// Quarter hours since midnight that the wall clock shows, 0…95.
  private(set) var wall: [Int] = []
  /// The first quarter hour of each day and wall clock time; −1 where the clock never shows it.
  private var quarters: [Int]

  /// - Parameter calendar: At least one day.
  init(_ calendar: LocalCalendar) {
    zone = calendar.zone
    days = calendar.days
    start = days[0].start
    quarters = [Int](repeating: -1, count: days.count * Self.slotsPerDay)
    for (at, local) in days.enumerated() {
      for elapsed in stride(from: 0, to: local.length, by: Int(Self.quarter)) {
        let shown = max(0, min(Self.slotsPerDay - 1, Int(local.wallClock(elapsed: elapsed)) / Int(Self.quarter)))
        if quarters[at * Self.slotsPerDay + shown] < 0 { quarters[at * Self.slotsPerDay + shown] = day.count }
        day.append(at)
        wall.append(shown)
      }
    }
  }

  var count: Int { day.count }

  /// The quarter hour in which an instant lies; it may be outside of the span.
  func quarter(containing instant: Instant) -> Int {
    Int((instant.seconds - start).quotientAndRemainder(flooringBy: Self.quarter).quotient)
  }

  /// The first quarter hour of a local day within the span, or its end.
  func quarter(of day: LocalDay) -> Int {
    quarter(containing: Instant(seconds: days[Int(day.number - days[0].day.number)].start))
  }

  func instant(_ quarter: Int) -> Instant { Instant(seconds: start + Int64(quarter) * Self.quarter) }

  /// The quarter hour that shows the same time as another one some days before; nil: outside, or never shown.
  func quarter(_ quarter: Int, daysBefore: Int) -> Int? {
    let source = day[quarter] - daysBefore
    guard source >= 0 else { return nil }
    let found = quarters[source * Self.slotsPerDay + wall[quarter]]
    return found < 0 ? nil : found
  }

  /// The first quarter hour of the day that is some days before another one's; 0 when that is before the span.
  func firstQuarter(ofDay quarter: Int, daysBefore: Int) -> Int {
    let source = day[quarter] - daysBefore
    return source <= 0 ? 0 : Int((days[source].start - start) / Self.quarter)
  }

  /// 0: Monday to Friday, 1: Saturday, 2: Sunday.
  func weekdayType(_ quarter: Int) -> Int {
    // 1970-01-01 was a Thursday.
    let weekday = (Int(days[day[quarter]].day.number) + 3) % 7
    return weekday < 5 ? 0 : weekday - 4
  }
}
