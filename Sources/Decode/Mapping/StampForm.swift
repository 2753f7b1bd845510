import Grid

/// How a dump writes points of time.
public enum StampForm: Hashable, Sendable {
  /// ISO 8601: a day, `T` or a blank, hours and minutes; seconds, a fraction and an offset where there are.
  case iso
  /// Seconds since 1970-01-01T00:00:00Z.
  case epochSeconds
  case epochMilliseconds
  case pattern([Token])

  public enum Token: Hashable, Sendable {
    /// A number of some digits, at most and at least.
    case number(Part, least: Int, most: Int)
    /// Digits of a second, passed over.
    case fraction
    /// `Z`, `+02:00`, `+0200`, `+02`.
    case offset
    /// AM or PM.
    case half
    case literal(UInt8)
  }

  public enum Part: Hashable, Sendable {
    case year, shortYear, month, day, hour, hour12, minute, second
  }

  /// - Parameter word: `iso`, `epoch_s`, `epoch_ms`, or a pattern of yyyy yy MM M dd d HH H hh h mm m ss s S a X and other
  ///   characters, which stand for themselves.
  init?(_ word: String) {
    switch word {
    case "iso": self = .iso
    case "epoch_s": self = .epochSeconds
    case "epoch_ms": self = .epochMilliseconds
    default:
      guard let tokens = StampForm.tokens(word) else { return nil }
      self = .pattern(tokens)
    }
  }

  private static func tokens(_ pattern: String) -> [Token]? {
    var tokens: [Token] = []
    let bytes = Array(pattern.utf8)
    var at = 0
    while at < bytes.count {
      let letter = bytes[at]
      var count = 1
      while at + count < bytes.count, bytes[at + count] == letter { count += 1 }
      at += count
      let least = count == 1 ? 1 : 2
      switch (Character(Unicode.Scalar(letter)), count) {
      case ("y", 4): tokens.append(.number(.year, least: 4, most: 4))
      case ("y", 2): tokens.append(.number(.shortYear, least: 2, most: 2))
      case ("M", 1...2): tokens.append(.number(.month, least: least, most: 2))
      case ("d", 1...2): tokens.append(.number(.day, least: least, most: 2))
      case ("H", 1...2): tokens.append(.number(.hour, least: least, most: 2))
      case ("h", 1...2): tokens.append(.number(.hour12, least: least, most: 2))
      case ("m", 1...2): tokens.append(.number(.minute, least: least, most: 2))
      case ("s", 1...2): tokens.append(.number(.second, least: least, most: 2))
      case ("S", _): tokens.append(.fraction)
      case ("a", 1): tokens.append(.half)
      case ("X", _): tokens.append(.offset)
      case (let character, _):
        guard !character.isLetter || character == "T" || character == "Z" else { return nil }
        tokens += Array(repeating: .literal(letter), count: count)
      }
    }
    // Without a day, a month and a year it is no point of time.
    let parts = tokens.compactMap { if case .number(let part, _, _) = $0 { part } else { nil } }
    let hasYear = parts.contains(.year) || parts.contains(.shortYear)
    guard hasYear, parts.contains(.month), parts.contains(.day), Set(parts).count == parts.count else { return nil }
    guard parts.contains(.hour12) == tokens.contains(.half) else { return nil }
    return tokens
  }

  /// What a stamp says: seconds on a clock since 1970-01-01T00:00:00, and how far that clock is ahead of UTC, where it says so.
  struct Reading: Equatable {
    var wall: Int64
    var offset: Int64?
    /// Nothing but a day was written.
    var isDay = false
  }

  /// Fractions of a second are cut off. `24:00` is the end of its day.
  func parse(_ text: UnsafeRawBufferPointer) -> Reading? {
    switch self {
    case .iso: return StampForm.parseISO(text)
    case .epochSeconds: return StampForm.parseEpoch(text, unit: 1)
    case .epochMilliseconds: return StampForm.parseEpoch(text, unit: 1000)
    case .pattern(let tokens): return StampForm.parse(text, tokens)
    }
  }

  private static func parseEpoch(_ text: UnsafeRawBufferPointer, unit: Int64) -> Reading? {
    guard let number = ExactDecimal(text) else { return nil }
    let whole = number.mantissa.quotientAndRemainder(flooringBy: ExactDecimal.powers[number.scale]).quotient
    let seconds = whole.quotientAndRemainder(flooringBy: unit).quotient
    // Beyond year 9999 it is milliseconds, or no stamp.
    guard (0...253_402_300_799).contains(seconds) else { return nil }
    return Reading(wall: seconds, offset: 0)
  }

