import Database
import Foundation
import Grid
import Ingest
import Support
import Testing

@Suite struct WeatherForecastTests {
  let fixture = RegistryFixture()

  init() throws { try fixture.communities() }

  /// What a weather service says of some instants.
  func points(_ values: [(String, String)]) -> String {
    "[" + values.map { "{\"datetime\": \"\($0)\", \"temp2m\": \($1), \"probarain\": 10}" }.joined(separator: ", ") + "]"
  }

  func document(periods: [(String, String)] = [], hourly: [(String, String)] = [], _ rest: String = "") -> String {
    "{\"community\": \"A\"\(rest), \"update\": \"x\", \"periods\": \(points(periods)), \"hourly\": \(points(hourly))}"
  }

  func stored() throws -> [String] {
    try fixture.database.lines(
      """
      SELECT to_char(starts_at, 'DD HH24:MI'), to_char(issued_at, 'DD HH24:MI'), temperature_c FROM grid.weather
      JOIN grid.community USING (community_id) WHERE community = 'A' ORDER BY starts_at, issued_at
      """)
  }

  @Test("values hold until the next one, the hourly list is believed, and an hour's mean is weighted by time")
  func hours() throws {
    fixture.asOf = Instant("2025-04-24T06:00:00Z")!
    let file = document(
      periods: [
        ("2025-04-24T08:00:00+0200", "10"), ("2025-04-24T14:00:00+02:00", "20"), ("2025-04-24T20:00:00+0200", "30"),
      ],
      hourly: [("2025-04-24T07:30:00Z", "10.5"), ("2025-04-24T08:00:00Z", "12"), ("2025-04-24T14:00:00+0200", "-0.25")])
    #expect(try fixture.counts(.weather, file) == "12/0/0")
    // 07:00 is half 10 and half 10.5; 18:00 begins the last value, which holds for nobody knows how long.
    #expect(
      try stored() == [
        "24 06:00|24 06:00|10.00", "24 07:00|24 06:00|10.25", "24 08:00|24 06:00|12.00", "24 09:00|24 06:00|12.00",
        "24 10:00|24 06:00|12.00", "24 11:00|24 06:00|12.00", "24 12:00|24 06:00|-0.25", "24 13:00|24 06:00|-0.25",
        "24 14:00|24 06:00|-0.25", "24 15:00|24 06:00|-0.25", "24 16:00|24 06:00|-0.25", "24 17:00|24 06:00|-0.25",
      ])
    #expect(try fixture.counts(.weather, file) == "0/0/12")
    // An hour later it is another issue; the hours that are over are no forecast any more.
    fixture.asOf = Instant("2025-04-24T15:10:00Z")!
    #expect(try fixture.counts(.weather, file) == "3/0/0")
    #expect(try stored().suffix(2) == ["24 17:00|24 06:00|-0.25", "24 17:00|24 15:10|-0.25"])
    // The document's own time of issue comes first.
    #expect(
      try fixture.counts(
        .weather,
        document(
          periods: [("2025-04-25T00:00Z", "1"), ("2025-04-25T01:00Z", "2")],
          ", \"issued_at\": \"2025-04-24T22:00:00+02:00\"")) == "1/0/0")
    #expect(try stored().last == "25 00:00|24 20:00|1.00")
  }

  @Test("periods may come as a list a day, several communities in one document, and wind is kept when it is told")
  func forms() throws {
    fixture.asOf = Instant("2025-04-24T00:00:00Z")!
    let file = """
      [{"community": "A", "periods": [[{"datetime": "2025-04-24T00:00Z", "temp2m": 1, "wind10m": 15, "gust10m": 40, "dirwind10m": 270}],
                                      [{"datetime": "2025-04-24T01:00Z", "temp2m": 2}]]},
       {"community": "B", "hourly": [{"datetime": "2025-04-24T00:00Z", "temp2m": 3}, {"datetime": "2025-04-24T01:00Z", "temp2m": 4}]}]
      """
    #expect(try fixture.counts(.weather, file) == "2/0/0")
    let lines = "SELECT temperature_c, wind_kmh, gust_kmh, wind_deg FROM grid.weather ORDER BY community_id"
    #expect(try fixture.database.lines(lines) == ["1.00|15|40|270", "3.00|||"])
    #expect(
      try fixture.counts(
        .weather, "community,starts_at,temperature_c,issued_at\nA,2025-04-24T00:00:00Z,5,2025-04-24T00:00:00Z\n")
        == "0/1/0")
    #expect(try fixture.database.lines(lines) == ["5.00|15|40|270", "3.00|||"])
  }

  @Test("what is no forecast is refused with its place")
  func refusals() throws {
    #expect(
      try fixture.refusal(
        .weather,
        "{\"community\": \"Z\", \"issued_at\": \"now\", \"hourly\": [{\"temp2m\": 300, \"wind10m\": -1},\n{\"datetime\": \"2025-04-24T00:00:00\", \"temp2m\": \"warm\"}]}",
        name: "w.json") == [
          "w.json:1:15: unknown-community: community: there is no community 'Z'",
          "w.json:1:33: invalid-instant: issued_at: this is no instant with its offset, as 2025-04-07T04:00:00+02:00",
          "w.json:1:51: missing-value: hourly[0]: there is no 'datetime'",
          "w.json:1:62: invalid-temperature: hourly[0].temp2m: this is not a number of degrees Celsius from -90 to 60 with at most 2 decimals",
          "w.json:1:78: invalid-wind: hourly[0].wind10m: this is not a whole number of km/h from 0 to 500",
          "w.json:2:14: invalid-instant: hourly[1].datetime: this is no instant with its offset, as 2025-04-07T04:00:00+02:00",
          "w.json:2:47: invalid-temperature: hourly[1].temp2m: this is not a number of degrees Celsius from -90 to 60 with at most 2 decimals",
        ])
    fixture.asOf = Instant("2025-04-24T12:00:00Z")!
    #expect(
      try fixture.refusal(.weather, document(hourly: [("2025-04-24T10:00Z", "1"), ("2025-04-24T12:00Z", "1")])) == [
        "weather.csv:1:1: no-hour: 'periods' and 'hourly' cover no full hour that ends after 2025-04-24T12:00:00Z"
      ])
    #expect(
      try fixture.refusal(.weather, document(hourly: [("2025-04-24T10:00Z", "1"), ("9999-04-24T12:00Z", "1")])) == [
        "weather.csv:1:1: too-long: 'periods' and 'hourly' span more than 60 days"
      ])
  }

  @Test(
    "the quarter hours of the original's weather table are those of its own functions", .enabled(if: samples != nil))
  func golden() throws {
    struct Vector: Decodable { let rows: [[Int]] }
    let file = URL(fileURLWithPath: try #require(samples)).appendingPathComponent("ems/golden/weather_resample.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    let rows = try JSONDecoder().decode(Vector.self, from: Data(text.utf8)).rows
    fixture.asOf = Instant("2023-06-22T06:00:00Z")!
    let named = "{\"community\": \"A\", " + text.drop { $0 != "\"" }
    #expect(try fixture.counts(.weather, named) == "18/0/0")
    #expect(rows.count == 72)
    #expect(
      try fixture.database.lines(
        "SELECT wheather_timestamp, temperature, wind_speed, gust_speed, wind_direction FROM elfe.initialweather ORDER BY 1"
      )
        == rows.map { "\($0[0])|\($0[1])|10|20|180" })
  }
}
