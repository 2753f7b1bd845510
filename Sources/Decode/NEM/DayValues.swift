/// The values of one record, as mantissas of one scale.
struct DayValues {
  /// Minutes of a day.
  static let capacity = 1440
  static let powers: [Int64] = (0...18).map { (0..<$0).reduce(1) { power, _ in power * 10 } }

  let values = UnsafeMutablePointer<Int64>.allocate(capacity: capacity)
  private(set) var scale = 0
  /// How many are there.
  private(set) var known = 0
  /// Digits before the mark of the longest.
  private var whole = 0
  private let powers = UnsafeMutablePointer<Int64>.allocate(capacity: 19)

  init() { powers.initialize(from: DayValues.powers, count: 19) }

  func close() {
    values.deallocate()
    powers.deallocate()
  }

  /// What is wrong with a record's values, and with which of them, from 0.
  struct Fault {
    var code: RowFault
    var index: Int
  }

  /// Reads values, each ended by a comma or the line's end.
  ///
  /// - Parameter at: The first byte of the first value; then the byte behind the last one's comma, `line.count` + 1 at
  ///   the end of the line.
  mutating func read(_ line: UnsafeRawBufferPointer, at position: inout Int, count: Int) -> Fault? {
    let base = line.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
    let end = line.count
    scale = 0
    known = 0
    whole = 0
    var at = position
    defer { position = at }
    for index in 0..<count {
      guard at <= end else { return Fault(code: .valueCount, index: index) }
      let first = at
      var mantissa: Int64 = 0
      while at < end, base[at] &- 0x30 < 10 {
        mantissa = mantissa &* 10 &+ Int64(base[at] &- 0x30)
        at += 1
      }
      let whole = at - first
      var decimals = 0
      if at < end, base[at] == 0x2E {
        let mark = at
        at += 1
        while at < end, base[at] &- 0x30 < 10 {
          mantissa = mantissa &* 10 &+ Int64(base[at] &- 0x30)
          at += 1
        }
        decimals = at - mark - 1
      }
      if at < end && base[at] != 0x2C || whole == 0 || whole > 9 || decimals > 9 {
        // Nothing, a sign, blanks, or no number at all.
        while at < end, base[at] != 0x2C { at += 1 }
        let field = UnsafeRawBufferPointer(rebasing: line[first..<at])
        at += 1
        if let code = take(NEMNumber.parse(field), at: index) { return Fault(code: code, index: index) }
        continue
      }
      at += 1
      put(mantissa, whole: whole, decimals: decimals, at: index)
    }
    return whole + scale > 18 ? Fault(code: .aboveLimit, index: 0) : nil
  }

  private mutating func take(_ number: NEMNumber, at index: Int) -> RowFault? {
    switch number {
    case .none: values[index] = IntervalRun.missing
    case .fault(let code): return code
    case .value(let mantissa, let scale):
      put(mantissa, whole: max(0, String(mantissa.magnitude).utf8.count - scale), decimals: scale, at: index)
    }
    return nil
  }

  @inline(__always)
  private mutating func put(_ mantissa: Int64, whole: Int, decimals: Int, at index: Int) {
    if whole > self.whole { self.whole = whole }
    known += 1
    if decimals == scale {
      values[index] = mantissa
    } else if decimals < scale {
      values[index] = mantissa &* powers[scale - decimals]
    } else {
      for earlier in 0..<index where values[earlier] != IntervalRun.missing {
        values[earlier] = values[earlier] &* powers[decimals - scale]
      }
      scale = decimals
      values[index] = mantissa
    }
  }
}

/// A number of any spelling that the format's files have.
enum NEMNumber {
  /// Nothing but blanks.
  case none
  /// value × 10^scale
  case value(Int64, scale: Int)
  case fault(RowFault)

  /// Digits with at most one point, after at most one sign, blanks around them; at most 18 digits, 9 of them behind the
  /// point, zeros at either end not counted.
  static func parse(_ field: UnsafeRawBufferPointer) -> NEMNumber {
    var text = field[...]
    while let first = text.first, first == 0x20 || first == 0x09 { text = text.dropFirst() }
    while let last = text.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
    guard let first = text.first else { return .none }
    if first == 0x2D || first == 0x2B { text = text.dropFirst() }
    var mantissa: Int64 = 0
    var (digits, scale, pending) = (0, 0, 0)
    var isBehindPoint = false
    for byte in text {
      if byte == 0x2E, !isBehindPoint {
        isBehindPoint = true
        continue
      }
      guard byte &- 0x30 < 10 else { return .fault(.notANumber) }
      digits += 1
      // Zeros at the end count only when another digit follows.
      if isBehindPoint, byte == 0x30 {
        pending += 1
        continue
      }
      let places = isBehindPoint ? pending + 1 : 1
      guard scale + (isBehindPoint ? places : 0) <= 9 else { return .fault(.tooPrecise) }
      for place in 1...places {
        let (product, isLarge) = mantissa.multipliedReportingOverflow(by: 10)
        guard !isLarge, product < DayValues.powers[18] else { return .fault(.aboveLimit) }
        mantissa = product + (place == places ? Int64(byte &- 0x30) : 0)
      }
      if isBehindPoint { scale += places }
      pending = 0
    }
    guard digits > 0 else { return .fault(.notANumber) }
    return .value(first == 0x2D ? -mantissa : mantissa, scale: scale)
  }
}
