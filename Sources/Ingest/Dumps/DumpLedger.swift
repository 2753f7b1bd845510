import Database
import Grid

/// Which dumps are listed; nil: all.
public struct DumpFilter: Sendable {
  /// Loaded then or later.
  public var since: Instant?
  /// Form, as `ingest` names it.
  public var format: String?
  public var file: String?
  /// Code of a meter that the dump says something of.
  public var meter: String?
  /// Whether dumps that were withdrawn are listed too.
  public var withdrawn: Bool

  public init(
    since: Instant? = nil, format: String? = nil, file: String? = nil, meter: String? = nil, withdrawn: Bool = false
  ) {
    self.since = since
    self.format = format
    self.file = file
    self.meter = meter
    self.withdrawn = withdrawn
  }
}

/// A dump that was loaded, and what became of it.
public struct LoadedDump: Sendable {
  /// Who took it back, and what it had said.
  public struct Withdrawal: Sendable {
    public let at: Instant
    public let user: String
    public let reason: String
    /// Values of intervals.
    public let valueCount: Int
    public let indexCount: Int
  }

  /// Hexadecimal digest of its bytes.
  public let digest: String
  public let file: String
  public let format: String
  /// Whose dump it was said to be; nil: any community's.
  public let community: String?
  public let receivedAt: Instant
  /// When it was loaded last.
  public let loadedAt: Instant
  public let readCount: Int
  public let loadedCount: Int
  public let rejectedCount: Int
  public let repeatedCount: Int
  public let passedCount: Int
  /// How it was read.
  public let layout: String
  public let withdrawal: Withdrawal?

  public var name: String { shortName(ofDigest: digest) }
}

/// What a user types for a dump: the head of its digest.
func shortName(ofDigest digest: String) -> String { String(digest.prefix(8)) }

/// The dumps that were loaded, the one loaded last first.
///
/// - Throws: Status 66 for a meter that is not registered.
public func dumps(_ filter: DumpFilter, on database: Connection) throws -> [LoadedDump] {
  if let meter = filter.meter, try database.query("ingest/import_stored_meters", [meter]).isEmpty {
    throw PlainFailure(.noInput, "there is no meter '\(meter)'", hint: "Import it with 'gridctl import meters'.")
  }
  return try database.query(
    "ingest/dumps", filter.since, filter.format, filter.file, filter.meter, filter.withdrawn
  ).map { row in
    LoadedDump(
      digest: row.text("digest"), file: row.text("file"), format: row.text("format"),
      community: row.optional("community"), receivedAt: Instant(seconds: row.int64("received_s")),
      loadedAt: Instant(seconds: row.int64("loaded_s")), readCount: row.int("read_count"),
      loadedCount: row.int("loaded_count"), rejectedCount: row.int("rejected_count"),
      repeatedCount: row.int("repeated_count"), passedCount: row.int("passed_count"), layout: row.text("layout"),
      withdrawal: row.optional("withdrawn_s") == nil
        ? nil
        : LoadedDump.Withdrawal(
          at: Instant(seconds: row.int64("withdrawn_s")), user: row.text("user"), reason: row.text("reason"),
          valueCount: row.int("value_count"), indexCount: row.int("index_count")))
  }
}
