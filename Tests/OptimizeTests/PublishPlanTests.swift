import Database
import Foundation
import Grid
import Support
import Testing

@testable import Optimize

@Suite struct PublishPlanTests {
  let quarter: Quarter
  let output: TestDatabase

  init() throws {
    quarter = try Quarter()
    output = try TestDatabase()
    try quarter.forecast(Quarter.middle)
    try quarter.machine("A", outer: 101)
    try quarter.machine("nameless")
    try quarter.waterHeater("tank", outer: 202)
  }

  @discardableResult
  func publish(at clock: String = Quarter.clock, makesTables: Bool = true) throws -> PublishSummary {
    try publishPlan(
      PublishRequest(community: "C1", asOf: Instant(clock)!, makesTables: makesTables), from: quarter.connection,
      to: output.connection)
  }

  /// The steps of a row of `result` or `result_ecs` that are 1.
  func ones(_ table: String, _ machine: Int, at begin: Instant = Quarter.begin) throws -> [Int] {
    let row = try output.lines(
      """
      SELECT string_agg(v.value, '' ORDER BY substr(v.key, 11)::int)
      FROM \(table) AS r CROSS JOIN LATERAL jsonb_each_text(to_jsonb(r)) AS v (key, value)
      WHERE v.key LIKE 'decisions_%' AND r.machine_id = \(machine) AND r.first_valid_timestamp = \(begin.seconds)
      """)[0]
    #expect(row.count == 96 || row.isEmpty)
    return row.enumerated().filter { $0.element == "1" }.map(\.offset)
  }

  func step(_ instant: Instant) -> Int { Int(instant.seconds - Quarter.begin.seconds) / 900 }

