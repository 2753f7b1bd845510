import Grid

/// Reads a CSV of any form as a mapping says.
public enum CSVDecoder: Decoder {
  public static let formats: [DumpFormat] = [.csv]

  /// Nil: what columns mean is not in their bytes; see `mapping(for:head:stored:)`.
  public static func recognize(_ head: [UInt8]) -> DumpFormat? { nil }

  public static func decode(
    _ source: any ByteSource, as format: DumpFormat, _ options: DecodeOptions, into sink: any ReadingSink
  ) throws {
    guard let mapping = options.mapping else {
      throw PlainFailure(
        .dataRefused, "\(source.name): what the columns of a CSV mean is not known",
        hint: "Describe them in a mapping, see 'gridctl help mapping'.")
    }
    let reader = try CSVReader(source, mapping, zone: options.zone ?? mapping.zone, sink)
    defer { reader.close() }
    try reader.run()
  }
}

/// A row that cannot be read.
struct BadRow: Error {
  let code: RowFault
  /// Field of the line, from 0.
  var field: Int?
  /// What is wrong with it, without any of its values.
  let text: String
  var hint: String?
}

/// One dump being read.
final class CSVReader {
  /// Meters of one file; more are a column that is no meter's.
  private static let meterLimit = 1 << 18

  private let name: String
  private let mapping: CSVMapping
  private let sink: any ReadingSink
  private var lines: CSVLines
  private var columns: CSVColumns
  private var fields: Fields
  private var clock: StampClock
  private var meters: [[UInt8]: CSVMeter] = [:]
  private var lastMeter: CSVMeter?
  private var qualities: [[UInt8]: Int16?] = [:]
  /// The grades of the numbers other than 0.
  private var grades: [Int16: Quality.Grade] = [:]
  private let remarks: CSVRemarks
  private let isDecreasing: Bool
  /// Rows so far, without repetitions.
  private var count = 0
  /// Those that end before the one ahead of them does.
  private var behindCount = 0
  /// The row that is repeated, and how often it was read.
  private var repeated: (text: [UInt8], count: Int) = ([], 0)

  init(_ source: any ByteSource, _ mapping: CSVMapping, zone: String?, _ sink: any ReadingSink) throws {
    name = source.name
    self.mapping = mapping
    self.sink = sink
    guard let clock = StampClock(mapping.stamps, zone: zone) else {
      throw PlainFailure(.usage, "there is no IANA zone '\(zone ?? "")'", hint: "Write it as Europe/Paris.")
    }
    self.clock = clock
    remarks = CSVRemarks(sink)
    let head = try peek(source)
    isDecreasing = mapping.isDecreasing ?? mapping.runsBackward(head, clock)
    lines = try CSVLines(PeekedSource(head, source), isDecreasing: isDecreasing)
    do {
      columns = try CSVColumns(mapping, header: CSVReader.header(&lines, mapping, name), file: name)
    } catch {
      lines.close()
      throw error
    }
    lines.turn()
    fields = Fields(limit: columns.greatest + 1)
  }

  func close() {
    lines.close()
    fields.close()
  }

  /// The names in the header; nil without one.
  static func header(_ lines: inout CSVLines, _ mapping: CSVMapping, _ name: String) throws -> [String]? {
    var skipped = 0
    while skipped < mapping.skippedLines, try lines.next() != nil { skipped += 1 }
    guard mapping.hasHeader else { return nil }
    while let line = try lines.next() {
      if line.allSatisfy({ $0 <= 0x20 }) || mapping.isComment(line) { continue }
      guard !lines.isCut, let text = mapping.encoding.text(line) else {
        throw PlainFailure(
          .dataRefused, "\(name):\(lines.number): the header is not written in \(mapping.encoding.rawValue)",
          hint: "Is the 'encoding' of mapping \(mapping.name) another, or 'skip_lines' too few?")
      }
      if let header = mapping.header, header != text {
        throw PlainFailure(
          .dataRefused, "\(name):\(lines.number): the header is not the one of mapping \(mapping.name)",
          hint: "Compare it with the key 'header' of the mapping.")
      }
      return try CSVColumns.names(line, mapping, place: "\(name):\(lines.number)")
    }
    throw PlainFailure(.dataRefused, "\(name) has no header", hint: "Was the transfer cut off?")
  }

  func run() throws {
    sink.remark(mapping.summary(zone: clock.zone, isDecreasing: isDecreasing))
    while let line = try lines.next() {
      if line.allSatisfy({ $0 <= 0x20 }) || mapping.isComment(line) { continue }
      do {
        try take(line)
      } catch let row as BadRow {
        try refuse(row, line)
      }
    }
    if repeated.count > 0, repeated.count < mapping.repetition {
      remarks.add(.repetition, "the last row is there \(repeated.count) times instead of \(mapping.repetition)")
    }
    remarks.close()
    if behindCount * 2 > count {
      sink.remark(
        "order: \(behindCount) of \(count) rows are older than the one ahead of them, as if time ran "
          + "\(isDecreasing ? "forward" : "backward"): is the 'order' of mapping \(mapping.name) "
          + "\(isDecreasing ? "increasing" : "decreasing")?")
    }
  }

  private func refuse(_ row: BadRow, _ line: UnsafeRawBufferPointer) throws {
    guard mapping.refusesBadRows else {
      forgetTime(row.code)
      return try sink.reject(
        DecodeFault(
          row.code, line: lines.number, column: row.field.map { $0 + 1 }, text: line, note: row.text,
          count: mapping.values.count))
    }
    let place = row.field.map { "\(name):\(lines.number):\($0 + 1)" } ?? "\(name):\(lines.number)"
    throw PlainFailure(
      .dataRefused, "\(place): \(row.code.rawValue): \(row.text)",
      hint: row.hint
        ?? "Nothing of it is believed; with \"bad_rows\": \"reject\" in the mapping only the row is left out.")
  }

