import Database
import Decode
import Grid

/// What became of rejected values that were tried again.
public struct RetrySummary: Sendable {
  public struct Dump: Sendable {
    public let file: String
    public let loadedCount: Int
  }

  public var triedCount = 0
  /// Repetitions of what the dump had said, and values in order that are not kept, included.
  public var loadedCount = 0
  public var rejectedCount = 0
  /// Rows of which not enough is kept to try them.
  public var cutCount = 0
  /// In the order of reception.
  public var dumps: [Dump] = []
}

/// Loads rejected rows that the registry no longer stands in the way of, each as part of the dump it came in.
///
/// One transaction a dump. The order in which dumps were received stays as it is, so that the tables are as if the registry
/// had been right at once; of the rows, those that are loaded leave the list. The caller holds the lock `ingest`.
///
/// - Parameters:
///   - code: The rows of one rule only; nil: of all that another registry, or another time, may take.
///   - asOf: Intervals that end later are in the future.
public func retryRejects(code: String?, asOf: Instant, on database: Connection) throws -> RetrySummary {
  try retryRejects(code: code, asOf: asOf, byteLimit: 96 << 20, on: database)
}

/// - Parameter byteLimit: Bytes of open days that are held before days are written.
func retryRejects(code: String?, asOf: Instant, byteLimit: Int, on database: Connection) throws -> RetrySummary {
  let codes = code.map { [$0] } ?? RowFault.allCases.filter(\.isOfRegistry).map(\.rawValue)
  guard code != RowFault.conflictingDuplicate.rawValue, code.map({ RowFault(rawValue: $0) != nil }) ?? true else {
    throw PlainFailure(
      .usage, "no row is rejected for '\(code ?? "")'", hint: "The rules are in 'gridctl rejects list'.")
  }
  var summary = RetrySummary()
  for row in try database.query("ingest/retry_batches", codes) {
    let loaded = try database.transaction { try retry(row, codes, asOf, byteLimit, &summary, on: database) }
    summary.dumps.append(RetrySummary.Dump(file: row.text("file"), loadedCount: loaded))
  }
  return summary
}

/// One row of the list.
private struct RejectedRow {
  let line: Int
  let code: String
  let raw: String
  let reading: StoredReading?
  let number: Int32
}

/// Loads what became good of the rejected rows of one dump; what is still bad goes back to the list.
private protocol RejectLoader {
  /// Whether enough of a row is kept to try it.
  func canTry(_ row: RejectedRow) -> Bool
  func take(_ row: RejectedRow) throws
  func finish() throws -> IngestSummary
}

/// Rows that are looked at together.
private let pageSize = 5000

private func retry(
  _ batch: Rows.Row, _ codes: [String], _ asOf: Instant, _ byteLimit: Int, _ summary: inout RetrySummary,
  on database: Connection
) throws -> Int {
  let id = batch.int64("batch_id")
  let reception = Reception(
    rank: Int16(batch.int("rank")), receivedUs: batch.int64("received_us"), file: batch.text("file"),
    enteredUs: batch.int64("entered_us"), batchID: id)
  let communityID = batch.optional("community_id") == nil ? nil : batch.int64("community_id")
  // Rows that go back to the list have greater numbers, and are not read again.
  let greatest = Int32(batch.int("number"))
  let loader: any RejectLoader
  if batch.text("format") == DumpFormat.native.rawValue {
    guard let layout = Layout(describedBy: batch.text("layout")) else { return 0 }
    loader = try NativeRejects(
      layout, reception, communityID, asOf, byteLimit, after: greatest, on: database)
  } else {
    loader = OtherRejects(
      sink: try LoadSink(
        reception, isReceptionOpen: false, as: DumpFormat(rawValue: batch.text("format")) ?? .csv,
        communityID: communityID, asOf: asOf, byteLimit: byteLimit, continuing: greatest, on: database))
  }
  var (line, number) = (0, 0)
  while true {
    let page = try database.query("ingest/retry_rows", id, codes, line, number, greatest, pageSize)
    guard let last = page.last else { break }
    (line, number) = (last.int("line"), last.int("number"))
    let rows = page.map { row in
      RejectedRow(
        line: row.int("line"), code: row.text("code"), raw: row.text("raw"),
        reading: row.optional("reading").flatMap { StoredReading($0) }, number: Int32(row.int("number")))
    }
    let tried = rows.filter { loader.canTry($0) }
    summary.cutCount += rows.count - tried.count
    try database.query("ingest/delete_retried", id, tried.map(\.line), tried.map(\.code), tried.map(\.number))
    for row in tried { try loader.take(row) }
  }
  let result = try loader.finish()
  let loaded = result.readCount - result.rejectedCount
  summary.triedCount += result.readCount
  summary.loadedCount += loaded
  summary.rejectedCount += result.rejectedCount
  try database.query(
    "ingest/amend_batch", id, result.loadedCount, result.repeatedCount, result.passedCount, result.conflictCount)
  return loaded
}

