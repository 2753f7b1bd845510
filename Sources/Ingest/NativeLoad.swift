import Database
import Decode
import Grid

/// A native dump being loaded.
struct NativeLoad {
  let dump: Dump
  let table: MeterTable
  var lines: LineReader
  var rows: RowReader
  var store: DayStore
  let writer: BlockWriter
  var rejects: RejectWriter
  var summary: IngestSummary
  /// The line that showed the layout, when it is a reading itself.
  let firstLine: [UInt8]?

  init(_ dump: Dump, _ recognized: RecognizedDump) throws {
    self.dump = dump
    let request = dump.request
    lines = LineReader(recognized.source)
    summary = IngestSummary(file: dump.reception.file)
    let (layout, line) = try Layout.find(in: &lines, hasByteOrderMark: recognized.hasByteOrderMark)
    firstLine = layout.hasHeader ? nil : line
    summary.layout = ([layout.description] + recognized.remarks).joined(separator: "; ")
    table = try MeterTable(asOf: request.asOf, on: dump.database)
    rows = RowReader(layout, table: table, communityID: dump.communityID, asOf: request.asOf)
    let writer = try BlockWriter(dump.reception, columns: rows.valueColumns, table: table, on: dump.database)
    self.writer = writer
    store = DayStore(
      columnCount: rows.valueColumns.count, meterCount: table.meters.count, byteLimit: request.byteLimit,
      recall: writer.recall)
    rejects = RejectWriter(batchID: dump.input.batchID, on: dump.database)
  }

  mutating func run(_ progress: (Int64, Int64) -> Void) throws -> IngestSummary {
    defer {
      lines.close()
      rows.close()
      for day in store.removeForWriting(all: true) { day.free() }
    }
    if let firstLine { try firstLine.withUnsafeBytes { try take($0, isCut: false) } }
    while let line = try lines.next() {
      if isNoRow(line) { continue }
      try take(line, isCut: lines.isCut)
      if lines.number & 0xFFFF == 0 { progress(dump.input.consumed, dump.input.byteCount) }
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
    try writer.validate(rejects)
    try writer.finish()
    summary.revisedCount = writer.revisedCount
    summary.outdatedCount = writer.outdatedCount
    return try dump.finish(summary, rejects, dump.reception)
  }
}
