import Foundation
import Grid
import Support
import Testing

@testable import Ingest

@Suite final class EditTests {
  let bench: ReadingBench

  init() throws {
    bench = try ReadingBench()
    try bench.load(days: 18..<23)
  }
  deinit { bench.dumps.remove() }

  func edit(
    _ change: ReadingEdit.Change, day: Int = 20, _ slots: Range<Int> = 40..<44, asOf: String = "2025-05-02T00:00:00Z",
    reason: String = "why", register: Register = .consumption, meter: String = "Q1"
  ) throws -> EditSummary {
    try Ingest.edit(
      ReadingEdit(
        meter: meter, register: register, from: ReadingBench.instant(day, slots.lowerBound),
        to: ReadingBench.instant(day, slots.upperBound), change: change, reason: reason, user: "ada",
        asOf: Instant(asOf)!), on: bench.database.connection)
  }

  func undo(_ id: Int64) throws -> EditSummary {
    try undoEdit(
      id, reason: "no", user: "bob", asOf: Instant("2025-05-03T00:00:00Z")!, runID: nil, on: bench.database.connection)
  }

  func slots(_ range: Range<Int> = 40..<44, _ day: String = "2025-04-21") throws -> [String] {
    Array(try bench.values(.consumption, day)[range])
  }

  func blocks() throws -> [String] {
    try bench.database.lines(
      "SELECT register, day, interval_s, exponent, revision, batch_id, wh, quality FROM grid.interval_block ORDER BY 1, 2"
    )
  }

  let was = (40..<44).map { String(ReadingBench.usual(20, $0)) }

