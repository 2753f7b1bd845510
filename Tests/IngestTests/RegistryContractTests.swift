import Grid
import Ingest
import Testing

@Suite struct RegistryContractTests {
  let fixture = RegistryFixture()
  let header = "contract,customer,meter,kind,tariff,from,to\n"

  var contracts: [String] {
    get throws {
      try fixture.database.lines(
        """
        SELECT contract, customer, meter, grid.contract.kind, tariff, during FROM grid.contract JOIN grid.customer USING (customer_id)
        JOIN grid.meter USING (meter_id) JOIN grid.tariff USING (tariff_id) ORDER BY 1
        """)
    }
  }

  @Test("contracts are added, closed, changed, and left alone when the file is imported again")
  func add() throws {
    try fixture.registry()
    let file = header + "K1,C1,M1,consumption,T,2025-01-01,\nK2,C1,M1,production,T,2025-01-01,2026-01-01\n"
    #expect(try fixture.counts(.contracts, file) == "2/0/0")
    let before = try fixture.contents()
    #expect(try fixture.counts(.contracts, file) == "0/0/2")
    #expect(try fixture.contents() == before)
    #expect(
      try fixture.counts(
        .contracts,
        header + "K3,C2,M1,consumption,T,2025-07-01,\nK1,C1,M1,consumption,T,2025-01-01,2025-07-01\n") == "1/1/0")
    #expect(try fixture.counts(.contracts, header + "K2,C1,M2,production,T,2025-01-01,2026-01-01\n") == "0/1/0")
    #expect(
      try contracts == [
        "K1|C1|M1|consumption|T|[2025-01-01,2025-07-01)", "K2|C1|M2|production|T|[2025-01-01,2026-01-01)",
        "K3|C2|M1|consumption|T|[2025-07-01,)",
      ])
  }

  @Test("contracts of one kind that overlap within a file are refused with both lines")
  func overlapInFile() throws {
    try fixture.registry()
    #expect(
      try fixture.refusal(
        .contracts, header + "K1,C1,M1,consumption,T,2025-01-01,2025-07-02\nK2,C2,M1,consumption,T,2025-07-01,\n") == [
          "contracts.csv:3:6: overlapping-contract: meter M1 has one consumption contract at a time: "
            + "K1 2025-01-01..2025-07-02 (line 2) and K2 2025-07-01.. (line 3) overlap"
        ])
  }

  @Test("contracts that overlap a stored one are refused with its code and days")
  func overlapWithStored() throws {
    try fixture.registry()
    try fixture.load(.contracts, header + "K1,C1,M1,consumption,T,2025-01-01,2025-07-02\n")
    #expect(
      try fixture.refusal(.contracts, header + "K2,C2,M1,consumption,T,2025-07-01,\n") == [
        "contracts.csv:2:6: overlapping-contract: meter M1 has one consumption contract at a time: "
          + "K1 2025-01-01..2025-07-02 (stored) and K2 2025-07-01.. (line 2) overlap"
      ])
    #expect(try fixture.counts(.contracts, header + "K2,C2,M1,consumption,T,2025-07-02,\n") == "1/0/0")
    // Changing a contract may not run into its neighbour either.
    #expect(
      try fixture.refusal(.contracts, header + "K1,C1,M1,consumption,T,2025-01-01,\n") == [
        "contracts.csv:2:6: overlapping-contract: meter M1 has one consumption contract at a time: "
          + "K1 2025-01-01.. (line 2) and K2 2025-07-02.. (stored) overlap"
      ])
  }

  @Test("unknown customers, meters, tariffs and kinds are all named at once")
  func references() throws {
    try fixture.registry()
    #expect(
      try fixture.refusal(
        .contracts,
        header
          + "K1,C9,M9,both,T9,2025-01-01,2024-01-01\nK2,C1,M1,consumption,T,2025-01-01,\nK2,C1,M2,consumption,T,2025-01-01,\n"
      )
        == [
          "contracts.csv:2:2: unknown-customer: there is no customer 'C9'",
          "contracts.csv:2:3: unknown-meter: there is no meter 'M9'",
          "contracts.csv:2:4: unknown-kind: kind is none of consumption, production",
          "contracts.csv:2:5: unknown-tariff: there is no tariff 'T9'",
          "contracts.csv:2:7: empty-range: to (2024-01-01) is not after from (2025-01-01); the last day is excluded",
          "contracts.csv:4:6: duplicate-row: contract K2 is on line 3 already",
        ])
  }
}
