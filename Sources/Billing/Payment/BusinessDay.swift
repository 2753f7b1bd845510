import Grid

/// The days on which TARGET, and with it SEPA, settles: all but weekends and six holidays.
extension LocalDay {
  public var isBusinessDay: Bool {
    // 1970-01-01 was a Thursday.
    let weekday = (Int(number) + 3) % 7
    guard (weekday + 7) % 7 < 5 else { return false }
    let (year, month, day) = civil
    switch (month, day) {
    case (1, 1), (5, 1), (12, 25), (12, 26): return false
    default:
      let easter = LocalDay.easter(year)
      return self != easter.advanced(by: -2) && self != easter.advanced(by: 1)
    }
  }

  /// This day, or the first business day after it.
  public var orNextBusinessDay: LocalDay {
    var day = self
    while !day.isBusinessDay { day = day.advanced(by: 1) }
    return day
  }

  /// The first business day after this one.
  public var nextBusinessDay: LocalDay { advanced(by: 1).orNextBusinessDay }

  /// Easter Sunday, by the anonymous Gregorian algorithm (Meeus, "Astronomical Algorithms").
  static func easter(_ year: Int) -> LocalDay {
    let a = year % 19
    let (b, c) = year.quotientAndRemainder(dividingBy: 100)
    let (d, e) = b.quotientAndRemainder(dividingBy: 4)
    let g = (8 * b + 13) / 25
    let h = (19 * a + b - d - g + 15) % 30
    let (i, k) = c.quotientAndRemainder(dividingBy: 4)
    let l = (32 + 2 * e + 2 * i - h - k) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let (month, day) = (h + l - 7 * m + 114).quotientAndRemainder(dividingBy: 31)
    return LocalDay(year: year, month: month, day: day + 1)!
  }

  /// The same day of the month some months later, or the last one that month has.
  func advanced(byMonths months: Int) -> LocalDay {
    let (year, month, day) = civil
    let (years, index) = (year * 12 + month - 1 + months).quotientAndRemainder(dividingBy: 12)
    return (0...3).lazy.compactMap { LocalDay(year: years, month: index + 1, day: day - $0) }.first!
  }
}