  @Test("a value put in by hand goes before all dumps, those that come later too; undone, all is as it was")
  func value() throws {
    let before = try blocks()
    try bench.database.script("DELETE FROM ops.stale; DELETE FROM ingest.unvalidated")
    let summary = try edit(.value(milliWh: 12_500))
    #expect(
      summary.days == [
        EditSummary.Day(
          day: LocalDay("2025-04-21")!, count: 4, beforeCount: 4,
          beforeMilliWh: Int64(was.reduce(0) { $0 + Int($1)! } * 1000), afterCount: 4, afterMilliWh: 50_000)
      ])
    #expect(try slots() == Array(repeating: "12.5", count: 4))
    #expect(try bench.database.lines("SELECT day FROM ops.stale_day") == ["2025-04-21"])
    #expect(try bench.database.lines("SELECT days FROM ingest.unvalidated") == ["[2025-04-21,2025-04-22)"])
    #expect(
      try bench.database.lines(
        "SELECT kind, argument, reason, \"user\", made_at, before_wh, after_wh FROM ingest.edit")
        == ["value|12.5 Wh|why|ada|2025-05-02 00:00:00+00|\(was.reduce(0) { $0 + Int($1)! })|50"])
    #expect(try edit(.value(milliWh: 12_500)).editID == nil, "nothing to change")
    #expect(try bench.database.lines("SELECT count(*) FROM ingest.edit, ingest.batch WHERE rank = 2") == ["1"])
    try bench.load(days: 20..<21, as: "20250601T000000.csv") { $1 == 40 ? "1,0,0" : nil }
    #expect(try slots() == Array(repeating: "12.5", count: 4))
    #expect(try undo(summary.editID!).editID != nil)
    #expect(try slots() == ["1"] + was.dropFirst())
    #expect(throws: PlainFailure.self) { try self.undo(summary.editID!) }
    #expect(throws: PlainFailure.self) { try self.undo(99) }
    let after = try blocks()
    #expect(before.count == after.count)
  }

  @Test("undoing an edit restores every column of the block, whatever was edited")
  func exactly() throws {
    let before = try blocks()
    let one = try edit(.value(milliWh: 1_500))
    let two = try edit(.missing, 42..<60)
    let three = try edit(.factor(millionths: 2_000_000), day: 19, 0..<96)
    let four = try edit(.value(milliWh: 7000), day: 10)
    #expect(try blocks() != before)
    for edit in [two, four, one, three] { _ = try undo(edit.editID!) }
    #expect(try blocks() == before)
    #expect(try bench.values(.consumption, "2025-04-11") == [], "a day that only the edit knew is gone")
  }

  @Test("a factor multiplies what was measured, rounded to mWh half away from zero")
  func factor() throws {
    _ = try edit(.factor(millionths: 1_050_000))
    #expect(
      try slots()
        == was.map { text in
          let milliWh = Int(text)! * 1050
          return milliWh % 1000 == 0 ? "\(milliWh / 1000)" : String(Double(milliWh) / 1000)
        })
    let edited = try edit(.factor(millionths: 333_333), day: 20, 40..<41)
    let milliWh = (Int(was[0])! * 1050 * 333_333 + 500_000) / 1_000_000
    #expect(edited.days[0].afterMilliWh == Int64(milliWh))
  }

  @Test("values that are struck out are missing, may be estimated, and are no gap that a dump fills")
  func struckOut() throws {
    let summary = try edit(.missing)
    #expect(try slots() == [".", ".", ".", "."])
    #expect(summary.days[0].afterCount == 0)
    try bench.run(estimates: true)
    #expect(try bench.verdicts().contains { $0.hasPrefix("gap|3|21 10:00|21 11:00") })
    let (a, b) = (ReadingBench.usual(20, 39), ReadingBench.usual(20, 44))
    #expect(try slots().reduce(0) { $0 + Int($1.dropLast())! } == 2 * (a + b))
    #expect(try slots().allSatisfy { $0.hasSuffix("*") })
    try bench.load(days: 20..<21, as: "20250601T000000.csv") { $1 == 40 ? "1,0,0" : nil }
    #expect(try slots().allSatisfy { $0.hasSuffix("*") }, "struck out, whatever dumps say")
    _ = try undo(summary.editID!)
    #expect(try slots() == ["1"] + was.dropFirst())
    try bench.run(estimates: true)
    #expect(try slots() == ["1"] + was.dropFirst())
    #expect(
      try bench.database.lines(
        "SELECT count(*) FROM grid.interval_block WHERE quality IS NOT NULL AND day = '2025-04-21'") == ["0"])
  }

  @Test("an edit may be a file of values; all of them must be of intervals of the range")
  func file() throws {
    let path = try bench.dumps.write(
      Data("starts_at;wh\n\(ReadingBench.instant(20, 40));1,5\n\(ReadingBench.instant(20, 42));2\n".utf8),
      as: "edit.csv")
    _ = try edit(try readEdit(file: path))
    #expect(try slots() == ["1.5", was[1], "2", was[3]])
    #expect(throws: PlainFailure.self) { try self.edit(try readEdit(file: path), 40..<42) }
    let bad = try bench.dumps.write(
      Data("starts_at,wh\n2025-04-21T10:00:00,1\n2025-04-21T10:00:00Z,-1\n".utf8), as: "bad.csv")
    let refusal = #expect(throws: Refusal.self) { try readEdit(file: bad) }
    #expect(refusal?.findings.map(\.code) == ["invalid-instant", "invalid-number"])
  }

  @Test("an edit of several days over a clock change hits the right intervals")
  func clockChange() throws {
    let from = Instant("2025-03-29T23:45:00+01:00")!
    let to = Instant("2025-03-31T00:15:00+02:00")!
    let summary = try Ingest.edit(
      ReadingEdit(
        meter: "Q1", register: .production, from: from, to: to, change: .value(milliWh: 3000), reason: "r", user: "u",
        asOf: Instant("2025-05-02T00:00:00Z")!), on: bench.database.connection)
    #expect(summary.days.map(\.count) == [1, 92, 1])
    #expect(try bench.values(.production, "2025-03-30") == Array(repeating: "3", count: 92))
    #expect(try bench.values(.production, "2025-03-29").suffix(2) == [".", "3"])
  }

  @Test(
    "what cannot be edited is refused, and nothing is entered",
    arguments: [
      ("2025-04-21T10:05:00+02:00", "2025-04-21T11:00:00+02:00", "Q1", Grid.ExitStatus.dataRefused),
      ("2025-04-21T11:00:00+02:00", "2025-04-21T11:00:00+02:00", "Q1", .dataRefused),
      ("2025-05-01T11:00:00+02:00", "2025-06-01T11:00:00+02:00", "Q1", .dataRefused),
      ("2024-12-31T11:00:00+01:00", "2025-01-01T11:00:00+01:00", "Q1", .dataRefused),
      ("2025-04-09T11:00:00+02:00", "2025-04-10T11:00:00+02:00", "M1", .dataRefused),
      ("2025-04-21T10:00:00+02:00", "2025-04-21T11:00:00+02:00", "N1", .noInput),
    ])
  func refusals(from: String, to: String, meter: String, status: Grid.ExitStatus) throws {
    let failure = #expect(throws: PlainFailure.self) {
      try Ingest.edit(
        ReadingEdit(
          meter: meter, register: .consumption, from: Instant(from)!, to: Instant(to)!, change: .missing, reason: "r",
          user: "u", asOf: Instant("2025-05-02T00:00:00Z")!), on: self.bench.database.connection)
    }
    #expect(failure?.status == status)
    #expect(try bench.database.lines("SELECT count(*) FROM ingest.edit") == ["0"])
  }

  @Test("the history tells every revision in the order of belief, and of how many intervals each holds")
  func history() throws {
    try bench.load(days: 20..<21, as: "20250501T220000.csv") { $1 < 2 ? "1,0,0" : nil }
    let one = try edit(.value(milliWh: 5000), 1..<4)
    _ = try edit(.missing, 3..<5, reason: "broken")
    try bench.run(estimates: true)
    _ = try undo(one.editID!)
    let all = try readingHistory(
      meter: "Q1", day: LocalDay("2025-04-21")!, register: .consumption, on: bench.database.connection)
    #expect(all.map(\.source) == [.undone, .estimate, .dump, .dump, .edit, .inForce])
    #expect(all.map(\.count) == [3, 2, 96, 2, 0, 96])
    #expect(all.map(\.inForceCount) == [0, 2, 92, 2, 0, 96])
    #expect(all.map(\.struckCount) == [0, 0, 0, 0, 2, 0])
    #expect(all.map(\.user) == ["ada", nil, nil, nil, "ada", nil])
    #expect(all[0].reason?.contains("by bob: no") == true)
    #expect(all[4].reason == "broken")
    #expect(all[5].quality == "A 94, E 2")
    #expect(all[0].name == "edit 1, value")
    #expect(
      try readingHistory(meter: "Q1", day: LocalDay("2024-04-21")!, register: nil, on: bench.database.connection) == [])
    #expect(throws: PlainFailure.self) {
      try readingHistory(meter: "N", day: LocalDay("2025-04-21")!, register: nil, on: self.bench.database.connection)
    }
  }

  @Test("the history tells the estimates that gave way, each as it was")
  func withdrawn() throws {
    let day = LocalDay("2025-04-22")!
    func history() throws -> [ReadingRevision] {
      try readingHistory(meter: "Q1", day: day, register: .consumption, on: bench.database.connection)
    }
    _ = try edit(.missing, day: 21)
    try bench.run(estimates: true)
    let first = try #require(try history().first { $0.source == .estimate })
    #expect(first.count == 4 && first.inForceCount == 4)
    _ = try edit(.value(milliWh: 5000), day: 21, asOf: "2025-05-02T01:00:00Z")
    try bench.run(estimates: true)
    let all = try history()
    #expect(all.map(\.source) == [.withdrawn, .dump, .edit, .edit, .inForce])
    #expect((all[0].count, all[0].milliWh, all[0].inForceCount) == (4, first.milliWh, 0))
    #expect(all[0].quality == "E 4" && all[0].receivedAt == ReadingBench.asOf.seconds)
    #expect(all[0].reason?.contains("withdrawn \(ReadingBench.asOf): ") == true)
    #expect(["linear", "like-days"].contains(all[0].name))
  }

  @Test("folding strikes out what is known and lets our own estimate through")
  func folding() throws {
    let dump = BlockPart(batchID: 1, exponent: 0, values: [1, 2, 3], quality: nil)
    let strike = BlockPart(
      batchID: 2, exponent: 0, values: [missing, missing, missing],
      quality: [OwnQuality.struckOut, 0, OwnQuality.struckOut])
    let estimate = BlockPart(
      batchID: 3, exponent: -3, values: [missing, missing, 2500], quality: [0, 0, OwnQuality.linear])
    let block = try #require(fold([dump, strike]))
    #expect(block.values == [missing, 2, missing])
    #expect(block.quality == [OwnQuality.struckOut, 0, OwnQuality.struckOut])
    #expect(block.revision == 2)
    let filled = try #require(fold([estimate, dump, strike]))
    #expect(filled.values == [missing, 2000, 2500])
    #expect(filled.quality == [OwnQuality.struckOut, 0, OwnQuality.linear])
  }

  @Test(
    "days of 23 and 25 hours are edited as a whole, up to the meter's limit in each interval",
    arguments: [
      ("2025-03-30", 92, "T00:00:00+01:00", "2025-03-31T00:00:00+02:00"),
      ("2025-10-26", 100, "T00:00:00+02:00", "2025-10-27T00:00:00+01:00"),
    ])
  func longAndShort(day: String, count: Int, from: String, to: String) throws {
    func edit(_ change: ReadingEdit.Change) throws -> EditSummary {
      try Ingest.edit(
        ReadingEdit(
          meter: "Q2", register: .consumption, from: Instant(day + from)!, to: Instant(to)!, change: change,
          reason: "r",
          user: "u", asOf: Instant("2025-11-02T00:00:00Z")!), on: bench.database.connection)
    }
    // 4 kW for a quarter hour.
    #expect(throws: PlainFailure.self) { try edit(.value(milliWh: 1_000_001)) }
    let summary = try edit(.value(milliWh: 1_000_000))
    #expect(summary.days.map(\.count) == [count])
    #expect(summary.days[0].afterMilliWh == Int64(count) * 1_000_000)
    #expect(throws: PlainFailure.self) { try edit(.factor(millionths: 1_000_001)) }
    #expect(try bench.values(.consumption, day, meter: "Q2") == Array(repeating: "1000", count: count))
    let half = try edit(.factor(millionths: 500_000))
    #expect(try bench.values(.consumption, day, meter: "Q2") == Array(repeating: "500", count: count))
    for edit in [half, summary] { _ = try undo(edit.editID!) }
    #expect(try bench.values(.consumption, day, meter: "Q2") == [])
  }

  @Test("the hour that comes twice is edited once, whichever offset names it")
  func doubleHour() throws {
    for (offset, slots) in [("+02:00", 8..<12), ("+01:00", 12..<16)] {
      let summary = try Ingest.edit(
        ReadingEdit(
          meter: "Q1", register: .consumption, from: Instant("2025-10-26T02:00:00" + offset)!,
          to: Instant("2025-10-26T02:45:00" + offset)!, change: .value(milliWh: 3000), reason: "r", user: "u",
          asOf: Instant("2025-11-02T00:00:00Z")!), on: bench.database.connection)
      #expect(summary.days.map(\.count) == [3])
      let values = try bench.values(.consumption, "2025-10-26")
      #expect(values[slots] == ["3", "3", "3", "."])
    }
  }
}
