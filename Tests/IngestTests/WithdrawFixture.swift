import Decode
import Foundation
import Grid
import Support

@testable import Ingest

/// A database in which dumps are loaded and taken back, and all that users can see of it.
struct WithdrawFixture {
  let dumps: DumpFixture
  var database: TestDatabase { dumps.database }

  static let asOf = Instant("2026-01-01T00:00:00Z")!

  init() throws { dumps = try DumpFixture() }

  /// Quarter hours of Q1 from a local midnight on, as many as the days have.
  static func rows(_ first: String, _ count: Int, _ value: (Int) -> String) -> [String] {
    let start = Instant(first)!.seconds
    return (0..<count).map { "Q1,\(Instant(seconds: start + Int64($0) * 900)),\(value($0))" }
  }

  /// Loads a CSV of any form.
  @discardableResult
  func load(_ lines: [String], as name: String, mapping: String) throws -> IngestSummary {
    var request = IngestRequest(asOf: Self.asOf)
    request.options.mapping = try CSVMapping(document: Array(mapping.utf8), file: "\(name).mapping.json")
    let path = try dumps.write(Data((lines.joined(separator: "\n") + "\n").utf8), as: name)
    return try ingest(path, request, on: database.connection)
  }

  @discardableResult
  func withdraw(_ name: String, all: Bool = false) throws -> [WithdrawalSummary] {
    try Ingest.dumps(named: [name], all: all, on: database.connection).filter { $0.withdrawn == nil }.map {
      try Ingest.withdraw(
        $0, WithdrawalRequest(reason: "it was wrong", user: "ada", asOf: Self.asOf), on: database.connection)
    }
  }

  /// All that is known of readings; ids and codes, which the order of loading decides, by their names.
  func state() throws -> [String] {
    let codes =
      "(SELECT array_agg(g.grade || g.raw ORDER BY e.i) FROM unnest(quality) WITH ORDINALITY AS e (code, i) JOIN grid.quality AS g USING (code))"
    return try database.lines(
      """
      SELECT 'block', b.community_id, meter, register, day, b.interval_s, exponent, revision, file, wh, \(codes)
      FROM grid.interval_block AS b JOIN grid.meter USING (meter_id) LEFT JOIN ingest.batch USING (batch_id)
      ORDER BY meter, register, day
      """)
      + database.lines(
        """
        SELECT 'part', b.community_id, meter, register, day, b.interval_s, exponent, file, wh, \(codes)
        FROM grid.block_part AS b JOIN grid.meter USING (meter_id) JOIN ingest.batch AS s USING (batch_id)
        WHERE rank >= 0 ORDER BY meter, register, day, rank, received_at, file
        """)
      + database.lines(
        """
        SELECT 'read', r.community_id, meter, register, dial, serial, read_at, file, index_mwh, grade, family
        FROM grid.register_read AS r JOIN grid.meter USING (meter_id) JOIN ingest.batch USING (batch_id)
        JOIN grid.quality ON code = quality ORDER BY meter, register, dial, read_at, file
        """)
      + database.lines(
        """
        SELECT 'batch', file, format, community_id, layout, rank, read_count, loaded_count, rejected_count, repeated_count,
               conflict_count, passed_count
        FROM ingest.batch WHERE rank >= 0 ORDER BY file, format, read_count
        """)
      + database.lines(
        "SELECT 'reject', file, line, code, raw FROM ingest.reject JOIN ingest.batch USING (batch_id) ORDER BY file, line, number"
      )
      + database.lines("SELECT 'channel', * FROM ingest.channel ORDER BY 2, 3, 4")
      + database.lines(
        """
        SELECT 'estimate', meter, register, starts_at, method, e.interval_count, wh, basis
        FROM ingest.estimate AS e JOIN grid.meter USING (meter_id) WHERE closed_at IS NULL ORDER BY 2, 3, 4
        """)
  }
}
