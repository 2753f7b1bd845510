import Database
import Foundation
import Grid
import Support
import Testing

@testable import Ingest

/// One defect that the sample's truth names.
private struct Defect: Decodable {
  let file: String?
  let line: Int?
  let kind: String
  let expect: String
  let meter_id: String?
  let instant: String?
  let original: [Int]?
  let value: [Int]?
  let lenient_ok: Bool?
}

/// The eighteen dirty dumps, loaded in order of their names.
private struct DirtyLoad {
  let database: TestDatabase
  let summaries: [String: IngestSummary]
  let failures: [String: any Error]
  let defects: [Defect]
  /// Code and note by `file:line`.
  let rejects: [String: (code: String, note: String?)]

  static let folder = "\(samples ?? "")/readings/dirty"
  static let asOf = Instant("2025-04-08T00:00:00Z")!
  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasPrefix("2025") }.sorted()
  // The suite is serialized: one test at a time uses the connection.
  nonisolated(unsafe) static let shared = Result { try DirtyLoad(files) }

  init(_ files: [String]) throws {
    database = try TestDatabase()
    try importSamples(samples!, into: database)
    var summaries: [String: IngestSummary] = [:], failures: [String: any Error] = [:]
    for file in files {
      do {
        summaries[file] = try ingest(
          "\(DirtyLoad.folder)/\(file)", IngestRequest(community: "EC2", asOf: DirtyLoad.asOf), on: database.connection)
      } catch { failures[file] = error }
    }
    self.summaries = summaries
    self.failures = failures
    defects = try String(contentsOfFile: "\(DirtyLoad.folder)/truth.jsonl", encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Defect.self, from: Data($0.utf8))
    }
    var rejects: [String: (String, String?)] = [:]
    for row in try database.connection.literal(
      "SELECT file || ':' || line AS place, code, note FROM ingest.reject JOIN ingest.batch USING (batch_id)")
    {
      rejects[row.text("place")] = (row.text("code"), row.optional("note"))
    }
    self.rejects = rejects
  }

  /// The codes that fit a kind of defect.
  static let codes: [String: Set<String>] = [
    "future_timestamp": ["future"],
    "malformed_empty_meter": ["empty-meter"],
    "malformed_empty_value": ["empty-value"],
    "malformed_extra_column": ["extra-column"],
    "malformed_garbage": ["missing-column"],
    "malformed_impossible_date": ["bad-timestamp"],
    "malformed_invalid_utf8": ["invalid-utf8"],
    "malformed_missing_column": ["missing-column"],
    "malformed_nan_value": ["not-a-number"],
    "malformed_no_offset": ["no-offset"],
    "malformed_not_a_number": ["not-a-number"],
    "meter_of_other_community": ["foreign-meter"],
    "negative_consumed": ["negative"],
    "negative_produced": ["negative"],
    "off_grid_timestamp": ["off-grid"],
    "spike_consumed": ["above-limit"],
    "timestamp_not_rfc3339": ["bad-timestamp"],
    "truncated_last_line": ["missing-column"],
    "unknown_meter": ["unknown-meter"],
    "dup_conflict_same_file": ["conflicting-duplicate"],
  ]
}

/// Consumption, production and battery of EC2 by meter and instant, from the blocks.
private func loadedReadings(of database: TestDatabase) throws -> [String: [Int]] {
  let rows = try database.connection.literal(
    """
    SELECT meter || ',' || to_char(starts_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS place,
           max(wh) FILTER (WHERE register = 3)::bigint AS consumed, max(wh) FILTER (WHERE register = 4)::bigint AS produced,
           (max(wh) FILTER (WHERE register = 6) - max(wh) FILTER (WHERE register = 5))::bigint AS battery,
           count(*) AS registers
    FROM grid.reading JOIN grid.meter USING (meter_id) JOIN grid.community USING (community_id)
    WHERE community = 'EC2' GROUP BY 1
    """)
  var readings: [String: [Int]] = [:]
  for row in rows {
    readings[row.text("place")] =
      row.int("registers") == 4 ? [row.int("consumed"), row.int("produced"), row.int("battery")] : []
  }
  return readings
}

