import Foundation
import Grid
import Support
import Testing

@testable import Ingest

@Suite final class RowRuleTests {
  let dumps: DumpFixture

  init() throws { dumps = try DumpFixture() }
  deinit { dumps.remove() }

  @Test(
    "a bad row is rejected with its rule, and the good rows around it load",
    arguments: [
      ("X9,2025-04-01T10:00:00+02:00,1,0,0", "unknown-meter"), (",2025-04-01T10:00:00+02:00,1,0,0", "empty-meter"),
      ("Q1,2025-04-01T10:00:00,1,0,0", "no-offset"), ("Q1,2025-10-26T02:30:00,1,0,0", "no-offset"),
      ("Q1,2025-02-30T10:00:00Z,1,0,0", "bad-timestamp"), ("Q1,yesterday,1,0,0", "bad-timestamp"),
      ("Q1,2025-04-01T10:00:00.5Z,1,0,0", "bad-timestamp"), ("Q1,2025-04-01T10:05:00Z,1,0,0", "off-grid"),
      ("Q1,2025-12-31T23:45:01Z,1,0,0", "future"), ("Q1,2026-01-01T00:00:00Z,1,0,0", "future"),
      ("Q1,2024-12-31T22:45:00Z,1,0,0", "outside-membership"), ("Q1,2025-04-01T10:00:00Z,-1,0,0", "negative"),
      ("Q1,2025-04-01T10:00:00Z,1,-1,0", "negative"), ("Q1,2025-04-01T10:00:00Z,,0,0", "empty-value"),
      ("Q1,2025-04-01T10:00:00Z,NaN,0,0", "not-a-number"), ("Q1,2025-04-01T10:00:00Z,1e3,0,0", "not-a-number"),
      ("Q1,2025-04-01T10:00:00Z,+1,0,0", "not-a-number"), ("Q1,2025-04-01T10:00:00Z,1.,0,0", "not-a-number"),
      ("Q1,2025-04-01T10:00:00Z,1.2345,0,0", "too-precise"), ("Q1,2025-04-01T10:00:00Z,25001,0,0", "above-limit"),
      ("Q1,2025-04-01T10:00:00Z,1,0,-25001", "above-limit"), ("Q2,2025-04-01T10:00:00Z,1001,0,0", "above-limit"),
      ("F5,2025-04-01T10:00:00Z,8334,0,0", "above-limit"), ("H1,2025-04-01T10:00:00Z,0,100001,0", "above-limit"),
      ("Q1,2025-04-01T10:00:00Z,1,0", "missing-column"), ("Q1,2025-04-01T10:00:00Z,1,0,0,0", "extra-column"),
      ("\"Q1,2025-04-01T10:00:00Z,1,0,0", "open-quote"),
      ("Q1,2025-04-01T10:00:00Z,99999999999999999999,0,0", "not-a-number"),
    ])
  func rejected(row: String, code: String) throws {
    let summary = try dumps.load(["Q1,2025-03-01T00:00:00Z,1,0,0", row, "Q1,2025-03-01T00:15:00Z,2,0,0"])
    #expect(try dumps.codes() == ["3|\(code)"])
    #expect(summary.loadedCount == 2)
    #expect(try dumps.readings(.consumption) == ["Q1|2025-03-01T00:00Z|1", "Q1|2025-03-01T00:15Z|2"])
    #expect(try dumps.database.lines("SELECT raw FROM ingest.reject") == [row])
  }

  @Test("an empty time stamp is no time, also behind a bad one; a day of rejected rows alone leaves no block")
  func emptyStamp() throws {
    try dumps.load(["Q1,2025-03-01T00:00:00Z,1,0,0", "Q1,soon,2,0,0", "Q1,,3,0,0", "Q1,2025-04-01T10:00:00Z,-1,0,0"])
    #expect(try dumps.codes() == ["3|bad-timestamp", "4|bad-timestamp", "5|negative"])
    #expect(try dumps.readings(.consumption) == ["Q1|2025-03-01T00:00Z|1"])
    #expect(try dumps.database.lines("SELECT DISTINCT day FROM grid.interval_block") == ["2025-03-01"])
    #expect(try dumps.database.lines("SELECT DISTINCT day FROM ops.stale_day") == ["2025-03-01"])
  }

  @Test("values at the limit, the last interval before --as-of and the first of a membership are good")
  func edges() throws {
    try dumps.load([
      "Q1,2025-12-31T23:45:00Z,25000,0,0", "Q2,2025-04-01T10:00:00Z,1000,0,0", "F5,2025-04-01T10:00:00Z,8333,0,0",
      "H1,2025-04-01T10:00:00Z,0,100000,0", "Q1,2024-12-31T23:00:00Z,1,0,-0",
    ])
    #expect(try dumps.codes() == [])
    #expect(try dumps.readings(.consumption).count == 5)
  }

