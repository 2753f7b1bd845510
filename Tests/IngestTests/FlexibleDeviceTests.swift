import Database
import Foundation
import Grid
import Ingest
import Support
import Testing

@Suite struct FlexibleDeviceTests {
  let fixture = RegistryFixture()

  init() throws { try fixture.registry() }

  /// A document with one device of the community A, whose wish is given.
  func one(_ wish: String, _ rest: String = "") -> String {
    "[{\"community\": \"A\", \"device\": \"D\", \(rest)\n\(wish)}]"
  }

  func stored() throws -> [String] {
    try fixture.database.lines(
      """
      SELECT community, device, d.kind, meter, is_piloted, last_started_at, source, wish, updated_at
      FROM grid.flexible_device AS d JOIN grid.community USING (community_id) LEFT JOIN grid.meter USING (meter_id)
      ORDER BY 1, 2
      """)
  }

  static let document = """
    {"devices": [
      {"community": "A", "device": "WASH", "meter": "M1", "last_started_at": "2025-04-23T21:00:00+02:00",
       "machine": {"end_by": "2025-04-24T18:00:00+02:00", "max_wait_s": 14400, "profile_w": [1750.78, 0, 1.500]}},
      {"community": "A", "device": "TANK", "is_piloted": false,
       "water_heater": {"power_w": 2200, "volume_l": 200, "off_peak": ["22:30-06:30", "12:30-14:00"]}},
      {"community": "B", "device": "TANK",
       "vehicle": {"power_w": 7400, "capacity_wh": 52000, "percent": 40, "target_percent": 80,
                   "end_by": "2025-04-25T07:00:00+02:00", "may_pause": true}},
      {"community": "B", "device": "WIRE",
       "heater": {"eco_w": 300, "comfort_w": 1500, "eco_percent": 20, "weekdays": ["06:00-08:30", "18:00-24:00"]}},
      {"community": "B", "device": "ROOM",
       "thermal_heater": {"power_w": 1500, "insulation": "medium", "eco_c": 17, "comfort_c": 20.5, "delta_c": 0.5,
                          "indoor_c": -1.25, "weekend": ["00:00-24:00"]}}]}
    """

