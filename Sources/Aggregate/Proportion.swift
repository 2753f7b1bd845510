/// Splits a whole in proportion to weights, by the largest remainder.
///
/// Each part is rounded down; what is left goes, one unit each, to the largest fractions, the earlier part first when
/// two are equal. So the parts always add up to the whole, and no part is above its weight when the whole is not above
/// their sum. Products are taken with full width: they do not overflow.
///
/// - Parameters:
///   - whole: Not negative.
///   - weights: None negative.
///   - total: Their sum, which fits 64 bits. Zero: all parts are zero.
///   - parts: One a weight; overwritten.
func split(_ whole: Int64, by weights: [Int64], of total: Int64, into parts: inout [Int64]) {
  guard whole > 0, total > 0 else {
    for at in parts.indices { parts[at] = 0 }
    return
  }
  var rest = whole
  var fractions: [(remainder: UInt64, at: Int)] = []
  for (at, weight) in weights.enumerated() {
    guard weight > 0 else {
      parts[at] = 0
      continue
    }
    let product = UInt64(whole).multipliedFullWidth(by: UInt64(weight))
    let (quotient, remainder) = UInt64(total).dividingFullWidth(product)
    parts[at] = Int64(quotient)
    rest -= Int64(quotient)
    if remainder > 0 { fractions.append((remainder, at)) }
  }
  guard rest > 0 else { return }
  fractions.sort { ($1.remainder, $0.at) < ($0.remainder, $1.at) }
  for (_, at) in fractions.prefix(Int(rest)) { parts[at] += 1 }
}