  @Test("a meter that moved is in the community of its local day, and foreign to the other one's dump")
  func moved() throws {
    // 2025-04-10 begins in Paris at 22:00 UTC.
    let rows = ["M1,2025-04-09T21:45:00Z,1,0,0", "M1,2025-04-09T22:00:00Z,2,0,0"]
    try dumps.load(rows, as: "all.csv")
    let blocks = "SELECT community_id, day FROM grid.interval_block WHERE register = 3 ORDER BY 1"
    #expect(try dumps.database.lines(blocks) == ["1|2025-04-09", "3|2025-04-10"])
    try dumps.load(rows + ["# of C3"], as: "c3.csv", community: "C3")
    #expect(try dumps.codes() == ["2|foreign-meter"])
  }

  @Test("both hours of the autumn night are kept apart, and half-hour clock changes give 47 and 49 intervals")
  func autumn() throws {
    try dumps.load(["Q1,2025-10-26T02:00:00+02:00,1,0,0", "Q1,2025-10-26T02:00:00+01:00,2,0,0"])
    #expect(try dumps.readings(.consumption) == ["Q1|2025-10-26T00:00Z|1", "Q1|2025-10-26T01:00Z|2"])
    try dumps.load(
      ["L1,2025-04-06T00:00:00+11:00,1,0,0", "L1,2025-10-05T00:00:00+10:30,1,0,0"], as: "lord-howe.csv")
    let counts =
      "SELECT day, cardinality(wh) FROM grid.interval_block WHERE community_id = 2 AND register = 3 ORDER BY day"
    #expect(try dumps.database.lines(counts) == ["2025-04-06|49", "2025-10-05|47"])
  }

  @Test("an hour that a half-hour clock change cuts is off the grid, and touches nothing else")
  func cutHour() throws {
    try dumps.database.script(
      """
      INSERT INTO grid.meter (meter, interval_s, kind) VALUES ('LH', 3600, 'household');
      INSERT INTO grid.membership SELECT meter_id, 2, '[2025-01-01,)' FROM grid.meter WHERE meter = 'LH';
      """)
    // 2025-04-06 has 24.5 hours on Lord Howe and begins at 13:00 UTC.
    let rows = (0..<25).map { "LH,\(Instant(seconds: 1_743_858_000 + Int64($0) * 3600)),\(100 + $0),\($0),0" }
    try dumps.load(rows)
    #expect(try dumps.codes() == ["26|off-grid"])
    #expect(try dumps.readings(.production).map { $0.split(separator: "|")[2] } == (0..<24).map { "\($0)" })
  }

  @Test("decimals are kept exactly in mWh, also when they come in the middle of a day")
  func decimals() throws {
    try dumps.load(
      [
        "Q1;2025-04-01T10:00:00Z;7;0;0", "Q1;2025-04-01T10:15:00Z;1,5;0;-0,125", "Q1;2025-04-01T10:30:00Z;2.000;0;0",
      ], header: DumpFixture.header.replacingOccurrences(of: ",", with: ";"))
    #expect(
      try dumps.readings(.consumption)
        == ["Q1|2025-04-01T10:00Z|7.000", "Q1|2025-04-01T10:15Z|1.500", "Q1|2025-04-01T10:30Z|2.000"])
    #expect(try dumps.readings(.batteryCharge)[1] == "Q1|2025-04-01T10:15Z|0.125")
  }

  @Test("import and export are registers of their own, and must balance when all are given")
  func balance() throws {
    let header = "export_wh,import_wh,meter_id,timestamp,consumed_wh,produced_wh,battery_wh,remark"
    try dumps.load(
      [
        "0,30,Q1,2025-04-01T10:00:00Z,100,50,20,fine", "0,33,Q1,2025-04-01T10:15:00Z,100,50,20,wrong",
        "60,0,Q1,2025-04-01T10:30:00Z,20,100,-20,fine", "0,32,Q1,2025-04-01T10:45:00Z,100,50,20,rounded",
      ], header: header)
    #expect(try dumps.codes() == ["3|energy-balance"])
    #expect(
      try dumps.readings(.imported)
        == ["Q1|2025-04-01T10:00Z|30", "Q1|2025-04-01T10:30Z|0", "Q1|2025-04-01T10:45Z|32"])
    try dumps.load(["Q2,2025-04-01T10:00:00Z,5,0"], header: "meter_id,timestamp,import_wh,export_wh", as: "grid.csv")
    #expect(try dumps.readings(.exported).last == "Q2|2025-04-01T10:00Z|0")
  }

  @Test("the same line again is ignored, other values win and are reported with what they replaced")
  func duplicates() throws {
    let summary = try dumps.load([
      "Q1,2025-04-01T10:00:00Z,1,2,0", "Q1,2025-04-01T12:00:00+02:00,1,2,0", "Q1,2025-04-01T10:00:00Z,3,2,0",
    ])
    #expect((summary.loadedCount, summary.repeatedCount, summary.conflictCount) == (2, 1, 1))
    #expect(try dumps.readings(.consumption) == ["Q1|2025-04-01T10:00Z|3"])
    #expect(
      try dumps.database.lines("SELECT line, code, note FROM ingest.reject")
        == ["4|conflicting-duplicate|replaces consumed_wh 1, produced_wh 2, battery_wh 0"])
  }
}
