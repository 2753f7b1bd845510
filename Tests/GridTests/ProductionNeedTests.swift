import Grid
import Testing

@Suite struct ProductionNeedTests {
  @Test(
    "the need is the last step times its trend, between half and double, rounded half up",
    arguments: [
      ([], 0), ([7], 7), ([100, 110], 121), ([100, 90], 81), ([100, 300], 600), ([300, 100], 50), ([0, 5], 10),
      ([5, 0], 0), ([0, 0], 0), ([300, 101], 51), ([4, 3], 2), ([8, 6], 5), ([999, 100, 110], 121),
    ] as [([Int64], Int64)])
  func need(recent: [Int64], expected: Int64) {
    #expect(productionNeeded(consumption: recent) == expected)
  }
}
