import Grid

/// A row whose stamps and quality are read.
struct CSVRow {
  /// Count of the row in its file, in the order of time.
  let number: Int
  let line: Int
  let text: UnsafeRawBufferPointer
  /// The sink's number, and the grade that it stands for.
  var quality: Int16
  let grade: Quality.Grade
  /// False: by its quality none of its values is one.
  let hasValue: Bool
  var span = Span(start: nil, end: 0, startOffset: 0, endOffset: 0)
}

/// What is known of the last row of a group of values.
struct CSVTimeline {
  var end: Int64?
  var length: Int64?
  var number = 0
  var line = 0
  /// Of each value the last index: its instant, and the number.
  var indexes: [(instant: Int64, value: ExactDecimal)?]
  /// The sink's numbers: of the value, of those below zero, of the index itself.
  var channels: [(value: Int32, negative: Int32, index: Int32)?]
}

/// A meter of the file, with what its last rows said.
final class CSVMeter {
  let code: String
  let bytes: [UInt8]
  let serial: String?
  let serialBytes: [UInt8]
  private(set) var timelines: [CSVTimeline]

  init(_ code: String, bytes: [UInt8], serial: String?, serialBytes: [UInt8], groups: [CSVColumns.Group]) {
    self.code = code
    self.bytes = bytes
    self.serial = serial
    self.serialBytes = serialBytes
    timelines = groups.map { group in
      CSVTimeline(
        indexes: Array(repeating: nil, count: group.values.count),
        channels: Array(repeating: nil, count: group.values.count))
    }
  }

  func continueTime(of other: CSVMeter) {
    for at in timelines.indices {
      timelines[at].end = other.timelines[at].end
      timelines[at].length = other.timelines[at].length
      timelines[at].number = other.timelines[at].number
      timelines[at].line = other.timelines[at].line
    }
  }

  /// A row of unknown time was between: intervals that start where the one before ended do not know it any more.
  func forgetTime() {
    for at in timelines.indices { timelines[at].end = nil }
  }

  /// Takes the values of a row.
  ///
  /// - Throws: A `BadRow` when one of them cannot be read.
  func take(
    _ row: CSVRow, _ group: Int, _ columns: CSVColumns, _ fields: Fields, _ mapping: CSVMapping,
    _ sink: any ReadingSink, _ remarks: CSVRemarks
  ) throws {
    let values = columns.groups[group].values
    try open(group, values, sink)
    let timeline = timelines[group]
    let start = row.span.start ?? timeline.end
    // What a later row is measured by is the row that ends last, be it rejected.
    defer {
      if row.span.end >= timeline.end ?? .min {
        timelines[group].end = row.span.end
        timelines[group].length = start.map { row.span.end - $0 }
        timelines[group].number = row.number
        timelines[group].line = row.line
      }
    }
    var numbers: [ExactDecimal?] = []
    numbers.reserveCapacity(values.count)
    for (value, column) in values { numbers.append(try read(fields[column], column, value, row, mapping)) }
    let fault = fault(row, from: start, timeline)
    if fault == nil, let start { warn(row, from: start, timeline, mapping, remarks) }
    var lost = 0
    for at in values.indices {
      let value = values[at].value
      let channels = timeline.channels[at]!
      if value.kind == .reads {
        if let number = numbers[at] { try row.read(number, into: channels.index, sink) }
      } else if value.kind == .index {
        guard let number = numbers[at] else { continue }
        let writer = CSVIndexWriter(row: row, value: value, column: values[at].column, channels: channels)
        let previous = timelines[group].indexes[at]
        if row.span.end > previous?.instant ?? .min { timelines[group].indexes[at] = (row.span.end, number) }
        try writer.take(
          number, after: previous, isBad: fault != nil, of: self, mapping, sink, remarks)
        if fault != nil { lost += 1 }
      } else if fault != nil {
        lost += 1
      } else if let start {
        try put(numbers[at], of: value, channels, from: start, row, column: values[at].column, sink)
      } else {
        sink.pass(1)
        remarks.add(
          .first,
          "reading \(row.number) (line \(row.line)) of meter \(code) is left out: where its interval starts is not known"
        )
      }
    }
    if let fault, lost > 0 {
      try sink.reject(
        DecodeFault(fault.code, line: row.line, column: nil, text: row.text, note: fault.note, count: lost))
    }
  }

  private func read(
    _ text: UnsafeRawBufferPointer, _ column: Int, _ value: CSVMapping.Value, _ row: CSVRow, _ mapping: CSVMapping
  ) throws -> ExactDecimal? {
    guard row.hasValue, !mapping.missingNumbers.contains(where: { $0.elementsEqual(text) }) else { return nil }
    if let number = ExactDecimal(text, decimalMark: mapping.decimalMark, thousandsMark: mapping.thousandsMark) {
      guard let product = number.times(value.factor) else {
        throw BadRow(code: .notANumber, field: column, text: "this number is too great")
      }
      if [.index, .reads].contains(value.kind), product.mantissa < 0 {
        throw BadRow(code: .negative, field: column, text: "an index is never below zero")
      }
      return product
    }
    if text.count <= 200, let word = mapping.encoding.text(text), mapping.missing.contains(word) { return nil }
    throw BadRow(
      code: .notANumber, field: column, text: "this is no number as the mapping writes them",
      hint: "Words that stand for no value are named by 'missing' of mapping \(mapping.name); see 'decimal' too.")
  }

