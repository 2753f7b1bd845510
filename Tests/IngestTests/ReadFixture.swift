import Decode
import Foundation
import Grid
import Support

@testable import Ingest

/// A registry, and dumps of index reads that are handed over as a decoder would.
final class ReadFixture {
  let database: TestDatabase
  private var batches: Int64 = 0

  /// Meters Q1 (15 min), Q2 (15 min, limit 4 kW) and H1 (1 h) of C1 in Paris, from 2025-01-01; M1 (15 min) moves from C1 to
  /// C3 on 2025-04-10.
  init() throws {
    database = try TestDatabase()
    try database.script(
      """
      INSERT INTO grid.community (community, name, zone) VALUES
        ('C1', 'One', 'Europe/Paris'), ('C2', 'Two', 'Australia/Lord_Howe'), ('C3', 'Three', 'Europe/Paris');
      INSERT INTO grid.meter (meter, interval_s, kind, limit_w) VALUES
        ('Q1', 900, 'household', NULL), ('Q2', 900, 'household', 4000), ('H1', 3600, 'household', NULL),
        ('M1', 900, 'household', NULL);
      INSERT INTO grid.membership (meter_id, community_id, during)
      SELECT meter_id, 1, CASE meter WHEN 'M1' THEN daterange('2025-01-01', '2025-04-10')
                          ELSE daterange('2025-01-01', NULL) END
      FROM grid.meter;
      INSERT INTO grid.membership (meter_id, community_id, during)
      SELECT meter_id, 3, '[2025-04-10,)' FROM grid.meter WHERE meter = 'M1';
      """)
  }

  /// Loads a dump.
  ///
  /// - Parameters:
  ///   - reads: `meter dial instant kWh [serial]`.
  ///   - received: When; dumps of the same bytes are known by their name.
  /// - Returns: What became of each read.
  @discardableResult
  func load(
    _ reads: [String], received: String = "2025-07-01T00:00:00Z", asOf: String = "2026-01-01T00:00:00Z",
    batch: Int64? = nil,
    community: Int64? = nil, quality: Int16 = 0
  ) throws -> [String] {
    batches += 1
    let id = batch ?? batches
    let table = try MeterTable(asOf: Instant(asOf)!, on: database.connection)
    return try database.connection.transaction {
      let micros = Instant(received)!.seconds * 1_000_000
      try database.connection.query(
        "ingest/start_batch", id, String(repeating: "0", count: 30) + String(id + 10), "dump", 1, community, micros,
        "dsmr")
      let row = try database.lines(
        "SELECT (extract(epoch FROM entered_at) * 1000000)::bigint FROM ingest.batch WHERE batch_id = \(id)")
      let reception = Reception(receivedUs: micros, file: "dump", enteredUs: Int64(row[0])!, batchID: id)
      let loader = ReadLoader(
        reception, table: table, communityID: community, asOf: Instant(asOf)!, on: database.connection)
      var channels: [Channel] = []
      let outcomes = try reads.map { line in
        let words = line.split(separator: " ").map(String.init)
        let channel = Channel(
          meter: words[0], register: words[1], unit: "kWh", quantity: .index(milliWh: 1_000_000),
          direction: words[1].contains("2.8.") ? .exported : .imported, serial: words.count > 4 ? words[4] : nil)
        if !channels.contains(channel) { channels.append(channel) }
        let parts = words[3].split(separator: ".")
        let read = IndexRead(
          channel: Int32(channels.firstIndex(of: channel)!), instant: Instant(words[2])!.seconds,
          value: Int64(parts.joined())!, scale: parts.count > 1 ? parts[1].count : 0, line: 1)
        return "\(try loader.take(read, channel: channel, quality: quality))"
      }
      let writer = try BlockWriter(reception, columns: [], table: table, on: database.connection)
      try loader.finish(into: writer)
      try writer.finish()
      return outcomes
    }
  }

  /// Stored intervals of a register: `meter|instant|wh`.
  func readings(_ register: Register = .imported) throws -> [String] {
    try database.lines(
      """
      SELECT meter, to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'), trim_scale(wh)
      FROM grid.reading JOIN grid.meter USING (meter_id) WHERE register = \(register.rawValue) ORDER BY 1, 2
      """)
  }

  /// `from|to|wh|rolled over|reason` of all deltas.
  func deltas() throws -> [String] {
    try database.lines(
      """
      SELECT to_char(from_at AT TIME ZONE 'UTC', 'MM-DD"T"HH24:MI'), to_char(to_at AT TIME ZONE 'UTC', 'MM-DD"T"HH24:MI'),
             trim_scale(wh), rolled_over, reason
      FROM grid.register_delta ORDER BY meter_id, register, dial, from_at, serial
      """)
  }

  func serials(_ text: String) throws -> ImportSummary {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("serials-\(UUID().uuidString).csv")
    try Data("meter,serial,since,digits,unit\n\(text)\n".utf8).write(to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try importRegistry(
      .meterSerials, file: folder.path, asOf: Instant("2026-01-01T00:00:00Z")!, on: database.connection)
  }
}
