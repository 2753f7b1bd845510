/// A decimal number held as an integer and a scale: `unscaled` / 10^`scale`. Never a `Double` on the way.
///
/// Holds up to 38 digits, so that every sum of a column and every average PostgreSQL computes fits.
public struct ExactDecimal: Sendable, Hashable, Comparable {
  public let unscaled: Int128
  public let scale: Int

  /// The number of fraction digits at which parsing and arithmetic give up.
  static let maximumScale = 36

  /// - Parameters:
  ///   - unscaled: All digits, for example watt-hours or cents.
  ///   - scale: How many of them stand behind the point, 0 to 36: 3 reads watt-hours as kilowatt-hours.
  public init(unscaled: some BinaryInteger, scale: Int) {
    precondition((0...Self.maximumScale).contains(scale), "scale of a decimal out of range")
    self.unscaled = Int128(unscaled)
    self.scale = scale
  }

  /// Reads the text PostgreSQL gives for a `numeric`, such as `-12.340`; the scale is the number of fraction digits.
  ///
  /// Nil for anything else, which includes `NaN`, `Infinity`, exponents, blanks and more than 38 digits.
  public init?(_ text: some StringProtocol) {
    var value: Int128 = 0
    var digits = 0
    var scale: Int?
    var negative = false
    for (position, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where position == 0: negative = true
      case UInt8(ascii: "."):
        guard scale == nil else { return nil }
        scale = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += value == 0 && byte == UInt8(ascii: "0") ? 0 : 1
        guard digits <= 38, scale.map({ $0 < Self.maximumScale }) ?? true else { return nil }
        value = value * 10 + Int128(byte - UInt8(ascii: "0"))
        scale = scale.map { $0 + 1 }
      default: return nil
      }
    }
    guard text.utf8.contains(where: { $0 >= UInt8(ascii: "0") }) else { return nil }
    self.init(unscaled: negative ? -value : value, scale: scale ?? 0)
  }

  /// The nearest `Double`. XLSX knows no other numbers; it keeps 15 significant digits.
  public var double: Double {
    if unscaled.magnitude <= 1 << 53, scale <= 18 {  // both exact as Double, so the quotient is the nearest one
      return Double(Int64(unscaled)) / Double(Int64(power10(scale)))
    }
    return Double(description) ?? .nan
  }

  /// The same number with exactly `places` fraction digits, rounded half away from zero where digits are dropped.
  ///
  /// Unchanged when the added zeros would not fit.
  public func rounded(to places: Int) -> ExactDecimal {
    if places >= scale {
      let (value, overflow) = unscaled.multipliedReportingOverflow(by: power10(places - scale))
      return overflow ? self : ExactDecimal(unscaled: value, scale: places)
    }
    return ExactDecimal(unscaled: quotient(unscaled, power10(scale - places)), scale: places)
  }

  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    let scale = max(left.scale, right.scale)
    let (a, b) = (left.rounded(to: scale), right.rounded(to: scale))
    return a.scale == b.scale ? a.unscaled < b.unscaled : left.double < right.double
  }

  /// The exact sum, with the larger of both scales; nil when it has more than 38 digits.
  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let scale = max(scale, other.scale)
    let (a, b) = (rounded(to: scale), other.rounded(to: scale))
    guard a.scale == b.scale else { return nil }
    let (sum, overflow) = a.unscaled.addingReportingOverflow(b.unscaled)
    return overflow ? nil : ExactDecimal(unscaled: sum, scale: scale)
  }

  /// The same number with the other sign.
  public var negated: ExactDecimal { ExactDecimal(unscaled: -unscaled, scale: scale) }

  /// This divided by `other`, rounded half away from zero to `places`; nil when `other` is zero or digits do not fit.
  public func divided(by other: ExactDecimal, places: Int) -> ExactDecimal? {
    guard other.unscaled != 0, other.scale + places <= 38 else { return nil }
    let (top, overTop) = unscaled.multipliedReportingOverflow(by: power10(other.scale + places))
    let (bottom, overBottom) = other.unscaled.multipliedReportingOverflow(by: power10(scale))
    guard !overTop, !overBottom else { return nil }
    return ExactDecimal(unscaled: quotient(top, bottom), scale: places)
  }
}

extension ExactDecimal: CustomStringConvertible, ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int64) { self.init(unscaled: value, scale: 0) }

  /// All digits, a point as the decimal mark, no grouping: `-12.340`.
  public var description: String {
    let digits = String(unscaled.magnitude)
    let sign = unscaled < 0 ? "-" : ""
    guard scale > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
    return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
  }
}

/// 10 to the power of 0 to 38.
func power10(_ exponent: Int) -> Int128 { powersOf10[exponent] }

private let powersOf10: [Int128] = (0..<38).reduce(into: [1]) { powers, _ in powers.append(powers.last! * 10) }

/// Integer division, rounded half away from zero.
private func quotient(_ dividend: Int128, _ divisor: Int128) -> Int128 {
  let (whole, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
  guard rest.magnitude >= divisor.magnitude - rest.magnitude else { return whole }
  return (dividend < 0) == (divisor < 0) ? whole + 1 : whole - 1
}
