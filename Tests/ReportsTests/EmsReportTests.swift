import Database
import Documents
import Foundation
import Grid
import Support
import Testing

@testable import Reports

/// Plans of a community around the clock change of autumn, worked out by hand.
///
/// Each quarter hour from 2025-10-26T00:00+02:00 on a plan is made for four hours. The curve needs 1000 W, but has a surplus
/// of 2000 W from 10:00 to 12:00 (a plan of the second method knows nothing of it). The machine M starts at 10:00 for an
/// hour with 1200 W and 400 W; the heater H has 100 W in eco and 600 W in comfort from 02:00 (the first) for two hours;
/// the battery B stores 500 W from 11:00 to 11:30 and gives them from 13:00 to 13:30.
@Suite struct EmsReportTests {
  let database = try! TestDatabase()
  let day = LocalDay("2025-10-26")!
  let asOf = Instant("2025-11-05T06:00:00Z")!

  init() throws {
    try database.script(
      """
      INSERT INTO grid.community (community, name, zone) VALUES ('C', 'x', 'Europe/Paris'), ('D', 'y', 'Europe/Paris');
      CREATE TABLE step AS
      SELECT i, '2025-10-25T22:00Z'::timestamptz + i * interval '15 min' AS at,
             CASE WHEN i BETWEEN 44 AND 51 THEN -2000000 ELSE 1000000 END AS base,
             CASE WHEN i BETWEEN 44 AND 45 THEN 1200000 WHEN i BETWEEN 46 AND 47 THEN 400000 ELSE 0 END AS machine,
             CASE WHEN i BETWEEN 8 AND 15 THEN 600000 ELSE 100000 END AS heater,
             CASE WHEN i BETWEEN 48 AND 49 THEN 500000 WHEN i BETWEEN 56 AND 57 THEN -500000 ELSE 0 END AS battery
      FROM generate_series(0, 115) AS i;
      CREATE FUNCTION make_run(label text, first integer, steps integer, known boolean) RETURNS void LANGUAGE sql AS $$
        INSERT INTO optimize.run (community_id, method, made_at, rounded_at, starts_at, step_s, solver, devices, base, total,
                                  import_before_wh, import_wh, objective, bound, peak_w, solve_ms, total_ms, conditions)
        SELECT 1, label, min(at) - interval '15 min', min(at) - interval '15 min', min(at), 900, 'milp', 4,
               array_agg(CASE WHEN known THEN base ELSE 1000000 END ORDER BY i),
               array_agg(CASE WHEN known THEN base ELSE 1000000 END + machine + heater + battery ORDER BY i), 0, 0,
               1000000, CASE WHEN first = 7 THEN 990000 ELSE 1000000 END, 0, 0, 0, '{}'
        FROM step WHERE i BETWEEN first AND first + steps - 1;
        INSERT INTO optimize.plan (community_id, run_id, device, kind, decisions, load, load_wh)
        SELECT 1, (SELECT max(run_id) FROM optimize.run), d.device, d.kind,
               array_agg(CASE d.kind WHEN 'machine' THEN (i = 44)::int WHEN 'heater' THEN (heater > 100000)::int
                         ELSE battery / 1000 END ORDER BY i),
               array_agg(CASE d.device WHEN 'M' THEN machine WHEN 'H' THEN heater WHEN 'B' THEN battery ELSE 0 END ORDER BY i), 0
        FROM step, (VALUES ('M', 'machine'), ('N', 'machine'), ('H', 'heater'), ('B', 'battery')) AS d (device, kind)
        WHERE i BETWEEN first AND first + steps - 1
        GROUP BY d.device, d.kind;
        UPDATE optimize.run SET import_before_wh = (SELECT sum(greatest(v, 0)) FROM unnest(base) AS v) / 4000,
               import_wh = (SELECT sum(greatest(v, 0)) FROM unnest(total) AS v) / 4000,
               peak_w = (SELECT max(greatest(v, 0)) FROM unnest(total) AS v) * 0.001;
        UPDATE optimize.plan SET load_wh = (SELECT sum(v) FROM unnest(load) AS v) / 4000;
      $$;
      SELECT count(make_run('milp', i, 16, true)) FROM generate_series(0, 99) AS i;
      """)
  }

  func report(_ scope: EmsReport.Scope? = nil, asOf: Instant? = nil, method: String? = nil) throws -> EmsReport {
    try EmsReport(
      scope ?? .day(day), community: "C", method: method, asOf: asOf ?? self.asOf, on: database.connection)
  }

