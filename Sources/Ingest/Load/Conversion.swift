import Decode

/// Turns the mantissas of a run into mWh of an interval, exactly but for one rounding, half away from zero.
struct Conversion {
  let interval: Int32
  let scale: Int
  /// mWh = mantissa × multiplier ÷ divisor, in lowest terms.
  let multiplier: Int64
  let divisor: Int64
  /// Greatest value that is believed, in mWh.
  let limit: Int64
  /// Greatest mantissa whose product fits and that is within the limit: all others are looked at one by one.
  let plain: UInt64
  /// Whether every result is whole Wh.
  let isWhole: Bool

  /// - Parameters:
  ///   - interval: Of the run, in seconds.
  ///   - scale: Decimals of its mantissas.
  /// - Returns: nil when the quantity is no energy of intervals, or its unit leaves 64 bits.
  init?(_ quantity: Quantity, interval: Int32, scale: Int, limit: Int64) {
    var divisor: Int64 = 1
    for _ in 0..<max(0, min(scale, 15)) { divisor *= 10 }
    var multiplier: Int64
    switch quantity {
    case .energy(let unit), .level(let unit): multiplier = unit
    case .power(let unit):
      let (product, overflow) = unit.multipliedReportingOverflow(by: Int64(interval))
      let (hours, overflows) = divisor.multipliedReportingOverflow(by: 3600)
      guard !overflow, !overflows else { return nil }
      multiplier = product
      divisor = hours
    case .index, .other: return nil
    }
    guard multiplier > 0, interval > 0, limit >= 0 else { return nil }
    let common = greatestCommonDivisor(multiplier, divisor)
    multiplier /= common
    divisor /= common
    self.interval = interval
    self.scale = scale
    self.multiplier = multiplier
    self.divisor = divisor
    self.limit = limit
    isWhole = divisor == 1 && multiplier % 1000 == 0
    // Half a mWh above the limit is rounded up, hence beyond it.
    let most = ((2 * Int128(limit) + 1) * Int128(divisor) - 1) / (2 * Int128(multiplier))
    let fitting = (Int64.max - divisor) / multiplier
    plain = UInt64(min(most, Int128(max(0, fitting))))
  }

  /// A mantissa up to `plain` in mWh.
  @inline(__always)
  func milliWh(_ mantissa: Int64) -> Int64 {
    divisor == 1 ? mantissa &* multiplier : (mantissa &* multiplier &+ divisor / 2) / divisor
  }

  /// Any mantissa that is not negative; nil above the limit.
  func checked(_ mantissa: Int64) -> Int64? {
    let value = (Int128(mantissa) * Int128(multiplier) + Int128(divisor / 2)) / Int128(divisor)
    return value <= Int128(limit) ? Int64(value) : nil
  }
}

func greatestCommonDivisor(_ a: Int64, _ b: Int64) -> Int64 {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
