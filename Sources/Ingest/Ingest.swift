import Database
import Decode
import Foundation
import Grid

/// How a dump is to be read.
public struct IngestRequest {
  /// Whose dump it is; nil: any community's.
  public var community: String?
  /// When the dump was received; nil: the time in its name, else now.
  public var receivedAt: Instant?
  /// Readings of intervals that end later are in the future.
  public var asOf: Instant
  /// The form of the dump; nil: the one its first bytes show.
  public var format: DumpFormat?
  /// What the user says of the form.
  public var options = DecodeOptions()
  /// Share of rejected rows, in percent, above which the dump is refused.
  public var maxRejectPercent: Int
  /// Who reads the forms of dumps that are not native.
  var decoders = Decode.decoders
  /// Bytes of readings held in memory before they are written.
  var byteLimit = 96 << 20

  public init(community: String? = nil, receivedAt: Instant? = nil, asOf: Instant, maxRejectPercent: Int = 100) {
    self.community = community
    self.receivedAt = receivedAt
    self.asOf = asOf
    self.maxRejectPercent = maxRejectPercent
  }
}

/// What became of a dump. Every value that was read is loaded, rejected, passed over or a repetition; the values of one row
/// of the native form count as one.
public struct IngestSummary: Sendable {
  public var file: String
  /// How the dump is written, as it is told to the user.
  public var layout = ""
  public var readCount = 0
  public var loadedCount = 0
  public var rejectedCount = 0
  /// Lines that say again what an earlier line of the dump said.
  public var repeatedCount = 0
  /// Values in order that are not kept: reactive energy, gas.
  public var passedCount = 0
  /// Lines that replaced an earlier line of the dump; they are among the loaded ones.
  public var conflictCount = 0
  /// Known values of earlier dumps that changed.
  public var revisedCount = 0
  /// The dump that has the same bytes and was loaded before; then nothing was done.
  public var sameAs: String?
  /// What a user types for that dump.
  public var sameName: String?
  /// Rows of that dump that were rejected then.
  public var rejectedBefore = 0
  /// Values that a dump received later had said otherwise before.
  public var outdatedCount = 0
  /// Rejected rows by code, most first.
  public var codes: [(code: String, count: Int)] = []

  public init(file: String) { self.file = file }
}

/// Loads one dump in one transaction: good rows into interval blocks, bad rows into `ingest.reject`.
///
/// A dump whose bytes were loaded before, and not withdrawn, is left alone, unless it was received earlier than was known; loading the same
/// dumps in any order gives the same tables. The caller holds the lock `ingest`.
///
/// - Parameters:
///   - path: A file, compressed or not; `-` is standard input.
///   - progress: Bytes read so far and in all.
public func ingest(
  _ path: String, _ request: IngestRequest, on database: Connection, progress: (Int64, Int64) -> Void = { _, _ in }
) throws -> IngestSummary {
  try ingest(Input(path), request, on: database, progress: progress)
}

/// The same, of a dump that was opened, as a member of an archive.
///
/// - Parameter name: As the ledger calls it; nil: by its own label.
public func ingest(
  _ input: Input, named name: String? = nil, _ request: IngestRequest, on database: Connection,
  progress: (Int64, Int64) -> Void = { _, _ in }
) throws -> IngestSummary {
  let name = name ?? input.label
  guard input.byteCount > 0 else { throw Input.empty(input.name) }
  let now = Int64(Date().timeIntervalSince1970 * 1_000_000)
  // The name of a member says more than that of its archive.
  let receivedAt =
    request.receivedAt ?? receptionTime(inName: String(name.split(separator: "/").last ?? "-"))
    ?? receptionTime(inName: name)
  var reception = Reception(
    receivedUs: receivedAt.map { $0.seconds * 1_000_000 } ?? now, file: name, enteredUs: now, batchID: input.batchID)
  return try database.transaction {
    let digest = input.digest.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
    let known = try database.query("ingest/batch", digest, request.asOf, request.community).first
    if let known {
      let first = Reception(
        receivedUs: known.int64("received_us"), file: known.text("file"), enteredUs: known.int64("entered_us"),
        batchID: input.batchID)
      guard reception < first || known.bool("is_outdated") else {
        var summary = IngestSummary(file: name)
        summary.sameAs = first.file
        summary.sameName = shortName(ofDigest: digest)
        summary.rejectedBefore = known.int("rejected_count")
        return summary
      }
      reception = min(reception, first)
    }
    var communityID: Int64?
    if let community = request.community {
      communityID = try database.query("ingest/community", community).first?.int64("community_id")
      guard communityID != nil else {
        throw PlainFailure(
          .noInput, "there is no community '\(community)'", hint: "Import it with 'gridctl import communities'.")
      }
    }
    let dump = Dump(
      input: input, digest: digest, reception: reception, isReceptionOpen: receivedAt == nil && known == nil,
      communityID: communityID, request: request, database: database)
    return try dump.load(progress)
  }
}

/// The time stamp in a dump's name, `20250325T040000`, read as UTC.
///
/// A part of a longer number is none, as of a meter's in `10027004588321_20250325T040000.csv`, nor are two days,
/// `20250301_20250331`.
func receptionTime(inName name: String) -> Instant? {
  for match in name.matches(of: /(20\d\d)-?(\d\d)-?(\d\d)[T_-]?(\d\d):?(\d\d):?(\d\d)/) {
    let neighbours = [name[..<match.range.lowerBound].last, name[match.range.upperBound...].first]
    if neighbours.contains(where: { $0?.isNumber ?? false }) { continue }
    let (_, year, month, day, hour, minute, second) = match.output
    if let instant = Instant("\(year)-\(month)-\(day)T\(hour):\(minute):\(second)Z") { return instant }
  }
  return nil
}
