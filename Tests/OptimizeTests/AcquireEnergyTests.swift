import Grid
import Testing

@testable import Optimize

@Suite struct AcquireEnergyTests {
  let shop: Workshop

  init() throws {
    shop = try Workshop()
    try shop.town.meter("B", of: "C", interval: 900)
    try shop.device("BOILER", "water_heater", meter: "B", outer: 9)
  }

  func acquire(_ asOf: String) throws -> [AcquiredEnergy] {
    try acquireEnergies(community: nil, asOf: instant(asOf), on: shop.connection)
  }

  func stored() throws -> [String] {
    try shop.database.lines(
      "SELECT device, ends_at, energy_wh, expected_count, known_count, older_count FROM optimize.water_energy ORDER BY 2"
    )
  }

  @Test("the energy is that of the last 24 hours that were measured, to the Wh; all are kept")
  func exact() throws {
    // 100 Wh in each quarter hour of the first day, 7 on the second.
    try shop.town.read("B", .consumption, "CASE WHEN t < '2026-05-05' THEN 100 ELSE 7 END", on: "2026-05-04", days: 2)
    let made = try acquire("2026-05-05T16:07:30+02:00")
    #expect(made.map(\.change) == [.new] && made[0].knownCount == 96)
    // 64 quarter hours of 7 Wh and 32 of 100.
    #expect(try stored() == ["BOILER|2026-05-05 14:00:00+00|3648|96|96|0"])
    #expect(try acquire("2026-05-05T16:14:59+02:00").map(\.change) == [.unchanged])
    // Late the next day readings still end at midnight.
    #expect(try acquire("2026-05-06T16:00:30+02:00").map(\.change) == [.new])
    #expect(try stored().last == "BOILER|2026-05-05 22:00:00+00|672|96|96|0")
    #expect(try acquire("2026-05-05T16:00:00+02:00").map(\.change) == [.older])
    #expect(try shop.database.lines("SELECT elfe_zabbix_id, last_energy FROM elfe.ems_ecs") == ["9|672"])
    let state = try deviceState(community: shop.id(), asOf: instant("2026-05-05T20:00:00Z"), on: shop.connection)
    #expect(state.waterEnergies == ["BOILER": 3648])
    try shop.addUp()
    #expect(try shop.database.violations() == [])
  }

  @Test(
    "what is missing counts as on the day before, and as nothing when it was never known; no reading keeps the old value"
  )
  func missing() throws {
    // The hour from 10:00 is never known, the one from 20:00 not on the second day.
    try shop.town.read(
      "B", .consumption,
      """
      CASE WHEN clock >= '10:00' AND clock < '11:00' OR t >= '2026-05-05 20:00' AND t < '2026-05-05 21:00' THEN NULL
           WHEN clock >= '20:00' AND clock < '21:00' THEN 500 ELSE 1 END
      """, on: "2026-05-04", days: 2)
    let made = try acquire("2026-05-06T00:00:00+02:00")
    #expect(made[0].knownCount == 88 && made[0].olderCount == 4)
    #expect(try stored() == ["BOILER|2026-05-05 22:00:00+00|2088|96|88|4"])
    // The missing hour comes late, and is another one.
    try shop.town.read(
      "B", .consumption, "CASE WHEN clock >= '20:00' AND clock < '21:00' THEN 300 ELSE 1 END", on: "2026-05-05")
    #expect(try acquire("2026-05-06T00:00:00+02:00").map(\.change) == [.corrected])
    #expect(try stored() == ["BOILER|2026-05-05 22:00:00+00|1292|96|96|0"])
    #expect(try acquire("2026-05-20T00:00:00+02:00").map(\.change) == [.none])
    #expect(try stored().count == 1)
  }

  @Test("24 hours are 24 hours on the days on which clocks change, with meters of any interval and in mWh")
  func clockChange() throws {
    try shop.town.meter("M", of: "C", interval: 60)
    try shop.device("FINE", "water_heater", meter: "M")
    try shop.device("BARE", "water_heater")
    try shop.town.read("M", .consumption, "1001", on: "2026-10-25")
    try shop.database.script("UPDATE grid.interval_block SET exponent = -3")
    try shop.town.read("B", .consumption, "3", on: "2026-10-25")
    let autumn = try acquire("2026-10-26T00:00:00+01:00")
    #expect(autumn.map(\.change) == [.unmetered, .new, .new])
    // The 25th hour is not of the last 24.
    #expect(autumn.map(\.energy) == [0, 288_000, 1_441_440])
    try shop.town.read("B", .consumption, "3", on: "2026-03-28", days: 2)
    let spring = try acquire("2026-03-30T00:00:00+02:00")
    #expect(spring[1].energy == 288_000 && spring[1].knownCount == 96)
  }
}

@Suite struct DeviceStateTests {
  @Test("the newest temperature counts for two hours, and none of later times does")
  func temperatures() throws {
    let shop = try Workshop()
    try shop.device("ROOM", "thermal_heater")
    try shop.database.script(
      """
      INSERT INTO grid.temperature SELECT community_id, 'ROOM', at, c FROM grid.community,
        (VALUES ('2026-05-04 10:00Z'::timestamptz, 18.5), ('2026-05-04 11:00Z', 19.25)) AS v (at, c)
      """)
    func indoor(_ asOf: String) throws -> Double? {
      try deviceState(community: shop.id(), asOf: instant(asOf), on: shop.connection).temperatures["ROOM"]
    }
    #expect(try indoor("2026-05-04T09:59:00Z") == nil)
    #expect(try indoor("2026-05-04T10:59:59Z") == 18.5)
    #expect(try indoor("2026-05-04T11:00:00Z") == 19.25)
    #expect(try indoor("2026-05-04T13:00:00Z") == 19.25)
    #expect(try indoor("2026-05-04T13:00:01Z") == nil)
  }
}
