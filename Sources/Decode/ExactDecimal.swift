/// A decimal number, exact: mantissa × 10^-scale.
public struct ExactDecimal: Hashable, Sendable {
  /// Decimals that are kept; further ones are rounded half away from zero.
  public static let scaleLimit = 9

  public var mantissa: Int64
  public var scale: Int

  public init(mantissa: Int64, scale: Int) {
    self.mantissa = mantissa
    self.scale = scale
  }

  static let powers: [Int64] = (0...18).map { exponent in (0..<exponent).reduce(1) { power, _ in power * 10 } }

  /// Parses `12`, `-1.5`, `1.44e2`, `+3`; with another decimal mark and marks between thousands where told.
  ///
  /// - Returns: nil when it is no number, or one with more than 18 digits before the mark.
  init?(
    _ text: UnsafeRawBufferPointer, decimalMark: UInt8 = UInt8(ascii: "."), thousandsMark: [UInt8] = []
  ) {
    var at = 0
    var isNegative = false
    if let sign = text.first, sign == 0x2D || sign == 0x2B {
      isNegative = sign == 0x2D
      at = 1
    }
    var digits = DigitRow()
    var seen = 0
    while at < text.count {
      if case let digit = text[at] &- 0x30, digit < 10 {
        guard digits.append(digit, isDecimal: false) else { return nil }
        seen += 1
      } else if seen > 0, !thousandsMark.isEmpty, text[at...].starts(with: thousandsMark),
        at + thousandsMark.count < text.count, text[at + thousandsMark.count] &- 0x30 < 10
      {
        at += thousandsMark.count - 1
      } else {
        break
      }
      at += 1
    }
    if at < text.count, text[at] == decimalMark {
      at += 1
      while at < text.count, case let digit = text[at] &- 0x30, digit < 10 {
        _ = digits.append(digit, isDecimal: true)
        seen += 1
        at += 1
      }
      // `240.` and `240.x` are no numbers.
      guard text[at - 1] != decimalMark else { return nil }
    }
    guard seen > 0 else { return nil }
    var exponent = 0
    if at < text.count, text[at] | 0x20 == UInt8(ascii: "e") {
      guard let value = ExactDecimal.exponent(text, from: at + 1) else { return nil }
      exponent = value
      at = text.count
    }
    guard at == text.count, let value = digits.value(exponent: exponent) else { return nil }
    self = value
    if isNegative { mantissa = -mantissa }
  }

  public init?(_ text: String) {
    var copy = text
    guard let value = copy.withUTF8({ ExactDecimal(UnsafeRawBufferPointer($0)) }) else { return nil }
    self = value
  }

  private static func exponent(_ text: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var at = start
    var isNegative = false
    if at < text.count, text[at] == 0x2D || text[at] == 0x2B {
      isNegative = text[at] == 0x2D
      at += 1
    }
    guard at < text.count, text.count - at <= 3 else { return nil }
    var value = 0
    while at < text.count {
      guard case let digit = text[at] &- 0x30, digit < 10 else { return nil }
      value = value * 10 + Int(digit)
      at += 1
    }
    return isNegative ? -value : value
  }

  /// The product, rounded half away from zero where it would need more decimals than are kept; nil when it is too great.
  public func times(_ other: ExactDecimal) -> ExactDecimal? {
    if other.mantissa == 1, other.scale == 0 { return self }
    var scale = scale + other.scale
    let (high, low) = mantissa.magnitude.multipliedFullWidth(by: other.mantissa.magnitude)
    var product = UInt128(high) << 64 | UInt128(low)
    while scale > 0, scale > ExactDecimal.scaleLimit || product > UInt128(Int64.max) {
      // Rounded once: all digits behind are still there when the last step is near.
      var steps = 0
      var divisor: UInt128 = 1
      while scale - steps > 0, scale - steps > ExactDecimal.scaleLimit || product / divisor > UInt128(Int64.max) {
        divisor *= 10
        steps += 1
      }
      product = (product + divisor / 2) / divisor
      scale -= steps
    }
    guard let magnitude = Int64(exactly: product) else { return nil }
    return ExactDecimal(mantissa: (mantissa < 0) != (other.mantissa < 0) ? -magnitude : magnitude, scale: scale)
  }

  /// The mantissa with more decimals; nil when it does not fit.
  public func mantissa(scale wanted: Int) -> Int64? {
    guard wanted >= scale, wanted - scale <= 18 else { return nil }
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: ExactDecimal.powers[wanted - scale])
    return overflow ? nil : product
  }

  /// Whether whole units are more than this.
  func isExceeded(by units: Int64) -> Bool {
    let (product, overflow) = units.multipliedReportingOverflow(by: ExactDecimal.powers[scale])
    return overflow ? units > 0 : product > mantissa
  }

  /// `120.5`, without zeros at the end.
  public var text: String {
    var short = self
    while short.scale > 0, short.mantissa % 10 == 0 {
      short.mantissa /= 10
      short.scale -= 1
    }
    return short.description
  }

  /// `120.5`, with all its decimals.
  var description: String {
    guard scale > 0 else { return String(mantissa) }
    let digits = String(mantissa.magnitude)
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    return "\(mantissa < 0 ? "-" : "")\(padded.dropLast(scale)).\(padded.suffix(scale))"
  }
}

/// Digits of a number as they are read: 18 that count, and how many there are before and behind the mark.
private struct DigitRow {
  private var mantissa: Int64 = 0
  private var count = 0
  private var decimals = 0
  /// Whether the first digit that did not fit is at least 5.
  private var roundsUp = false
  private var isFull = false

  /// False when a digit before the mark does not fit.
  mutating func append(_ digit: UInt8, isDecimal: Bool) -> Bool {
    if count == 0, digit == 0 {
      if isDecimal, decimals < 200 { decimals += 1 }
      return true
    }
    if isFull || count == 18 {
      if !isFull { roundsUp = digit >= 5 }
      isFull = true
      return isDecimal
    }
    mantissa = mantissa * 10 + Int64(digit)
    count += 1
    if isDecimal { decimals += 1 }
    return true
  }

  func value(exponent: Int) -> ExactDecimal? {
    var mantissa = mantissa
    var scale = decimals - exponent
    if mantissa == 0 { return ExactDecimal(mantissa: 0, scale: min(max(scale, 0), ExactDecimal.scaleLimit)) }
    if scale > ExactDecimal.scaleLimit {
      let steps = scale - ExactDecimal.scaleLimit
      guard steps <= 18 else { return ExactDecimal(mantissa: 0, scale: 0) }
      let divisor = ExactDecimal.powers[steps]
      mantissa = mantissa / divisor + (mantissa % divisor >= divisor / 2 + divisor % 2 ? 1 : 0)
      scale = ExactDecimal.scaleLimit
    } else if roundsUp {
      mantissa += 1
    }
    if scale < 0 {
      guard -scale <= 18 else { return nil }
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: ExactDecimal.powers[-scale])
      guard !overflow else { return nil }
      mantissa = product
      scale = 0
    }
    return ExactDecimal(mantissa: mantissa, scale: scale)
  }
}
