import Foundation
import Grid
import Support
import Testing

@testable import Ingest

/// Dumps that were taken back of which something else knows: indices, registers, users.
@Suite final class WithdrawReadTests {
  let fixture: WithdrawFixture
  /// A database that never saw what the other one took back.
  private(set) lazy var fresh = try! WithdrawFixture()
  var database: TestDatabase { fixture.database }

  init() throws { fixture = try WithdrawFixture() }
  deinit { fixture.dumps.remove() }

  private static func indices(_ quantity: String) -> String {
    #"{"meter": 1, "header": false, "end": 2, "interval": 900, "values": [{"column": 3, "register": "import", "unit": "kWh", "quantity": "\#(quantity)"}]}"#
  }

  private static let reads = [
    // Reads of every quarter hour, around midnight and the first of the dump behind.
    "20250402T040000.csv": [
      "Q1,2025-04-01T21:15:00Z,10", "Q1,2025-04-01T21:30:00Z,10.5", "Q1,2025-04-01T21:45:00Z,11",
    ],
    "20250403T040000.csv": ["Q1,2025-04-01T21:45:00Z,3", "Q1,2025-04-01T22:00:00Z,3.4", "Q1,2025-04-01T22:15:00Z,3.9"],
    "20250404T040000.csv": [
      "Q1,2025-04-01T22:00:00Z,11.7", "Q1,2025-04-01T22:30:00Z,13", "Q1,2025-04-01T22:45:00Z,14",
    ],
  ]

  @Test("intervals that stand on its index reads are made again, those of later dumps too")
  func reads() throws {
    let names = Self.reads.keys.sorted()
    let mapping = Self.indices("reads")
    for name in names {
      for other in names where other != name { try fresh.load(Self.reads[other]!, as: other, mapping: mapping) }
      let without = try fresh.state()
      for other in names where other != name { try fresh.withdraw(other) }
      for order in [names, names.reversed()] {
        for other in order { try fixture.load(Self.reads[other]!, as: other, mapping: mapping) }
        let all = try fixture.state()
        #expect(try fixture.withdraw(name)[0].indexCount == 3)
        #expect(try fixture.state() == without)
        #expect(try database.violations() == [])
        try fixture.load(Self.reads[name]!, as: name, mapping: mapping)
        #expect(try fixture.state() == all)
        for other in names { try fixture.withdraw(other) }
        #expect(try fixture.state() == [])
      }
    }
  }

