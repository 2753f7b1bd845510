import Database
import Foundation
import Grid
import Support
import Testing

@testable import Ingest

/// Malfunctions of format: dumps with too many bad rows, and refused ones.
@Suite struct BadDumpTests {
  let place: Neighbourhood
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dumps-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    place = try Neighbourhood()
    try place.community("C1")
    try place.meter("M1", of: "C1", interval: 900, during: "[2025-05-30,)")
    try place.meter("M2", of: "C1", interval: 900, during: "[2025-05-30,)")
    try place.database.script("UPDATE grid.tolerance SET every_s = 30 * 86400")
  }

  /// Loads a dump of quarter hours of a day; `bad` rows of M1 are no numbers.
  func load(
    _ day: String, good: [String] = ["M1", "M2"], bad: Int = 0, extra: [String] = [], community: String? = "C1"
  ) throws {
    var lines = ["meter_id,timestamp,consumed_wh"]
    for meter in good {
      for quarter in 0..<40 {
        lines.append("\(meter),\(day)T\(padded(quarter / 4, 2)):\(padded(quarter % 4 * 15, 2)):00Z,\(quarter)")
      }
    }
    for quarter in 40..<40 + bad {
      lines.append("M1,\(day)T\(padded(quarter / 4, 2)):\(padded(quarter % 4 * 15, 2)):00Z,oops")
    }
    let stamp = day.replacing("-", with: "")
    let file = folder.appendingPathComponent("\(stamp)T230000_C1.csv")
    try (lines + extra).joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    _ = try ingest(
      file.path, IngestRequest(community: community, asOf: Instant("\(day)T23:30:00Z")!), on: place.connection)
  }

  func check(_ asOf: String) throws -> (added: [String], closed: [String]) {
    let found = try place.connection.transaction {
      try checkMeters(community: nil, asOf: Instant(asOf)!, on: place.connection)
    }
    func words(_ list: [Malfunction]) -> [String] {
      list.map { "\($0.community ?? "-") \($0.meter ?? $0.source) \($0.kind) \($0.subject)" }
    }
    return (words(found.added), words(found.closed))
  }

  @Test("bad rows of a meter count from the tolerance on, until a dump speaks of the meter without them")
  func rows() throws {
    // 4 of 84 rows are 4.8 %; 10 rows are too many.
    try load("2025-06-01", bad: 4)
    #expect(try check("2025-06-01T23:59:00Z").added == [])
    try load("2025-06-02", bad: 10)
    try load("2025-06-03", bad: 12)
    #expect(try check("2025-06-03T23:59:00Z").added == ["C1 M1 format not-a-number"])
    #expect(
      try place.database.lines(
        """
        SELECT since_at AT TIME ZONE 'UTC', evidence->>'dump_count', evidence->>'row_count', evidence->>'read_count', evidence->>'file',
               evidence->>'line' FROM grid.malfunction
        """) == ["2025-06-02 23:00:00|2|22|182|20250603T230000_C1.csv|82"])
    // A dump of the other meter alone says nothing of this one.
    try load("2025-06-04", good: ["M2"])
    #expect(try check("2025-06-04T23:59:00Z").closed == [])
    try load("2025-06-05")
    #expect(try check("2025-06-05T23:59:00Z").closed == ["C1 M1 format not-a-number"])
    #expect(try check("2025-06-06T00:00:00Z").added == [])
    try load("2025-06-06", bad: 10)
    #expect(try check("2025-06-06T23:59:00Z").added == ["C1 M1 format not-a-number"])
    #expect(try place.database.lines("SELECT count(*) FROM ops.outbox WHERE topic = 'malfunction'") == ["2"])
    // A month without another bad one.
    #expect(try check("2025-07-06T22:59:00Z").closed == [])
    #expect(try check("2025-07-06T23:00:01Z").closed == ["C1 M1 format not-a-number"])
    #expect(try place.database.violations() == [])
  }

  @Test("rows of no known meter count for their sender; negative ones are an inconsistency, the year 2000 a clock")
  func senders() throws {
    let strangers = (0..<10).map { "Z9,2025-06-01T20:0\($0):00Z,5" }
    let negative = (0..<10).map { "M2,2025-06-01T1\($0):00:00Z,-5" }
    let clock = (0..<10).map { "M1,2000-01-01T0\($0):00:00Z,5" }
    try load("2025-06-01", good: ["M1"], extra: strangers + negative + clock)
    #expect(
      try check("2025-06-01T23:59:00Z").added == [
        "C1 M2 inconsistency negative", "C1 M1 format clock-outlier", "C1 *_C1.csv format unknown-meter",
      ])
    try load("2025-06-02")
    #expect(try check("2025-06-02T23:59:00Z").closed.count == 3)
  }

  @Test("a dump that was refused lasts until one of its sender is loaded")
  func refused() throws {
    func refuse(_ day: String) throws {
      try enterRefusal(
        of: "/spool/\(day)T230000_C1.csv", "nobody can read it", community: nil, receivedAt: nil,
        asOf: Instant("2025-06-02T23:30:00Z")!, on: place.connection)
    }
    try refuse("20250602")
    try refuse("20250602")
    #expect(try check("2025-06-02T23:59:00Z").added == ["- *_C1.csv format refused-dump"])
    #expect(
      try place.database.lines(
        "SELECT community IS NULL, happened_at AT TIME ZONE 'UTC', message->>'source' FROM ops.outbox")
        == ["t|2025-06-02 23:59:00|*_C1.csv"])
    try load("2025-06-03")
    #expect(try check("2025-06-03T23:59:00Z").closed == ["- *_C1.csv format refused-dump"])
    #expect(try place.database.violations() == [])
  }

  @Test("freshness: the newest reading of each community and format, against the format's tolerance or other limits")
  func fresh() throws {
    try place.community("C2", zone: "UTC")
    try place.meter("N", of: "C2")
    try place.database.script("INSERT INTO grid.tolerance (format, every_s) VALUES ('native', 3600)")
    try load("2025-06-01")
    func states(_ asOf: String, _ warn: Int? = nil, _ error: Int? = nil) throws -> [String] {
      try place.connection.transaction {
        try freshness(
          community: nil, warnAfter: warn, absentAfter: error, asOf: Instant(asOf)!, on: place.connection)
      }.map {
        "\($0.community) \($0.format ?? "-") \($0.meterCount) \($0.last ?? "-") \($0.ageSeconds ?? -1) \($0.state)"
      }
    }
    // Ten hours of quarter hours, the last ends at 12:00 in Paris.
    #expect(
      try states("2025-06-01T11:30:00Z") == ["C1 native 2 2025-06-01 12:00 5400 ok", "C2 - 1 - -1 absent"])
    #expect(try states("2025-06-01T11:30:01Z")[0].hasSuffix("5401 late"))
    #expect(try states("2025-06-01T12:00:01Z")[0].hasSuffix("7201 absent"))
    #expect(try states("2025-06-01T12:00:01Z", 7200, 86_400)[0].hasSuffix("7201 late"))
  }

  @Test("freshness: an index read up to the clock is a reading")
  func freshIndex() throws {
    try place.community("C2", zone: "UTC")
    try place.meter("N", of: "C2")
    try load("2025-06-01")
    func states(_ asOf: String) throws -> [String] {
      try place.connection.transaction {
        try freshness(
          community: "C2", warnAfter: 3600, absentAfter: 7200, asOf: Instant(asOf)!, on: place.connection)
      }.map { "\($0.format ?? "-") \($0.meterCount) \($0.last ?? "-") \($0.ageSeconds ?? -1) \($0.state)" }
    }
    #expect(try states("2025-06-02T08:00:00Z") == ["- 1 - -1 absent"])
    for (register, at) in [(1, "2025-06-02 06:00Z"), (2, "2025-06-02 07:00Z"), (1, "2025-06-02 09:00Z")] {
      try place.database.script(
        """
        INSERT INTO grid.register_read
        SELECT c.community_id, m.meter_id, \(register), 'x', '', '\(at)', b.batch_id, 1, 0, 0
        FROM grid.community AS c, grid.meter AS m, ingest.batch AS b WHERE c.community = 'C2' AND m.meter = 'N'
        """)
    }
    #expect(try states("2025-06-02T08:00:00Z") == ["native 1 2025-06-02 07:00 3600 ok"])
    #expect(try states("2025-06-02T08:00:01Z") == ["native 1 2025-06-02 07:00 3601 late"])
    #expect(try states("2025-06-02T09:00:00Z") == ["native 1 2025-06-02 09:00 0 ok"])
  }
}
