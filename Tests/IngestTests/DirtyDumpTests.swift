import Foundation
import Grid
import Ingest
import Support
import Testing

/// Eighteen dumps of one community with every defect we know of, beside the truth: what of them must be rejected, line by
/// line, and what must remain.
@Suite(.enabled(if: samples != nil)) struct DirtyDumpTests {
  static let folder = URL(fileURLWithPath: samples ?? "/").appendingPathComponent("readings/dirty")
  static let asOf = Instant("2025-05-01T00:00:00Z")!

  /// A line of truth.jsonl.
  struct Defect: Decodable {
    let file: String?
    let line: Int?
    let kind: String
    let expect: String
    let meterId: String?
    let instant: String?
    let original: [Int]?
    let value: [Int]?
    let lenientOk: Bool?
  }

  /// The codes that a kind of defect may be rejected with.
  static let codes: [String: Set<String>] = [
    "meter_of_other_community": ["foreign-meter"], "malformed_extra_column": ["extra-column"],
    "off_grid_timestamp": ["off-grid"], "spike_consumed": ["above-limit"], "unknown_meter": ["unknown-meter"],
    "negative_consumed": ["negative"], "negative_produced": ["negative"], "malformed_not_a_number": ["not-a-number"],
    "future_timestamp": ["future"], "malformed_missing_column": ["missing-column"],
    "timestamp_not_rfc3339": ["bad-timestamp"], "malformed_empty_value": ["empty-value"],
    "malformed_impossible_date": ["bad-timestamp"], "malformed_nan_value": ["not-a-number"],
    "malformed_empty_meter": ["empty-meter"], "malformed_no_offset": ["no-offset"],
    "malformed_garbage": ["missing-column", "invalid-utf8"], "malformed_invalid_utf8": ["invalid-utf8"],
    "truncated_last_line": ["missing-column", "bad-timestamp", "no-offset"],
  ]

  /// Dumps in the order of their names, the ones that are refused with the reason.
  static func load(_ names: [String], into database: TestDatabase) throws -> [String: IngestSummary] {
    var summaries: [String: IngestSummary] = [:]
    for name in names {
      do {
        summaries[name] = try ingest(
          folder.appendingPathComponent(name).path, IngestRequest(community: "EC2", asOf: asOf), on: database.connection
        )
      } catch let failure as any Failure {
        #expect(failure.status == .dataRefused)
        #expect(name.hasSuffix("_a_empty.csv") || name.hasSuffix("_c_wrong_header.csv"), "\(name): \(failure.message)")
      }
    }
    return summaries
  }

  static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
    .filter { $0.hasPrefix("2025") }.sorted() ?? []

  static func database() throws -> TestDatabase {
    let database = try TestDatabase()
    try database.registerSamples(in: samples!)
    return database
  }

  /// Every stored reading as `meter|instant|consumed|produced|battery`.
  static func state(of database: TestDatabase) throws -> [String] {
    try database.lines(
      """
      WITH reading AS (
        SELECT meter, register, starts_at, wh FROM grid.reading JOIN grid.meter USING (meter_id))
      SELECT meter, to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             sum(wh) FILTER (WHERE register = 3), sum(wh) FILTER (WHERE register = 4),
             sum(CASE register WHEN 6 THEN wh WHEN 5 THEN -wh END)
      FROM reading GROUP BY meter, starts_at ORDER BY meter, starts_at
      """
    ).map { $0.replacingOccurrences(of: ".000", with: "") }
  }

  @Test("every entry of the truth is rejected, replaced, ignored or loaded as it must be, and nothing else is")
  func truth() throws {
    #expect(Self.names.count == 18)
    let database = try Self.database()
    let summaries = try Self.load(Self.names, into: database)
    for summary in summaries.values {
      #expect(summary.readCount == summary.loadedCount + summary.rejectedCount + summary.repeatedCount)
    }
    var rejects: [String: String] = [:]
    for line in try database.lines("SELECT file, line, code FROM ingest.reject JOIN ingest.batch USING (batch_id)") {
      let parts = line.split(separator: "|")
      rejects["\(parts[0]):\(parts[1])"] = String(parts[2])
    }
    let state = Set(try Self.state(of: database))
    let keys = Set(state.map { $0.split(separator: "|").prefix(2).joined(separator: "|") })
    let text = try String(contentsOf: Self.folder.appendingPathComponent("truth.jsonl"), encoding: .utf8)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    for line in text.split(separator: "\n") {
      let defect = try decoder.decode(Defect.self, from: Data(line.utf8))
      let place = "\(defect.file ?? ""):\(defect.line ?? 0)"
      let code = rejects.removeValue(forKey: place)
      func reading(_ values: [Int]) -> String {
        "\(defect.meterId!)|\(defect.instant!)|\(values.map(String.init).joined(separator: "|"))"
      }
      switch defect.expect {
      case "reject" where defect.line == nil: #expect(summaries[defect.file!] == nil, "\(place)")
      case "reject":
        #expect(Self.codes[defect.kind]!.contains(code ?? "loaded"), "\(place) \(defect.kind): \(code ?? "loaded")")
      case "ignore" where defect.line == nil: #expect(summaries[defect.file!]?.sameAs != nil, "\(place)")
      case "ignore": #expect(code == nil, "\(place) \(defect.kind)")
      case "replace":
        #expect(code == nil, "\(place)")
        #expect(state.contains(reading(defect.value!)), "\(place) \(defect.kind)")
      case "last_line_wins":
        #expect(code == "conflicting-duplicate", "\(place)")
        #expect(state.contains(reading(defect.value!)), "\(place) \(defect.kind)")
      case "missing": #expect(!keys.contains("\(defect.meterId!)|\(defect.instant!)"), "\(line)")
      case "accept": #expect(summaries[defect.file!] != nil, "\(place)")
      case "reject_or_ignore": break
      default: Issue.record("no rule for \(line)")
      }
    }
    #expect(rejects.isEmpty, "rejected without reason: \(rejects)")
  }

  @Test("what remains is the expected state, reading by reading")
  func state() throws {
    let database = try Self.database()
    _ = try Self.load(Self.names, into: database)
    let expected = try csv(Self.folder.appendingPathComponent("expected_state.csv.gz")).map {
      $0.joined(separator: "|")
    }
    let state = try Self.state(of: database)
    #expect(state.count == 23_634)
    #expect(Set(state).symmetricDifference(expected).sorted().prefix(5) == [])
    let stored = Set(state.map { $0.split(separator: "|").prefix(2).joined(separator: "|") })
    for row in try csv(Self.folder.appendingPathComponent("expected_missing.csv")) {
      #expect(!stored.contains("\(row[0])|\(row[1])"))
    }
  }

  /// Everything that loading leaves behind, but for when it was.
  static func tables(of database: TestDatabase) throws -> [String] {
    try database.lines("SELECT * FROM grid.interval_block ORDER BY 1, 2, 3, 4")
      + database.lines("SELECT * FROM grid.block_part ORDER BY 1, 2, 3, 4, 5")
      + database.lines("SELECT * FROM ingest.reject ORDER BY 1, 2, 4")
      + database.lines(
        """
        SELECT batch_id, file, received_at, layout, read_count, loaded_count, rejected_count, repeated_count, conflict_count
        FROM ingest.batch ORDER BY 1
        """)
  }

  @Test("any order of loading gives identical tables")
  func order() throws {
    let first = try Self.database()
    _ = try Self.load(Self.names, into: first)
    let expected = try Self.tables(of: first)
    var generator = SplitMix(seed: 20_250_325)
    var orders = [Array(Self.names.reversed())]
    for _ in 0..<3 { orders.append(Self.names.shuffled(using: &generator)) }
    for names in orders {
      let database = try Self.database()
      _ = try Self.load(names, into: database)
      let found = try Self.tables(of: database)
      #expect(found == expected, "\(names)")
    }
  }
}

/// A generator of random numbers that gives the same ones on every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
