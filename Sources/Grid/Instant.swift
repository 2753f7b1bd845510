/// A point of time: seconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let seconds: Int64

  public init(seconds: Int64) { self.seconds = seconds }

  /// Parses RFC 3339 with an offset: `2025-03-30T03:00:00+02:00`, `2025-03-30T01:00Z`.
  ///
  /// Seconds may be left out; a fraction is refused, as is a time without an offset,
  /// which would be two instants in the autumn hour.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard let parsed = bytes.withUnsafeBytes(Instant.parse) else { return nil }
    self = parsed
  }

  /// The same, from bytes.
  public static func parse(_ text: UnsafeRawBufferPointer) -> Instant? {
    func two(_ at: Int) -> Int? {
      guard at + 1 < text.count, text[at] >= 48, text[at] <= 57, text[at + 1] >= 48, text[at + 1] <= 57 else {
        return nil
      }
      return Int(text[at] - 48) * 10 + Int(text[at + 1] - 48)
    }
    guard text.count >= 17, text[4] == 45, text[7] == 45, text[10] | 0x20 == 0x74, text[13] == 58,
      let century = two(0), let year = two(2), let month = two(5), let day = two(8),
      let hour = two(11), let minute = two(14), hour < 24, minute < 60,
      let date = LocalDay(year: century * 100 + year, month: month, day: day)
    else { return nil }
    var second = 0
    var at = 16
    if text[16] == 58 {
      guard let value = two(17), value < 60 else { return nil }
      second = value
      at = 19
    }
    guard at < text.count else { return nil }
    let local = Int64(date.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    if text[at] | 0x20 == 0x7A, at + 1 == text.count { return Instant(seconds: local) }
    guard at + 6 == text.count, text[at] == 43 || text[at] == 45, text[at + 3] == 58,
      let offsetHour = two(at + 1), let offsetMinute = two(at + 4), offsetHour < 24, offsetMinute < 60
    else { return nil }
    let offset = Int64(offsetHour * 3600 + offsetMinute * 60)
    return Instant(seconds: text[at] == 43 ? local - offset : local + offset)
  }

  public func advanced(by seconds: Int) -> Instant { Instant(seconds: self.seconds + Int64(seconds)) }

  public static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }

  /// `2025-03-30T01:00:00Z`.
  public var description: String {
    let (day, second) = seconds.quotientAndRemainder(flooringBy: 86_400)
    let hour = padded(Int(second / 3600), 2)
    return "\(LocalDay(number: Int32(day)))T\(hour):\(padded(Int(second / 60 % 60), 2)):\(padded(Int(second % 60), 2))Z"
  }

  /// What a wall clock shows, to the minute: `2025-10-26 02:00 +01:00`.
  ///
  /// - Parameter offset: Seconds that the clock is ahead of UTC; whole minutes.
  public func wallClock(offset: Int32) -> String {
    let shown = Instant(seconds: seconds + Int64(offset)).description
    let minutes = Int(offset.magnitude / 60)
    return "\(shown.prefix(10)) \(shown.dropFirst(11).prefix(5)) "
      + "\(offset < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
  }
}

extension Int64 {
  /// Quotient rounded down, remainder never negative.
  @inlinable public func quotientAndRemainder(flooringBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