@Suite("The dirty dumps of EC2", .serialized, .enabled(if: samples != nil)) struct DirtyTests {
  private func load() throws -> DirtyLoad { try DirtyLoad.shared.get() }

  @Test func thereAreEighteenFilesAndTheTruthOfEach() throws {
    #expect(DirtyLoad.files.count == 18)
    #expect(try load().defects.count == 742)
  }

  @Test func everyDefectBecomesWhatTheTruthSays() throws {
    let load = try load()
    let readings = try loadedReadings(of: load.database)
    var expected: Set<String> = []
    for defect in load.defects where defect.line != nil {
      let place = "\(defect.file!):\(defect.line!)"
      let reading = "\(defect.meter_id ?? "")," + (defect.instant ?? "")
      let reject = load.rejects[place]
      switch defect.expect {
      case "reject":
        let isLenient = defect.lenient_ok == true && reject == nil
        if isLenient {
          #expect(readings[reading] == defect.original, "\(place) \(defect.kind)")
        } else {
          #expect(DirtyLoad.codes[defect.kind]?.contains(reject?.code ?? "") == true, "\(place) \(defect.kind) \(reject?.code ?? "-")")
          expected.insert(place)
        }
      case "last_line_wins":
        #expect(reject?.code == "conflicting-duplicate", "\(place)")
        #expect(reject?.note?.contains("consumed_wh \(defect.original![0])") == true, "\(place)")
        expected.insert(place)
      case "replace": #expect(reject == nil, "\(place) \(defect.kind)")
      case "ignore": #expect(reject == nil, "\(place) \(defect.kind)")
      default: Issue.record("no rule for \(defect.expect)")
      }
    }
    #expect(Set(load.rejects.keys) == expected)
  }

  @Test func correctionsAndLastLinesAreTheFinalValues() throws {
    let load = try load()
    let readings = try loadedReadings(of: load.database)
    // A later defect of the same reading may change it again: the last one in the order of files and lines counts.
    var last: [String: [Int]] = [:]
    for defect in load.defects where ["replace", "last_line_wins"].contains(defect.expect) {
      last["\(defect.meter_id!),\(defect.instant!)"] = defect.value!
    }
    #expect(last.count == 39 + 28)
    for (reading, value) in last { #expect(readings[reading] == value, "\(reading)") }
  }

  @Test func gapsStayGaps() throws {
    let load = try load()
    let readings = try loadedReadings(of: load.database)
    let gaps = load.defects.filter { $0.expect == "missing" }
    #expect(gaps.count == 360)
    for gap in gaps { #expect(readings["\(gap.meter_id!),\(gap.instant!)"] == nil, "\(gap.meter_id!) \(gap.instant!)") }
  }

  @Test func wholeFilesBecomeWhatTheTruthSays() throws {
    let load = try load()
    for defect in load.defects where defect.line == nil && defect.file != nil {
      let summary = load.summaries[defect.file!]
      switch (defect.kind, defect.expect) {
      case (_, "accept"): #expect(summary != nil && summary?.sameAs == nil, "\(defect.file!)")
      case ("file_empty", _), ("file_wrong_header", _):
        #expect((load.failures[defect.file!] as? any Failure)?.status == .dataRefused, "\(defect.file!)")
      case (_, "ignore"): #expect(summary?.sameAs == "20250325T040000_EC2.csv")
      default: Issue.record("no rule for \(defect.kind)")
      }
    }
    #expect(Set(load.failures.keys) == ["20250407T050000_EC2_a_empty.csv", "20250407T050000_EC2_c_wrong_header.csv"])
    #expect(load.summaries["20250407T050000_EC2_b_header_only.csv"]?.readCount == 0)
    #expect(load.summaries["20250401T040000_EC2.csv"]?.layout ==
      "native CSV, separator semicolon, decimal comma, BOM, columns meter_id timestamp consumed_wh produced_wh battery_wh")
    #expect(load.summaries["20250403T040000_EC2.csv"]?.layout ==
      "native CSV, separator comma, no header, columns meter_id timestamp consumed_wh produced_wh battery_wh")
  }

  @Test func theFinalStateIsTheExpectedOne() throws {
    let readings = try loadedReadings(of: load().database)
    var expected: [String: [Int]] = [:]
    for line in try unpacked("\(DirtyLoad.folder)/expected_state.csv.gz").split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",")
      expected["\(fields[0]),\(fields[1])"] = fields[2...].map { Int($0)! }
    }
    #expect(expected.count == 23_634)
    #expect(readings.count == expected.count)
    for (reading, values) in expected where readings[reading] != values {
      Issue.record("\(reading): \(readings[reading] ?? []) instead of \(values)")
    }
    let missing = try String(contentsOfFile: "\(DirtyLoad.folder)/expected_missing.csv", encoding: .utf8)
      .split(separator: "\n").dropFirst().map { $0.split(separator: ",")[..<2].joined(separator: ",") }
    #expect(missing.count == 486)
    #expect(missing.filter { readings[$0] != nil } == [])
  }

  @Test func everyRowIsLoadedRejectedOrRepeated() throws {
    let load = try load()
    for (file, summary) in load.summaries where summary.sameAs == nil {
      #expect(summary.readCount == summary.loadedCount + summary.rejectedCount + summary.repeatedCount, "\(file)")
      let text = try Data(contentsOf: URL(fileURLWithPath: "\(DirtyLoad.folder)/\(file)"))
      let lines = text.split(separator: 10).filter { !$0.allSatisfy { $0 <= 32 } && $0.first != 35 }.count
      #expect(summary.readCount == lines - (summary.layout.contains("no header") ? 0 : 1), "\(file)")
    }
    let stored = try load.database.lines("SELECT file, read_count, loaded_count, rejected_count FROM ingest.batch ORDER BY file")
    let told = load.summaries.filter { $0.value.sameAs == nil }.sorted { $0.key < $1.key }
      .map { "\($0.key)|\($0.value.readCount)|\($0.value.loadedCount)|\($0.value.rejectedCount)" }
    #expect(stored == told)
  }

  @Test func correctionsBecomeRevisionsAndKeepTheOldValue() throws {
    let load = try load()
    #expect(load.summaries.values.reduce(0) { $0 + $1.revisedCount } == 39)
    let corrections = load.defects.filter { $0.kind == "correction_later_file" }
    for defect in corrections {
      let kept = try load.database.lines(
        """
        SELECT p.wh[1 + extract(epoch FROM '\(defect.instant!)' - grid.day_start(day, 'Europe/Paris')) / 900]
        FROM grid.block_part AS p JOIN grid.meter USING (meter_id) JOIN ingest.batch USING (batch_id)
        WHERE meter = '\(defect.meter_id!)' AND register = 3 AND file < '\(defect.file!)'
          AND day = ('\(defect.instant!)'::timestamptz AT TIME ZONE 'Europe/Paris')::date
        """)
      #expect(kept.contains("\(defect.original![0])"), "\(defect.meter_id!) \(defect.instant!)")
    }
    let revised = try load.database.lines("SELECT count(*) FROM grid.interval_block WHERE revision > 1")
    #expect(Int(revised[0])! > 0 && Int(revised[0])! <= 39)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func loadingInAnyOrderMakesTheSameTables(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var files = DirtyLoad.files.shuffled(using: &generator)
    if seed == 1 { files = DirtyLoad.files.reversed() }
    let state = try stateOfTables(in: DirtyLoad(files).database)
    let reference = try stateOfTables(in: load().database)
    #expect(reference.count > 1000)
    #expect(state.count == reference.count)
    let different = zip(state, reference).first { $0 != $1 }
    #expect(different == nil, "order \(files): \(different!.0.prefix(300)) … \(different!.1.prefix(300))")
  }

  @Test func aTinyMemoryMakesTheSameTables() throws {
    let database = try TestDatabase()
    try importSamples(samples!, into: database)
    for (number, file) in DirtyLoad.files.enumerated() {
      var request = IngestRequest(community: "EC2", asOf: DirtyLoad.asOf)
      // The second file reopens a day at almost every row, the others when a new day begins.
      request.byteLimit = (number == 1 ? 7 : 19) * 96 * 3 * 4
      _ = try? ingest("\(DirtyLoad.folder)/\(file)", request, on: database.connection)
    }
    let state = try stateOfTables(in: database), reference = try stateOfTables(in: load().database)
    #expect(state.count == reference.count)
    let different = zip(state, reference).first { $0 != $1 }
    #expect(different == nil, "\(different!.0.prefix(300)) … \(different!.1.prefix(300))")
  }
}
