import Testing

@testable import Aggregate

@Suite struct ProportionTests {
  func parts(_ whole: Int64, _ weights: [Int64]) -> [Int64] {
    var parts = [Int64](repeating: -1, count: weights.count)
    split(whole, by: weights, of: weights.reduce(0, +), into: &parts)
    return parts
  }

  @Test("what rounding leaves goes to the largest fractions, to the earlier of two that are equal")
  func remainders() {
    #expect(parts(10, [1, 1, 1]) == [4, 3, 3])
    #expect(parts(11, [1, 1, 1]) == [4, 4, 3])
    // 100 x 3/7 = 42 6/7, x 2/7 = 28 4/7 twice: the first and the second are the largest.
    #expect(parts(100, [3, 2, 2]) == [43, 29, 28])
    #expect(parts(1, [1, 2, 1]) == [0, 1, 0])
  }

  @Test("nothing to share, nobody to share with, and members that take no part")
  func nothing() {
    #expect(parts(0, [5, 5]) == [0, 0])
    #expect(parts(7, [0, 0]) == [0, 0])
    #expect(parts(7, []) == [])
    #expect(parts(7, [0, 3, 0]) == [0, 7, 0])
  }

  @Test("products that exceed 64 bits are exact")
  func wide() {
    let huge = Int64.max / 4
    #expect(parts(huge, [huge, huge, huge]) == [huge / 3 + 1, huge / 3, huge / 3])
    #expect(parts(Int64.max - 1, [Int64.max / 2, Int64.max / 2]) == [Int64.max / 2, Int64.max / 2])
  }
}
