import Database
import Grid

/// A dump that a user named.
public struct NamedDump: Sendable {
  let batchID: Int64
  let digest: String
  public let file: String
  let format: String
  let reception: Reception
  /// Rejected rows.
  public let rejectedCount: Int
  /// When it was withdrawn, and by whom; nil: it holds.
  public let withdrawn: (at: Instant, user: String)?

  public var name: String { shortName(ofDigest: digest) }
  public var receivedAt: Instant { Instant(seconds: reception.receivedUs / 1_000_000) }
}

/// Finds dumps by the heads of their digests or the names of their files.
///
/// - Parameter isAll: Whether a name stands for all dumps that have it; else it must be that of one.
/// - Returns: Each dump once, in the order of the names. Of a name whose dumps were all withdrawn, the one withdrawn last.
/// - Throws: Status 66 for a name that no dump has, 64 for one that several have.
public func dumps(named names: [String], all isAll: Bool = false, on database: Connection) throws -> [NamedDump] {
  var found: [NamedDump] = []
  for name in names {
    let rows = try database.query("ingest/dumps_named", name).map { row in
      NamedDump(
        batchID: row.int64("batch_id"), digest: row.text("digest"), file: row.text("file"), format: row.text("format"),
        reception: Reception(
          receivedUs: row.int64("received_us"), file: row.text("file"), enteredUs: row.int64("entered_us"),
          batchID: row.int64("batch_id")),
        rejectedCount: row.int("rejected_count"),
        withdrawn: row.optional("withdrawn_s") == nil
          ? nil : (Instant(seconds: row.int64("withdrawn_s")), row.text("user")))
    }
    guard let first = rows.first else {
      throw PlainFailure(
        .noInput, "there is no dump '\(name)'", hint: "'gridctl dumps list' shows the names of dumps and their files.")
    }
    let meant = first.withdrawn == nil ? rows.filter { $0.withdrawn == nil } : [first]
    guard meant.count == 1 || isAll else {
      let heads = meant.prefix(5).map { "\($0.digest.prefix(12))" }.joined(separator: ", ")
      throw PlainFailure(
        .usage, "\(meant.count) dumps are called '\(name)'",
        hint: "Name one by its digest: \(heads)\(meant.count > 5 ? ", …" : ""); or all of them with --all.")
    }
    found += meant.filter { dump in !found.contains { $0.batchID == dump.batchID } }
  }
  return found
}

/// Why a dump is taken back.
public struct WithdrawalRequest: Sendable {
  public var reason: String
  public var user: String
  /// The clock of the run.
  public var asOf: Instant
  /// The run in the ledger.
  public var runID: Int64?

  public init(reason: String, user: String, asOf: Instant, runID: Int64? = nil) {
    self.reason = reason
    self.user = user
    self.asOf = asOf
    self.runID = runID
  }
}

/// What a dump had said that was taken back.
public struct WithdrawalSummary: Sendable {
  public let dump: NamedDump
  /// Values of intervals, and the meter days that had them.
  public let valueCount: Int
  public let dayCount: Int
  public let indexCount: Int
  /// Issued invoices that billed these days.
  public let invoices: [String]
  /// Dumps whose first energies are differences to an index of this one: name and file.
  public let followers: [(name: String, file: String)]
}

/// Meter days, registers apart, that are folded anew at a time.
private let chunkSize = 5_000

/// Takes a dump back: what it said of intervals, its index reads and rejected rows. Its bytes may be loaded again.
///
/// Other dumps, estimates and edits hold as if it had never been loaded; a block that nothing is left of goes. What it said of
/// intervals is kept for `readingHistory`. Its days are queued for aggregation and validation. One transaction; the caller
/// holds the lock `ingest`.
///
/// - Parameter dump: One that holds.
public func withdraw(
  _ dump: NamedDump, _ request: WithdrawalRequest, on database: Connection
) throws -> WithdrawalSummary {
  try database.transaction {
    let followers = try database.query("ingest/dumps_after", dump.batchID).map {
      (name: shortName(ofDigest: $0.text("digest")), file: $0.text("file"))
    }
    try withdrawIntervalsOfReads(dump, request, on: database)
    try database.query("ingest/withdraw_rejects", dump.batchID)
    let kept = try database.query("ingest/withdraw_dump", dump.batchID)[0].int64("batch_id")
    try withdrawBlocks(of: dump, keptAs: kept, on: database)
    try database.query("ingest/unbind_channels", dump.format)
    if dump.file.hasPrefix("zabbix-") { try database.query("ingest/reset_zabbix", dump.batchID, kept) }
    let invoices = try database.query("ingest/withdrawn_invoices", dump.batchID, kept).map { $0.text("invoice") }
    let indices = try database.query("ingest/withdraw_reads", dump.batchID)[0].int("count")
    let row = try database.query(
      "ingest/put_withdrawal", kept, request.reason, request.user, request.asOf, indices, request.runID)[0]
    return WithdrawalSummary(
      dump: dump, valueCount: row.int("value_count"), dayCount: row.int("day_count"), indexCount: indices,
      invoices: invoices, followers: followers)
  }
}

/// Intervals between a read of the dump and one of a dump received later are said by the later one.
private func withdrawIntervalsOfReads(
  _ dump: NamedDump, _ request: WithdrawalRequest, on database: Connection
) throws {
  var reads: [(community: Int64, meter: Int64, register: Int16, day: LocalDay, count: Int)] = []
  try database.stream("ingest/batch_read_days", dump.batchID) { row in
    reads.append((row.int64(0), row.int64(1), row.int16(2), row.day(3), Int(row.int64(4))))
  }
  guard !reads.isEmpty else { return }
  let table = try MeterTable(asOf: request.asOf, on: database)
  var days: [ReadDay: Int] = [:]
  for read in reads {
    table.touch(read.community, read.meter, read.register, utcDay: read.day, count: read.count, &days)
  }
  try IntervalsOfReads(dump.reception, table: table, on: database).withdraw(days)
}

/// - Parameter kept: The batch that the dump's parts of blocks are already kept as.
private func withdrawBlocks(of dump: NamedDump, keptAs kept: Int64, on database: Connection) throws {
  var shared: [(key: BlockKey, interval: Int32)] = []
  try database.stream("ingest/batch_parts", kept) { row in
    let key = BlockKey(communityID: row.int64(0), meterID: row.int64(1), register: row.int16(2), day: row.day(3))
    shared.append((key, row.int32(4)))
  }
  try database.query("ingest/withdraw_blocks", dump.batchID, kept)
  guard !shared.isEmpty else { return }
  let batch = Reception(receivedUs: 0, file: "", enteredUs: 0, batchID: kept)
  let writer = try PartWriter(isValidated: true, on: database)
  for start in stride(from: 0, to: shared.count, by: chunkSize) {
    let changes = shared[start..<min(start + chunkSize, shared.count)].map {
      PartWriter.Change(key: $0.key, interval: $0.interval, part: nil, batch: batch)
    }
    try writer.put(changes, keepingParts: true)
    // What dumps contradict each other in is another matter now, whatever holds.
    try MeterDays(changes.map(\.key)).markStale(aggregate: false, on: database)
  }
}
