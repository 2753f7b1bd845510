import Support
import Testing

@Suite struct PartnerTableTests {
  let database = try! TestDatabase()

  @Test("no product is sold below the floor of ten households or above a share of fifteen percent")
  func floor() throws {
    for (households, share) in [(9, "0.15"), (15, "0.1501")] {
      #expect(throws: (any Error).self) {
        try database.script(
          "INSERT INTO partner.product VALUES ('consumption_aggregated', '2026-01-01', 1, 40, \(households), \(share))")
      }
    }
    try database.script("INSERT INTO partner.product VALUES ('consumption_aggregated', '2026-01-01', 1, 40, 10, 0.15)")
  }
}
