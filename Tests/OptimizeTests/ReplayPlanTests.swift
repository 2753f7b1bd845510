import Foundation
import Grid
import Support
import Testing

@testable import Optimize

@Suite struct ReplayPlanTests {
  let quarter: Quarter

  init() throws {
    quarter = try Quarter()
    try quarter.forecast(Quarter.middle)
    for (id, name) in ["A", "B", "C"].enumerated() { try quarter.machine(name, outer: id) }
    try quarter.waterHeater("tank", outer: 20)
    try quarter.plan()
  }

  func run() throws -> KeptRun {
    try KeptRun(.begun(community: "C1", at: Quarter.begin.advanced(by: 100)), on: quarter.connection)
  }

  @Test("a run solved again from its stored conditions is the same plan")
  func same() throws {
    let run = try run()
    #expect(run.begin == Quarter.begin && run.conditions.devices.count == 4)
    let replay = try replayRun(run, method: nil, options: SolveOptions(), on: quarter.connection)
    #expect(replay.changed.isEmpty)
    #expect(replay.figures.importAfter == run.figures.importAfter && replay.figures.saved == run.figures.saved)
    #expect(try quarter.database.lines("SELECT count(*) FROM optimize.run") == ["1"])
    // What went into the file comes out of it.
    let file = try JSONDecoder().decode(RunConditions.self, from: Data(try run.file().utf8))
    #expect(file == run.conditions)
  }

  @Test("with another curve devices go elsewhere, and the plan is kept under its own name")
  func otherCurve() throws {
    let run = try run()
    // The surplus is at noon of the next day instead.
    var curve: [Int64: Int] = [:]
    for step in 0..<96 { curve[Quarter.begin.seconds + Int64(step * 900)] = 4..<12 ~= step ? -9_000_000 : 1_000_000 }
    let replay = try replayRun(run, curve: curve, method: "noon", options: SolveOptions(), on: quarter.connection)
    #expect(Set(replay.changed).isSuperset(of: ["A", "B", "C"]))
    // 88 quarter hours of 1 kW, and the 8 kWh of the tank, whose window is at night.
    #expect(replay.figures.importAfter == (22_000 + 8_000) * 4000)
    #expect(
      try quarter.database.lines(
        "SELECT method, made_at = '2026-06-10 09:59:30Z', import_wh FROM optimize.run WHERE method = 'noon'") == [
          "noon|t|30000"
        ])
    #expect(
      try quarter.database.lines(
        "SELECT DISTINCT p.outer_id FROM optimize.plan AS p JOIN optimize.run AS r USING (community_id, run_id) WHERE method = 'noon' ORDER BY 1"
      ) == ["0", "1", "2", "20"])
    #expect(try quarter.database.violations() == [])
  }

  @Test("a run that is not there is told")
  func missing() throws {
    #expect(throws: PlainFailure.self) { try KeptRun(.id(99), on: quarter.connection) }
    #expect(throws: PlainFailure.self) {
      try KeptRun(.begun(community: "C1", at: Quarter.begin.advanced(by: -1)), on: quarter.connection)
    }
  }
}

@Suite struct ComparePlansTests {
  /// A day of the community in quarter hours: Wh consumed and produced in each; nil: not known.
  func day(_ quarter: Quarter, _ day: String, _ values: [(Int, Int)?]) throws {
    func list(_ values: [Int?]) -> String {
      "ARRAY[\(values.map { $0.map(String.init) ?? "NULL" }.joined(separator: ","))]"
    }
    let (used, made) = (list(values.map { $0?.0 }), list(values.map { $0?.1 }))
    try quarter.database.script(
      """
      INSERT INTO aggregate.community_day (community_id, day, member_count, expected_count, present_count, consumption_wh,
        production_wh, import_wh, export_wh, charge_wh, discharge_wh, day_minutes, strict_minutes, net_minutes, exponent, slot_s,
        consumption, production, import, export, present, strict_bits)
      VALUES (1, '\(day)', 1, 96, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 900, \(used)::bigint[], \(made)::bigint[],
        \(used)::bigint[], \(made)::bigint[], \(list(values.map { $0 == nil ? 0 : 1 })), B'0'::varbit)
      """)
  }

  @Test("each quarter hour counts the newest plan that had begun, against what came in those that are known")
  func compare() throws {
    let quarter = try Quarter()
    try quarter.forecast((0..<192).map { _ in 1000 })
    try quarter.machine("A", profile: "[2000]", end: Quarter.begin.advanced(by: 1800))
    try quarter.plan()
    try quarter.plan(at: Instant(Quarter.clock)!.advanced(by: 8 * 900).description, method: PlanRequest.method)
    // Local noon is 10:00 UTC: the horizon begins with quarter hour 49 of the 10th and ends with 49 of the 11th.
    try day(quarter, "2026-06-10", (0..<96).map { $0 == 60 ? nil : (300, 20) })
    let days = try comparePlans(
      community: nil, period: Period("2026-06-09..2026-06-12", today: LocalDay(number: 0))!, method: nil,
      on: quarter.connection)
    #expect(days.map(\.day.description) == ["2026-06-10", "2026-06-11"])
    // 47 quarter hours of which one is not known; 250 Wh each and one load of 500 Wh; 280 Wh came.
    #expect(days[0].plannedCount == 47 && days[0].comparedCount == 46)
    #expect(days[0].base == "11500" && days[0].planned == "12000")
    #expect(days[0].realised == "12880" && days[0].beyond == "880")
    // The second horizon goes on until eight quarter hours later.
    #expect(days[1].plannedCount == 49 + 8 && days[1].comparedCount == 0 && days[1].realised == nil)
  }
}
