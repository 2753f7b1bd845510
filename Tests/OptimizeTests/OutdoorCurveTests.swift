import Foundation
import Grid
import Support
import Testing

@testable import Optimize

@Suite struct OutdoorCurveTests {
  func hour(_ hour: Int, _ celsius: Double) -> OutdoorCurve.Hour {
    OutdoorCurve.Hour(start: Int64(hour) * 3600, celsius: celsius)
  }

  @Test("an hour's mean is the temperature of its middle, with lines between")
  func lines() {
    let curve = OutdoorCurve([hour(1, 14), hour(0, 10)])
    // The middles are 00:30 and 01:30.
    #expect(curve.values(begin: 1800, step: 900, count: 4) == [10, 11, 12, 13, 14])
    #expect(curve.values(begin: 0, step: 1800, count: 4) == [10, 10, 12, 14, 14])
  }

  @Test("three missing hours are bridged by a line, four are not: the nearer value is held")
  func gaps() {
    #expect(OutdoorCurve([hour(0, 0), hour(4, 8)]).values(begin: 1800, step: 3600, count: 4) == [0, 2, 4, 6, 8])
    #expect(
      OutdoorCurve([hour(0, 0), hour(5, 10)]).values(begin: 1800, step: 3600, count: 5) == [0, 0, 0, 10, 10, 10])
  }

  @Test("nothing known is an empty curve, and one hour is held at both ends")
  func ends() {
    #expect(OutdoorCurve([]).values(begin: 0, step: 900, count: 96) == [])
    #expect(OutdoorCurve([hour(3, -1.5)]).values(begin: 0, step: 3600, count: 8) == Array(repeating: -1.5, count: 9))
  }

  @Test("a plan sees the newest issue that was known, of the day on which the clock changes too")
  func stored() throws {
    let database = try TestDatabase()
    try database.script(
      """
      INSERT INTO grid.community (community, name, zone) VALUES ('A', 'x', 'Europe/Paris'), ('B', 'x', 'Europe/Paris');
      INSERT INTO grid.weather (community_id, starts_at, issued_at, temperature_c)
      SELECT c.community_id, h, '2025-10-25T12:00Z', extract(hour FROM h AT TIME ZONE 'UTC')
      FROM grid.community AS c, generate_series('2025-10-25T22:00Z'::timestamptz, '2025-10-26T23:00Z', '1 hour') AS h
      WHERE community = 'A'
      """)
    let id = try database.connection.literal("SELECT community_id FROM grid.community WHERE community = 'A'")[0].int64(
      "community_id")
    try database.script(
      """
      INSERT INTO grid.weather (community_id, starts_at, issued_at, temperature_c)
      VALUES (\(id), '2025-10-26T03:00Z', '2025-10-25T18:00Z', 33.00), (\(id), '2025-10-26T04:00Z', '2025-10-25T21:00Z', 44)
      """)
    func curve(_ community: Int64, _ begin: String, _ count: Int, _ asOf: String) throws -> [Double] {
      try outdoorCurve(
        community: community, begin: Instant(begin)!, step: 3600, count: count, asOf: Instant(asOf)!,
        on: database.connection)
    }
    // Middles at half past; the local day has 25 hours, the curve knows instants only.
    #expect(try curve(id, "2025-10-26T01:30Z", 3, "2025-10-25T20:00Z") == [1, 2, 33, 4])
    #expect(try curve(id, "2025-10-26T01:30Z", 3, "2025-10-25T13:00Z") == [1, 2, 3, 4])
    #expect(try curve(id, "2025-10-26T01:30Z", 3, "2025-10-25T21:00Z") == [1, 2, 33, 44])
    #expect(try curve(id, "2025-10-25T22:00Z", 25, "2025-10-25T21:00Z").count == 26)
    #expect(try curve(id, "2025-10-26T01:30Z", 3, "2025-10-25T11:59:59Z") == [])
    #expect(try curve(id + 1, "2025-10-26T01:30Z", 3, "2025-10-25T20:00Z") == [])
    // Six hours after the last hour nothing is known any more.
    #expect(try curve(id, "2025-10-27T05:00Z", 1, "2025-10-25T20:00Z") == [23, 23])
    #expect(try curve(id, "2025-10-27T06:00Z", 1, "2025-10-25T20:00Z") == [])
  }
}