  /// A row whose time or meter could not be read may have been where the next one starts.
  private func forgetTime(_ code: RowFault) {
    guard mapping.start.isEmpty, mapping.interval == nil else { return }
    switch code {
    case .notANumber, .negative, .indexDecrease: break
    case .badTimestamp, .noOffset: lastMeter?.forgetTime()
    default: for meter in meters.values { meter.forgetTime() }
    }
  }

  private func take(_ line: UnsafeRawBufferPointer) throws {
    guard !lines.isCut else { throw BadRow(code: .tooLong, text: "the line is longer than 64 KiB") }
    guard try isNew(line) else { return }
    count += 1
    guard fields.split(line, at: mapping.separator) else {
      throw BadRow(code: .openQuote, text: "a quote is never closed")
    }
    guard fields.count > columns.greatest else {
      throw BadRow(code: .missingField, text: "there is no column \(columns.greatest + 1)")
    }
    let groups = columns.groups.indices.filter { at in
      guard let condition = columns.groups[at].condition else { return true }
      return condition.words.contains { fields[condition.column].elementsEqual($0) }
    }
    guard !groups.isEmpty else { return sink.pass(1) }
    let meter = try self.meter()
    let start = try stamp(columns.start)
    let end = try stamp(columns.end)
    let quality = try self.quality()
    for group in groups {
      var row = CSVRow(
        number: count, line: lines.number, text: line, quality: quality ?? 0, grade: grade(of: quality ?? 0),
        hasValue: quality != nil)
      row.span = try clock.span(start, end, mapping.interval, after: meter.timelines[group].end)
      if row.span.end < meter.timelines[group].end ?? .min { behindCount += 1 }
      try meter.take(row, group, columns, fields, mapping, sink, remarks)
    }
  }

  /// False for a row that says again what the one before said.
  private func isNew(_ line: UnsafeRawBufferPointer) throws -> Bool {
    guard mapping.repetition > 1 else { return true }
    if repeated.count == 0 || repeated.count == mapping.repetition {
      repeated = (Array(line), 1)
      return true
    }
    guard line.elementsEqual(repeated.text) else {
      throw PlainFailure(
        .dataRefused, "\(name):\(lines.number): this does not repeat the row before",
        hint: "By \"repeat\" of mapping \(mapping.name) each row is there \(mapping.repetition) times.")
    }
    repeated.count += 1
    return false
  }

  private func meter() throws -> CSVMeter {
    let bytes = columns.meter.map { fields[$0] }
    if let lastMeter, bytes.map({ $0.elementsEqual(lastMeter.bytes) }) ?? true,
      columns.serial.map({ fields[$0].elementsEqual(lastMeter.serialBytes) }) ?? true
    {
      return lastMeter
    }
    if let bytes, bytes.isEmpty { throw BadRow(code: .emptyMeter, field: columns.meter, text: "there is no meter") }
    let serial = columns.serial.map { fields[$0] }
    let key = Array(bytes ?? UnsafeRawBufferPointer(start: nil, count: 0))
    let serialKey = Array(serial ?? UnsafeRawBufferPointer(start: nil, count: 0))
    let known = meters[key]
    if let known, known.serialBytes == serialKey {
      lastMeter = known
      return known
    }
    let code: String
    if let bytes {
      guard bytes.count <= 100, let text = mapping.encoding.text(bytes) else {
        throw BadRow(code: .invalidText, field: columns.meter, text: "this is no meter's code")
      }
      code = text
    } else if case .fixed(let text) = mapping.meter {
      code = text
    } else {
      code = ""
    }
    guard meters.count < CSVReader.meterLimit else {
      throw PlainFailure(
        .dataRefused, "\(name) has more than \(CSVReader.meterLimit) meters",
        hint: "Is 'meter' of mapping \(mapping.name) the right column?")
    }
    let meter = CSVMeter(
      code, bytes: key, serial: serial.flatMap { $0.isEmpty ? nil : mapping.encoding.text($0) }, serialBytes: serialKey,
      groups: columns.groups)
    // After an exchange time goes on, but no index is subtracted from one of the other serial.
    if let known { meter.continueTime(of: known) }
    meters[key] = meter
    lastMeter = meter
    return meter
  }

  private func stamp(_ columns: [Int]) throws -> StampForm.Reading? {
    guard let first = columns.first else { return nil }
    guard let reading = clock.parse(fields, columns) else {
      throw BadRow(code: .badTimestamp, field: first, text: "this is no point of time as the mapping writes them")
    }
    return reading
  }

  private func grade(of quality: Int16) -> Quality.Grade { quality == 0 ? .actual : grades[quality] ?? .actual }

  /// The sink's number of the row's quality; nil: its values are none.
  private func quality() throws -> Int16? {
    guard let column = columns.quality, let words = mapping.quality?.words else { return 0 }
    let word = Array(fields[column])
    if let known = qualities[word] { return known }
    guard word.count <= 100, let text = word.withUnsafeBytes({ mapping.encoding.text($0) }) else {
      throw BadRow(code: .invalidText, field: column, text: "this is no word for a quality")
    }
    let number: Int16?
    switch words[text] {
    case .some(.none): number = nil
    case .some(.some(.actual)): number = 0
    case .some(.some(let grade)): number = try sink.number(of: Quality(grade, raw: text))
    case .none: number = text.isEmpty ? 0 : try sink.number(of: Quality(.unknown, raw: text))
    }
    if let number, number != 0 {
      if case .some(.some(let grade)) = words[text] { grades[number] = grade } else { grades[number] = .unknown }
    }
    if qualities.count < 1000 { qualities.updateValue(number, forKey: word) }
    return number
  }
}
