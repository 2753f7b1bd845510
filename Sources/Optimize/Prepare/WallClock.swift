import Grid

/// Hours of the day as the community's clocks show them, around a plan.
struct WallClock {
  /// Consecutive, ascending.
  private let days: [LocalCalendar.Day]
  /// Whether the days of the conditions reach over the whole plan; where they do not, days have 24 hours at the nearest offset.
  let isComplete: Bool

  /// - Parameters:
  ///   - days: The days that the conditions carry; not used when they are not consecutive days of a clock.
  ///   - from: Instants that are to be told.
  init(_ days: [CalendarDay], from first: Int64, to end: Int64) {
    let known = WallClock.consecutive(days)
    var all = known
    if all.isEmpty {
      let number = first.quotientAndRemainder(flooringBy: 86_400).quotient
      all = [WallClock.plainDay(LocalDay(number: Int32(number)), start: number * 86_400, offset: 0)]
    }
    // From the day before yesterday, whose window may run until today, to where the next window of each kind is.
    while all[0].start > first - 2 * 86_400 {
      let next = all[0]
      all.insert(WallClock.plainDay(next.day.advanced(by: -1), start: next.start - 86_400, offset: next.offset), at: 0)
    }
    while all[all.count - 1].start <= end + 3 * 86_400 {
      let last = all[all.count - 1]
      let start = last.start + Int64(last.length)
      all.append(WallClock.plainDay(last.day.advanced(by: 1), start: start, offset: last.offsetAfter))
    }
    self.days = all.filter { $0.start > first - 5 * 86_400 && $0.start <= end + 5 * 86_400 }
    isComplete =
      !known.isEmpty && known[0].start <= first
      && known[known.count - 1].start + Int64(known[known.count - 1].length) >= end
  }

  private static func plainDay(_ day: LocalDay, start: Int64, offset: Int32) -> LocalCalendar.Day {
    LocalCalendar.Day(day: day, start: start, length: 86_400, offset: offset, transition: 86_400, offsetAfter: offset)
  }

  /// Empty when they are not what a clock shows.
  private static func consecutive(_ days: [CalendarDay]) -> [LocalCalendar.Day] {
    let known = days.compactMap(\.localDay)
    let isSound = known.allSatisfy {
      (72_000...100_800).contains($0.length) && (0...$0.length).contains($0.transition)
        && (-64_800...64_800).contains($0.offset) && (-64_800...64_800).contains($0.offsetAfter)
        && abs($0.start.bounded - Int64($0.day.number) * 86_400) <= 100_800
    }
    guard known.count == days.count, isSound else { return [] }
    let isRow = zip(known, known.dropFirst()).allSatisfy {
      $1.day == $0.day.advanced(by: 1) && $1.start == $0.start + Int64($0.length)
    }
    return isRow ? known : []
  }

  /// The periods of daily windows that touch `[first, end)`, in the order in which they begin.
  ///
  /// A window over midnight belongs to the day on which it begins. A bound is the first instant of its day at which the
  /// clock shows it or more: on the day without 02:00–03:00 a window of these hours is empty, 02:30–03:30 is half an hour
  /// long, and 02:00–03:00 lasts two hours when that hour comes twice.
  func periods(_ windows: (LocalDay) -> [DailyWindow], from first: Int64, to end: Int64) -> [Range<Int64>] {
    var periods: [Range<Int64>] = []
    for index in days.indices.dropLast() {
      for window in windows(days[index].day) {
        let period = period(window, index)
        if !period.isEmpty, period.upperBound > first, period.lowerBound < end { periods.append(period) }
      }
    }
    return periods.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  private func period(_ window: DailyWindow, _ index: Int) -> Range<Int64> {
    let start = instant(window.from, days[index])
    let end =
      if window.to > 86_400 { instant(window.to - 86_400, days[index + 1]) } else if window.to <= window.from {
        instant(window.to, days[index + 1])
      } else { instant(window.to, days[index]) }
    return start..<max(start, end)
  }

  /// The first instant of a day at which the clock shows so many seconds after midnight, or more; else the day's end.
  private func instant(_ second: Int, _ day: LocalCalendar.Day) -> Int64 {
    let midnight = Int64(day.day.number) * 86_400
    let before = midnight + Int64(second) - Int64(day.offset)
    if before < day.start + Int64(day.transition) { return max(before, day.start) }
    let after = midnight + Int64(second) - Int64(day.offsetAfter)
    return min(max(after, day.start + Int64(day.transition)), day.start + Int64(day.length))
  }

  /// What a clock shows: `2025-10-26 02:00 +01:00`.
  func text(_ instant: Int64) -> String {
    let instant = instant.bounded
    let day = days.last { $0.start <= instant } ?? days[0]
    let offset = instant - day.start < Int64(day.transition) ? day.offset : day.offsetAfter
    return Instant(seconds: instant).wallClock(offset: offset)
  }

  func text(_ from: Int64, _ to: Int64) -> String { "\(text(from)) to \(text(to))" }
}