  func lines(_ sheet: Sheet) throws -> [String] {
    let office = try Office()
    try CSVWriter().write(sheet, to: office.path("a.csv"))
    return try String(contentsOfFile: office.path("a.csv"), encoding: .utf8).split(separator: "\n").map(String.init)
  }

  func figures(_ report: EmsReport) throws -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: try lines(report.document.sheets[0]).map { line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return (fields[0], fields[2])
      })
  }

  @Test("the day has 100 steps, and import, energy and saving are those worked out by hand")
  func wholeDay() throws {
    let report = try report()
    #expect((report.planCount, report.deviceCount) == (100, 3))
    let found = try figures(report)
    // 92 quarter hours of 1000 W; the surplus takes all of 1200, 400, 500 and 100 W.
    #expect(found["Import before"] == "23")
    // Beside them the heater: 100 W in 84 of them, 600 W in 8; the battery gives 500 W in two.
    #expect(found["Import after"] == "26.05")
    #expect(found["Machines"] == "0.8" && found["Heaters"] == "3.5" && found["Batteries"] == "0.25")
    #expect(found["Flexible devices"] == "4.3")
    // 0.8 + 0.25 and the heater's 100 W in two hours.
    #expect(found["Saved"] == "1.25")
    // 1.25 / 4.3; the plan from step 7 on may be 1 % from the best.
    #expect(found["Saved share"] == "29.0698" && found["Gap"] == "1.0000")
    let curve = try lines(report.document.sheets[2])
    #expect(curve.count == 101)
    #expect(curve[9] == "2025-10-26T02:00+02:00,-1000,-1600,0,1000,1600")
    #expect(curve[13] == "2025-10-26T02:00+01:00,-1000,-1600,0,1000,1600")
    #expect(curve[45] == "2025-10-26T10:00+01:00,2000,700,2000,0,0")
    let devices = try lines(report.document.sheets[1]).dropFirst()
    #expect(
      Array(devices) == [
        "C,M,machine,0.8,1200,2025-10-26T10:00+01:00,2025-10-26T11:00+01:00,60",
        "C,H,heater,3.5,600,2025-10-26T02:00+02:00,2025-10-26T03:00+01:00,120",
        "C,B,battery,0.25,500,2025-10-26T11:00+01:00,2025-10-26T13:30+01:00,60",
      ])
    #expect(report.document.sheets[0].notes.contains("C: 4 devices, 100 plans, 25.00 hours planned."))
    #expect(try database.violations() == [])
  }

  @Test("figures are those of the stored plans: what devices take in a step is what the plan adds to the curve")
  func consistent() throws {
    let added = try database.lines(
      """
      SELECT trim_scale(sum(total[1] - base[1]) / 4000000.0), trim_scale(sum(greatest(total[1], 0)) / 4000000.0)
      FROM optimize.run WHERE starts_at < '2025-10-26T23:00Z'
      """)[0]
    let found = try figures(try report())
    #expect(added == "\(found["Flexible devices"]!)|\(found["Import after"]!)")
    #expect(found["Flexible devices"] == "4.3" && found["Batteries"] == "0.25")
  }

  @Test("the newest plan made before a step counts, and those made after the clock are not known")
  func clock() throws {
    // At 10:00 the newest plan is that of 10:00 for 10:15 on, of four hours: 32 steps are without a plan.
    let report = try report(asOf: Instant("2025-10-26T10:00:00+01:00")!)
    let curve = try lines(report.document.sheets[2])
    #expect(curve[61] == "2025-10-26T14:00+01:00,-1000,-1100,0,1000,1100")
    #expect(curve[62] == "2025-10-26T14:15+01:00,,,,,")
    #expect(curve.filter { $0.hasSuffix(",,,,,") }.count == 39)
    #expect(report.document.sheets[0].notes.contains("C: 4 devices, 46 plans, 15.25 hours planned."))
    // A later plan replaces what an earlier one said of its steps.
    try database.script(
      "UPDATE optimize.run SET base[1] = 5000000, total[1] = 5000000 WHERE starts_at = '2025-10-26T04:00Z'")
    let changed = try lines(try self.report().document.sheets[2])
    #expect(changed[25] == "2025-10-26T05:00+01:00,-5000,-5000,0,5000,5000")
    #expect(changed[26] == "2025-10-26T05:15+01:00,-1000,-1100,0,1000,1100")
  }

  @Test("without a day it is the newest plan with all its steps, while its horizon lasts")
  func newest() throws {
    let report = try report(.newest, asOf: Instant("2025-10-26T10:00:00+01:00")!)
    let curve = try lines(report.document.sheets[2])
    #expect(curve.count == 17)
    #expect(curve[1].hasPrefix("2025-10-26T10:15+01:00,") && curve[16].hasPrefix("2025-10-26T14:00+01:00,"))
    #expect(report.planCount == 1)
    let late = try self.report(.newest)
    #expect(late.planCount == 0 && late.document.sheets.count == 1)
    #expect(late.document.sheets[0].notes == ["No plan was in force."])
  }

  @Test("plans of two methods stand side by side, and one of them can be asked for")
  func methods() throws {
    try database.script("SELECT make_run('greedy', 0, 100, false)")
    let report = try report()
    let plan = try lines(report.document.sheets[0])
    #expect(plan[0] == "Figure,Unit,\"C, greedy\",\"C, milp\"")
    #expect(plan[1] == "Import before,kWh,25,23")
    #expect(report.document.sheets.map(\.name) == ["Plan", "Devices", "Curve 1", "Curve 2"])
    #expect(try HTMLWriter().text(report.document).contains("C, greedy: surplus, planned import, devices"))
    #expect(try lines(self.report(method: "greedy").document.sheets[0])[1] == "Import before,kWh,25")
  }

  @Test("a period has a row a day, and the sheet of the management is the same")
  func period() throws {
    let period = Period("2025-10", today: day)!
    let report = try report(.period(period))
    let lines = try lines(report.document.sheets[0])
    // The plans of the evening reach into the next day: 15 steps of 1000 W and the heater's 100.
    #expect(
      lines.dropFirst() == [
        "C,2025-10-26,4,23,26.05,4.3,1.25,0.290698,0.010000,100,1500,0.8,0,0,3.5,0,0.25",
        "C,2025-10-27,4,3.75,4.125,0.375,0,0.000000,0.000000,1,225,0,0,0,0.375,0,0",
      ])
    #expect(report.document.sheets[0].charts.map(\.rows) == [0..<2])
    try database.script(
      """
      INSERT INTO grid.meter (meter, interval_s, kind) VALUES ('A', 900, 'household');
      INSERT INTO grid.membership VALUES (1, 1, '[2025-01-01,)');
      """)
    let management = try ManagementReport(period, community: nil, asOf: asOf, on: database.connection).document()
    let sheet = try #require(management.sheets.first { $0.name == "Flexible devices" })
    #expect(try self.lines(sheet) == lines)
    #expect(sheet.charts.count == 1)
    try database.script("DELETE FROM optimize.run")
    let without = try ManagementReport(period, community: nil, asOf: asOf, on: database.connection).document()
    #expect(!without.sheets.contains { $0.name == "Flexible devices" })
  }

  @Test("of more devices than lanes those with most energy have one, and the rest of each kind is added up")
  func many() throws {
    try database.script(
      """
      INSERT INTO optimize.plan (community_id, run_id, device, kind, decisions, load, load_wh)
      SELECT 1, run_id, 'N' || to_char(n, 'FM000'), CASE n % 2 WHEN 0 THEN 'machine' ELSE 'vehicle' END, array_fill(0, '{16}'),
             array_fill(CASE WHEN n <= 39 THEN 10000000 + n ELSE n END, '{16}'), 0
      FROM optimize.run, generate_series(1, 300) AS n
      """)
    let report = try report()
    let lanes = report.document.sheets[0].charts[0].lanes
    // M, H and B have most but 39 others: of 303 devices 40 are shown, H among them.
    #expect(lanes.filter { !$0.name.contains("more") }.count == EmsReport.laneCount)
    let rest = lanes.filter { $0.name.contains("more") }
    #expect(rest.map(\.name) == ["132 more machines", "130 more vehicles", "1 more batteries"])
    // 40 + 42 + … + 300 mW, and M where it runs.
    #expect(rest[0].pieces[0].value == ExactDecimal("22.27"))
    #expect(rest[0].pieces[44].value == ExactDecimal("1222.27"))
    #expect(rest[0].pieces.allSatisfy { !$0.isOn } && rest[0].pieces.count == 100)
    let page = try HTMLWriter().text(report.document)
    #expect(page.utf8.count < 300_000)
  }
}
