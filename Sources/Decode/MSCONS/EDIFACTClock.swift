import Grid

/// A time as a DTM segment writes it.
struct EDIFACTTime {
  var instant: Int64
  /// Seconds ahead of UTC; nil where the dump does not say it.
  var offset: Int32?
}

/// Reads times of formats 102, 203, 204, 303 and 304.
struct EDIFACTClock {
  struct Unreadable: Error { let code: RowFault }

  /// Seconds ahead of UTC of times that say none themselves, as DTM+735 has it.
  var offset: Int32?
  /// The time read last: it tells which of the two autumn hours is meant.
  var last: Int64?
  private var clock: LocalClock?

  init(_ clock: LocalClock?) { self.clock = clock }

  /// - Parameter isEnd: The end of the interval that begins at the time read last; else where that ended the next begins.
  mutating func read(
    _ text: ArraySlice<UInt8>, format: String, isEnd: Bool = false
  ) -> Result<EDIFACTTime, Unreadable> {
    let length =
      switch format {
      case "102": 8
      case "203", "303": 12
      case "204", "304": 14
      default: 0
      }
    guard length > 0, text.count >= length, let wall = EDIFACTClock.wall(text.prefix(length)) else {
      return .failure(Unreadable(code: .badTimestamp))
    }
    let zone = text.dropFirst(length)
    if !zone.isEmpty {
      guard let offset = EDIFACTClock.offset(zone) else { return .failure(Unreadable(code: .badTimestamp)) }
      return .success(EDIFACTTime(instant: wall - Int64(offset), offset: offset))
    }
    if let offset { return .success(EDIFACTTime(instant: wall - Int64(offset), offset: offset)) }
    let instants = clock?.instants(showing: wall) ?? []
    if instants.count == 2 {
      guard let last, let found = instants.first(where: { isEnd ? $0 > last : $0 == last }) else {
        return .failure(Unreadable(code: .noOffset))
      }
      return .success(EDIFACTTime(instant: found, offset: Int32(wall - found)))
    }
    guard let only = instants.first else { return .failure(Unreadable(code: .badTimestamp)) }
    return .success(EDIFACTTime(instant: only, offset: Int32(wall - only)))
  }

  /// `201512010015`: seconds since 1970 on the wall; the hour may be 24.
  private static func wall(_ text: ArraySlice<UInt8>) -> Int64? {
    var number: Int64 = 0
    for byte in text {
      guard byte &- 0x30 < 10 else { return nil }
      number = number * 10 + Int64(byte - 0x30)
    }
    for _ in text.count..<14 { number *= 10 }
    let (date, clock) = number.quotientAndRemainder(dividingBy: 1_000_000)
    guard let day = LocalDay(year: Int(date / 10_000), month: Int(date / 100 % 100), day: Int(date % 100)) else {
      return nil
    }
    let (hour, minute, second) = (clock / 10_000, clock / 100 % 100, clock % 100)
    guard minute < 60, second < 60, hour < 24 || clock == 240_000 else { return nil }
    return Int64(day.number) * 86_400 + hour * 3600 + minute * 60 + second
  }

  /// `+01`, `+0100`, `UTC`, `MESZ`.
  static func offset(_ text: ArraySlice<UInt8>) -> Int32? {
    let zone = String(decoding: text, as: UTF8.self)
    switch zone {
    case "UTC", "GMT", "Z": return 0
    case "MEZ", "CET": return 3600
    case "MESZ", "CEST": return 7200
    default: break
    }
    var number: Int32 = 0
    var count = 0
    for byte in text.dropFirst() where byte != UInt8(ascii: ":") {
      guard byte &- 0x30 < 10, count < 4 else { return nil }
      number = number * 10 + Int32(byte - 0x30)
      count += 1
    }
    guard let sign = zone.first, sign == "+" || sign == "-", count == 2 || count == 4 else { return nil }
    let (hours, minutes) = count == 2 ? (number, 0) : number.quotientAndRemainder(dividingBy: 100)
    guard hours <= 14, minutes < 60 else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
