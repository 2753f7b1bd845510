import Grid
import Testing

@testable import Optimize

@Suite struct LearnCyclesTests {
  let shop: Workshop

  init() throws {
    shop = try Workshop()
    try shop.town.meter("W", of: "C", interval: 60)
    try shop.device("WASH", "machine", meter: "W", outer: 7)
  }

  /// Wh of each minute of a local day: 30 minutes of 2,040 W, 45 of 300 W and 15 of 2,040 W, one after the other.
  func wash(on day: String, at times: String..., skipping: String = "false", wh: String = "0") throws {
    let runs = times.map { time in
      """
      WHEN clock >= '\(time)' AND clock < '\(time)'::time + interval '90 min' THEN
        CASE WHEN clock >= '\(time)'::time + interval '30 min' AND clock < '\(time)'::time + interval '75 min' THEN 5 ELSE 34 END
      """
    }
    try shop.town.read(
      "W", .consumption, "CASE WHEN \(skipping) THEN NULL \(runs.joined(separator: "\n")) ELSE \(wh) END", on: day)
  }

  func learn(_ asOf: String, _ change: (inout LearnRequest) -> Void = { _ in }) throws -> [LearnedMachine] {
    var request = LearnRequest(asOf: instant(asOf))
    change(&request)
    return try learnCycles(request, on: shop.connection)
  }

  func cycles(_ table: String = "cycle") throws -> [String] {
    try shop.database.lines(
      "SELECT device, starts_at, profile, energy_wh, start_w, period_s, gap, learned_at FROM optimize.\(table) ORDER BY 1, 2"
    )
  }

  @Test("the newest cycle is kept, once; a newer one comes beside it and is in use")
  func history() throws {
    try wash(on: "2026-05-04", at: "08:00", "18:00")
    let made = try learn("2026-05-05T00:00:00+02:00")
    #expect(made.map(\.change) == [.new] && made[0].cycles.count == 2)
    // 30 x 34 + 45 x 5 + 15 x 34 Wh.
    #expect(made[0].energy == 1_755_000)
    let first =
      "WASH|2026-05-04 16:00:00+00|{2040000,2040000,300000,300000,300000,2040000}|1755|40|900|1|2026-05-04 22:00:00+00"
    #expect(try cycles() == [first])
    #expect(try learn("2026-05-05T01:00:00+02:00").map(\.change) == [.unchanged])
    #expect(try cycles() == [first])

    try wash(on: "2026-05-05", at: "12:30")
    #expect(try learn("2026-05-06T00:00:00+02:00").map(\.change) == [.new])
    #expect(try cycles().count == 2)
    #expect(try cycles("cycle_in_use").map { $0.prefix(24) } == ["WASH|2026-05-05 10:30:00"])
    // A clock of the past finds what was newest then, and leaves the newer one in use.
    #expect(try learn("2026-05-05T00:00:00+02:00").map(\.change) == [.older])
    #expect(try cycles().count == 2)
    try shop.addUp()
    #expect(try shop.database.violations() == [])
  }

