import Foundation
import Grid
import Ingest
import Testing

@Suite struct RegistryTemperatureTests {
  let fixture = RegistryFixture()
  let header = "community,device,measured_at,temperature_c\n"

  init() throws {
    try fixture.communities()
    try fixture.database.script(
      """
      INSERT INTO grid.flexible_device (community_id, device, kind, is_piloted, source, outer_id, wish, updated_at)
      SELECT community_id, 'ROOM', 'thermal_heater', true, 'registry', 5, '{}', '2026-01-01Z' FROM grid.community;
      INSERT INTO grid.flexible_device (community_id, device, kind, is_piloted, source, wish, updated_at)
      SELECT community_id, 'HALL', 'thermal_heater', true, 'registry', '{}', '2026-01-01Z' FROM grid.community
      WHERE community = 'A';
      """)
  }

  func stored() throws -> [String] {
    try fixture.database.lines(
      """
      SELECT community, device, measured_at, temperature_c FROM grid.temperature JOIN grid.community USING (community_id)
      ORDER BY 1, 2, 3
      """)
  }

  @Test("every temperature is kept, and the same file changes nothing")
  func kept() throws {
    let file =
      header
      + "A,ROOM,2025-03-30T03:00:00+02:00,19.25\nA,ROOM,2025-03-30T01:01:00Z,-0.5\nB,ROOM,2025-03-30T01:00:00Z,21\n"
    #expect(try fixture.counts(.temperatures, file) == "3/0/0")
    let lines = try stored()
    #expect(
      lines == [
        "A|ROOM|2025-03-30 01:00:00+00|19.25", "A|ROOM|2025-03-30 01:01:00+00|-0.50",
        "B|ROOM|2025-03-30 01:00:00+00|21.00",
      ])
    #expect(try fixture.counts(.temperatures, file) == "0/0/3")
    let other = "community;device;measured_at;temperature_c\nA;ROOM;2025-03-30T01:00:00Z;19,5\n"
    #expect(try fixture.counts(.temperatures, other) == "0/1/0")
    #expect(try stored()[0].hasSuffix("|19.50"))
    // Hundredths of a kelvin, as ELFE has them, of the newest one.
    #expect(
      try fixture.database.lines(
        "SELECT id_elfe, data_timestamp, temperature FROM elfe.devicetemperaturedata ORDER BY community_id")
        == ["5|1743296460|27265", "5|1743296400|29415"])
  }

  @Test("kelvins, devices of another community and repetitions are refused, and nothing is applied")
  func refusals() throws {
    let file =
      header
      + "A,ROOM,2025-03-30T01:00:00Z,292.15\nB,HALL,2025-03-30T01:00:00Z,19\nC,ROOM,2025-03-30T01:00:00Z,19\n"
      + "A,HALL,2025-03-30 01:00,19\nA,ROOM,2025-03-30T02:00:00Z,19\nA,ROOM,2025-03-30T04:00:00+02:00,19.1\nA,,2025-03-30T01:00:00Z,\n"
    #expect(
      try fixture.refusal(.temperatures, file) == [
        "temperatures.csv:2:4: invalid-temperature: temperature_c is not a number of degrees Celsius from -90 to 60 with at most 2 decimals",
        "temperatures.csv:3:2: unknown-device: there is no device 'HALL'",
        "temperatures.csv:4:1: unknown-community: there is no community 'C'",
        "temperatures.csv:5:3: invalid-time: measured_at is not a time with its offset, written 2025-03-30T03:00:00+02:00",
        "temperatures.csv:7:3: duplicate-row: device ROOM of A at that time is on line 6 already",
        "temperatures.csv:8:2: missing-value: device is empty",
        "temperatures.csv:8:4: missing-value: temperature_c is empty",
      ])
    #expect(try stored() == [])
  }
}
