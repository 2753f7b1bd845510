import Database
import Grid
import Support
import Testing

@testable import Operate

@Suite struct BatteryReplayTests {
  let park: Park

  init() throws {
    park = try Park()
    try park.meter("M1")
  }

  let days = """
    SELECT day, start_wh, end_wh, charge_wh, discharge_wh, loss_wh, excess_wh, short_wh, violation_count, present_count
    FROM operate.battery_day ORDER BY day
    """

  @Test("a level goes on from day to day, through a day without readings, and what cannot be is named")
  func chain() throws {
    try park.battery("B1", meter: "M1", from: "2026-06-01")
    try park.read("M1", .batteryCharge, "2026-06-01", [0: 500, 1: 500])
    try park.read("M1", .batteryDischarge, "2026-06-01", [2: 500])
    // Discharges 4.5 kWh at once, of which 4.4 are there; then charges 11 kWh, of which 9.9 arrive and 9 fit.
    try park.read("M1", .batteryCharge, "2026-06-03", [8: 11_000, 9: nil])
    try park.read("M1", .batteryDischarge, "2026-06-03", [4: 4500])
    let summary = try park.replay("2026-06-03")
    #expect(summary.dayCount == 3)
    #expect(summary.missingCount == 1)
    #expect(summary.expectedCount == 96)
    func violation(_ at: String, _ kind: String, _ wattHours: Int64) -> BatteryViolation {
      BatteryViolation(battery: "B1", at: Instant(at)!, kind: kind, excess: wattHours * 1000)
    }
    #expect(
      summary.violations == [
        violation("2026-06-02T23:00:00Z", "below-minimum", 100),
        violation("2026-06-02T23:00:00Z", "above-discharge-power", 4000),
        violation("2026-06-03T00:00:00Z", "over-capacity", 900),
        violation("2026-06-03T00:00:00Z", "above-charge-power", 10_500),
      ])
    let expected = [
      "2026-06-01|5000.000|5400.000|1000.000|500.000|100.000|0.000|0.000|0|96",
      "2026-06-02|5400.000|5400.000|0.000|0.000|0.000|0.000|0.000|0|0",
      "2026-06-03|5400.000|10000.000|11000.000|4500.000|1100.000|900.000|100.000|4|95",
    ]
    #expect(try park.database.lines(days) == expected)
    #expect(
      try park.database.lines(
        "SELECT level[1:4], cardinality(level), state_at FROM operate.battery_day WHERE day = '2026-06-01'")
        == ["{5450000,5900000,5400000,5400000}|96|2026-06-01 22:00:00+00"])
    #expect(try park.replay("2026-06-03").dayCount == 1)
    #expect(try park.database.lines(days) == expected)
    // A late correction of the first day moves all later ones.
    try park.database.script(
      "UPDATE grid.interval_block SET wh[3] = 0 WHERE register = 6 AND day = '2026-06-01'")
    #expect(try park.replay("2026-06-01").dayCount == 3)
    #expect(
      try park.database.lines("SELECT start_wh, end_wh FROM operate.battery_day ORDER BY day")
        == ["5000.000|5900.000", "5900.000|5900.000", "5900.000|10000.000"])
    #expect(
      try park.database.lines("SELECT kind, excess_wh FROM operate.battery_violation ORDER BY starts_at, kind") == [
        "above-discharge-power|4000.000", "above-charge-power|10500.000", "over-capacity|1300.000",
      ])
    #expect(try park.database.violations() == [])
  }

  @Test(
    "the 23- and the 25-hour day have their own number of slots, and instants behind the jump",
    arguments: [("2026-03-29", 92, "2026-03-29T21:45:00Z"), ("2026-10-25", 100, "2026-10-25T22:45:00Z")])
  func clockChange(day: String, count: Int, last: String) throws {
    try park.battery("B1", meter: "M1", efficiency: 100, from: day)
    try park.read("M1", .batteryCharge, day, [0: 100, count - 1: 6000], count: count)
    let summary = try park.replay(day)
    #expect(
      summary.violations.map { "\($0.at) \($0.kind) \($0.excess)" } == [
        "\(last) over-capacity 1100000", "\(last) above-charge-power 5500000",
      ])
    #expect(
      try park.database.lines("SELECT expected_count, cardinality(level), end_wh FROM operate.battery_day")
        == ["\(count)|\(count)|10000.000"])
    #expect(try park.database.violations() == [])
  }

  @Test("a meter of one minute is replayed minute by minute and kept by quarter hours; rounding breaks no limit")
  func minutes() throws {
    try park.meter("M2", interval: 60)
    try park.battery("B2", meter: "M2", power: 2010, efficiency: 50, from: "2026-06-01")
    // 2010 W are 33.5 Wh a minute, which a meter that counts Wh may call 34.
    try park.read("M2", .batteryCharge, "2026-06-01", [0: 34, 1: 33, 20: 35], count: 1440)
    let summary = try park.replay("2026-06-01")
    #expect(
      summary.violations.map { "\($0.at) \($0.kind) \($0.excess)" } == ["2026-05-31T22:20:00Z above-charge-power 1500"])
    #expect(
      try park.database.lines("SELECT slot_s, level[1:3], cardinality(level), loss_wh FROM operate.battery_day")
        == ["900|{5033500,5051000,5051000}|96|51.000"])
  }

  @Test("where the meter says the level it is compared, and the next day starts there")
  func metered() throws {
    try park.battery("B1", meter: "M1", from: "2026-06-01")
    try park.read("M1", .batteryCharge, "2026-06-01", [0: 500])
    try park.read("M1", .batteryLevel, "2026-06-01", [0: 5400, 1: 4700, 95: 5450], other: nil)
    try park.read("M1", .batteryCharge, "2026-06-02", [0: 100])
    let summary = try park.replay("2026-06-01..2026-06-03")
    #expect(
      summary.violations.map { "\($0.at) \($0.kind) \($0.excess)" } == ["2026-05-31T22:15:00Z level-differs 750000"])
    #expect(
      try park.database.lines(
        "SELECT start_wh, end_wh, metered_wh, deviation_wh FROM operate.battery_day ORDER BY day") == [
          "5000.000|5450.000|5450.000|750.000", "5450.000|5540.000||",
        ])
    #expect(try park.database.violations() == [])
  }

  @Test("the inventory shows the newest state of each battery, how full it is and how old that is")
  func inventory() throws {
    try park.meter("M2")
    try park.battery("B1", meter: "M1", from: "2026-06-01")
    try park.battery("B2", meter: "M2", initial: 2500, from: "2026-06-01")
    try park.battery("NEW", meter: nil, initial: 1000, from: "2026-06-02")
    try park.read("M1", .batteryCharge, "2026-06-01", [0: 500, 40: 1000])
    try park.read("M2", .batteryLevel, "2026-06-01", [3: 7777], other: nil)
    try park.replay("2026-06-01", battery: "B1")
    func list(_ instant: String) throws -> [String] {
      try batteryInventory(community: "C1", asOf: Instant(instant)!, on: park.connection).map {
        "\($0.battery) \($0.level) \($0.percent) \($0.source) \($0.at) \($0.ageMinutes)"
      }
    }
    #expect(
      try list("2026-06-01T22:30:00Z") == [
        "B1 6350 63.5 replay 2026-06-01T22:00:00Z 30", "B2 7777 77.8 meter 2026-05-31T23:00:00Z 1410",
        "NEW 1000 10.0 registry 2026-06-01T22:00:00Z 30",
      ])
    #expect(
      try list("2026-05-31T22:20:00Z") == [
        "B1 5450 54.5 replay 2026-05-31T22:15:00Z 5", "B2 2500 25.0 registry 2026-05-31T22:00:00Z 20",
      ])
  }

  @Test("a day that is under way is replayed up to the clock of the run")
  func today() throws {
    try park.battery("B1", meter: "M1", from: "2026-06-01")
    try park.read("M1", .batteryCharge, "2026-06-01", [0: 500, 2: 500], count: 4)
    let summary = try park.replay("2026-06-01..2026-07-01", asOf: "2026-05-31T22:40:00Z")
    #expect(summary.dayCount == 1)
    #expect(
      try park.database.lines("SELECT expected_count, present_count, end_wh, state_at FROM operate.battery_day")
        == ["2|2|5450.000|2026-05-31 22:30:00+00"])
  }

  @Test("a battery that is not there is said so")
  func unknown() throws {
    #expect(throws: PlainFailure.self) { try park.replay("2026-06-01", battery: "B9") }
  }
}
