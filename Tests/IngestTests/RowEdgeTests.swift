import Foundation
import Grid
import Support
import Testing

@testable import Ingest

@Suite final class RowEdgeTests {
  let dumps: DumpFixture

  init() throws { dumps = try DumpFixture() }
  deinit { dumps.remove() }

  @Test("an empty time stamp is a bad one, also after a row whose own was bad")
  func emptyStamp() throws {
    try dumps.load([
      "Q1,,9,0,0", "Q1,2025-04-01T10:00:00Z,1,0,0", "Q1,,9,0,0", "Q1,never,9,0,0", "Q2,,9,0,0", "Q1,  ,9,0,0",
    ])
    #expect(
      try dumps.codes() == [
        "2|bad-timestamp", "4|bad-timestamp", "5|bad-timestamp", "6|bad-timestamp", "7|bad-timestamp",
      ])
    #expect(try dumps.readings(.consumption) == ["Q1|2025-04-01T10:00Z|1"])
  }

  @Test("a local time without offset is called that, with a blank too")
  func localTime() throws {
    try dumps.load(["Q1,2025-10-26 02:30:00,1,0,0", "Q1,2025-10-26T02:30,1,0,0", "Q1,2025-02-30 02:30:00,1,0,0"])
    #expect(try dumps.codes() == ["2|no-offset", "3|no-offset", "4|bad-timestamp"])
  }

  @Test("rejects name the field, from 1, in the dump's own order of columns")
  func fieldNumbers() throws {
    try dumps.load(
      [
        "1,x,Q1,2025-04-01T10:00:00Z,0", "1,x,Q9,2025-04-01T10:00:00Z,0", "-1,x,Q1,2025-04-01T10:00:00Z,0",
        "1,x,Q1,today,0", "1,x,Q1,2025-04-01T10:00:00Z,a", "1,x,Q1",
      ], header: "produced_wh,remark,meter_id,timestamp,consumed_wh")
    #expect(
      try dumps.database.lines("SELECT line, \"column\", code FROM ingest.reject ORDER BY line") == [
        "3|3|unknown-meter", "4|1|negative", "5|4|bad-timestamp", "6|5|not-a-number", "7||missing-column",
      ])
    #expect(try dumps.readings(.consumption) == ["Q1|2025-04-01T10:00Z|0"])
    #expect(try dumps.readings(.production) == ["Q1|2025-04-01T10:00Z|1"])
  }

  @Test(
    "the time in a dump's name is found, and other numbers are not taken for it",
    arguments: [
      ("20250325T040000_EC2.csv", "2025-03-25T04:00:00Z"), ("EC2_2025-03-25_04:00:01.csv.gz", "2025-03-25T04:00:01Z"),
      ("ec2-20250325040002.csv", "2025-03-25T04:00:02Z"),
      ("10027004588321_20250325T040003.csv", "2025-03-25T04:00:03Z"),
      ("20993004588321_20250325T040004.csv", "2025-03-25T04:00:04Z"), ("EC2_20250301_20250331.csv", nil),
      ("EC2_2025-03.csv.gz", nil), ("1220250325040000.csv", nil), ("20250325T240000.csv", nil), ("-", nil),
      ("20250301_20250331_20250401T040005.csv", "2025-04-01T04:00:05Z"),
    ] as [(String, String?)])
  func nameStamp(name: String, instant: String?) {
    #expect(receptionTime(inName: name)?.description == instant, "\(name)")
  }

  @Test("later values in the same second of loading win, whatever the names are")
  func sameSecond() throws {
    try dumps.load(["Q1,2025-04-01T10:00:00Z,1,0,0"], as: "day.csv")
    try dumps.load(["Q1,2025-04-01T10:00:00Z,2,0,0"], as: "day-corrected.csv")
    #expect(try dumps.readings(.consumption) == ["Q1|2025-04-01T10:00Z|2"])
    #expect(try dumps.database.lines("SELECT max(revision) FROM grid.interval_block") == ["2"])
  }

  @Test("parts are kept of blocks that several dumps speak of, and of no others")
  func parts() throws {
    try dumps.load(["Q1,2025-04-01T10:00:00Z,1,0,0", "Q2,2025-04-01T10:00:00Z,1,0,0"], as: "20250402T000000.csv")
    try dumps.load(["Q1,2025-04-01T10:15:00Z,1,0,0"], as: "20250403T000000.csv")
    try dumps.load(["Q1,2025-04-01T10:00:00Z,5"], header: "meter_id,timestamp,import_wh", as: "20250404T000000.csv")
    let blocks = "SELECT meter, register, batch_id IS NULL FROM grid.interval_block JOIN grid.meter USING (meter_id)"
    #expect(
      try Set(dumps.database.lines(blocks)) == [
        "Q1|1|f", "Q1|3|t", "Q1|4|t", "Q1|5|t", "Q1|6|t", "Q2|3|f", "Q2|4|f", "Q2|5|f", "Q2|6|f",
      ])
    let parts = "SELECT meter, register, count(*) FROM grid.block_part JOIN grid.meter USING (meter_id) GROUP BY 1, 2"
    #expect(try Set(dumps.database.lines(parts)) == ["Q1|3|2", "Q1|4|2", "Q1|5|2", "Q1|6|2"])
  }

  @Test("autumn's long day has 100 quarter-hours and 25 hours, spring's short one 92 and 23, every one loaded")
  func longAndShortDays() throws {
    for (start, hours, day) in [(1_761_429_600 as Int64, 25, "2025-10-26"), (1_743_289_200, 23, "2025-03-30")] {
      var rows: [String] = []
      for slot in 0..<Int64(hours * 4) { rows.append("Q1,\(Instant(seconds: start + slot * 900)),\(slot),0,0") }
      for slot in 0..<Int64(hours) { rows.append("H1,\(Instant(seconds: start + slot * 3600)),\(slot),0,0") }
      #expect(try dumps.load(rows, as: "\(day).csv").loadedCount == hours * 5)
      let vectors = """
        SELECT cardinality(wh), wh[1], wh[cardinality(wh)], array_position(wh, NULL)
        FROM grid.interval_block WHERE register = 3 AND day = '\(day)' ORDER BY meter_id
        """
      #expect(
        try dumps.database.lines(vectors) == ["\(hours * 4)|0|\(hours * 4 - 1)|", "\(hours)|0|\(hours - 1)|"])
    }
    #expect(try dumps.database.lines("SELECT DISTINCT day FROM grid.interval_block ORDER BY 1").count == 2)
  }
}
