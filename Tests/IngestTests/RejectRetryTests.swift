import Decode
import Foundation
import Grid
import Support
import Testing

@testable import Ingest

@Suite final class RejectRetryTests {
  let dumps: DumpFixture

  init() throws { dumps = try DumpFixture() }
  deinit { dumps.remove() }

  private static let asOf = Instant("2026-01-01T00:00:00Z")!

  private func retry(_ code: String? = nil, asOf: Instant = asOf) throws -> String {
    let summary = try retryRejects(code: code, asOf: asOf, on: dumps.database.connection)
    return "\(summary.triedCount) \(summary.loadedCount) \(summary.rejectedCount) \(summary.cutCount)"
  }

  /// Meter N1 (15 min) of C1.
  private func register(on dumps: DumpFixture) throws {
    try dumps.database.script(
      """
      INSERT INTO grid.meter (meter, interval_s, kind) VALUES ('N1', 900, 'household');
      INSERT INTO grid.membership SELECT meter_id, 1, '[2025-01-01,)' FROM grid.meter WHERE meter = 'N1'
      """)
  }

  /// All that dumps fill, but for the moments of loading and the running numbers of rejects.
  private func tables(_ dumps: DumpFixture) throws -> [String] {
    try [
      "SELECT b.*, m.meter FROM grid.interval_block AS b JOIN grid.meter AS m USING (meter_id) ORDER BY 1, 2, 3, 4",
      "SELECT * FROM grid.block_part ORDER BY 1, 2, 3, 4, 5",
      "SELECT * FROM grid.register_read ORDER BY 1, 2, 3, 4, 5, 6, 7",
      "SELECT batch_id, line, \"column\", code, raw, note, reading FROM ingest.reject ORDER BY 1, 2, 4, 5",
      """
      SELECT batch_id, file, format, layout, read_count, loaded_count, rejected_count, repeated_count, conflict_count,
             passed_count
      FROM ingest.batch ORDER BY 1
      """,
      "SELECT DISTINCT community_id, meter_id, day FROM ops.stale_day ORDER BY 1, 2, 3",
    ].flatMap { try dumps.database.lines($0) }
  }

