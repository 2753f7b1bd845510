import Database
import Grid
import Support
import Testing

@testable import Operate

@Suite struct BatteryPlanTests {
  let park: Park

  init() throws {
    park = try Park()
    try park.meter("M1")
  }

  /// `start reason charge discharge surplus level` of a battery's slots that differ from the one before.
  func changes(_ battery: String) throws -> [String] {
    try park.database.lines(
      """
      SELECT to_char(starts_at, 'DD HH24:MI') || ' ' || what || ' ' || level_wh FROM (
        SELECT *, lag(what) OVER (ORDER BY starts_at) AS before FROM (
          SELECT *, reason || ' ' || charge_w || ' ' || discharge_w || ' ' || surplus_wh AS what
          FROM operate.battery_plan JOIN grid.battery USING (battery_id) WHERE battery = '\(battery)') AS a) AS b
      WHERE what IS DISTINCT FROM before ORDER BY starts_at
      """)
  }

  @Test("it charges while the price is low and discharges while it is high, as far as level and power go")
  func hand() throws {
    try park.battery("B1", meter: "M1", efficiency: 50, from: "2026-06-02")
    // Local midnight is 22:00 UTC. Two hours low, one within the band, one high, one unknown, the rest high.
    try park.prices(from: "2026-06-01T22:00:00Z", [40, 40, 51, 60])
    try park.prices(from: "2026-06-02T03:00:00Z", [Int](repeating: 60, count: 19))
    let summary = try park.plan("2026-06-02")
    #expect(summary.slotCount == 96)
    #expect(summary.unpriced.count == 4)
    #expect(summary.unpriced.min() == Instant("2026-06-02T02:00:00Z"))
    // 500 Wh in, 250 arrive: 5 → 7 kWh in two hours. 500 Wh out a quarter hour: 7 → 5, then on to the minimum of 1.
    let expected = [
      "01 22:00 low 2000 0 0.000 5250.000", "02 00:00 hold 0 0 0.000 7000.000", "02 01:00 high 0 2000 0.000 6500.000",
      "02 02:00 no-price 0 0 0.000 5000.000", "02 03:00 high 0 2000 0.000 4500.000",
      "02 05:00 empty 0 0 0.000 1000.000",
    ]
    #expect(try changes("B1") == expected)
    #expect(try park.plan("2026-06-02", asOf: "2026-06-02T10:00:00Z").slotCount == 48)
    #expect(try park.plan("2026-06-02").slotCount == 0)
    #expect(try changes("B1") == expected)
    #expect(try park.plan("2026-06-02", standard: 9000, isForced: true).slotCount == 96)
    #expect(try changes("B1").last == "02 04:00 full 0 0 0.000 10000.000")
    #expect(try park.database.violations() == [])
  }