  @Test("the same run told apart by other thresholds takes the place of the first; kept thresholds hold from then on")
  func thresholds() throws {
    try wash(on: "2026-05-04", at: "10:00")
    _ = try learn("2026-05-05T00:00:00+02:00")
    // 300 W is a pause of three means.
    let strict = try learn("2026-05-05T00:00:00+02:00") {
      $0.end = 400
      $0.gap = 2
      $0.device = "WASH"
    }
    #expect(strict.map(\.change) == [.corrected])
    #expect(strict[0].cycles.map(\.means) == [[2_040_000, 2_040_000], [2_040_000]])
    #expect(try cycles().map { $0.prefix(24) } == ["WASH|2026-05-04 09:15:00"])

    let kept = try learn("2026-05-05T00:00:00+02:00") {
      $0.end = 400
      $0.gap = 3
      $0.keepsThresholds = true
    }
    #expect(kept[0].cycles.map(\.means.count) == [6] && kept[0].change == .corrected)
    #expect(try learn("2026-05-05T00:00:00+02:00").map(\.change) == [.unchanged])
    #expect(
      try shop.database.lines(
        "SELECT id_machine_elfe, threshold_begin, threshold_end, period, period_count FROM elfe.machine")
        == ["7|40|400|900|3"])
    try shop.addUp()
    #expect(try shop.database.violations() == [])
  }

  @Test("on the night on which clocks jump a cycle goes on, and look-back is time that passes")
  func clockChange() throws {
    // 01:15 to 03:45 on the wall clock: the hour from 02:00 is not there.
    try shop.town.read(
      "W", .consumption, "CASE WHEN clock >= '01:15' AND clock < '03:45' THEN 20 ELSE 0 END", on: "2026-03-29")
    try shop.town.read("W", .consumption, "0", on: "2026-03-28")
    let made = try learn("2026-03-30T00:00:00+02:00")
    #expect(
      made[0].cycles == [
        MachineCycle(
          start: instant("2026-03-29T00:15:00Z").seconds, period: 900, means: Array(repeating: 1_200_000, count: 6))
      ])
    // In autumn the hour from 02:00 comes twice.
    try shop.town.read(
      "W", .consumption, "CASE WHEN clock >= '01:15' AND clock < '03:45' THEN 20 ELSE 0 END", on: "2026-10-25")
    let autumn = try learn("2026-10-26T00:00:00+01:00") { $0.lookBack = 25 * 3600 }
    #expect(autumn[0].cycles.map(\.means.count) == [14] && autumn[0].signal.pieces.isEmpty)
    #expect(try learn("2026-10-26T00:00:00+01:00") { $0.lookBack = 25 * 3600 - 6300 }[0].cycles.isEmpty)
  }

  @Test("coarse meters, meters of the grid's side and readings that are missing are learned from as far as they go")
  func meters() throws {
    try shop.town.meter("Q", of: "C", interval: 900)
    try shop.town.meter("H", of: "C", interval: 3600)
    try shop.device("QUARTER", "machine", meter: "Q")
    try shop.device("HOUR", "machine", meter: "H")
    try shop.device("NONE", "machine")
    try shop.device("CAR", "vehicle")
    try shop.town.read(
      "Q", .imported, "CASE WHEN clock >= '10:00' AND clock < '10:45' THEN 501 ELSE 2 END", on: "2026-05-04")
    try shop.town.read("H", .consumption, "CASE WHEN clock = '11:00' THEN 1500 ELSE 0 END", on: "2026-05-04")
    // A quarter hour of the last run is not known, and a new run has begun.
    try wash(on: "2026-05-04", at: "08:00", "18:00", "23:30", skipping: "clock >= '18:40' AND clock < '19:00'")
    let made = try learn("2026-05-05T00:00:00+02:00")
    #expect(made.map(\.device.device) == ["HOUR", "NONE", "QUARTER", "WASH"])
    #expect(made.map(\.change) == [.new, .unmetered, .new, .new])
    #expect(made[0].profile == [1_500_000, 1_500_000, 1_500_000, 1_500_000])
    #expect(made[2].profile == [2_004_000, 2_004_000, 2_004_000])
    #expect(made[3].cycles.map(\.start) == [instant("2026-05-04T06:00:00Z").seconds])
    let state = try deviceState(community: shop.id(), asOf: instant("2026-05-05T00:00:00Z"), on: shop.connection)
    #expect(state.profiles["QUARTER"] == [2004, 2004, 2004] && state.profiles["NONE"] == nil)
    #expect(
      try deviceState(community: shop.id(), asOf: instant("2026-05-04T08:30:00Z"), on: shop.connection)
        .profiles.keys.sorted() == ["WASH"])
    try shop.addUp()
    #expect(try shop.database.violations() == [])
  }

  @Test("another period is kept in steps of a quarter hour with the same energy")
  func period() throws {
    try wash(on: "2026-05-04", at: "10:00")
    let made = try learn("2026-05-05T00:00:00+02:00") { $0.period = 600 }
    #expect(made[0].cycles[0].means.count == 9)
    // The mean from 11:10 is half of 300 W, half of 2,040 W, and belongs to two steps.
    #expect(made[0].profile == [2_040_000, 2_040_000, 300_000, 300_000, 590_000, 1_750_000])
    #expect(try cycles().map { $0.contains("|1755|40|600|1|") } == [true])
  }

  @Test("the picture has the power, both thresholds and the cycles, interval by interval")
  func picture() throws {
    try wash(on: "2026-05-04", at: "10:00")
    var drawn: LearnedMachine?
    _ = try learnCycles(
      LearnRequest(asOf: instant("2026-05-05T00:00:00+02:00")), on: shop.connection, inspect: { drawn = $0 })
    let machine = try #require(drawn)
    let calendar = try shop.connection.calendar(
      zone: "Europe/Paris", from: instant("2026-05-04T00:00:00Z"), to: instant("2026-05-04T22:00:00Z"))
    let sheet = cyclePicture(machine, calendar, created: instant("2026-05-05T00:00:00Z")).sheets[0]
    guard case .list(let rows) = sheet.rows else {
      Issue.record("no rows")
      return
    }
    #expect(rows.count == 1440 && sheet.charts.count == 1)
    let text = rows.map { "\($0)" }
    // 10:30 in Paris, in the first minute of 300 W.
    #expect(rows[630][1] == .decimal(300_000, scale: 3) && rows[630][4] == .decimal(300_000, scale: 3), "\(text[630])")
    #expect(rows[630][2] == .integer(40) && rows[630][3] == .integer(40))
    #expect(rows.count { $0[4] != .empty } == 90 && rows[599][4] == .empty)
  }
}
