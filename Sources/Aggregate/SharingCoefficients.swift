extension SharingDay {
  /// Coefficients of one slot that share as was shared, when a dynamic key applies them.
  ///
  /// They are each member's part of the pool. What stayed surplus goes to members that drew no more than they took, in
  /// proportion to that, or evenly when none of them took anything: a dynamic key gives them no more either way.
  ///
  /// - Parameters:
  ///   - imported: What each member drew.
  ///   - taken: What each took of the pool; not above what it drew.
  ///   - pool: What all members fed in.
  /// - Returns: Millionths by member that add up to 1,000,000, by the largest remainder; all zero when nothing was taken.
  static func coefficients(imported: [Int64], taken: [Int64], pool: Int64) -> [Int64] {
    var millionths = [Int64](repeating: 0, count: taken.count)
    let sum = taken.reduce(0, +)
    guard sum > 0 else { return millionths }
    var weights = taken
    if sum < pool {
      var sated = taken.indices.map { taken[$0] == imported[$0] ? taken[$0] : 0 }
      if sated.allSatisfy({ $0 == 0 }) { sated = taken.indices.map { taken[$0] == imported[$0] ? 1 : 0 } }
      var rest = [Int64](repeating: 0, count: taken.count)
      split(pool - sum, by: sated, of: sated.reduce(0, +), into: &rest)
      for index in weights.indices { weights[index] += rest[index] }
    }
    split(one, by: weights, of: weights.reduce(0, +), into: &millionths)
    return millionths
  }
}