  @Test("without a standard the median of the 24 hours before counts; at first there is none")
  func median() throws {
    try park.battery("B1", meter: "M1", from: "2026-06-02")
    try park.prices(from: "2026-06-01T22:00:00Z", (0..<48).map { $0 % 24 == 12 ? 10 : 60 })
    #expect(try park.plan("2026-06-02..2026-06-04", standard: nil).unpriced.count == 48)
    #expect(
      try changes("B1") == [
        "01 22:00 no-price 0 0 0.000 5000.000", "02 10:00 low 2000 0 0.000 5450.000",
        "02 11:00 hold 0 0 0.000 6800.000",
        "03 10:00 low 2000 0 0.000 7250.000", "03 11:00 hold 0 0 0.000 8600.000",
      ])
    #expect(
      try park.database.lines("SELECT DISTINCT standard_eur_mwh FROM operate.battery_plan ORDER BY 1") == [
        "60.000", "",
      ])
  }

  @Test("the days of 23 and 25 hours are planned whole", arguments: [("2026-03-29", 92), ("2026-10-25", 100)])
  func clockChange(day: String, count: Int) throws {
    try park.battery("B1", meter: nil)
    try park.prices(from: "2026-03-28T00:00:00Z", [Int](repeating: 50, count: 48))
    try park.prices(from: "2026-10-24T00:00:00Z", [Int](repeating: 50, count: 48))
    #expect(try park.plan(day).slotCount == count)
    try park.replay(day)
    #expect(
      try park.database.lines("SELECT present_count FROM operate.battery_day WHERE day = '\(day)'") == ["\(count)"])
  }

  @Test("batteries of the community first store what nobody in it uses, each what the others leave")
  func surplus() throws {
    try park.meter("PV")
    try park.prices(from: "2026-06-01T22:00:00Z", [Int](repeating: 60, count: 48))
    try park.battery("A", meter: nil, power: 1000, from: "2026-06-02")
    try park.battery("B", meter: nil, power: 2000, initial: 1000, from: "2026-06-02")
    try park.battery("HOME", meter: "M1", initial: 1000, from: "2026-06-02")
    // The plant makes 700.5 Wh in slot 40, of which the house uses 100: 600.5 Wh are left. In slot 41 it uses all.
    try park.read("PV", .production, "2026-06-02", [40: 700_500, 41: 90_000], exponent: -3)
    try park.read("M1", .consumption, "2026-06-02", [40: 100, 41: 100])
    try park.total("2026-06-02")
    try park.plan("2026-06-02")
    // A takes 250 Wh = 1 kW, B the 350.5 that are left: 1402 W.
    #expect(
      try park.database.lines(
        """
        SELECT battery, charge_w, surplus_wh, reason, level_wh FROM operate.battery_plan JOIN grid.battery USING (battery_id)
        WHERE starts_at = '2026-06-02T08:00Z' ORDER BY battery
        """) == [
          "A|1000|250.000|surplus|1225.000", "B|1402|350.500|surplus|1315.450", "HOME|0|0.000|empty|1000.000",
        ])
    let plan = try park.database.lines("SELECT * FROM operate.battery_plan ORDER BY battery_id, starts_at")
    try park.plan("2026-06-02", isForced: true)
    #expect(try park.database.lines("SELECT * FROM operate.battery_plan ORDER BY battery_id, starts_at") == plan)
    // Without meter, a battery did what was planned: its replay says the same.
    let replay = try park.replay("2026-06-02", battery: "A")
    #expect(replay.violations == [] && replay.missingCount == 0)
    #expect(
      try park.database.lines("SELECT end_wh, charge_wh, loss_wh FROM operate.battery_day") == [
        "1000.000|250.000|25.000"
      ])
    #expect(try park.database.violations() == [])
  }

  @Test("a plan of tomorrow starts at the newest replayed state, carried on with the plan of today")
  func carriedOn() throws {
    try park.battery("B1", meter: "M1", from: "2026-06-01")
    try park.prices(
      from: "2026-05-31T22:00:00Z", [Int](repeating: 50, count: 22) + [10, 10] + [Int](repeating: 50, count: 24))
    try park.read("M1", .batteryCharge, "2026-06-01", [0: 100], count: 48)
    let noon = "2026-06-01T10:00:00Z"
    try park.replay("2026-06-01", asOf: noon)
    try park.plan("2026-06-01", asOf: noon)
    // Replayed: 5000 + 90. Planned for 20:00 and 21:00 UTC: 8 × 450.
    try park.plan("2026-06-02", asOf: noon)
    #expect(
      try park.database.lines(
        "SELECT DISTINCT level_wh FROM operate.battery_plan WHERE starts_at >= '2026-06-01T22:00Z'")
        == ["8690.000"])
  }

  @Test("what energy was worth is the exact sum over the quarter hours, rounded once")
  func settle() throws {
    try park.meter("M5", interval: 300)
    try park.battery("B1", meter: "M5", capacity: 100_000, least: 0, power: 20_000, efficiency: 100, from: "2026-06-02")
    try park.battery("SLOW", meter: "M1", from: "2026-06-02")
    try park.prices(from: "2026-06-01T22:00:00Z", every: 900, (0..<95).map { ($0 * 7919) % 301 - 60 })
    var dice = Dice(state: 7)
    let charge = (0..<288).map { _ in Int.random(in: 0...900_000, using: &dice) }
    let discharge = (0..<288).map { _ in Int.random(in: 0...900_000, using: &dice) }
    func named(_ values: [Int]) -> [Int: Int?] {
      Dictionary(uniqueKeysWithValues: values.enumerated().map { ($0, $1) })
    }
    try park.read("M5", .batteryCharge, "2026-06-02", named(charge), count: 288, exponent: -3)
    try park.read("M5", .batteryDischarge, "2026-06-02", named(discharge), count: 288, exponent: -3)
    try park.read("M1", .batteryDischarge, "2026-06-02", [3: 400, 5: nil])
    // mWh × EUR a MWh, by 10^9: cents are that by 10^7, half away from zero.
    func cents(_ values: [Int]) -> Int {
      let sum = values.enumerated().filter { $0.offset < 285 }.reduce(0) {
        $0 + $1.element * (($1.offset / 3 * 7919) % 301 - 60)
      }
      return (abs(sum) + 5_000_000) / 10_000_000 * (sum < 0 ? -1 : 1)
    }
    let rows = try settleBatteries(
      community: nil, period: Park.period("2026-06-02"), market: "X", asOf: Instant("2027-01-01T00:00:00Z")!,
      on: park.connection)
    func euros(_ cents: Int) -> String { decimalText(cents) }
    #expect(rows.map(\.battery) == ["B1", "SLOW", nil])
    #expect(rows[0].bought == euros(cents(charge)))
    #expect(rows[0].sold == euros(cents(discharge)))
    #expect(rows[0].net == euros(cents(discharge) - cents(charge)))
    #expect(rows[0].unpricedCount == 1)
    #expect(rows[0].firstUnpriced == "2026-06-02T21:45:00Z")
    #expect(rows[0].missingCount == 0)
    #expect(rows[0].loss == nil)
    // 400 Wh at 3 × 7919 % 301 − 60 = 219 EUR a MWh.
    #expect(rows[1].sold == "0.09")
    #expect(rows[1].missingCount == 1)
    #expect(rows[2].net == euros(cents(discharge) - cents(charge) + 9))
    #expect(throws: PlainFailure.self) {
      try settleBatteries(
        community: nil, period: Park.period("2026-06-02"), market: "Y", asOf: Instant("2027-01-01T00:00:00Z")!,
        on: park.connection)
    }
  }

  private func decimalText(_ cents: Int) -> String {
    "\(cents < 0 ? "-" : "")\(abs(cents) / 100).\(padded(abs(cents) % 100, 2))"
  }
}
