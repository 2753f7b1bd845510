import Grid
import Testing

@Suite struct ProductionNeedTests {
  @Test(
    "the next step needs the last consumption times its trend, between half and double",
    arguments: [
      ([], 0), ([70], 70), ([100, 100], 100), ([100, 110], 121), ([110, 100], 91), ([100, 300], 600), ([300, 100], 50),
      ([301, 101], 51), ([0, 40], 80), ([0, 0], 0), ([40, 0], 0), ([1, 2, 100, 110], 121), ([3, 4], 5), ([8, 10], 13),
      ([4, 3], 2), ([8, 6], 5),
      ([Int64.max, Int64.max], Int64.max), ([1, Int64.max], Int64.max),
    ] as [([Int64], Int64)])
  func need(recent: [Int64], expected: Int64) {
    #expect(productionNeeded(consumption: recent) == expected)
  }
}
