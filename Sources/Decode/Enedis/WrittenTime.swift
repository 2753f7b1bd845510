import Grid

/// A time as Enedis writes it: with its offset, or as a wall clock shows it, or a day alone.
enum WrittenTime: Equatable {
  /// Seconds since the epoch, and how far the file's clock is ahead of UTC.
  case instant(Int64, offset: Int32)
  /// Seconds since 1970-01-01T00:00:00 on a clock whose offset is not said.
  case wall(Int64)
  case day(LocalDay)

  /// Parses `2022-07-29T00:30:00+02:00`, `…+0200`, `…Z`, `2020-09-14 03:00:00`, `29/07/2022 00:30`, `29/07/22 0:30`,
  /// `29/07/2022`.
  ///
  /// 24:00 is the midnight that ends the day. A fraction of a second must be zero.
  static func parse(_ text: UnsafeRawBufferPointer) -> WrittenTime? {
    guard text.count >= 8, text.count <= 40, let (day, end) = day(text) else { return nil }
    guard text.count > end else { return .day(day) }
    // Spreadsheets drop the zero of the hour.
    let digits = end + 2 < text.count && text[end + 2] == 0x3A ? 1 : 2
    var at = end + 1 + digits
    guard text[end] | 0x20 == 0x74 || text[end] == 0x20, at + 3 <= text.count, text[at] == 0x3A,
      let hour = number(text, end + 1, digits), let minute = number(text, at + 1, 2), minute < 60,
      hour < 24 || hour == 24 && minute == 0
    else { return nil }
    at += 3
    var second = 0
    if at < text.count, text[at] == 0x3A {
      guard let value = number(text, at + 1, 2), value < 60 else { return nil }
      second = value
      at += 3
      if at < text.count, text[at] == 0x2E {
        at += 1
        while at < text.count, text[at] == 0x30 { at += 1 }
      }
    }
    let wall = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    guard at < text.count else { return .wall(wall) }
    return offset(text, at).map { .instant(wall - $0, offset: Int32($0)) }
  }

  /// A day and time as a spreadsheet counts them: days since 1899-12-30, or since 1904-01-01.
  static func serial(_ text: UnsafeRawBufferPointer, since1904: Bool) -> WrittenTime? {
    guard let number = WrittenDecimal.parse(text).number else { return nil }
    var unit: Int64 = 1
    for _ in 0..<number.scale { unit *= 10 }
    let (whole, rest) = number.mantissa.quotientAndRemainder(dividingBy: unit)
    let days = whole + (since1904 ? 1462 : 0)
    // 1954 to 2119: other numbers are no days.
    guard (20_000..<80_000).contains(days) else { return nil }
    let day = LocalDay(number: Int32(days - 25_569))
    guard rest > 0 else { return .day(day) }
    return .wall(Int64(day.number) * 86_400 + (rest * 86_400 * 2 + unit) / (unit * 2))
  }

  /// `PT30M`, `PT1H`, `PT1800S`, `P1D`, or minutes alone; `CurveRow.day` for a day; nil for what is no interval.
  static func interval(_ text: UnsafeRawBufferPointer) -> Int32? {
    var (start, end, unit) = (0, text.count, 60)
    if let first = text.first, first | 0x20 == 0x70 {
      let isTime = text.count > 3 && text[1] | 0x20 == 0x74
      switch (isTime, text[end - 1] | 0x20) {
      case (true, 0x73): unit = 1
      case (true, 0x6D): unit = 60
      case (true, 0x68): unit = 3600
      case (false, 0x64): unit = Int(CurveRow.day)
      default: return nil
      }
      start = isTime ? 2 : 1
      end -= 1
    }
    guard start < end, end - start <= 5, let value = number(text, start, end - start), value > 0 else { return nil }
    if value * unit == CurveRow.day { return CurveRow.day }
    return value * unit <= 3600 && 3600 % (value * unit) == 0 ? Int32(value * unit) : nil
  }

  /// The day, and where it ends in the text.
  private static func day(_ text: UnsafeRawBufferPointer) -> (LocalDay, Int)? {
    let (year, month, day): (Int?, Int?, Int?)
    var end = 10
    if text[4] == 0x2D, text[7] == 0x2D {
      (year, month, day) = (number(text, 0, 4), number(text, 5, 2), number(text, 8, 2))
    } else if text[2] == 0x2F, text[5] == 0x2F {
      if text.count == 8 || text[8] == 0x20 { end = 8 }
      year = end == 8 ? number(text, 6, 2).map { 2000 + $0 } : number(text, 6, 4)
      (month, day) = (number(text, 3, 2), number(text, 0, 2))
    } else {
      return nil
    }
    guard let year, let month, let day, let found = LocalDay(year: year, month: month, day: day) else { return nil }
    return (found, end)
  }

  private static func offset(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int64? {
    let sign = text[start]
    if sign | 0x20 == 0x7A { return start + 1 == text.count ? 0 : nil }
    guard sign == 0x2B || sign == 0x2D, let hour = number(text, start + 1, 2), hour < 24 else { return nil }
    var at = start + 3
    var minute = 0
    if at < text.count {
      if text[at] == 0x3A { at += 1 }
      guard let value = number(text, at, 2), value < 60, at + 2 == text.count else { return nil }
      minute = value
    }
    let seconds = Int64(hour * 3600 + minute * 60)
    return sign == 0x2B ? seconds : -seconds
  }

  private static func number(_ text: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
    guard start + count <= text.count else { return nil }
    var value = 0
    for byte in text[start..<start + count] {
      guard byte &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(byte &- 0x30)
    }
    return value
  }
}

extension LocalClock {
  /// First second of a local day.
  mutating func start(of day: LocalDay) -> Int64 {
    let midnight = Int64(day.number) * 86_400
    // Where the clock skips midnight, the day begins at the jump.
    return instants(showing: midnight).first ?? midnight - offset(at: midnight - 86_400)
  }

  mutating func day(at instant: Int64) -> LocalDay {
    LocalDay(number: Int32(clamping: (instant + offset(at: instant)).quotientAndRemainder(flooringBy: 86_400).quotient))
  }

  mutating func isMidnight(_ instant: Int64) -> Bool {
    (instant + offset(at: instant)).quotientAndRemainder(flooringBy: 86_400).remainder == 0
  }

  /// `2022-07-29 00:30`, for remarks.
  mutating func shown(_ instant: Int64) -> String {
    String(Instant(seconds: instant).wallClock(offset: Int32(offset(at: instant))).prefix(16))
  }
}