  private func open(_ group: Int, _ values: [(value: CSVMapping.Value, column: Int)], _ sink: any ReadingSink) throws {
    guard timelines[group].channels.contains(where: { $0 == nil }) else { return }
    for (at, (value, _)) in values.enumerated() {
      func channel(
        _ name: String, _ quantity: Quantity, _ direction: Register, told: Bool = false, turn: Int64? = nil
      ) throws -> Int32 {
        try sink.number(
          of: Channel(
            meter: code, register: name, unit: value.unit, quantity: quantity, direction: direction, serial: serial,
            hasIntervals: told, turnMilliWh: turn))
      }
      let quantity: Quantity =
        switch value.kind {
        case .energy, .index, .reads: .energy(milliWh: value.milli)
        case .power: .power(milliW: value.milli)
        case .level: .level(milliWh: value.milli)
        }
      timelines[group].channels[at] = (
        value.kind == .reads ? -1 : try channel(value.name, quantity, value.register),
        try value.negative.map { try channel(value.negativeName, quantity, $0) } ?? -1,
        [.index, .reads].contains(value.kind)
          ? try channel(
            value.name, .index(milliWh: value.milli), value.register, told: value.kind == .index,
            turn: value.rolloverDigits.flatMap {
              Int64(exactly: Int128(ExactDecimal.powers[$0]) * Int128(value.milli))
            }) : -1
      )
    }
  }

  /// Why nothing of the row's interval is believed.
  private func fault(_ row: CSVRow, from start: Int64?, _ timeline: CSVTimeline) -> (code: RowFault, note: String)? {
    guard let start else { return nil }
    let place =
      "reading \(row.number) of meter \(code), \(Instant(seconds: start)) to \(Instant(seconds: row.span.end)),"
    guard start != row.span.end else { return (.zeroLength, "\(place) spans no time") }
    guard start < row.span.end else { return (.zeroLength, "\(place) ends before it starts") }
    guard Int32(exactly: row.span.end - start) != nil else {
      return (.badTimestamp, "\(place) is longer than 68 years")
    }
    if let end = timeline.end, start < end {
      return (
        .overlap,
        "\(place) starts before reading \(timeline.number) (line \(timeline.line)) ends at \(Instant(seconds: end))"
      )
    }
    return nil
  }

  private func warn(
    _ row: CSVRow, from start: Int64, _ timeline: CSVTimeline, _ mapping: CSVMapping, _ remarks: CSVRemarks
  ) {
    guard let end = timeline.end else { return }
    func neighbours() -> String {
      "reading \(row.number) (line \(row.line)) of meter \(code), \(Instant(seconds: start)) to "
        + "\(Instant(seconds: row.span.end)), and reading \(timeline.number) (line \(timeline.line)) before it, which ends at "
        + "\(Instant(seconds: end))"
    }
    if mapping.gap.isExceeded(by: start - end) {
      remarks.add(.gap, "a gap of \(start - end) s, above gap_s \(mapping.gap.description): \(neighbours())")
    }
    let length = row.span.end - start
    if let before = timeline.length, mapping.interval == nil,
      mapping.lengthVariation.isExceeded(by: abs(length - before))
    {
      remarks.add(
        .length,
        "\(length) s after \(before) s, more than length_variation_s \(mapping.lengthVariation.description) apart: "
          + neighbours())
    }
  }

  /// Hands over an interval's value; one below zero goes into the other direction, and each direction has all intervals.
  private func put(
    _ number: ExactDecimal?, of value: CSVMapping.Value, _ channels: (value: Int32, negative: Int32, index: Int32),
    from start: Int64, _ row: CSVRow, column: Int, _ sink: any ReadingSink
  ) throws {
    if let number, number.mantissa < 0, value.negative == nil {
      return try sink.reject(
        DecodeFault(
          .negative, line: row.line, column: column + 1, text: row.text,
          note: "reading \(row.number) of meter \(code); 'negative' of the mapping says where such values go"))
    }
    let mantissa = number?.mantissa ?? IntervalRun.missing
    try row.put(
      number == nil ? mantissa : max(0, mantissa), scale: number?.scale ?? 0, from: start, into: channels.value, sink)
    guard value.negative != nil else { return }
    try row.put(
      number == nil ? mantissa : max(0, -mantissa), scale: number?.scale ?? 0, from: start, into: channels.negative,
      sink)
  }
}

extension CSVRow {
  func read(_ number: ExactDecimal, into channel: Int32, _ sink: any ReadingSink) throws {
    try sink.take(
      IndexRead(
        channel: channel, instant: span.end, value: number.mantissa, scale: number.scale, quality: quality, line: line,
        text: text))
  }

  func put(_ mantissa: Int64, scale: Int, from start: Int64, into channel: Int32, _ sink: any ReadingSink) throws {
    try withUnsafePointer(to: mantissa) { pointer in
      try sink.take(
        IntervalRun(
          channel: channel, start: start, interval: Int32(span.end - start),
          values: UnsafeBufferPointer(start: pointer, count: 1), scale: scale, quality: quality, line: line, text: text)
      )
    }
  }
}
