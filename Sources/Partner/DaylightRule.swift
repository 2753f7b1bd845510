import Grid

/// When the clocks of a zone change in a year, as Green Button's LocalTimeParameters say it.
struct DaylightRule: Equatable {
  /// Seconds that standard time is ahead of UTC.
  let standardOffset: Int32
  /// Seconds that daylight saving time is ahead of standard time; 0: there is none.
  let saving: Int32
  let start: UInt32
  let end: UInt32

  /// Says that clocks do not change by a rule.
  static let none: UInt32 = 0xFFFF_FFFF

  /// - Parameter year: The days of one calendar year.
  init(_ year: LocalCalendar) {
    let changes = year.days.filter { $0.transition < $0.length && $0.offset != $0.offsetAfter }
    let forward = changes.filter { $0.offsetAfter > $0.offset }
    let back = changes.filter { $0.offsetAfter < $0.offset }
    guard forward.count == 1, back.count == 1, forward[0].offset == back[0].offsetAfter else {
      standardOffset = year.days.first?.offset ?? 0
      saving = 0
      start = DaylightRule.none
      end = DaylightRule.none
      return
    }
    standardOffset = forward[0].offset
    saving = forward[0].offsetAfter - forward[0].offset
    start = DaylightRule.code(forward[0])
    end = DaylightRule.code(back[0])
  }

  /// Seconds, hour, day of the week, day of the month, operator and month in one number; the time is what the wall clock
  /// shows just before it is changed.
  private static func code(_ change: LocalCalendar.Day) -> UInt32 {
    let (year, month, day) = change.day.civil
    let length = Int(LocalDay(year: year, month: month, day: 1)!.startOfNextMonth.advanced(by: -1).civil.day)
    // 7: the last one of the month; else 2 for the first, 3 for the second.
    let occurrence = day + 7 > length ? 7 : 2 + (day - 1) / 7
    // 1970-01-05 was a Monday, which is 1.
    let weekday = Int64(change.day.number - 4).quotientAndRemainder(flooringBy: 7).remainder + 1
    let (hour, second) = change.transition.quotientAndRemainder(dividingBy: 3600)
    return UInt32(month) << 28 | UInt32(occurrence) << 25 | UInt32(weekday) << 17 | UInt32(hour) << 12 | UInt32(second)
  }
}
