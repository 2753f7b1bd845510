import Ingest
import Support
import Testing

@Suite struct EmissionTests {
  let fixture = RegistryFixture()
  let header = "market,starts_at,g_kwh,interval_s\n"

  @Test("emissions are kept to the milligram, replaced by other values, and left alone when they come again")
  func emissions() throws {
    let file = header + "FR,2025-10-26T02:00:00+02:00,33.125,3600\nFR,2025-10-26T02:00:00+01:00,0,900\n"
    #expect(try fixture.counts(.emissions, file) == "2/0/0")
    let before = try fixture.contents()
    #expect(try fixture.counts(.emissions, file) == "0/0/2")
    #expect(try fixture.contents() == before)
    #expect(try fixture.counts(.emissions, "market;starts_at;g_kwh\nFR;2025-10-26T00:00:00Z;34,5\n") == "0/1/0")
    #expect(
      try fixture.database.lines("SELECT * FROM grid.emission ORDER BY starts_at") == [
        "FR|2025-10-26 00:00:00+00|3600|34.500", "FR|2025-10-26 01:00:00+00|900|0.000",
      ])
    #expect(try fixture.database.lines("SELECT * FROM grid.price") == [])
  }

  @Test("emissions below zero, in tonnes, off their grid, twice or over each other are refused")
  func refusals() throws {
    let form = "invalid-emission: g_kwh is not a number of grams a kWh from 0 to 5000 with at most 3 decimals"
    #expect(
      try fixture.refusal(
        .emissions,
        header + "FR,2025-04-01T00:00:00Z,-1,\nFR,2025-04-01T01:00:00Z,5000.001,\nFR,2025-04-01T02:15:00Z,1,\n"
          + "FR,2025-04-01T03:00:00Z,1,\nFR,2025-04-01T03:00:00Z,2,\nFR,2025-04-01T03:30:00Z,2,900\n") == [
          "emissions.csv:2:3: \(form)", "emissions.csv:3:3: \(form)",
          "emissions.csv:4:2: off-grid: starts_at is no multiple of interval_s (3600)",
          "emissions.csv:6:2: duplicate-row: the emission of FR from 2025-04-01T03:00:00Z is on line 5 already",
          "emissions.csv:7:2: overlapping-emission: market FR has one emission at a time: "
            + "2025-04-01T03:00:00Z of 3600 s (line 5) and 2025-04-01T03:30:00Z of 900 s (line 7) overlap",
        ])
    #expect(
      try fixture.refusal(.emissions, "market,starts_at,eur_mwh\nFR,2025-04-01T00:00:00Z,1\n")[0].contains(
        "the header has no 'g_kwh'"))
  }
}
