import Foundation
import Grid
import Support
import Testing

@testable import Ingest

/// A dump that does not fit into memory is written in pieces; nobody may see that afterwards.
@Suite final class FlushTests {
  let dumps: DumpFixture

  init() throws { dumps = try DumpFixture() }
  deinit { dumps.remove() }

  /// Everything that loading leaves behind, but for when it was.
  private func tables(of dumps: DumpFixture) throws -> [String] {
    try dumps.database.lines("SELECT * FROM grid.interval_block ORDER BY 1, 2, 3, 4")
      + dumps.database.lines("SELECT * FROM grid.block_part ORDER BY 1, 2, 3, 4, 5")
      + dumps.database.lines("SELECT * FROM ingest.reject ORDER BY 1, 2, 4")
      + dumps.database.lines(
        """
        SELECT batch_id, file, received_at, read_count, loaded_count, rejected_count, repeated_count, conflict_count
        FROM ingest.batch ORDER BY 1
        """)
      + dumps.database.lines("SELECT community_id, meter_id, day FROM ops.stale_day ORDER BY 1, 2, 3")
  }

  private func load(_ path: String, in dumps: DumpFixture, byteLimit: Int) throws -> IngestSummary {
    var request = IngestRequest(asOf: Instant("2026-01-01T00:00:00Z")!)
    request.byteLimit = byteLimit
    return try ingest(path, request, on: dumps.database.connection)
  }

  /// Random rows of four meters on three days, some of them bad, repeated, contradictory or with decimals.
  private func dump(_ generator: inout SplitMix) -> String {
    var rows = [DumpFixture.header]
    for _ in 0..<120 {
      let meter = ["Q1", "Q2", "F5", "M1"].randomElement(using: &generator)!
      // Few intervals, so that most of them come several times.
      let instant =
        1_744_149_600 + Int64.random(in: 0..<3, using: &generator) * 86_400
        + Int64.random(in: 0..<4, using: &generator) * 900
      let value = Int.random(in: -1...2, using: &generator)
      let fraction = Int.random(in: 0..<20, using: &generator) == 0 ? ".125" : ""
      rows.append(
        "\(meter),\(Instant(seconds: instant)),\(value)\(fraction),1,\(Int.random(in: -1...1, using: &generator))")
    }
    return rows.joined(separator: "\n")
  }

  @Test(
    "blocks, parts, rejects, counts and the stale queue are the same in a tiny memory",
    arguments: 1...6 as ClosedRange<UInt64>)
  func tinyMemory(seed: UInt64) throws {
    var generator = SplitMix(seed: seed)
    let tiny = try DumpFixture()
    defer { tiny.remove() }
    // The third one belongs between the other two.
    for name in ["20250501T000000.csv", "20250503T000000.csv", "20250502T000000.csv"] {
      let path = try dumps.write(Data(dump(&generator).utf8), as: name)
      let expected = try load(path, in: dumps, byteLimit: 96 << 20)
      let found = try load(path, in: tiny, byteLimit: 4000)
      #expect(found.loadedCount == expected.loadedCount && found.repeatedCount == expected.repeatedCount)
      #expect(found.conflictCount == expected.conflictCount && expected.conflictCount > 0)
      #expect(found.revisedCount == expected.revisedCount)
      #expect(found.outdatedCount == expected.outdatedCount)
    }
    // Digests, hence numbers of dumps, are those of the bytes: all rows can be compared.
    #expect(try tables(of: tiny) == tables(of: dumps))
    #expect(try dumps.database.lines("SELECT count(*) > 0 FROM grid.block_part") == ["t"])
  }

  @Test("a conflict with a line that memory has let go is reported with what it replaced")
  func conflictAcrossFlush() throws {
    let rows = [
      "Q1,2025-04-01T10:00:00Z,1,0,-3", "Q2,2025-04-01T10:00:00Z,1,0,0", "F5,2025-04-01T10:00:00Z,1,0,0",
      "Q1,2025-04-01T10:00:00Z,1,0,-3", "Q1,2025-04-01T10:00:00Z,2,0,-3",
    ]
    let path = try dumps.write(Data(([DumpFixture.header] + rows).joined(separator: "\n").utf8))
    let summary = try load(path, in: dumps, byteLimit: 1)
    #expect((summary.loadedCount, summary.repeatedCount, summary.conflictCount) == (4, 1, 1))
    #expect(summary.revisedCount == 0)
    #expect(
      try dumps.database.lines("SELECT line, code, note FROM ingest.reject")
        == ["6|conflicting-duplicate|replaces consumed_wh 1, produced_wh 0, battery_wh -3"])
    #expect(try dumps.readings(.batteryCharge).contains("Q1|2025-04-01T10:00Z|3"))
  }

  @Test("the store never holds more than its limit and one day")
  func bound() throws {
    let day = LocalCalendar.Day(
      day: LocalDay("2025-04-01")!, start: 0, length: 86_400, offset: 0, transition: 86_400, offsetAfter: 0)
    let limit = 50_000
    var store = DayStore(columnCount: 3, meterCount: 1000, byteLimit: limit)
    let vectors = 96 * 3 * 4
    var most = 0
    for meter in 0..<1000 as Range<Int32> {
      let position = try store.open(meter, interval: 900, communityID: 1, day: day)
      // Every third day is complete, the others have one reading.
      for slot in 0..<(meter % 3 == 0 ? 96 : 1) { store.days[position].values[slot] = 7 }
      most = max(most, store.byteCount)
      #expect(store.days.count * vectors <= store.byteCount)
      if store.isFull {
        for day in store.removeForWriting(all: false) { day.values.deallocate() }
        #expect(store.byteCount <= limit / 2 + vectors + 256)
      }
    }
    #expect(most <= limit + vectors + 256)
    #expect(most > limit)
    for day in store.removeForWriting(all: true) { day.values.deallocate() }
    #expect(store.byteCount == 0 && store.days.isEmpty)
  }

  @Test("a day of which every row is rejected leaves no block, no part and nothing stale")
  func emptyDay() throws {
    try dumps.load(["Q1,2025-04-01T10:00:00Z,-1,0,0", "Q2,2025-04-01T10:00:00Z,x,0,0"])
    #expect(try dumps.codes() == ["2|negative", "3|not-a-number"])
    #expect(try dumps.database.lines("SELECT * FROM grid.interval_block") == [])
    #expect(try dumps.database.lines("SELECT * FROM ops.stale") == [])
    // Nor does it make a block out of two dumps.
    try dumps.load(["Q1,2025-04-01T10:00:00Z,1,0,0"], as: "good.csv")
    try dumps.load(["Q1,2025-04-01T10:15:00Z,-2,0,0"], as: "bad.csv")
    #expect(
      try dumps.database.lines("SELECT count(*), count(batch_id), max(revision) FROM grid.interval_block") == ["4|4|1"])
    #expect(try dumps.database.lines("SELECT * FROM grid.block_part") == [])
  }

  @Test("a dump that is read again with less accepted keeps nothing that it rejects now")
  func readAgain() throws {
    let rows = ["Q1,2025-04-01T10:00:00Z,1,0,0", "Q1,2025-04-01T10:15:00Z,2,0,0"]
    try dumps.load(rows, receivedAt: "2025-04-03T00:00:00Z")
    try dumps.load(rows, receivedAt: "2025-04-02T00:00:00Z", asOf: "2025-04-01T10:15:00Z")
    #expect(try dumps.codes() == ["3|future"])
    #expect(try dumps.readings(.consumption) == ["Q1|2025-04-01T10:00Z|1"])
  }
}
