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

  init(_ dump: Dump, _ source: any ByteSource) throws {
    self.dump = dump
    let request = dump.request
    lines = LineReader(source)
    summary = IngestSummary(file: dump.reception.file)
    guard let (layout, firstLine) = try NativeLoad.layout(of: &lines, name: dump.input.name) else {
      throw lines.number == 0 ? Input.empty(dump.input.name) : NativeLoad.refusal(dump.input.name, line: lines.number)
    }
    self.firstLine = layout.hasHeader ? nil : firstLine
    summary.layout = layout.description
    table = try MeterTable(asOf: request.asOf, on: dump.database)
    rows = RowReader(layout, table: table, communityID: dump.communityID, asOf: request.asOf)
    let writer = try BlockWriter(dump.reception, columns: rows.valueColumns, table: table, on: dump.database)
    self.writer = writer
    store = DayStore(
      columnCount: rows.valueColumns.count, meterCount: table.meters.count, byteLimit: request.byteLimit,
      recall: writer.recall)
    rejects = RejectWriter(batchID: dump.input.batchID, on: dump.database)
  }

  /// Finds the first line that counts and reads the layout from it; nil when there is none.
  static func layout(of lines: inout LineReader, name: String) throws -> (Layout, [UInt8])? {
    while var line = try lines.next() {
      guard !lines.isCut else { throw refusal(name, line: lines.number) }
      let hasMark = lines.number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF])
      if hasMark { line = UnsafeRawBufferPointer(rebasing: line[3...]) }
      guard !isSkipped(line) else { continue }
      guard let layout = Layout(firstLine: line, hasByteOrderMark: hasMark) else {
        throw refusal(name, line: lines.number)
      }
      return (layout, Array(line))
    }
    return nil
  }

  private static func refusal(_ name: String, line: Int) -> PlainFailure {
    PlainFailure(
      .dataRefused, "\(name):\(line): neither the header of a native dump nor a reading",
      hint: "A native header names meter_id, timestamp and at least one of "
        + Layout.Column.allCases.filter(\.isValue).map(\.rawValue).joined(separator: ", ")
        + "; name another form with --format, and describe any other CSV with 'gridctl import mapping'.")
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
      for day in store.removeForWriting(all: true) { day.free() }
    }
    if let firstLine { try firstLine.withUnsafeBytes { try take($0, isCut: false) } }
    while let line = try lines.next() {
      if NativeLoad.isSkipped(line) { continue }
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
    try writer.finish()
    summary.revisedCount = writer.revisedCount
    summary.outdatedCount = writer.outdatedCount
    return try dump.finish(summary, rejects, dump.reception)
  }
}
