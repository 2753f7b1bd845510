import Foundation
import Grid
import Support
import Testing

@testable import Ingest

/// Estimates in the database: where they are kept, and how they give way.
@Suite final class EstimateTests {
  let bench: ReadingBench

  init() throws { bench = try ReadingBench() }
  deinit { bench.dumps.remove() }

  func load(without missing: (Int, Int) -> Bool) throws {
    try bench.load { missing($0, $1) ? nil : "\(ReadingBench.usual($0, $1)),\(ReadingBench.sunny($0, $1)),0" }
  }

  func rows() throws -> [String] {
    try bench.database.lines(
      """
      SELECT register, to_char(starts_at AT TIME ZONE 'Europe/Paris', 'DD HH24:MI'), method, interval_count, wh, closed_at IS NULL
      FROM ingest.estimate ORDER BY register, made_at, starts_at
      """)
  }

  func blocks() throws -> [String] {
    try bench.database.lines(
      "SELECT register, day, exponent, revision, batch_id, wh, quality FROM grid.interval_block ORDER BY 1, 2")
      + bench.database.lines(
        "SELECT register, day, batch_id, exponent, wh, quality FROM grid.block_part ORDER BY 1, 2, 3")
  }

  @Test("a gap is filled, said so, and gives way to a late dump; its day is stale each time")
  func givesWay() throws {
    try load { $0 == 20 && (40..<44).contains($1) }
    let before = try blocks()
    #expect(try bench.run(estimates: true).estimatedCount == 16)
    let (a, b) = (ReadingBench.usual(20, 39), ReadingBench.usual(20, 44))
    let filled = try bench.values(.consumption, "2025-04-21")[40..<44]
    #expect(filled.allSatisfy { $0.hasSuffix("*") })
    #expect(filled.reduce(0) { $0 + Int($1.dropLast())! } == 2 * (a + b))
    #expect(try rows().first == "3|21 10:00|linear|4|\(2 * (a + b))|t")
    #expect(try bench.verdicts().map { $0.prefix(5) } == ["gap|0"], "an estimate closes no gap")
    #expect(try bench.run(estimates: true, redo: true).estimatedCount == 0)
    try bench.database.script("DELETE FROM ops.stale")
    // Two of the four arrive.
    try bench.load(days: 20..<21, as: "20250501T220000.csv") { $1 == 40 || $1 == 41 ? "5,500,0" : nil }
    #expect(try bench.database.lines("SELECT day FROM ops.stale_day") == ["2025-04-21"])
    #expect(Array(try bench.values(.consumption, "2025-04-21")[40..<42]) == ["5", "5"])
    let second = try bench.run(estimates: true)
    #expect((second.estimatedCount, second.withdrawnCount) == (8, 4))
    let line = try bench.values(.consumption, "2025-04-21")[42..<44]
    #expect(line.reduce(0) { $0 + Int($1.dropLast())! } == 5 + b)
    try bench.load(days: 20..<21, as: "20250502T220000.csv") { $1 == 42 || $1 == 43 ? "6,500,0" : nil }
    let third = try bench.run(estimates: true)
    #expect((third.estimatedCount, third.withdrawnCount) == (0, 4))
    #expect(try bench.database.lines("SELECT count(*) FROM ingest.estimate WHERE closed_at IS NULL") == ["0"])
    #expect(
      try bench.database.lines("SELECT count(*) FROM grid.block_part JOIN ingest.batch USING (batch_id) WHERE rank = 0")
        == ["0"])
    #expect(try bench.database.lines("SELECT DISTINCT revision FROM grid.interval_block") == ["1"])
    #expect(before.count < (try blocks().count))
    // The late dump contradicts nothing: what it replaced were estimates.
    #expect(try bench.verdicts() == [])
  }

  @Test("whole days and single registers are made of like days, never of a day that has not ended")
  func wholeDay() throws {
    try load { day, _ in day == 20 || day == 29 }
    try bench.load(days: 20..<21, as: "20250501T220000.csv", header: "meter_id,timestamp,consumed_wh") {
      "\(50 + $0 + $1)"
    }
    let noon = Instant("2025-04-30T12:00:00+02:00")!
    try bench.run(estimates: true, asOf: noon)
    #expect(try rows().map { $0.prefix(4) } == ["4|21", "5|21", "6|21"])
    // Mondays 14 and 7 April, and the latest other working days but Friday the 18th: sums of three registers.
    let days = [13, 6, 17, 16]
    let sum = (0..<96).reduce(0) { sum, slot in sum + days.reduce(0) { $0 + ReadingBench.sunny($1, slot) } }
    let total = (2 * sum + 4) / 8
    #expect(try bench.values(.production, "2025-04-21").reduce(0) { $0 + Int($1.dropLast())! } == total)
    try bench.run(estimates: true)
    #expect(try bench.values(.consumption, "2025-04-30").count == 96)
    #expect(try bench.database.violations() == [])
  }

  @Test("an estimate is made again when what it was made of changes, and any order gives the same tables")
  func basis() throws {
    try load { $0 == 20 && (40..<60).contains($1) }
    try bench.run(estimates: true)
    let first = try bench.values(.consumption, "2025-04-21")[40]
    try bench.load(days: 13..<14, as: "20250501T220000.csv") {
      "\(ReadingBench.usual($0, $1) + 40),\(ReadingBench.sunny($0, $1)),0"
    }
    let summary = try bench.run(estimates: true)
    #expect(summary.estimatedCount > 0)
    #expect(try bench.values(.consumption, "2025-04-21")[40] != first)
    let tables = try blocks()
    let other = try ReadingBench()
    defer { other.dumps.remove() }
    try other.load(days: 13..<14, as: "20250501T220000.csv") {
      "\(ReadingBench.usual($0, $1) + 40),\(ReadingBench.sunny($0, $1)),0"
    }
    try other.run(estimates: true)
    try other.load { day, slot in
      day == 20 && (40..<60).contains(slot)
        ? nil : "\(ReadingBench.usual(day, slot)),\(ReadingBench.sunny(day, slot)),0"
    }
    try other.run(estimates: true)
    let blocks = try other.database.lines(
      "SELECT register, day, exponent, wh, quality FROM grid.interval_block ORDER BY 1, 2")
    #expect(
      try bench.database.lines("SELECT register, day, exponent, wh, quality FROM grid.interval_block ORDER BY 1, 2")
        == blocks)
    #expect(!tables.isEmpty)
  }

  @Test("index reads that come later scale the estimate between them")
  func index() throws {
    try load { $0 == 20 && (40..<60).contains($1) }
    try bench.run(estimates: true)
    let known = (0..<96).reduce(0) { (40..<60).contains($1) ? $0 : $0 + ReadingBench.usual(20, $1) }
    for (day, wh) in [(20, 1000), (21, 1000 + known + 777)] {
      try bench.database.script(
        """
        INSERT INTO grid.register_read
        SELECT 1, meter_id, 3, 'consumption', '', '\(ReadingBench.instant(day, 0))', batch_id, \(wh) * 1000, 0, 0
        FROM grid.meter, ingest.batch WHERE meter = 'Q1' AND rank = 1;
        INSERT INTO ingest.unvalidated SELECT 1, meter_id, '[2025-04-20,2025-04-21)' FROM grid.meter WHERE meter = 'Q1' ON CONFLICT DO NOTHING;
        """)
    }
    try bench.run(estimates: true)
    let values = try bench.values(.consumption, "2025-04-21")[40..<60]
    #expect(values.allSatisfy { $0.hasSuffix("*") })
    #expect(values.reduce(0) { $0 + Int($1.dropLast())! } == 777)
    #expect(
      try bench.database.lines(
        "SELECT basis ->> 'index_wh' FROM ingest.estimate WHERE closed_at IS NULL AND register = 3") == [
          "\(known + 777)"
        ])
  }

  @Test("the history of a day that no value could be made up for says why")
  func noneInHistory() throws {
    try load { day, _ in (10..<20).contains(day) }
    try bench.run(estimates: true)
    let found = try readingHistory(
      meter: "Q1", day: LocalDay("2025-04-15")!, register: .consumption, on: bench.database.connection)
    #expect(found.map { "\($0.source) \($0.name) \($0.count)" } == ["estimate none 0"])
    #expect(found.first?.reason?.contains("longer than 7 days") == true)
  }

  @Test("reads exactly at both ends of a missing interval say what it used")
  func singleInterval() throws {
    try load { $0 == 20 && ($1 == 40 || $1 == 50 || $1 == 51) || $0 == 22 }
    // One interval; the first of two; and two of a day of which nothing came.
    for (day, slot, wh) in [
      (20, 40, 1000), (20, 41, 1033), (20, 50, 1500), (20, 51, 1544), (22, 0, 2000), (22, 1, 2005), (22, 2, 2022),
    ] {
      try bench.database.script(
        """
        INSERT INTO grid.register_read
        SELECT 1, meter_id, 3, 'consumption', '', '\(ReadingBench.instant(day, slot))', batch_id, \(wh) * 1000, 0, 9
        FROM grid.meter, ingest.batch WHERE meter = 'Q1' AND rank = 1
        """)
    }
    try bench.run(estimates: true)
    let values = try bench.values(.consumption, "2025-04-21")
    #expect(values[40] == "33*")
    #expect(values[50] == "44*" && values[51].hasSuffix("*") && values[51] != "44*")
    #expect(try bench.values(.consumption, "2025-04-23")[0..<2] == ["5*", "17*"])
    #expect(
      try bench.database.lines(
        "SELECT method, wh, basis ->> 'index_wh' FROM ingest.estimate WHERE register = 3 AND interval_count = 1")
        == ["linear|33|33"])
    #expect(try bench.run(estimates: true, redo: true).estimatedCount == 0)
  }

  @Test("what replaces an estimate revises nothing, what changes a measured value does")
  func revised() throws {
    try load { $0 == 20 && (40..<44).contains($1) }
    try bench.run(estimates: true)
    let late = (40..<44).map { "Q1,\(ReadingBench.instant(20, $0)),7,500,0" }
    #expect(try bench.dumps.load(late, as: "20250501T220000.csv").revisedCount == 0)
    let other = ["Q1,\(ReadingBench.instant(20, 40)),8,500,0"]
    #expect(try bench.dumps.load(other, as: "20250502T220000.csv").revisedCount == 1)
    #expect(
      try bench.database.lines("SELECT revision FROM grid.interval_block WHERE day = '2025-04-21' AND register = 3")
        == ["2"])
  }

  @Test("gaps that a run without estimates judged are filled by the next one that is asked to, once")
  func later() throws {
    try bench.joins(on: "2025-04-01")
    try load { $0 == 20 && (40..<44).contains($1) }
    #expect(try bench.run().dayCount == 30)
    #expect(try bench.run(estimates: true).estimatedCount == 16)
    #expect(try bench.run(estimates: true) == ValidationSummary())
    // A gap that comes later, and is judged without being filled.
    _ = try edit(
      ReadingEdit(
        meter: "Q1", register: .consumption, from: ReadingBench.instant(10, 8), to: ReadingBench.instant(10, 10),
        change: .missing, reason: "r", user: "u", asOf: ReadingBench.asOf), on: bench.database.connection)
    #expect(try bench.run().dayCount == 1)
    #expect(try bench.run(estimates: true).estimatedCount == 2)
    #expect(try bench.run(estimates: true) == ValidationSummary())
  }

  @Test("a run without estimates takes back those that actual values have replaced")
  func withoutNew() throws {
    try load { $0 == 20 && (40..<44).contains($1) || $0 == 22 && $1 == 8 }
    try bench.run(estimates: true)
    try bench.load(days: 20..<21, as: "20250501T220000.csv") { (40..<44).contains($1) ? "5,500,0" : nil }
    #expect(try bench.run().withdrawnCount == 4)
    #expect(
      try bench.database.lines(
        "SELECT DISTINCT day FROM ingest.estimate WHERE closed_at IS NULL") == ["2025-04-23"])
  }

  @Test("a correction some weeks before a long gap does not fill what can be seen of the gap")
  func gapBeyondSight() throws {
    let asOf = Instant("2025-08-01T00:00:00+02:00")!
    func run() throws {
      _ = try validate(
        ValidationRequest(meter: "Q1", period: nil, redo: false, estimates: true, asOf: asOf),
        on: bench.database.connection)
    }
    try bench.joins(on: "2025-04-01")
    try bench.load(days: 0..<47)
    try run()
    let estimates = "SELECT method, count(*) FROM ingest.estimate WHERE closed_at IS NULL GROUP BY 1 ORDER BY 1"
    let before = try bench.database.lines(estimates)
    #expect(before.count == 1 && before[0].hasPrefix("none|"))
    for day in [10, 17, 18, 19, 25, 40] {
      try bench.load(days: day..<day + 1, as: "202506\(10 + day % 20)T000000.csv") {
        $1 == 40 ? "\($0 + 300),0,0" : nil
      }
      try run()
      #expect(try bench.database.lines(estimates) == before, "\(day)")
    }
  }
}