/// Rows of a native dump, read again as they came.
private final class NativeRejects: RejectLoader {
  private var rows: RowReader
  private var store: DayStore
  private let writer: BlockWriter
  private var rejects: RejectWriter
  private var summary: IngestSummary

  init(
    _ layout: Layout, _ reception: Reception, _ communityID: Int64?, _ asOf: Instant, _ byteLimit: Int,
    after number: Int32,
    on database: Connection
  ) throws {
    let table = try MeterTable(asOf: asOf, on: database)
    rows = RowReader(layout, table: table, communityID: communityID, asOf: asOf)
    let writer = try BlockWriter(
      reception, columns: rows.valueColumns, table: table, isContinued: true, on: database)
    self.writer = writer
    store = DayStore(
      columnCount: rows.valueColumns.count, meterCount: table.meters.count, byteLimit: byteLimit,
      recall: writer.recall)
    rejects = RejectWriter(batchID: reception.batchID, after: number, on: database)
    summary = IngestSummary(file: reception.file)
  }

  deinit {
    rows.close()
    for day in store.removeForWriting(all: true) { day.free() }
  }

  func canTry(_ row: RejectedRow) -> Bool { row.raw.utf8.count < RejectWriter.rawLimit }

  func take(_ row: RejectedRow) throws {
    summary.readCount += 1
    var text = row.raw
    try text.withUTF8 { bytes in
      let line = UnsafeRawBufferPointer(bytes)
      switch try rows.read(line, into: &store) {
      case .loaded: summary.loadedCount += 1
      case .repeated: summary.repeatedCount += 1
      case .replaced(let note):
        summary.loadedCount += 1
        summary.conflictCount += 1
        try rejects.add(line, at: row.line, column: nil, .conflictingDuplicate, note: note)
      case .rejected(let fault, let field):
        summary.rejectedCount += 1
        try rejects.add(
          line, at: row.line, column: field.map { $0 + 1 }, fault,
          note: fault == .future ? rows.lastEnd.description : nil)
      }
    }
    if store.isFull { try writer.write(store.removeForWriting(all: false)) }
  }

  func finish() throws -> IngestSummary {
    try writer.write(store.removeForWriting(all: true))
    try writer.finish()
    try rejects.flush()
    return summary
  }
}

/// Readings of other dumps, sent again as their decoder sent them.
private final class OtherRejects: RejectLoader {
  private let sink: LoadSink

  init(sink: LoadSink) { self.sink = sink }

  func canTry(_ row: RejectedRow) -> Bool { row.reading != nil }

  func take(_ row: RejectedRow) throws {
    var text = row.raw
    try text.withUTF8 { try row.reading?.send(to: sink, line: row.line, text: UnsafeRawBufferPointer($0)) }
  }

  func finish() throws -> IngestSummary { try sink.finish() }
}

extension Layout {
  /// The layout that `description` tells; nil when it does not.
  fileprivate init?(describedBy text: String) {
    guard let columns = text.split(separator: "columns ", maxSplits: 1).last, columns.count < text.count else {
      return nil
    }
    let separator = text.contains("separator semicolon") ? ";" : ","
    var header = columns.replacing("(passed over)", with: "-").split(separator: " ").joined(separator: separator)
    guard let layout = header.withUTF8({ Layout(firstLine: UnsafeRawBufferPointer($0), hasByteOrderMark: false) })
    else { return nil }
    self = layout
  }
}
