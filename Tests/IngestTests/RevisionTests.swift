import Foundation
import Grid
import Support
import Testing

@testable import Ingest

@Suite final class RevisionTests {
  let dumps: DumpFixture

  init() throws { dumps = try DumpFixture() }
  deinit { dumps.remove() }

  func blocks() throws -> [String] {
    try dumps.database.lines("SELECT revision, batch_id IS NULL FROM grid.interval_block WHERE register = 3")
  }

  @Test("the dump that was received later wins, whatever was loaded first", arguments: [false, true])
  func order(isReversed: Bool) throws {
    let loads = [
      (name: "20250402T040000.csv", value: "10"), (name: "20250403T040000.csv", value: "11"),
      (name: "20250404T040000.csv", value: "11"),
    ]
    for load in isReversed ? loads.reversed() : loads {
      try dumps.load(["Q1,2025-04-01T10:00:00Z,\(load.value),0,0", "# \(load.name)"], as: load.name)
    }
    #expect(try dumps.readings(.consumption) == ["Q1|2025-04-01T10:00Z|11"])
    #expect(try blocks() == ["2|t"])
    #expect(
      try dumps.database.lines(
        "SELECT file, wh[41 + 8] FROM grid.block_part JOIN ingest.batch USING (batch_id) WHERE register = 3 ORDER BY file"
      )
        == loads.map { "\($0.name)|\($0.value)" }, "the old value is kept")
  }

  @Test("a dump that only fills gaps is no revision")
  func gaps() throws {
    try dumps.load(["Q1,2025-04-01T10:00:00Z,1,0,0"], as: "20250402T040000.csv")
    try dumps.load(["Q1,2025-04-01T10:15:00Z,2,0,0"], as: "20250403T040000.csv")
    #expect(try blocks() == ["1|t"])
    #expect(try dumps.readings(.consumption).count == 2)
  }

  @Test("--received-at goes before the time in the name, which is UTC")
  func reception() throws {
    try dumps.load(["Q1,2025-04-01T10:00:00Z,1,0,0"], as: "20250402T040000.csv", receivedAt: "2025-05-01T00:00:00Z")
    let summary = try dumps.load(["Q1,2025-04-01T10:00:00Z,2,0,0"], as: "2025-04-03T04:00:00Z_x.csv")
    #expect(try dumps.readings(.consumption) == ["Q1|2025-04-01T10:00Z|1"])
    #expect(summary.revisedCount == 0)
    #expect(
      try dumps.database.lines("SELECT received_at FROM ingest.batch ORDER BY 1")
        == ["2025-04-03 04:00:00+00", "2025-05-01 00:00:00+00"])
  }

  @Test("the same bytes again are no-op; with an earlier time they move to their earlier place")
  func resend() throws {
    let rows = ["Q1,2025-04-01T10:00:00Z,1,0,0"]
    try dumps.load(rows, as: "20250409T040000.csv")
    #expect(try dumps.load(rows, as: "20250410T040000.csv").sameAs == "20250409T040000.csv")
    try dumps.load(["Q1,2025-04-01T10:00:00Z,2,0,0"], as: "20250405T040000.csv")
    #expect(try dumps.readings(.consumption) == ["Q1|2025-04-01T10:00Z|1"])
    #expect(try dumps.load(rows, as: "20250402T040000.csv").sameAs == nil)
    #expect(try dumps.readings(.consumption) == ["Q1|2025-04-01T10:00Z|2"])
    #expect(try dumps.database.lines("SELECT count(*) FROM ingest.batch") == ["2"])
  }

  @Test("a dump whose rows were bad for what was known then is read again once that has changed")
  func again() throws {
    let rows = ["Q1,2025-04-01T10:00:00Z,1,0,0", "L1,2025-04-01T10:00:00Z,2,0,0", "N1,2025-04-01T10:00:00Z,3,0,0"]
    #expect(try dumps.load(rows, community: "C2").rejectedCount == 2)
    #expect(try dumps.load(rows, community: "C2").sameAs == "dump.csv")
    #expect(try dumps.load(rows).loadedCount == 2)
    #expect(try dumps.load(rows).rejectedBefore == 1)
    try dumps.database.script(
      """
      INSERT INTO grid.meter (meter, interval_s, kind) VALUES ('N1', 900, 'household');
      INSERT INTO grid.membership SELECT meter_id, 1, '[2025-01-01,)' FROM grid.meter WHERE meter = 'N1';
      INSERT INTO ops.run (command, arguments, as_of, started_at, ended_at, host, version, status)
      VALUES ('import', '{}', now(), now(), clock_timestamp(), 'h', 'v', 0);
      """)
    #expect(try dumps.load(rows).loadedCount == 3)
    #expect(try dumps.codes() == [])
    let early = ["Q1,2025-04-03T10:00:00Z,1,0,0"]
    #expect(try dumps.load(early, as: "early.csv", asOf: "2025-04-03T10:14:59Z").rejectedCount == 1)
    #expect(try dumps.load(early, as: "early.csv", asOf: "2025-04-03T10:14:59Z").sameAs != nil)
    #expect(try dumps.load(early, as: "early.csv", asOf: "2025-04-03T10:15:00Z").loadedCount == 1)
  }

  @Test("of dumps with the same name and time the one loaded later wins, and older values are counted")
  func sameName() throws {
    for value in 11...16 { try dumps.load(["Q1,2025-04-01T10:00:00Z,\(value),0,0"], as: "20250402T000000_C1.csv") }
    #expect(try dumps.readings(.consumption) == ["Q1|2025-04-01T10:00Z|16"])
    let late = try dumps.load(["Q1,2025-04-01T10:00:00Z,7,0,0"], as: "20250401T000000_C1.csv")
    #expect((late.outdatedCount, late.revisedCount) == (1, 0))
    // Without a time of its own a dump was received when it is loaded.
    for value in 20...23 { try dumps.load(["Q2,2025-04-01T10:00:00Z,\(value),0,0"], as: "z\(30 - value).csv") }
    #expect(try dumps.readings(.consumption).last == "Q2|2025-04-01T10:00Z|23")
  }

  @Test(
    "the time in a name is found beside meter numbers, and is not made of them or of two days",
    arguments: [
      ("20250325T040000_EC2.csv", "2025-03-25T04:00:00Z"), ("EC2-2025-03-25_04-00-00.csv", nil),
      ("EC2_2025-03-25T04:00:00Z.csv.gz", "2025-03-25T04:00:00Z"), ("dump20250325040000.csv", "2025-03-25T04:00:00Z"),
      ("10027004588321_20250325T040000.csv", "2025-03-25T04:00:00Z"), ("20027004588321.csv", nil),
      ("20250301_20250331.csv", nil), ("EC1_2025-03.csv.gz", nil), ("20251325T040000.csv", nil),
    ] as [(String, String?)])
  func timeInName(name: String, instant: String?) {
    #expect(receptionTime(inName: name)?.description == instant, "\(name)")
  }

  @Test("only days whose values changed are stale")
  func stale() throws {
    try dumps.load(["Q1,2025-04-01T10:00:00Z,1,0,0", "Q1,2025-04-02T10:00:00Z,1,0,0"], as: "20250403T040000.csv")
    try dumps.database.script("DELETE FROM ops.stale")
    try dumps.load(["Q1,2025-04-01T10:00:00Z,1,0,0", "Q1,2025-04-02T10:00:00Z,5,0,0"], as: "20250404T040000.csv")
    #expect(try dumps.database.lines("SELECT day FROM ops.stale_day") == ["2025-04-02"])
  }

  @Test("folding parts depends on the order of reception alone, and equals the last value said")
  func folding() throws {
    var generator = SplitMix(seed: 7)
    for _ in 0..<300 {
      let parts = (0..<Int.random(in: 1...5, using: &generator)).map { batch in
        BlockPart(
          batchID: Int64(batch), exponent: Bool.random(using: &generator) ? 0 : -3,
          values: (0..<8).map { _ in
            Bool.random(using: &generator) ? missing : Int32.random(in: 0...3, using: &generator) * 1000
          })
      }
      let block = try #require(fold(parts))
      for slot in 0..<8 {
        // In mWh, so that units do not matter.
        let said = parts.compactMap { part in
          part.values[slot] == missing ? nil : Int64(part.values[slot]) * (part.exponent == 0 ? 1000 : 1)
        }
        let value = block.values[slot] == missing ? nil : Int64(block.values[slot]) * (block.exponent == 0 ? 1000 : 1)
        #expect(value == said.last)
      }
    }
  }

  @Test("a store that must be emptied many times gives the same blocks as one that need not")
  func bounded() throws {
    var rows: [String] = []
    for hour in 0..<48 {
      for meter in ["Q1", "F5", "M1"] {
        rows.append("\(meter),\(Instant(seconds: 1_743_465_600 + Int64(hour) * 3600)),\(hour),0,0")
      }
    }
    rows += rows.prefix(30).map { $0.replacingOccurrences(of: ",0,0", with: ",1,0") }
    let path = try dumps.write(
      Data(([DumpFixture.header] + rows).joined(separator: "\n").utf8), as: "20250404T000000.csv")
    try dumps.load(path: path)
    let other = try DumpFixture()
    defer { other.remove() }
    var request = IngestRequest(asOf: Instant("2026-01-01T00:00:00Z")!)
    request.byteLimit = 3000
    _ = try ingest(path, request, on: other.database.connection)
    let blocks = "SELECT * FROM grid.interval_block ORDER BY 1, 2, 3, 4"
    #expect(try other.database.lines(blocks) == dumps.database.lines(blocks))
    #expect(try other.database.lines("SELECT count(*) FROM grid.block_part") == ["0"])
  }
}
