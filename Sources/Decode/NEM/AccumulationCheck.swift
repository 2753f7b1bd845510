extension Accumulation {
  /// Whether the quantity is what the reads differ by, as far as their digits tell; true without both reads.
  ///
  /// A register that ran over counted a power of ten more than its reads say.
  var fitsReads: Bool {
    guard let previous, let current else { return true }
    let scale = max(self.scale, previous.scale, current.scale)
    func exact(_ mantissa: Int64, _ own: Int) -> Int128 { Int128(mantissa) * Int128(DayValues.powers[scale - own]) }
    let before = exact(previous.value, previous.scale)
    let excess = exact(quantity, self.scale) - (exact(current.value, current.scale) - before)
    // Reads leave out digits that the quantity may have, or the other way round.
    let unit = Int128(DayValues.powers[scale - min(self.scale, previous.scale, current.scale)])
    if abs(excess) < unit { return true }
    guard exact(current.value, current.scale) < before else { return false }
    return sequence(first: Int128(1)) { $0 * 10 }.prefix(37).contains { $0 > before && abs(excess - $0) < unit }
  }
}