  @Test("devices have a 1 where they start, water heaters one as long as they may heat; a second time changes nothing")
  func results() throws {
    try quarter.plan()
    let summary = try publish()
    #expect(summary.deviceCount == 2 && summary.startCount == 1 && summary.namelessCount == 1)
    // Two rows of result, one of result_ecs, 96 of each curve, one of the run.
    #expect(summary.changeCount == 2 + 1 + 96 + 96 + 1)
    let machine = step(try #require(try quarter.start("A")))
    let tank = step(try #require(try quarter.start("tank")))
    #expect(try ones("result", 101) == [machine])
    #expect(try ones("result_ecs", 202) == [tank])
    // 150 l by 50 K are 31.35 MJ: 15,675 s at 2 kW, 18 quarter hours, more than the 4 + 4 kWh that are planned.
    #expect(try ones("result", 202) == (tank..<min(96, tank + 18)).map { $0 })
    #expect(
      try output.lines("SELECT machine_id, result_type, machine_type FROM result ORDER BY 1") == ["101|0|7", "202|0|7"])
    #expect(try output.lines("SELECT machine_id, duration FROM result_ecs") == ["202|15675"])
    let before = try output.lines("SELECT * FROM result ORDER BY id")
    #expect(try publish(makesTables: false).changeCount == 0)
    #expect(try output.lines("SELECT * FROM result ORDER BY id") == before)
  }

  @Test("curves are surplus, loads added to each other; the run says which hour needs least and most")
  func curves() throws {
    try quarter.plan()
    try publish()
    let loads = try ["A": 4, "nameless": 4, "tank": 16].map { name, length in
      let start = step(try #require(try quarter.start(name)))
      return (0..<96).map { start..<start + length ~= $0 ? 2000 : 0 }
    }
    let base = Quarter.middle.prefix(96)
    let with = base.indices.map { step in -base[step] - loads.reduce(0) { sum, load in sum + load[step] } }
    #expect(
      try output.lines("SELECT power FROM p_c_with_flexible_consumption ORDER BY data_timestamp")
        == with.map(String.init))
    #expect(
      try output.lines("SELECT power FROM p_c_without_flexible_consumption ORDER BY data_timestamp")
        == base.map { String(-$0) })
    // Hours of the clock of UTC begin with step 3.
    let hours = stride(from: 3, to: 96, by: 4).map { first in
      let steps = with[first..<min(first + 4, 96)]
      return (at: Quarter.begin.seconds + Int64(first * 900), watts: -steps.reduce(0, +) / steps.count)
    }
    let least = hours.reduce(hours[0]) { $1.watts < $0.watts ? $1 : $0 }
    let most = hours.reduce(hours[0]) { $1.watts > $0.watts ? $1 : $0 }
    let rounded = Instant("2026-06-10T10:00:00Z")!.seconds
    #expect(
      try output.lines(
        "SELECT timestamp, consumer_count, conso_min_hour_timestamp, conso_min_hour, conso_max_hour_timestamp, conso_max_hour FROM ems_run_info"
      ) == ["\(rounded)|3|\(least.at)|\(least.watts)|\(most.at)|\(most.watts)"])
  }

  @Test("a water heater that has started keeps its permission though it is not planned any more")
  func running() throws {
    try quarter.plan()
    let start = try #require(try quarter.start("tank"))
    let clock = start.advanced(by: 900 * 2)
    try quarter.plan(at: clock.description)
    try publish(at: clock.description)
    let begin = clock.advanced(by: 900)
    #expect(try quarter.database.lines("SELECT starts_at FROM optimize.run ORDER BY 1").count == 2)
    // Three of its 18 quarter hours are over.
    #expect(try ones("result", 202, at: begin) == (0..<15).map { $0 })
    #expect(try output.lines("SELECT count(*) FROM result_ecs") == ["0"])
    #expect(
      try quarter.database.lines(
        """
        SELECT machine_id, decisions_0, decisions_14, decisions_15 FROM elfe.result
        WHERE first_valid_timestamp = \(begin.seconds) AND machine_id = 202
        """) == ["202|1|1|0"])
  }

  @Test("the tables of a site without our constraint are enough, and what is not ours stays")
  func foreignTables() throws {
    try quarter.plan()
    try publish()
    try output.script(
      """
      ALTER TABLE result DROP CONSTRAINT result_first_valid_timestamp_machine_id_key;
      UPDATE result SET decisions_95 = 5 WHERE machine_id = 101;
      INSERT INTO result SELECT * FROM (
        SELECT (jsonb_populate_record(r, '{"id": 900, "machine_id": 999}')).* FROM result AS r WHERE machine_id = 202) AS x;
      INSERT INTO result SELECT * FROM (
        SELECT (jsonb_populate_record(r, '{"id": 901}')).* FROM result AS r WHERE machine_id = 101) AS x;
      """)
    // Both rows of 101 are wrong and go, one comes.
    #expect(try publish(makesTables: false).changeCount == 3)
    #expect(
      try output.lines("SELECT machine_id, decisions_95 FROM result WHERE machine_id <> 202 ORDER BY 1") == [
        "101|0", "999|0",
      ])
  }

  @Test("a publication that fails leaves the one before as it was")
  func atomic() throws {
    try quarter.plan()
    try publish()
    let before = try output.lines("SELECT * FROM p_c_with_flexible_consumption ORDER BY 1")
    let later = Instant(Quarter.clock)!.advanced(by: 900).description
    try quarter.plan(at: later)
    try output.script("ALTER TABLE ems_run_info RENAME TO gone")
    #expect(throws: DatabaseFailure.self) { try publish(at: later, makesTables: false) }
    #expect(try output.lines("SELECT * FROM p_c_with_flexible_consumption ORDER BY 1") == before)
    #expect(try output.lines("SELECT count(DISTINCT first_valid_timestamp) FROM result") == ["1"])
  }

  @Test("without a valid plan nothing is published")
  func noPlan() throws {
    #expect(throws: NoValidPlan.self) { try publish() }
    try quarter.plan()
    #expect(throws: NoValidPlan.self) { try publish(at: "2026-06-11T10:15:00Z") }
    #expect(throws: PlainFailure.self) {
      try publishPlan(
        PublishRequest(community: "NOPE", asOf: Quarter.begin), from: quarter.connection, to: output.connection)
    }
  }

  @Test("ELFE's names show what is published")
  func views() throws {
    try quarter.plan()
    try publish()
    let columns =
      "first_valid_timestamp, machine_id, result_type, machine_type, "
      + (0..<96).map { "decisions_\($0)" }.joined(separator: ", ")
    #expect(
      try quarter.database.lines("SELECT \(columns) FROM elfe.result ORDER BY machine_id")
        == output.lines("SELECT \(columns) FROM result ORDER BY machine_id"))
    #expect(
      try quarter.database.lines("SELECT \(columns), duration FROM elfe.result_ecs")
        == output.lines("SELECT \(columns), duration FROM result_ecs"))
    #expect(
      try quarter.database.lines(
        "SELECT power, community_id FROM elfe.prediction ORDER BY data_timestamp LIMIT 41"
      ).last == "3000|1")
    for view in [
      "machine", "cycle", "cycledata", "initialweather", "historyinitialweather", "devicetemperaturedata", "ems_ecs",
      "ems_modele_thermique",
    ] {
      _ = try quarter.database.lines("SELECT community_id FROM elfe.\(view)")
    }
    #expect(
      try quarter.database.lines("SELECT id, round(r_th::numeric, 6), c_th FROM elfe.ems_modele_thermique ORDER BY 1")
        == [
          "0|0.003893|3328767", "1|0.004570|2835616", "2|0.005621|2305479",
        ])
    #expect(
      try quarter.database.lines(
        "SELECT id_machine_elfe, id_cycle_data, csv, name FROM elfe.machine JOIN elfe.cycle USING (id_machine) JOIN elfe.cycledata USING (id_cycle_data) WHERE id_machine_elfe IS NOT NULL"
      )
        == ["101|0|default.csv|default_cycle_for_machine(101)"])
  }
}
