import Foundation
import Grid
import Support

@testable import Ingest

/// A small registry and the dumps of a test.
struct DumpFixture {
  let database: TestDatabase
  let folder: URL

  static let header = "meter_id,timestamp,consumed_wh,produced_wh,battery_wh"

  /// Meters Q1 (15 min), Q2 (15 min, limit 4 kW), F5 (5 min) and H1 (1 h) of C1 in Paris, L1 (30 min) of C2 on Lord Howe, all
  /// from 2025-01-01; M1 (15 min) moves from C1 to C3 on 2025-04-10.
  init() throws {
    database = try TestDatabase()
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("gridctl-dumps-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try database.script(
      """
      INSERT INTO grid.community (community, name, zone) VALUES
        ('C1', 'One', 'Europe/Paris'), ('C2', 'Two', 'Australia/Lord_Howe'), ('C3', 'Three', 'Europe/Paris');
      INSERT INTO grid.meter (meter, interval_s, kind, limit_w) VALUES
        ('Q1', 900, 'household', NULL), ('Q2', 900, 'household', 4000), ('F5', 300, 'household', NULL),
        ('H1', 3600, 'plant', NULL), ('L1', 1800, 'household', NULL), ('M1', 900, 'household', NULL);
      INSERT INTO grid.membership (meter_id, community_id, during)
      SELECT meter_id, CASE meter WHEN 'L1' THEN 2 ELSE 1 END,
             CASE meter WHEN 'M1' THEN daterange('2025-01-01', '2025-04-10') ELSE daterange('2025-01-01', NULL) END
      FROM grid.meter;
      INSERT INTO grid.membership (meter_id, community_id, during)
      SELECT meter_id, 3, '[2025-04-10,)' FROM grid.meter WHERE meter = 'M1';
      """)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Writes a dump and returns its path.
  func write(_ data: Data, as name: String = "dump.csv") throws -> String {
    let file = folder.appendingPathComponent(name)
    try data.write(to: file)
    return file.path
  }

  /// Loads rows below the usual header.
  @discardableResult
  func load(
    _ rows: [String], header: String = DumpFixture.header, as name: String = "dump.csv", community: String? = nil,
    receivedAt: String? = nil, asOf: String = "2026-01-01T00:00:00Z"
  ) throws -> IngestSummary {
    let text = ([header] + rows).joined(separator: "\n") + "\n"
    return try load(path: write(Data(text.utf8), as: name), community: community, receivedAt: receivedAt, asOf: asOf)
  }

  @discardableResult
  func load(
    path: String, community: String? = nil, receivedAt: String? = nil, asOf: String = "2026-01-01T00:00:00Z"
  ) throws -> IngestSummary {
    let request = IngestRequest(
      community: community, receivedAt: receivedAt.map { Instant($0)! }, asOf: Instant(asOf)!)
    return try ingest(path, request, on: database.connection)
  }

  /// The codes of all rejected rows, by line.
  func codes() throws -> [String] { try database.lines("SELECT line, code FROM ingest.reject ORDER BY line, code") }

  /// Stored readings of a register: `meter|instant|wh`.
  func readings(_ register: Register) throws -> [String] {
    try database.lines(
      """
      SELECT meter, to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'), wh
      FROM grid.reading JOIN grid.meter USING (meter_id) WHERE register = \(register.rawValue) ORDER BY 1, 2
      """)
  }
}
