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
  /// Share of rejected rows, in percent, above which the dump is refused.
  public var maxRejectPercent: Int
  /// Bytes of readings held in memory before they are written.
  var byteLimit = 96 << 20

  public init(community: String? = nil, receivedAt: Instant? = nil, asOf: Instant, maxRejectPercent: Int = 100) {
    self.community = community
    self.receivedAt = receivedAt
    self.asOf = asOf
    self.maxRejectPercent = maxRejectPercent
  }
}

/// What became of a dump. Every row that was read is loaded, rejected or a repetition.
public struct IngestSummary: Sendable {
  public var file: String
  /// How the dump is written, as it is told to the user.
  public var layout = ""
  public var readCount = 0
  public var loadedCount = 0
  public var rejectedCount = 0
  /// Lines that say again what an earlier line of the dump said.
  public var repeatedCount = 0
  /// Lines that replaced an earlier line of the dump; they are among the loaded ones.
  public var conflictCount = 0
  /// Known values of earlier dumps that changed.
  public var revisedCount = 0
  /// The dump that has the same bytes and was loaded before; then nothing was done.
  public var sameAs: String?
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
/// A dump whose bytes were loaded before is left alone, unless it was received earlier than was known; loading the same
/// dumps in any order gives the same tables. The caller holds the lock `ingest`.
///
/// - Parameters:
///   - path: A file, compressed or not; `-` is standard input.
///   - progress: Bytes read so far and in all.
public func ingest(
  _ path: String, _ request: IngestRequest, on database: Connection, progress: (Int64, Int64) -> Void = { _, _ in }
) throws -> IngestSummary {
  let input = try Input(path)
  guard input.byteCount > 0 else { throw Input.empty(path) }
  let name = path == "-" ? "-" : URL(fileURLWithPath: path).lastPathComponent
  let now = Int64(Date().timeIntervalSince1970 * 1_000_000)
  let receivedAt = request.receivedAt ?? receptionTime(inName: name)
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
    var load = try Load(input, reception, digest, communityID, request, database)
    return try load.run(progress)
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

/// One dump being loaded.
private struct Load {
  let input: Input
  let database: Connection
  let reception: Reception
  let maxRejectPercent: Int
  let table: MeterTable
  var lines: LineReader
  var rows: RowReader
  var store: DayStore
  let writer: BlockWriter
  var rejects: RejectWriter
  var summary: IngestSummary
  /// The line that showed the layout, when it is a reading itself.
  let firstLine: [UInt8]?

  init(
    _ input: Input, _ reception: Reception, _ digest: String, _ communityID: Int64?, _ request: IngestRequest,
    _ database: Connection
  ) throws {
    self.input = input
    self.database = database
    self.reception = reception
    maxRejectPercent = request.maxRejectPercent
    lines = LineReader(input)
    summary = IngestSummary(file: reception.file)
    let (layout, firstLine) = try Load.layout(of: &lines, name: input.name)
    self.firstLine = layout.hasHeader ? nil : firstLine
    summary.layout = layout.description
    table = try MeterTable(asOf: request.asOf, on: database)
    rows = RowReader(layout, table: table, communityID: communityID, asOf: request.asOf)
    try database.query(
      "ingest/start_batch", input.batchID, digest, reception.file, input.byteCount, communityID, reception.receivedUs,
      layout.description)
    try database.query("ingest/delete_rejects", input.batchID)
    let writer = try BlockWriter(reception, columns: rows.valueColumns, table: table, on: database)
    self.writer = writer
    store = DayStore(
      columnCount: rows.valueColumns.count, meterCount: table.meters.count, byteLimit: request.byteLimit,
      recall: writer.recall)
    rejects = RejectWriter(batchID: input.batchID, on: database)
  }

  /// Finds the first line that counts and reads the layout from it.
  private static func layout(of lines: inout LineReader, name: String) throws -> (Layout, [UInt8]) {
    while var line = try lines.next() {
      guard !lines.isCut else { break }
      let hasMark = lines.number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF])
      if hasMark { line = UnsafeRawBufferPointer(rebasing: line[3...]) }
      guard !isSkipped(line) else { continue }
      guard let layout = Layout(firstLine: line, hasByteOrderMark: hasMark) else { break }
      return (layout, Array(line))
    }
    guard lines.number > 0 else { throw Input.empty(name) }
    throw PlainFailure(
      .dataRefused, "\(name):\(lines.number): neither the header of a native dump nor a reading",
      hint: "The header names meter_id, timestamp and at least one of "
        + Layout.Column.allCases.filter(\.isValue).map(\.rawValue).joined(separator: ", ") + ".")
  }

  /// Blank lines and comments are no rows.
  @inline(__always)
  private static func isSkipped(_ line: UnsafeRawBufferPointer) -> Bool {
    line.isEmpty || line[0] == UInt8(ascii: "#") || (line[0] <= 0x20 && line.allSatisfy { $0 <= 0x20 })
  }

  mutating func run(_ progress: (Int64, Int64) -> Void) throws -> IngestSummary {
    defer {
      lines.close()
      rows.close()
      for day in store.removeForWriting(all: true) { day.values.deallocate() }
    }
    if let firstLine { try firstLine.withUnsafeBytes { try take($0, isCut: false) } }
    while let line = try lines.next() {
      if Load.isSkipped(line) { continue }
      try take(line, isCut: lines.isCut)
      if lines.number & 0xFFFF == 0 { progress(input.consumed, input.byteCount) }
    }
    try writer.write(store.removeForWriting(all: true))
    try rejects.flush()
    return try finish()
  }

  @inline(__always)
  private mutating func take(_ line: UnsafeRawBufferPointer, isCut: Bool) throws {
    summary.readCount += 1
    guard !isCut else { return try reject(line, .tooLong, field: nil) }
    switch try rows.read(line, into: &store) {
    case .loaded: summary.loadedCount += 1
    case .repeated: summary.repeatedCount += 1
    case .replaced(let note):
      summary.loadedCount += 1
      summary.conflictCount += 1
      try rejects.add(line, at: lines.number, column: nil, .conflictingDuplicate, note: note)
    case .rejected(let fault, let field): try reject(line, fault, field: field)
    }
    if store.isFull { try writer.write(store.removeForWriting(all: false)) }
  }

  private mutating func reject(_ line: UnsafeRawBufferPointer, _ fault: RowFault, field: Int?) throws {
    summary.rejectedCount += 1
    let isText = String(validating: line, as: UTF8.self) != nil
    let note = fault == .future ? rows.lastEnd.description : nil
    try rejects.add(
      line, at: lines.number, column: field.map { $0 + 1 }, isText || fault == .tooLong ? fault : .invalidText,
      note: note)
  }

  private mutating func finish() throws -> IngestSummary {
    summary.revisedCount = writer.revisedCount
    summary.outdatedCount = writer.outdatedCount
    summary.codes = rejects.codes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    guard summary.rejectedCount * 100 <= maxRejectPercent * summary.readCount else {
      throw PlainFailure(
        .dataRefused, "\(input.name): \(summary.rejectedCount) of \(summary.readCount) rows are bad",
        detail: summary.codes.map { "\($0.code) \($0.count)" }.joined(separator: ", "),
        hint: "More than --max-reject \(maxRejectPercent) allows; nothing of it was loaded.")
    }
    try database.query(
      "ingest/end_batch", input.batchID, summary.readCount, summary.loadedCount, summary.rejectedCount,
      summary.repeatedCount, summary.conflictCount)
    return summary
  }
}