  @Test("rows that are loaded in pieces give what they give at once, and leave what the dump had said before")
  func pieces() throws {
    let other = try DumpFixture()
    defer { other.remove() }
    let day = (0..<96).map { Int64($0) }
    let lines = [
      line("N1", "2025-03-31T22:00:00Z", day), line("N1", "2025-04-01T22:00:00Z", day),
      line("N1", "2025-04-01T10:00:00Z", [700, 800], version: 3), line("N1", "2025-04-01T10:00:00Z", [5], version: 2),
      line("N1", "2025-04-02T10:00:00Z", [900], every: 300, version: 3),
    ]
    try register(on: other)
    try other.decode(lines)
    try dumps.decode(lines)
    try register(on: dumps)
    _ = try retryRejects(code: nil, asOf: Self.asOf, byteLimit: 1, on: dumps.database.connection)
    #expect(try dumps.blocks() == other.blocks())
    #expect(try dumps.blocks().count == 2)
    let rows = [
      "Q1,2025-04-01T10:00:00Z,1,0,0", "Q1,2025-04-01T10:15:00Z,5000000,0,0", "Q1,2025-04-01T10:15:00Z,2,0,0",
    ]
    try dumps.load(rows)
    try dumps.database.script("UPDATE grid.meter SET limit_w = 100000000 WHERE meter = 'Q1'")
    _ = try retryRejects(code: nil, asOf: Self.asOf, byteLimit: 1, on: dumps.database.connection)
    #expect(
      try dumps.database.lines(
        "SELECT wh FROM grid.reading JOIN grid.meter USING (meter_id) WHERE meter = 'Q1' AND register = 3 ORDER BY starts_at"
      ) == ["1", "2"])
  }

  @Test("an unknown meter, then its registration and a retry, give the tables of a registration that came first")
  func sameAsFirst() throws {
    // Two dumps that differ, the earlier one loaded last; a repeated and a replaced row; mWh in one of them; bad rows.
    let loads = [
      (
        name: "20250403T040000.csv",
        rows: [
          "N1,2025-04-01T10:00:00Z,11,0,0", "Q1,2025-04-01T10:00:00Z,1,0,0", "N1,2025-04-01T10:15:00Z,12.5,0,-3",
          "N1,2025-04-01T10:15:00Z,12.5,0,-3", "N1,2025-04-01T10:00:00Z,14,0,0", "X9,2025-04-01T10:00:00Z,1,0,0",
          "N1,2025-04-01T10:30:00Z,oops,0,0",
        ]
      ),
      (
        name: "20250402T040000.csv",
        rows: ["N1,2025-04-01T10:00:00Z,10,0,0", "N1,2025-04-01T11:00:00Z,7,0,0", "N1,2024-04-01T11:00:00Z,7,0,0"]
      ),
    ]
    for load in loads { try dumps.load(load.rows, as: load.name) }
    #expect(try retry() == "9 0 9 0", "nothing has changed")
    try register(on: dumps)
    let before = try tables(dumps)
    _ = try dumps.database.connection.rehearsal {
      try retryRejects(code: nil, asOf: Self.asOf, on: dumps.database.connection)
    }
    #expect(try tables(dumps) == before, "a rehearsal keeps nothing")
    // In the first dump the unreadable value and X9 remain, in the second the day before the membership.
    #expect(try retry() == "9 6 3 0")

    let other = try DumpFixture()
    defer { other.remove() }
    try register(on: other)
    for load in loads { try other.load(load.rows, as: load.name) }
    #expect(try tables(dumps) == tables(other))
    #expect(try dumps.readings(.consumption).contains("N1|2025-04-01T10:15Z|12.500"))
    let after = try tables(dumps)
    #expect(try retry().hasSuffix(" 0 2 0"), "the unreadable value is tried no more")
    #expect(try tables(dumps) == after)
    #expect(try dumps.database.violations() == [])
  }

  @Test("readings and index reads of other forms are loaded from the list, as if the meter had been known")
  func otherForms() throws {
    func index(_ instant: String, _ value: Int64) -> String {
      StoredReading(
        channel: Channel(
          meter: "N1", register: "1.8.0", unit: "kWh", quantity: .index(milliWh: 1_000_000), direction: .imported),
        scale: 0, values: .index(instant: Instant(instant)!.seconds, value: value, quality: .actual)
      ).text
    }
    let lines = [
      line("N1", "2025-04-01T10:00:00Z", [1, nil, 3], .exported, qualities: [Quality(.substituted, raw: "S14")]),
      line("Q1", "2025-04-01T10:00:00Z", [5]), line("N1", "2024-12-31T22:30:00Z", [1, 2, 3, 4], .exported),
      index("2025-04-01T10:00:00Z", 5), index("2025-04-01T10:15:00Z", 6), index("2025-04-01T10:15:00Z", 6), "bad",
    ]
    try dumps.decode(lines, as: "20250402T040000.txt")
    try register(on: dumps)
    // 2 + 4 values and 3 reads; two values of the year before stay.
    #expect(try retry() == "9 7 2 0")
    let other = try DumpFixture()
    defer { other.remove() }
    try register(on: other)
    try other.decode(lines, as: "20250402T040000.txt")
    func comparable(_ dumps: DumpFixture) throws -> [String] {
      // The text of what stays: the list keeps the record as it came, the reading is the part that is still bad.
      try tables(dumps).filter { !$0.contains("outside-membership") }
    }
    #expect(try comparable(dumps) == comparable(other))
    #expect(
      try dumps.database.lines(
        "SELECT code, reading FROM ingest.reject WHERE code = 'outside-membership'")
        == other.database.lines("SELECT code, reading FROM ingest.reject WHERE code = 'outside-membership'"))
    #expect(try dumps.readings(.imported).first?.hasPrefix("N1|2025-04-01T10:00Z|1000") ?? false)
    #expect(try dumps.database.violations() == [])
  }

  @Test("one rule only, the future when it has come, and rows of which the list has the beginning alone")
  func parts() throws {
    let long = "N1,2025-04-01T10:00:00Z,1,0,0," + String(repeating: "x", count: 2000)
    try dumps.load(
      ["N1,2025-04-01T10:15:00Z,1,0,0,", "Q1,2025-04-02T10:00:00Z,2,0,0,", long],
      header: DumpFixture.header + ",remark", asOf: "2025-04-02T10:00:00Z")
    try register(on: dumps)
    #expect(try retry("future", asOf: Instant("2025-04-02T10:14:59Z")!) == "1 0 1 0")
    #expect(try retry("future") == "1 1 0 0")
    #expect(try retry("unknown-meter") == "1 1 0 1")
    #expect(try dumps.codes() == ["4|unknown-meter"])
    #expect(throws: PlainFailure.self) { try retry("no-such-rule") }
    #expect(try dumps.readings(.consumption) == ["N1|2025-04-01T10:15Z|1", "Q1|2025-04-02T10:00Z|2"])
  }

  @Test("groups say how many rows of a file break a rule, of which meter, from which line to which")
  func groups() throws {
    try dumps.load(
      [
        "N1,2025-04-01T10:15:00Z,1,0,0", "N-2,2025-04-01T10:15:00Z,1,0,0", "N1,2025-04-01T10:30:00Z,1,0,0",
        "Q1,2025-04-01T10:15:00Z,x,0,0",
      ], as: "a.csv")
    try dumps.decode([line("N-2", "2025-04-01T10:00:00Z", [1])], as: "b.txt")
    func shown(_ filter: RejectFilter) throws -> [String] {
      try rejectGroups(filter, on: dumps.database.connection).map {
        "\($0.code) \($0.file) \($0.meter ?? "\($0.meterCount)") \($0.rowCount) \($0.firstLine)-\($0.lastLine) \($0.examples.count)"
      }
    }
    #expect(
      try shown(RejectFilter()) == [
        "unknown-meter b.txt N-2 1 2-2 1", "unknown-meter a.csv 2 3 2-4 2", "not-a-number a.csv Q1 1 5-5 1",
      ])
    #expect(
      try shown(RejectFilter(code: "unknown-meter", file: "a.csv")) == [
        "unknown-meter a.csv N1 2 2-4 2", "unknown-meter a.csv N-2 1 3-3 1",
      ])
    #expect(
      try shown(RejectFilter(meter: "N-2")) == ["unknown-meter b.txt N-2 1 2-2 1", "unknown-meter a.csv N-2 1 3-3 1"])
    #expect(try rejects(RejectFilter(meter: "N-2"), limit: 9, on: dumps.database.connection).count == 2)
  }
}