  private static func parseISO(_ text: UnsafeRawBufferPointer) -> Reading? {
    var cursor = Cursor(text)
    guard let year = cursor.number(4, 4), cursor.take(0x2D), let month = cursor.number(2, 2), cursor.take(0x2D),
      let day = cursor.number(2, 2)
    else { return nil }
    if cursor.isAtEnd { return reading(year, month, day, 0, 0, 0, nil, isDay: true) }
    guard cursor.take(0x54) || cursor.take(0x74) || cursor.take(0x20), let hour = cursor.number(2, 2),
      cursor.take(0x3A), let minute = cursor.number(2, 2)
    else { return nil }
    var second = 0
    if cursor.take(0x3A) {
      guard let value = cursor.number(2, 2) else { return nil }
      second = value
      if cursor.take(0x2E) || cursor.take(0x2C) { guard cursor.digits() > 0 else { return nil } }
    }
    var offset: Int64?
    if !cursor.isAtEnd {
      _ = cursor.take(0x20)
      guard let value = cursor.offset() else { return nil }
      offset = value
    }
    guard cursor.isAtEnd else { return nil }
    return reading(year, month, day, hour, minute, second, offset)
  }

  private static func parse(_ text: UnsafeRawBufferPointer, _ tokens: [Token]) -> Reading? {
    var cursor = Cursor(text)
    var (year, month, day, hour, minute, second) = (0, 0, 0, 0, 0, 0)
    var isAfternoon: Bool?
    var offset: Int64?
    var isDay = true
    for token in tokens {
      switch token {
      case .literal(let byte): guard cursor.take(byte) else { return nil }
      case .fraction: guard cursor.digits() > 0 else { return nil }
      case .half:
        guard let half = cursor.half() else { return nil }
        isAfternoon = half
      case .offset:
        guard let value = cursor.offset() else { return nil }
        offset = value
      case .number(let part, let least, let most):
        guard let value = cursor.number(least, most) else { return nil }
        switch part {
        case .year: year = value
        case .shortYear: year = 2000 + value
        case .month: month = value
        case .day: day = value
        case .hour, .hour12:
          hour = value
          isDay = false
          guard part == .hour || (1...12).contains(value) else { return nil }
        case .minute: minute = value
        case .second: second = value
        }
      }
    }
    guard cursor.isAtEnd else { return nil }
    if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
    return reading(year, month, day, hour, minute, second, offset, isDay: isDay)
  }

  private static func reading(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int, _ offset: Int64?,
    isDay: Bool = false
  ) -> Reading? {
    guard let date = LocalDay(year: year, month: month, day: day), minute < 60, second < 60,
      hour < 24 || (hour == 24 && minute == 0 && second == 0)
    else { return nil }
    return Reading(
      wall: Int64(date.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second), offset: offset, isDay: isDay)
  }
}

/// Takes a stamp apart.
private struct Cursor {
  private let text: UnsafeRawBufferPointer
  private var at = 0

  init(_ text: UnsafeRawBufferPointer) { self.text = text }

  var isAtEnd: Bool { at == text.count }

  mutating func take(_ byte: UInt8) -> Bool {
    guard at < text.count, text[at] == byte else { return false }
    at += 1
    return true
  }

  mutating func number(_ least: Int, _ most: Int) -> Int? {
    var value = 0
    var count = 0
    while count < most, at < text.count, case let digit = text[at] &- 0x30, digit < 10 {
      value = value * 10 + Int(digit)
      count += 1
      at += 1
    }
    return count >= least ? value : nil
  }

  mutating func digits() -> Int {
    let start = at
    while at < text.count, text[at] &- 0x30 < 10 { at += 1 }
    return at - start
  }

  mutating func half() -> Bool? {
    guard at + 1 < text.count, text[at + 1] | 0x20 == 0x6D else { return nil }
    let letter = text[at] | 0x20
    guard letter == 0x61 || letter == 0x70 else { return nil }
    at += 2
    return letter == 0x70
  }

  mutating func offset() -> Int64? {
    if take(0x5A) || take(0x7A) { return 0 }
    guard at < text.count, text[at] == 0x2B || text[at] == 0x2D else { return nil }
    let isBehind = text[at] == 0x2D
    at += 1
    guard let hours = number(2, 2), hours < 24 else { return nil }
    let hasColon = take(0x3A)
    let minutes = number(2, 2)
    guard minutes != nil || !hasColon, minutes ?? 0 < 60 else { return nil }
    let seconds = Int64(hours * 3600 + (minutes ?? 0) * 60)
    return isBehind ? -seconds : seconds
  }
}
