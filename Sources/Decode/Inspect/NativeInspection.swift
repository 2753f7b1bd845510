import Grid

/// Tells what the rows of a native dump say, without the registry that knows its meters and their intervals.
private func inspectNative(_ dump: RecognizedDump, into sink: InspectSink) throws {
  var lines = LineReader(dump.source)
  defer { lines.close() }
  var fields = Fields()
  defer { fields.close() }
  let (layout, first) = try Layout.find(in: &lines, hasByteOrderMark: dump.hasByteOrderMark)
  sink.remark(layout.description)
  var rows = NativeRows(layout, sink)
  func take(_ line: UnsafeRawBufferPointer) throws {
    let fault = lines.isCut ? (.tooLong, nil) : try rows.read(line, number: lines.number, &fields)
    if let (code, field) = fault {
      sink.reject(
        DecodeFault(code, line: lines.number, column: field.map { $0 + 1 }, text: line, count: rows.values.count))
    }
  }
  if !layout.hasHeader { try first.withUnsafeBytes(take) }
  while let line = try lines.next() {
    if !isNoRow(line) { try take(line) }
  }
}

private struct NativeRows {
  let layout: Layout
  /// Fields with values, and their columns.
  let values: [(field: Int, column: Layout.Column)]
  private let meterField: Int
  private let timestampField: Int
  private let sink: InspectSink
  private var channels: [String: [Int32]] = [:]

  init(_ layout: Layout, _ sink: InspectSink) {
    self.layout = layout
    self.sink = sink
    meterField = layout.columns.firstIndex(of: .meter)!
    timestampField = layout.columns.firstIndex(of: .timestamp)!
    values = layout.columns.enumerated().compactMap { field, column in
      column.flatMap { $0.isValue ? (field, $0) : nil }
    }
  }

  /// Reads one line; what is wrong with it, and the field, from 0.
  mutating func read(
    _ line: UnsafeRawBufferPointer, number: Int, _ fields: inout Fields
  ) throws -> (RowFault, Int?)? {
    guard fields.split(line, at: layout.separator) else { return (.openQuote, nil) }
    guard fields.count == layout.columns.count else {
      return (fields.count < layout.columns.count ? .missingField : .extraField, nil)
    }
    guard fields[meterField].count > 0 else { return (.emptyMeter, meterField) }
    guard let meter = String(validating: fields[meterField], as: UTF8.self) else { return (.invalidText, meterField) }
    guard let instant = Instant.parse(fields[timestampField]) else {
      let text = String(decoding: fields[timestampField], as: UTF8.self).replacing(" ", with: "T", maxReplacements: 1)
      return (Instant("\(text)Z") != nil ? .noOffset : .badTimestamp, timestampField)
    }
    var amounts: [Int64] = []
    var amount = WrittenEnergy(milliWh: 0, isWhole: true)
    for (field, column) in values {
      if let fault = parseEnergy(fields[field], comma: layout.allowsDecimalComma, into: &amount) {
        return (fault, field)
      }
      if amount.milliWh < 0, column != .battery { return (.negative, field) }
      amounts.append(amount.milliWh)
    }
    for (channel, milliWh) in zip(try numbers(of: meter), amounts) {
      sink.take(row: milliWh, scale: 3, of: channel, at: instant.seconds, line: number)
    }
    return nil
  }

  private mutating func numbers(of meter: String) throws -> [Int32] {
    if let known = channels[meter] { return known }
    let numbers = try values.map { value in
      try sink.number(
        of: Channel(
          meter: meter, register: value.column.rawValue, unit: "Wh", quantity: .energy(milliWh: 1000), direction: nil))
    }
    channels[meter] = numbers
    return numbers
  }
}

/// What is in a recognised dump.
public func inspect(_ dump: RecognizedDump) throws -> Inspection {
  let sink = InspectSink(dump.format)
  if dump.format == .native {
    for remark in dump.remarks { sink.remark(remark) }
    try inspectNative(dump, into: sink)
  } else {
    try decode(dump, into: sink)
  }
  return sink.finish()
}
