import Foundation
import Grid
import Support
import Testing

@testable import Ingest

/// What stays of a dump that was taken back: nothing but the record of it.
@Suite final class WithdrawTests {
  let fixture: WithdrawFixture
  /// A database that never saw what the other one took back.
  private(set) lazy var fresh = try! WithdrawFixture()
  var database: TestDatabase { fixture.database }

  init() throws { fixture = try WithdrawFixture() }
  deinit { fixture.dumps.remove() }

  static func mapping(_ stamp: String, _ unit: String, more: String = "") -> String {
    #"{"meter": 1, "header": false, "\#(stamp)": 2, "interval": 900, "values": [{"column": 3, "register": "import", "unit": "\#(unit)"\#(more)}]}"#
  }

  @Test("loaded with the wrong mapping, withdrawn and loaded with the right one, it is as if loaded rightly at once")
  func wrongMapping() throws {
    // The days on which the clock goes forward and back: 92 and 100 quarter hours.
    let lines =
      WithdrawFixture.rows("2025-03-30T00:00:00+01:00", 92) { "\(100 + $0)" }
      + WithdrawFixture.rows("2025-10-26T00:00:00+02:00", 100) { "\(300 + $0)" }
    try fixture.load(lines, as: "a.csv", mapping: Self.mapping("end", "W"))
    #expect(
      try database.lines("SELECT count(*) FROM grid.interval_block") == ["4"], "the first end is of the day before")
    let summary = try fixture.withdraw("a.csv")[0]
    #expect((summary.valueCount, summary.dayCount, summary.indexCount) == (192, 4, 0))
    #expect(try fixture.state() == [])
    try fixture.load(lines, as: "a.csv", mapping: Self.mapping("start", "Wh"))
    try fresh.load(lines, as: "a.csv", mapping: Self.mapping("start", "Wh"))
    #expect(try fixture.state() == fresh.state())
    #expect(
      try database.lines("SELECT day, cardinality(wh), wh[1] FROM grid.interval_block ORDER BY 1")
        == ["2025-03-30|92|100", "2025-10-26|100|300"])
    #expect(try database.violations() == [])
  }

  /// Of Q1 a day, two days, and each third slot of both.
  private static let dumps = [
    "20250402T040000.csv": WithdrawFixture.rows("2025-03-31T00:00:00+02:00", 96) { "\(50 + $0),0,0" },
    "20250403T040000.csv": WithdrawFixture.rows("2025-03-31T00:00:00+02:00", 192) {
      "\($0 % 5 == 0 ? 50 + $0 % 96 : 70),1,0"
    },
    "20250404T040000.csv": WithdrawFixture.rows("2025-03-31T00:00:00+02:00", 192) {
      $0 % 3 == 0 ? "\($0 < 96 ? "90" : "90.5"),2,0" : "none"
    }.filter { !$0.contains("none") },
  ]

  @Test("beside other dumps, received before and after, they hold as if it had never been loaded")
  func others() throws {
    let names = Self.dumps.keys.sorted()
    for name in names {
      for other in names where other != name { try fresh.dumps.load(Self.dumps[other]!, as: other) }
      let without = try fresh.state()
      for other in names where other != name { try fresh.withdraw(other) }
      for order in [names, names.reversed()] {
        for other in order { try fixture.dumps.load(Self.dumps[other]!, as: other) }
        let all = try fixture.state()
        try fixture.withdraw(name)
        #expect(try fixture.state() == without)
        #expect(try database.violations() == [])
        try fixture.dumps.load(Self.dumps[name]!, as: name)
        #expect(try fixture.state() == all)
        for other in names { try fixture.withdraw(other) }
        #expect(try fixture.state() == [])
      }
    }
    #expect(try database.lines("SELECT count(*) FROM ingest.withdrawal") == ["24"])
    #expect(try database.lines("SELECT DISTINCT rank FROM ingest.batch") == ["-1"])
  }

  @Test("its days are validated again, and aggregated where a value is another one now")
  func queues() throws {
    for name in Self.dumps.keys { try fixture.dumps.load(Self.dumps[name]!, as: name) }
    try fixture.dumps.load(Self.dumps["20250402T040000.csv"]! + ["# again"], as: "20250405T040000.csv")
    try database.script("DELETE FROM ops.stale; DELETE FROM ingest.unvalidated")
    try fixture.withdraw("20250402T040000.csv")
    #expect(try database.lines("SELECT * FROM ops.stale") == [])
    #expect(try database.lines("SELECT days FROM ingest.unvalidated") == ["[2025-03-31,2025-04-01)"])
    try database.script("DELETE FROM ingest.unvalidated")
    try fixture.withdraw("20250404T040000.csv")
    #expect(try database.lines("SELECT day FROM ops.stale_day ORDER BY 1") == ["2025-04-01"])
    #expect(try database.lines("SELECT range_agg(days) FROM ingest.unvalidated") == ["{[2025-03-31,2025-04-02)}"])
  }

  @Test("edits stay in force, and what they stood on is gone")
  func edits() throws {
    func edit(_ fixture: WithdrawFixture) throws {
      for (change, slots) in [(ReadingEdit.Change.value(milliWh: 12_500), 4..<6), (.missing, 8..<9)] {
        let start = Instant("2025-03-31T00:00:00+02:00")!.seconds
        _ = try Ingest.edit(
          ReadingEdit(
            meter: "Q1", register: .consumption, from: Instant(seconds: start + 900 * Int64(slots.lowerBound)),
            to: Instant(seconds: start + 900 * Int64(slots.upperBound)), change: change, reason: "why", user: "bob",
            asOf: WithdrawFixture.asOf), on: fixture.database.connection)
      }
    }
    try fixture.dumps.load(Self.dumps["20250403T040000.csv"]!, as: "20250403T040000.csv")
    try edit(fixture)
    try edit(fresh)
    let edited = try fixture.state()
    try fixture.withdraw("20250403T040000.csv")
    #expect(try fixture.state() == fresh.state())
    #expect(
      try fixture.database.lines("SELECT wh[5:9], exponent FROM grid.interval_block WHERE register = 3")
        == ["{12500,12500,NULL,NULL,NULL}|-3"])
    try fixture.dumps.load(Self.dumps["20250403T040000.csv"]!, as: "20250403T040000.csv")
    #expect(try fixture.state() == edited)
    _ = try undoEdit(1, reason: "no", user: "ada", asOf: WithdrawFixture.asOf, runID: nil, on: database.connection)
    _ = try undoEdit(2, reason: "no", user: "ada", asOf: WithdrawFixture.asOf, runID: nil, on: database.connection)
    try fresh.dumps.load(Self.dumps["20250403T040000.csv"]!, as: "20250403T040000.csv")
    for id: Int64 in [1, 2] {
      _ = try undoEdit(
        id, reason: "no", user: "ada", asOf: WithdrawFixture.asOf, runID: nil, on: fresh.database.connection)
    }
    #expect(try fixture.state() == fresh.state())
  }

  @Test("estimates come back, or go with the days they were made for, at the next validation")
  func estimates() throws {
    func weeks(_ fixture: WithdrawFixture) throws {
      for day in 1...28 where day != 20 {
        let date = "2025-04-\(padded(day, 2))T00:00:00+02:00"
        try fixture.dumps.load(
          WithdrawFixture.rows(date, day == 10 ? 40 : 96) { "\(ReadingBench.usual(day, $0)),0,0" },
          as: "202504\(padded(day, 2))T230000.csv")
      }
    }
    func validate(_ fixture: WithdrawFixture) throws {
      _ = try Ingest.validate(
        ValidationRequest(
          meter: "Q1", period: Period("2025-04", today: LocalDay(number: 0)), estimates: true, asOf: ReadingBench.asOf),
        on: fixture.database.connection)
    }
    try weeks(fixture)
    try weeks(fresh)
    // A wrong dump fills the gaps of two days, and one day more.
    let wrong =
      WithdrawFixture.rows("2025-04-10T00:00:00+02:00", 96) { "\(900 + $0),0,0" }
      + WithdrawFixture.rows("2025-04-20T00:00:00+02:00", 30) { "\(800 + $0),0,0" }
    try fixture.dumps.load(wrong, as: "20250501T000000.csv")
    try validate(fixture)
    try fixture.withdraw("20250501T000000.csv")
    try validate(fixture)
    try validate(fresh)
    #expect(try fixture.state() == fresh.state())
    #expect(try database.lines("SELECT count(*) > 0 FROM ingest.estimate WHERE closed_at IS NULL") == ["t"])
    #expect(try database.violations() == [])
  }

  @Test("what no estimate could be made for goes with the readings it came behind")
  func unestimated() throws {
    try fixture.dumps.load(
      WithdrawFixture.rows("2025-04-02T00:00:00+02:00", 288) { "\(50 + $0),0,0" }, as: "20250405T000000.csv")
    func run() throws {
      _ = try Ingest.validate(
        ValidationRequest(estimates: true, asOf: ReadingBench.asOf), on: fixture.database.connection)
    }
    let open = "SELECT DISTINCT method FROM ingest.estimate WHERE closed_at IS NULL"
    try run()
    #expect(try database.lines(open) == ["none"])
    try fixture.withdraw("20250405T000000.csv")
    try run()
    #expect(try database.lines(open) == [])
  }

  @Test("rows that are rejected on a day that was validated already are told of all the same")
  func late() throws {
    let rows = WithdrawFixture.rows("2025-04-01T00:00:00+02:00", 96) { "\(50 + $0),0,0" }
    let bad = WithdrawFixture.rows("2025-04-01T00:00:00+02:00", 8) { _ in "-5,0,0" }
    for dump in [(rows, "20250402T040000.csv"), (bad, "20250403T040000.csv")] {
      try fixture.dumps.load(dump.0, as: dump.1)
      _ = try Ingest.validate(ValidationRequest(asOf: ReadingBench.asOf), on: fixture.database.connection)
    }
    #expect(
      try database.lines(
        "SELECT evidence ->> 'rejected' FROM ingest.verdict WHERE closed_at IS NULL AND rule = 'negative'") == ["8"])
  }

  @Test("rows that were rejected go, and with them the verdicts that stood on them")
  func rejects() throws {
    let rows = WithdrawFixture.rows("2025-04-01T00:00:00+02:00", 96) { "\(50 + $0),0,0" }
    let bad = WithdrawFixture.rows("2025-04-01T00:00:00+02:00", 8) { _ in "-5,0,0" } + ["N1,2025-04-01T10:00:00Z,1,0,0"]
    func run(_ fixture: WithdrawFixture) throws {
      _ = try Ingest.validate(ValidationRequest(asOf: ReadingBench.asOf), on: fixture.database.connection)
    }
    let open = "SELECT rule, evidence ->> 'rejected' FROM ingest.verdict WHERE closed_at IS NULL AND rule = 'negative'"
    try fixture.dumps.load(rows, as: "20250402T040000.csv")
    try fixture.dumps.load(bad, as: "20250403T040000.csv")
    try run(fixture)
    #expect(try database.lines(open) == ["negative|8"])
    try fixture.withdraw("20250403T040000.csv")
    try run(fixture)
    #expect(try database.lines(open) == [])
    try fresh.dumps.load(rows, as: "20250402T040000.csv")
    #expect(try fixture.state() == fresh.state())
  }
}
