import Database
import Foundation
import Grid
import Support
import Testing

@testable import Ingest

@Suite final class GapTests {
  let bench: ReadingBench

  init() throws { bench = try ReadingBench() }
  deinit { bench.dumps.remove() }

  @discardableResult
  private func run(
    _ days: String? = nil, redo: Bool = false, asOf: Instant = ReadingBench.asOf
  ) throws -> ValidationSummary {
    try validate(
      ValidationRequest(
        meter: "Q1", period: try days.map { try #require(Period($0, today: LocalDay(number: 0))) }, redo: redo,
        asOf: asOf),
      on: bench.database.connection)
  }

  /// `register from to days evidence` of each open gap, in local time.
  private func gaps() throws -> [String] {
    try bench.database.lines(
      """
      SELECT register, to_char(starts_at AT TIME ZONE 'Europe/Paris', 'MM-DD HH24:MI'),
             to_char(ends_at AT TIME ZONE 'Europe/Paris', 'MM-DD HH24:MI'),
             to_char(day, 'MM-DD') || '..' || to_char(last_day, 'MM-DD'), evidence
      FROM ingest.verdict WHERE closed_at IS NULL AND rule = 'gap' ORDER BY starts_at, register
      """)
  }

  @Test("a meter that says nothing for days has one gap, which a day in its middle splits and its loss joins again")
  func absent() throws {
    try bench.joins(on: "2025-03-28")
    try bench.load(days: 1..<5)
    try bench.load(days: 20..<30)
    #expect(try run().openedCount == 2)
    let first = "0|03-28 00:00|04-02 00:00|03-28..04-01|{\"days\": 5, \"missing\": 476, \"expected\": 476}"
    let whole = "0|04-06 00:00|04-21 00:00|04-06..04-20|{\"days\": 15, \"missing\": 1440, \"expected\": 1440}"
    #expect(try gaps() == [first, whole], "the clock goes forward on 30 March")

    // Half of 10 April comes, and a quarter hour of the 21st goes.
    try bench.load(days: 9..<10, as: "20250501T220000.csv") { $1 < 48 ? "\(ReadingBench.usual($0, $1)),0,0" : nil }
    try bench.database.script("UPDATE grid.interval_block SET wh[1] = NULL WHERE day = '2025-04-21'")
    try bench.database.script("INSERT INTO ingest.unvalidated VALUES (1, 1, '[2025-04-21,2025-04-22)')")
    let split = try run(asOf: Instant("2025-05-01T01:00:00+02:00")!)
    #expect(split == ValidationSummary(dayCount: 2, openedCount: 1, changedCount: 1))
    #expect(
      try gaps() == [
        first, "0|04-06 00:00|04-10 00:00|04-06..04-09|{\"days\": 4, \"missing\": 384, \"expected\": 384}",
        "0|04-10 12:00|04-21 00:15|04-10..04-21|{\"days\": 12, \"missing\": 1009, \"expected\": 1152}",
      ])
    let inside = try verdicts(
      community: nil, meter: "Q1", rule: .gap, period: Period("2025-04-15", today: LocalDay(number: 0)), closed: false,
      on: bench.database.connection)
    #expect(inside.map(\.day.description) == ["2025-04-10"], "a gap is listed for all of its days")

    try bench.database.script(
      """
      DELETE FROM grid.interval_block WHERE day = '2025-04-10';
      UPDATE grid.interval_block SET wh[1] = CASE register WHEN 3 THEN 50 ELSE 0 END WHERE day = '2025-04-21';
      INSERT INTO ingest.unvalidated VALUES (1, 1, '[2025-04-10,2025-04-11)'), (1, 1, '[2025-04-21,2025-04-22)')
      """)
    let joined = try run(asOf: Instant("2025-05-01T02:00:00+02:00")!)
    #expect(joined == ValidationSummary(dayCount: 2, changedCount: 1, closedCount: 1))
    #expect(try gaps() == [first, whole])
    #expect(try run(redo: true) == ValidationSummary(dayCount: 34))
    #expect(try bench.database.violations() == [])
  }

  @Test("a gap that goes on is the same verdict the next day, and days that a meter has left are taken out of it")
  func growing() throws {
    try bench.joins(on: "2025-04-01")
    try bench.load(days: 0..<5)
    for day in 6...9 {
      let asOf = Instant("2025-04-\(padded(day, 2))T12:00:00Z")!
      try bench.run(asOf: asOf)
    }
    let list =
      "SELECT day, last_day, to_char(opened_at, 'DD') FROM ingest.verdict WHERE rule = 'gap' AND closed_at IS NULL"
    #expect(try bench.database.lines(list) == ["2025-04-06|2025-04-08|07"])
    try bench.run()
    #expect(try bench.database.lines(list) == ["2025-04-06|2025-04-30|07"])

    // It turns out to have left on 20 April.
    try bench.database.script("UPDATE grid.membership SET during = '[2025-04-01,2025-04-20)' WHERE meter_id = 1")
    let code = try bench.database.lines("SELECT community FROM grid.community WHERE community_id = 1")
    let none: LocalDay? = nil
    try bench.database.connection.query(
      "ingest/import_mark_unvalidated", code, ["Q1"], [LocalDay("2025-04-20")!], [none])
    #expect(try bench.database.lines("SELECT days FROM ingest.unvalidated") == ["[2025-04-20,2025-05-01)"])
    try bench.run()
    #expect(try bench.database.lines(list) == ["2025-04-06|2025-04-19|07"])
  }

  @Test("gaps are the same in whatever order their days are judged", arguments: [0, 20, 60, 1500])
  func anyOrder(minutes: Int) throws {
    try bench.joins(on: "2025-04-01")
    try bench.database.script("UPDATE ingest.rule SET threshold = \(minutes) WHERE rule = 'gap'")
    var source = SplitMix(seed: UInt64(minutes) + 7)
    var slots: Set<Int> = []
    // Many gaps over midnight, some over days.
    for midnight in 1..<30 {
      let length = [0, 1, 2, 3, 5, 9, 150].randomElement(using: &source)!
      let start = midnight * 96 - Int.random(in: 0...length, using: &source)
      slots.formUnion(start..<start + length)
    }
    try bench.load { slots.contains($0 * 96 + $1) ? nil : "\(ReadingBench.usual($0, $1)),0,0" }
    // One register stops alone at times.
    try bench.load(as: "20250501T220000.csv", header: "meter_id,timestamp,import_wh") { day, slot in
      (day * 7 + slot) % 95 < 90 ? "\(ReadingBench.usual(day, slot))" : nil
    }
    try run()
    let expected = try gaps()
    #expect(expected.count > 5)
    for _ in 0..<3 {
      try bench.database.script("TRUNCATE ingest.verdict")
      var days = (0..<30).shuffled(using: &source)
      while !days.isEmpty {
        let first = days[0]
        let end = min(30, first + Int.random(in: 1...3, using: &source))
        days.removeAll { (first..<end).contains($0) }
        try run("2025-04-\(padded(first + 1, 2))..\(LocalDay("2025-04-01")!.advanced(by: end))", redo: true)
      }
      #expect(try gaps() == expected)
    }
  }
}