  @Test("the days that index and intervals are compared on are validated again")
  func comparison() throws {
    try fixture.load(["Q1,2025-04-01T22:00:00Z,10"], as: "a.csv", mapping: Self.indices("reads"))
    try fixture.load(["Q1,2025-04-03T22:00:00Z,15"], as: "b.csv", mapping: Self.indices("reads"))
    try database.script("DELETE FROM ingest.unvalidated; DELETE FROM ops.stale")
    try fixture.withdraw("a.csv")
    #expect(
      try database.lines("SELECT days FROM ingest.unvalidated ORDER BY 1")
        == ["[2025-04-01,2025-04-02)", "[2025-04-03,2025-04-04)"])
    #expect(try database.lines("SELECT * FROM ops.stale") == [])
  }

  @Test("a dump that begins with the difference to an index of it is named")
  func followers() throws {
    let mapping = Self.indices("index")
    try fixture.load(["Q1,2025-04-01T10:00:00Z,10", "Q1,2025-04-01T10:15:00Z,10.5"], as: "a.csv", mapping: mapping)
    try fixture.load(["Q1,2025-04-01T10:30:00Z,11"], as: "b.csv", mapping: mapping)
    try fixture.load(["Q1,2025-04-01T10:45:00Z,12"], as: "c.csv", mapping: mapping)
    #expect(try fixture.withdraw("a.csv")[0].followers.map(\.file) == ["b.csv"])
    #expect(try fixture.withdraw("c.csv")[0].followers.map(\.file) == [])
    #expect(try fixture.withdraw("b.csv")[0].followers.map(\.file) == [])
    #expect(try fixture.state() == [])
  }

  @Test("a register that only it filled is free for another one of the dumps' registers")
  func channels() throws {
    func mapping(_ name: String) -> String { WithdrawTests.mapping("start", "Wh", more: #", "name": "\#(name)""#) }
    let lines = WithdrawFixture.rows("2025-04-01T00:00:00+02:00", 4) { "\(50 + $0)" }
    try fixture.load(lines, as: "a.csv", mapping: mapping("E1"))
    let later = WithdrawFixture.rows("2025-04-02T00:00:00+02:00", 4) { "\(50 + $0)" }
    #expect(try fixture.load(later, as: "b.csv", mapping: mapping("E2")).rejectedCount == 4)
    try fixture.withdraw("a.csv")
    try fresh.load(later, as: "b.csv", mapping: mapping("E2"))
    #expect(try retryRejects(code: nil, asOf: WithdrawFixture.asOf, on: database.connection).loadedCount == 4)
    #expect(try fixture.state() == fresh.state())
  }

  @Test("withdrawn twice nothing happens; a name of several dumps must be clear, or mean all")
  func names() throws {
    for value in 1...3 { try fixture.dumps.load(["Q1,2025-04-01T10:00:00Z,\(value),0,0"], as: "same.csv") }
    let listed = try Ingest.dumps(DumpFilter(meter: "Q1"), on: database.connection)
    #expect(listed.count == 3)
    #expect(try Ingest.dumps(DumpFilter(meter: "Q2"), on: database.connection).isEmpty)
    #expect(throws: PlainFailure.self) { try self.fixture.withdraw("same.csv") }
    #expect(throws: PlainFailure.self) { try self.fixture.withdraw("other.csv") }
    #expect(throws: PlainFailure.self) { try self.fixture.withdraw(String(listed[0].digest.prefix(3))) }
    #expect(try fixture.withdraw(listed[1].name).count == 1)
    #expect(try fixture.withdraw(listed[1].digest).count == 0)
    let kept = try fixture.state()
    let named = try Ingest.dumps(named: [listed[1].name], on: database.connection)
    #expect(named.map(\.withdrawn?.user) == ["ada"])
    // Loaded again and withdrawn again, it is on record twice.
    try fixture.dumps.load(["Q1,2025-04-01T10:00:00Z,2,0,0"], as: "same.csv")
    try fixture.withdraw(listed[1].name)
    #expect(try fixture.state() == kept)
    #expect(try fixture.withdraw("same.csv", all: true).count == 2)
    #expect(try Ingest.dumps(DumpFilter(file: "same.csv"), on: database.connection).isEmpty)
    let record = try Ingest.dumps(DumpFilter(file: "same.csv", withdrawn: true), on: database.connection)
    #expect(record.count == 4)
    #expect(record.allSatisfy { $0.withdrawal?.reason == "it was wrong" && $0.withdrawal?.valueCount == 4 })
    #expect(Set(record.map(\.digest)) == Set(listed.map(\.digest)))
  }

  @Test("the history of a day shows what it had said, who took it back and why")
  func history() throws {
    try fixture.dumps.load(["Q1,2025-04-01T10:00:00Z,1,0,0"], as: "20250402T040000.csv")
    try fixture.dumps.load(["Q1,2025-04-01T10:00:00Z,2,0,0"], as: "20250403T040000.csv")
    func history() throws -> [ReadingRevision] {
      try readingHistory(
        meter: "Q1", day: LocalDay("2025-04-01")!, register: .consumption, on: database.connection)
    }
    try fixture.withdraw("20250403T040000.csv")
    #expect(try history().map(\.source) == [.withdrawn, .dump, .inForce])
    let first = try history()[0]
    #expect(
      (first.name, first.milliWh, first.inForceCount, first.user, first.reason)
        == ("20250403T040000.csv", 2000, 0, "ada", "it was wrong"))
    try fixture.withdraw("20250402T040000.csv")
    #expect(try history().map(\.name) == ["20250402T040000.csv", "20250403T040000.csv"], "nothing is in force")
  }
}
