import Foundation
import Grid
import Ingest
import Testing

@Suite struct RegistryWeatherTests {
  let fixture = RegistryFixture()
  let header = "community,starts_at,temperature_c,issued_at\n"

  init() throws { try fixture.communities() }

  func stored() throws -> [String] {
    try fixture.database.lines(
      """
      SELECT community, starts_at, issued_at, temperature_c FROM grid.weather JOIN grid.community USING (community_id)
      ORDER BY 1, 2, 3
      """)
  }

  @Test("every issue of an hour is kept, an absent one is an observation, and the same file changes nothing")
  func issues() throws {
    let file =
      header + "A,2025-03-30T03:00:00+02:00,-0.5,2025-03-29T18:00:00Z\nA,2025-03-30T01:00:00Z,1.25,\n"
      + "B,2025-03-30T01:00:00Z,7,\n"
    #expect(try fixture.counts(.weather, file) == "3/0/0")
    let lines = try stored()
    #expect(
      lines == [
        "A|2025-03-30 01:00:00+00|2025-03-29 18:00:00+00|-0.50", "A|2025-03-30 01:00:00+00|2025-03-30 02:00:00+00|1.25",
        "B|2025-03-30 01:00:00+00|2025-03-30 02:00:00+00|7.00",
      ])
    #expect(try fixture.counts(.weather, file) == "0/0/3")
    #expect(try fixture.counts(.weather, file.replacingOccurrences(of: "1.25", with: "1.50")) == "0/1/2")
    #expect(try stored()[1].hasSuffix("|1.50"))
    #expect(
      try fixture.counts(.weather, "community;starts_at;temperature_c\nB;2025-03-30T01:00:00Z;-7,25\n") == "0/1/0")
    #expect(try stored()[2].hasSuffix("|-7.25"))
  }

  @Test("kelvins, half hours, times without offset, unknown communities and repetitions are refused")
  func refusals() throws {
    let file =
      header
      + "A,2025-03-30T01:00:00Z,281.15,\nA,2025-03-30T01:30:00Z,1,\nA,2025-03-30T01:00:00,1,\nC,2025-03-30T01:00:00Z,1,\n"
      + "A,2025-03-30T02:00:00Z,1.234,soon\nB,2025-03-30T02:00:00Z,1,\nB,2025-03-30T04:00:00+02:00,2,\n"
    let degrees =
      "invalid-temperature: temperature_c is not a number of degrees Celsius from -90 to 60 with at most 2 decimals"
    #expect(
      try fixture.refusal(.weather, file) == [
        "weather.csv:2:3: \(degrees)",
        "weather.csv:3:2: off-grid-time: starts_at is not a full hour",
        "weather.csv:4:2: invalid-time: starts_at is not a time with its offset, written 2025-03-30T03:00:00+02:00",
        "weather.csv:5:1: unknown-community: there is no community 'C'",
        "weather.csv:6:3: \(degrees)",
        "weather.csv:6:4: invalid-time: issued_at is not a time with its offset, written 2025-03-30T03:00:00+02:00",
        "weather.csv:8:2: duplicate-row: the hour 2025-03-30T02:00:00Z of B, as issued then, is on line 7 already",
      ])
    #expect(try stored() == [])
  }
}
