import Database
import Foundation
import Grid
import Support

@testable import Ingest

/// The registry that the sample readings belong to.
func importSamples(_ folder: String, into database: TestDatabase) throws {
  func rows(_ name: String) throws -> [[Substring]] {
    try String(contentsOfFile: "\(folder)/readings/\(name)", encoding: .utf8).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }
  for row in try rows("communities.csv") {
    try database.script(
      "INSERT INTO grid.community (community, name, zone) VALUES ('\(row[0])', '\(row[1])', 'Europe/Paris')")
  }
  let meters = try rows("meters.csv").map { "('\($0[0])', '\($0[1])', \($0[2]))" }.joined(separator: ", ")
  try database.script(
    """
    CREATE TEMP TABLE sample (meter text, community text, interval_s integer);
    INSERT INTO sample VALUES \(meters);
    INSERT INTO grid.meter (meter, interval_s, kind) SELECT meter, interval_s, 'household' FROM sample ORDER BY meter;
    INSERT INTO grid.membership (meter_id, community_id, during)
    SELECT m.meter_id, c.community_id, '[2025-01-01,2026-01-01)'
    FROM sample AS s JOIN grid.meter AS m USING (meter) JOIN grid.community AS c USING (community);
    DROP TABLE sample
    """)
}

/// A small registry of its own, for rows that are made up.
struct Village {
  let database = try! TestDatabase()

  /// Adds a community; its meters are added with `meter`.
  func community(_ code: String, zone: String = "Europe/Paris") throws {
    try database.script("INSERT INTO grid.community (community, name, zone) VALUES ('\(code)', '\(code)', '\(zone)')")
  }

  func meter(
    _ code: String, in community: String, interval: Int = 900, during: String = "[2025-01-01,)", limitW: Int? = nil
  ) throws {
    let limit = limitW.map { "\($0)" } ?? "NULL"
    try database.script(
      """
      INSERT INTO grid.meter (meter, interval_s, kind, limit_w) VALUES ('\(code)', \(interval), 'household', \(limit))
      ON CONFLICT DO NOTHING;
      INSERT INTO grid.membership (meter_id, community_id, during)
      SELECT meter_id, community_id, '\(during)' FROM grid.meter, grid.community
      WHERE meter = '\(code)' AND community = '\(community)'
      """)
  }

  /// One community EC1 in Paris with the meters A and B, a reading a quarter-hour.
  init() throws {
    try community("EC1")
    try meter("A", in: "EC1")
    try meter("B", in: "EC1")
  }

  init(empty: Void) {}

  static let future = Instant("2030-01-01T00:00:00Z")!

  /// Loads a dump from its text.
  @discardableResult
  func load(
    _ text: String, as name: String = "dump.csv", community: String? = nil, receivedAt: String? = nil,
    asOf: Instant = Village.future, byteLimit: Int = DayStore.byteLimit, maxRejectPercent: Int = 100
  ) throws -> IngestSummary {
    try load(
      Array(text.utf8), as: name, community: community, receivedAt: receivedAt, asOf: asOf, byteLimit: byteLimit,
      maxRejectPercent: maxRejectPercent)
  }

  @discardableResult
  func load(
    _ bytes: [UInt8], as name: String = "dump.csv", community: String? = nil, receivedAt: String? = nil,
    asOf: Instant = Village.future, byteLimit: Int = DayStore.byteLimit, maxRejectPercent: Int = 100
  ) throws -> IngestSummary {
    var request = IngestRequest(
      community: community, receivedAt: receivedAt.map { Instant($0)! }, asOf: asOf, maxRejectPercent: maxRejectPercent)
    request.byteLimit = byteLimit
    return try withFile(bytes, named: name) { try ingest($0, request, on: database.connection) }
  }

  /// Readings as `A 2025-03-30T01:00:00Z consumption 12`, in order of meter, register and time.
  func readings() throws -> [String] {
    try database.lines(
      """
      SELECT meter || ' ' || to_char(starts_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' ' ||
             (ARRAY['import', 'export', 'consumption', 'production', 'charge', 'discharge', 'level'])[register] || ' ' ||
             trim_scale(wh)
      FROM grid.reading JOIN grid.meter USING (meter_id)
      ORDER BY meter, register, starts_at
      """)
  }

  /// Rejected rows as `line:column code`, without the column where the whole line is meant.
  func rejects() throws -> [String] {
    try database.lines(
      """
      SELECT line || coalesce(':' || "column", '') || ' ' || code FROM ingest.reject ORDER BY line, code
      """)
  }

  /// Everything that a load writes, in order, without the time of loading.
  func state() throws -> [String] { try stateOfTables(in: database) }
}

/// Everything that a load writes, in order, without the time of loading.
func stateOfTables(in database: TestDatabase) throws -> [String] {
  try database.lines("SELECT 'block', b.* FROM grid.interval_block AS b ORDER BY 2, 3, 4, 5")
    + database.lines("SELECT 'part', p.* FROM grid.block_part AS p ORDER BY 2, 3, 4, 5, 6")
    + database.lines("SELECT 'reject', r.* FROM ingest.reject AS r ORDER BY batch_id, line, code")
    + database.lines(
      """
      SELECT 'batch', batch_id, digest, file, bytes, community_id, received_at, layout, read_count, loaded_count,
             rejected_count, repeated_count, conflict_count
      FROM ingest.batch ORDER BY batch_id
      """)
    + database.lines("SELECT 'stale', s.* FROM ops.stale AS s ORDER BY 2, 3, 4")
}

/// Puts bytes into a file of a folder of its own for the length of a call.
func withFile<T>(_ bytes: [UInt8], named name: String, _ body: (String) throws -> T) throws -> T {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ingest-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appendingPathComponent(name)
  try Data(bytes).write(to: file)
  return try body(file.path)
}

/// The bytes as `gzip` packs them.
func gzipped(_ bytes: [UInt8]) throws -> [UInt8] {
  try withFile(bytes, named: "plain") { path in
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
    gzip.arguments = ["-k", path]
    try gzip.run()
    gzip.waitUntilExit()
    return Array(try Data(contentsOf: URL(fileURLWithPath: path + ".gz")))
  }
}

/// The text of a packed file of the samples.
func unpacked(_ path: String) throws -> String {
  let gzip = Process()
  let output = Pipe()
  gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
  gzip.arguments = ["-dc", path]
  gzip.standardOutput = output
  try gzip.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  gzip.waitUntilExit()
  return String(decoding: data, as: UTF8.self)
}

/// A generator with a seed, so that a failure can be repeated (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
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