  @Test("each kind of wish is stored in its canonical form, and the same document again changes nothing")
  func canonical() throws {
    #expect(try fixture.counts(.devices, Self.document, name: "wishes.txt") == "5/0/0")
    let clock = "2025-04-24 10:00:00+00"
    #expect(
      try stored() == [
        "A|TANK|water_heater||f||registry|"
          + "{\"power_w\":2200,\"volume_l\":200,\"off_peak\":[{\"from\":81000,\"to\":23400},{\"from\":45000,\"to\":50400}]}|\(clock)",
        "A|WASH|machine|M1|t|2025-04-23 19:00:00+00|registry|"
          + "{\"profile_w\":[1750.78,0,1.5],\"end_by\":1745510400,\"max_wait_s\":14400}|\(clock)",
        "B|ROOM|thermal_heater||t||registry|"
          + "{\"power_w\":1500,\"r_k_per_w\":0.00457043,\"c_j_per_k\":2835616.0,\"eco_c\":17,\"comfort_c\":20.5,"
          + "\"delta_c\":0.5,\"indoor_c\":-1.25,\"is_heating\":false,\"band\":\"thermostats\",\"weekdays\":[],"
          + "\"weekend\":[{\"from\":0,\"to\":86400}]}|\(clock)",
        "B|TANK|vehicle||t||registry|"
          + "{\"power_w\":7400,\"capacity_wh\":52000,\"percent\":40,\"target_percent\":80,\"end_by\":1745557200,"
          + "\"stops_at_target\":false,\"may_pause\":true}|\(clock)",
        "B|WIRE|heater||t||registry|"
          + "{\"eco_w\":300,\"comfort_w\":1500,\"eco_percent\":20,\"weekdays\":[{\"from\":21600,\"to\":30600},"
          + "{\"from\":64800,\"to\":86400}],\"weekend\":[]}|\(clock)",
      ])
    fixture.asOf = fixture.asOf.advanced(by: 900)
    let before = try fixture.contents()
    #expect(try fixture.counts(.devices, Self.document, name: "wishes.json") == "0/0/5")
    #expect(try fixture.contents() == before)
    let other = Self.document.replacingOccurrences(of: "\"percent\": 40", with: "\"percent\": 55")
    #expect(try fixture.counts(.devices, other, name: "wishes.json") == "0/1/4")
    #expect(
      try fixture.database.lines("SELECT device FROM grid.flexible_device WHERE updated_at > '2025-04-24T10:00Z'") == [
        "TANK"
      ])
    #expect(try fixture.database.violations() == [])
  }

  @Test("a device that may be switched in the registry may have wishes under the same name")
  func sameName() throws {
    try fixture.load(
      .devices, "device,meter,kind,power_w,essential,from,capacity_wh\nCAR,M1,car,7400,false,2025-01-01,52000\n")
    let wish = one(
      "\"vehicle\": {\"power_w\": 7400, \"capacity_wh\": 52000, \"percent\": 1, \"target_percent\": 2, \"end_by\": \"2025-04-25T07:00Z\"}"
    ).replacingOccurrences(of: "\"D\"", with: "\"CAR\"")
    #expect(try fixture.counts(.devices, wish) == "1/0/0")
  }

  /// A wish, or another member, and what is found in it, on line 2.
  static let wrong: [(String, String)] = [
    (
      "\"machine\": {\"end_by\": 1745510400, \"max_wait_s\": 0}",
      "2:23: wrong-type: [0].machine.end_by: a text is expected here"
    ),
    (
      "\"machine\": {\"end_by\": \"2025-04-24T18:00:00\", \"max_wait_s\": 0}",
      "2:23: invalid-instant: [0].machine.end_by: this is no instant with its offset, as 2025-04-07T04:00:00+02:00"
    ),
    (
      "\"machine\": {\"end_by\": \"2025-04-24T18:00Z\", \"max_wait_s\": 604801}",
      "2:58: invalid-wait: [0].machine.max_wait_s: this is not a whole number of seconds from 0 to 604800"
    ),
    ("\"machine\": {\"end_by\": \"2025-04-24T18:00Z\"}", "2:12: missing-value: [0].machine: there is no 'max_wait_s'"),
    (
      "\"machine\": {\"end_by\": \"2025-04-24T18:00Z\", \"max_wait_s\": 0, \"profile_w\": []}",
      "2:74: empty-profile: [0].machine.profile_w: a cycle has at least one quarter hour; leave it out to use the learned one"
    ),
    (
      "\"machine\": {\"end_by\": \"2025-04-24T18:00Z\", \"max_wait_s\": 0, \"profile_w\": [5, -1]}",
      "2:78: invalid-power: [0].machine.profile_w[1]: this is not a number of W from 0 to 1000000 with at most 3 decimals"
    ),
    (
      "\"machine\": {\"end_by\": \"2025-04-24T18:00Z\", \"max_wait_s\": 0, \"profil\": [5]}",
      "2:71: unknown-name: [0].machine.profil: expected profile_w, end_by, max_wait_s"
    ),
    ("\"machine\": 5", "2:12: wrong-type: [0].machine: an object is expected here"),
    (
      "\"boiler\": {}",
      "2:11: unknown-name: [0].boiler: expected community, device, meter, is_piloted, last_started_at, machine, vehicle, heater, water_heater, thermal_heater"
    ),
    (
      "\"is_piloted\": true",
      "1:2: missing-value: [0]: a device has exactly one of machine, vehicle, heater, water_heater, thermal_heater"
    ),
    (
      "\"machine\": {}, \"heater\": {}",
      "1:2: two-wishes: [0]: a device has exactly one of machine, vehicle, heater, water_heater, thermal_heater"
    ),
    (
      "\"water_heater\": {\"power_w\": 2200000, \"volume_l\": 200, \"off_peak\": [\"22:00-06:00\"]}",
      "2:29: invalid-power: [0].water_heater.power_w: this is not a whole number of W from 1 to 1000000"
    ),
    (
      "\"water_heater\": {\"power_w\": 2200, \"volume_l\": 0.5, \"off_peak\": [\"22:00-06:00\"]}",
      "2:47: invalid-volume: [0].water_heater.volume_l: this is not a whole number of litres from 1 to 100000"
    ),
    (
      "\"water_heater\": {\"power_w\": 2200, \"volume_l\": 200, \"off_peak\": []}",
      "2:64: missing-value: [0].water_heater.off_peak: there is no window"
    ),
    (
      "\"water_heater\": {\"power_w\": 2200, \"volume_l\": 200, \"off_peak\": [\"22:00-25:00\"]}",
      "2:65: invalid-window: [0].water_heater.off_peak[0]: windows of the day are written 22:30-06:30; the whole day is 00:00-24:00"
    ),
    (
      "\"water_heater\": {\"power_w\": 2200, \"volume_l\": 200, \"off_peak\": [\"22:00-22:00\"]}",
      "2:65: invalid-window: [0].water_heater.off_peak[0]: windows of the day are written 22:30-06:30; the whole day is 00:00-24:00"
    ),
    (
      "\"vehicle\": {\"power_w\": 1, \"capacity_wh\": 1, \"percent\": 101, \"target_percent\": 80, \"end_by\": \"2025-04-25T07:00Z\"}",
      "2:56: invalid-percent: [0].vehicle.percent: this is not a whole number of percent from 0 to 100"
    ),
    (
      "\"vehicle\": {\"power_w\": 1, \"capacity_wh\": 0, \"percent\": 1, \"target_percent\": 80, \"end_by\": \"2025-04-25T07:00Z\"}",
      "2:42: invalid-capacity: [0].vehicle.capacity_wh: this is not a whole number of Wh from 1 to 10000000"
    ),
    (
      "\"heater\": {\"eco_w\": 301, \"comfort_w\": 300, \"eco_percent\": 5}",
      "2:39: comfort-below-eco: [0].heater.comfort_w: comfort_w (300) is below eco_w (301)"
    ),
    (
      "\"thermal_heater\": {\"power_w\": 1, \"insulation\": \"none\", \"eco_c\": 1, \"comfort_c\": 2, \"delta_c\": 1}",
      "2:48: unknown-choice: [0].thermal_heater.insulation: this is none of bad, good, medium"
    ),
    (
      "\"thermal_heater\": {\"power_w\": 1, \"eco_c\": 1, \"comfort_c\": 2, \"delta_c\": 1}",
      "2:19: missing-value: [0].thermal_heater: there is no 'insulation', nor 'r_k_per_w' and 'c_j_per_k'"
    ),
    (
      "\"thermal_heater\": {\"power_w\": 1, \"r_k_per_w\": 0, \"c_j_per_k\": 1e6, \"eco_c\": 1, \"comfort_c\": 2, \"delta_c\": 1}",
      "2:47: invalid-number: [0].thermal_heater.r_k_per_w: this is not a number above 0, up to 100.0"
    ),
    (
      "\"thermal_heater\": {\"power_w\": 1, \"r_k_per_w\": 0.005, \"c_j_per_k\": 1e999, \"eco_c\": 1, \"comfort_c\": 2, \"delta_c\": 1}",
      "2:67: invalid-number: [0].thermal_heater.c_j_per_k: this is not a number above 0, up to 1000000000000.0"
    ),
    (
      "\"thermal_heater\": {\"power_w\": 1, \"r_k_per_w\": 0.001, \"c_j_per_k\": 8e5, \"eco_c\": 1, \"comfort_c\": 2, \"delta_c\": 1}",
      "2:19: invalid-model: [0].thermal_heater: r_k_per_w times c_j_per_k is below 900 s: the room would keep no heat"
    ),
    (
      "\"thermal_heater\": {\"power_w\": 1, \"insulation\": \"bad\", \"c_j_per_k\": 8e5, \"eco_c\": 1, \"comfort_c\": 2, \"delta_c\": 1}",
      "2:68: two-models: [0].thermal_heater.c_j_per_k: insulation says this already"
    ),
    (
      "\"thermal_heater\": {\"power_w\": 1, \"insulation\": \"bad\", \"eco_c\": 293, \"comfort_c\": 294, \"delta_c\": -1}",
      "2:64: invalid-temperature: [0].thermal_heater.eco_c: this is not a number of degrees Celsius from 0 to 40 with at most 2 decimals"
    ),
  ]

  @Test("what a wish cannot be is found where it is written", arguments: wrong.indices)
  func wrongWish(index: Int) throws {
    let (wish, finding) = Self.wrong[index]
    let found = try fixture.refusal(.devices, one(wish), name: "d.json")
    #expect(found.first == "d.json:\(finding)", "\(found)")
  }

  @Test("everything that is wrong with a document is named at once, and nothing of it is applied")
  func all() throws {
    let heater = "\"heater\": {\"eco_w\": 1, \"comfort_w\": 2, \"eco_percent\": 3}"
    #expect(
      try fixture.refusal(
        .devices,
        """
        [{"community": "A", "device": "D", "meter": "M1", \(heater)},
         {"community": "A", "device": "D", \(heater)},
         {"community": "A", "device": "E", "meter": "M1", \(heater)},
         {"community": "B", "device": "E", "meter": "M2", \(heater)},
         {"community": "C", "device": "\\u000Ax", "meter": "M9", \(heater)},
         7]
        """, name: "d.json") == [
          "d.json:2:31: duplicate-row: device D of A is on line 1 already",
          "d.json:3:31: meter-of-another: meter M1 measures device D of A",
          "d.json:4:31: meter-elsewhere: meter M2 was never in community B",
          "d.json:5:16: unknown-community: [4].community: there is no community 'C'",
          "d.json:5:31: control-character: [4].device: a control character in a text",
          "d.json:5:31: invalid-code: [4].device: the code has a line break or a tab",
          "d.json:5:51: unknown-meter: [4].meter: there is no meter 'M9'",
          "d.json:6:2: wrong-type: [5]: an object is expected here",
        ])
    #expect(try fixture.refusal(.devices, "[]") == ["65 devices.csv has no device"])
    #expect(
      try fixture.refusal(.devices, "[{]") == ["devices.csv:1:3: invalid-json: a name in quotes is expected here"])
    #expect(try fixture.refusal(.devices, "{}")[0].contains("there is no 'devices'"))
  }

  @Test("a device that comes from a coordination database is not overwritten by a file")
  func coordination() throws {
    try fixture.database.script(
      """
      INSERT INTO grid.flexible_device (community_id, device, kind, is_piloted, source, outer_id, wish, updated_at)
      SELECT community_id, 'D', 'machine', true, 'coordination', 4, '{}', '2025-01-01' FROM grid.community WHERE community = 'A'
      """)
    #expect(
      try fixture.refusal(.devices, one("\"heater\": {\"eco_w\": 1, \"comfort_w\": 2, \"eco_percent\": 3}")) == [
        "devices.csv:1:31: device-of-coordination: device D of A comes from its coordination database"
      ])
  }
}
