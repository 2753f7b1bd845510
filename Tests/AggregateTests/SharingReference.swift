@testable import Aggregate

/// The keys computed a second time, slot by slot in fractions of 128-bit integers, sharing no code with the kernel.
struct SharingReference {
  let imported: [Int128]
  let exported: [Int128]

  typealias Shares = (taken: [Int128], given: [Int128])

  var pool: Int128 { exported.reduce(0, +) }

  /// Parts of a whole: units are handed out one after the other to whoever is furthest below its exact share.
  static func parts(_ whole: Int128, _ weights: [Int128]) -> [Int128] {
    let total = weights.reduce(0, +)
    guard total > 0 else { return weights.map { _ in 0 } }
    var parts = weights.map { whole * $0 / total }
    while parts.reduce(0, +) < whole {
      // The distance to the exact share, times the total; a part is topped up once at most.
      let gaps = weights.indices.map { whole * weights[$0] - parts[$0] * total }
      var best = 0
      for index in gaps.indices where gaps[index] > gaps[best] { best = index }
      parts[best] += 1
    }
    return parts
  }

  private func debited(_ taken: [Int128]) -> Shares { (taken, Self.parts(taken.reduce(0, +), exported)) }

  func prorata() -> Shares { debited(Self.parts(min(pool, imported.reduce(0, +)), imported)) }

  func priority(_ ranks: [Int32]) -> Shares {
    var taken = imported.map { _ in Int128(0) }
    var rest = pool
    for rank in Array(Set(ranks)).sorted() {
      let wanted = imported.indices.map { ranks[$0] == rank ? imported[$0] : 0 }
      let part = min(rest, wanted.reduce(0, +))
      for (index, unit) in Self.parts(part, wanted).enumerated() { taken[index] += unit }
      rest -= part
    }
    return debited(taken)
  }

  func fixed(_ millionths: [Int64]) -> Shares {
    let due = Self.parts(pool, millionths.map { Int128($0) })
    return debited(zip(due, imported).map { min($0, $1) })
  }

  func full(_ millionths: [Int: [Int64]]) -> Shares {
    var matrix: [[Int128]] = exported.map { _ in imported.map { _ in 0 } }
    for (producer, shares) in millionths {
      matrix[producer] = Self.parts(exported[producer], shares.map { Int128($0) })
    }
    var taken = imported.map { _ in Int128(0) }
    var given = taken
    for member in imported.indices {
      let column = matrix.map { $0[member] }
      taken[member] = min(imported[member], column.reduce(0, +))
      for (producer, part) in Self.parts(taken[member], column).enumerated() { given[producer] += part }
    }
    return (taken, given)
  }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var word = state
    word = (word ^ (word >> 33)) &* 0xff51_afd7_ed55_8ccd
    return word ^ (word >> 29)
  }
}
