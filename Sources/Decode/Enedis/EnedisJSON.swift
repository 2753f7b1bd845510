import Grid

/// Reads JSON of Enedis: R63 flows and the answers of Data Connect, of 2020 (v4, v5) and of 2026.
///
/// Members may come in any order, so the points of a measure wait until it is known whose they are. Files may be one
/// document, an array of them, or one a line; the wrapping `meter_reading` or `mesures` may be missing.
final class EnedisJSON {
  private let reader: JSONReader
  private let sink: any ReadingSink
  private let curves: Curves
  private let name: String
  private let format: DumpFormat
  private var element = 0
  private var measures = 0
  private var refusals: [String] = []
  private var isDirectionGuessed = false

  init(_ source: any ByteSource, _ format: DumpFormat, _ options: DecodeOptions, _ sink: any ReadingSink) throws {
    reader = JSONReader(source)
    self.sink = sink
    self.format = format
    name = source.name
    curves = try Curves(sink, name: source.name, options)
  }

  func read() throws {
    while true {
      let token = try reader.next()
      switch token {
      case .beginObject: try readDocument()
      case .beginArray: try readArray { try self.readDocument() }
      case .end:
        try finish()
        return
      default: break
      }
    }
  }

  private func finish() throws {
    if measures == 0 {
      if let refusal = refusals.first {
        throw PlainFailure(
          .dataRefused, "\(name) is no dump but an error of Enedis: \(refusal)",
          hint: "Ask for the data again.")
      }
      throw PlainFailure(.dataRefused, "\(name) has no measures of Enedis")
    }
    try curves.finish()
    for refusal in Set(refusals).sorted().prefix(10) { sink.remark("error-document: Enedis answered \(refusal)") }
    if isDirectionGuessed {
      sink.remark("direction-assumed: read as consumption; a file name with 'production' makes it export")
    }
  }

  /// The objects of an array that was begun; other elements are passed over.
  private func readArray(_ readObject: () throws -> Void) throws {
    while true {
      let token = try reader.next()
      switch token {
      case .beginObject: try readObject()
      case .endArray: return
      default: try reader.skip(token)
      }
    }
  }

  /// What a measure says of all its points.
  private struct Measure {
    var meter = ""
    var first = ""
    var last = ""
    var stage = ""
    var interval = ""
    var unit = ""
    var kind = ""
    var trade = ""
    var aggregate = ""
    /// Points of which it is not known yet whose they are.
    var groups: [(Group, [CurveRow])] = []
  }

  /// What a `grandeur` says of its points.
  private struct Group {
    var kind = ""
    var trade = ""
    var unit = ""
    var interval = ""
  }

  /// An object that was begun: a file, a `meter_reading`, an element of `mesures`.
  private func readDocument() throws {
    var measure = Measure()
    var error: String?
    while case .key = try reader.next() {
      switch reader.string {
      case "meter_reading": try readObject { try self.readDocument() }
      case "mesures":
        measures += 1
        try readObjects { try self.readDocument() }
      case "header": try readObject { try self.readHeader() }
      case "usage_point_id", "idPrm", "pointId": measure.meter = try word()
      case "start": measure.first = try word()
      case "end": measure.last = try word()
      case "periode": try readObject { try self.readPeriod(into: &measure) }
      case "quality", "etapeMetier": measure.stage = try word()
      case "pas": measure.interval = try word()
      case "reading_type": try readObject { try self.readType(into: &measure) }
      case "interval_reading":
        let rows = try readPoints()
        try hold(rows, of: Group(), in: &measure)
      case "grandeur":
        try readObjects { try self.readGroup(into: &measure) }
      case "error", "error_description": error = [error, try word()].compactMap(\.self).joined(separator: ", ")
      default: try reader.skip()
      }
    }
    for (group, rows) in measure.groups { try take(rows, of: group, measure) }
    if let error, refusals.count < 100 { refusals.append(String(error.prefix(200))) }
  }

  /// The object that comes next; anything else is passed over.
  private func readObject(_ read: () throws -> Void) throws {
    let token = try reader.next()
    if case .beginObject = token { try read() } else { try reader.skip(token) }
  }

  /// The objects of the array that comes next, or the one object.
  private func readObjects(_ read: () throws -> Void) throws {
    let token = try reader.next()
    switch token {
    case .beginArray: try readArray(read)
    case .beginObject: try read()
    default: try reader.skip(token)
    }
  }

  private func word() throws -> String {
    String(decoding: (try reader.scalar() ?? []).prefix(200), as: UTF8.self)
  }

  private func readHeader() throws {
    while case .key = try reader.next() {
      guard reader.string == "codeFlux" else {
        try reader.skip()
        continue
      }
      let flow = try word()
      guard flow.isEmpty || flow.hasPrefix("R63") else {
        throw PlainFailure(
          .dataRefused, "\(name) is a flow \(flow), not R63", hint: "Ask for load curves: R63.")
      }
    }
  }

  private func readPeriod(into measure: inout Measure) throws {
    while case .key = try reader.next() {
      switch reader.string {
      case "dateDebut": measure.first = try word()
      case "dateFin": measure.last = try word()
      default: try reader.skip()
      }
    }
  }

  private func readType(into measure: inout Measure) throws {
    while case .key = try reader.next() {
      switch reader.string {
      case "unit": measure.unit = try word()
      case "measurement_kind": measure.kind = try word()
      case "flow_direction", "direction": measure.trade = try word()
      case "aggregate": measure.aggregate = try word()
      case "measuring_period", "interval_length": measure.interval = try word()
      default: try reader.skip()
      }
    }
  }

  private func readGroup(into measure: inout Measure) throws {
    var group = Group()
    var rows: [CurveRow] = []
    while case .key = try reader.next() {
      switch reader.string {
      case "grandeurPhysique": group.kind = try word()
      case "grandeurMetier": group.trade = try word()
      case "unite": group.unit = try word()
      case "pas": group.interval = try word()
      case "points", "mesure":
        rows += try readPoints()
        guard rows.count <= Curves.rowLimit else { throw tooMany() }
      default: try reader.skip()
      }
    }
    if measure.meter.isEmpty {
      try hold(rows, of: group, in: &measure)
    } else {
      try take(rows, of: group, measure)
    }
  }

  private func hold(_ rows: [CurveRow], of group: Group, in measure: inout Measure) throws {
    let held = measure.groups.reduce(rows.count) { $0 + $1.1.count }
    guard held <= Curves.rowLimit, measure.groups.count < 1000 else { throw tooMany() }
    measure.groups.append((group, rows))
  }

  private func tooMany() -> PlainFailure {
    PlainFailure(
      .dataRefused, "\(name) has more than \(Curves.rowLimit) values for one metering point",
      hint: "Ask for shorter periods.")
  }

  private func readPoints() throws -> [CurveRow] {
    var rows: [CurveRow] = []
    try readObjects {
      if let row = try self.readPoint() {
        guard rows.count < Curves.rowLimit else { throw self.tooMany() }
        rows.append(row)
      }
    }
    return rows
  }

  /// `{"d":…,"v":…,"p":…,"n":…,"tc":…,"iv":…,"ec":…}` or `{"date":…,"value":…,"interval_length":…,"measure_type":…}`.
  private func readPoint() throws -> CurveRow? {
    element += 1
    var time: [UInt8] = []
    var value: [UInt8] = []
    var interval: [UInt8] = []
    var (nature, completion, likelihood, state) = ("", "", "", "")
    while case .key = try reader.next() {
      switch reader.string {
      case "d", "date": time = try reader.scalar() ?? []
      case "v", "value": value = try reader.scalar() ?? []
      case "p", "interval_length": interval = try reader.scalar() ?? []
      case "n", "measure_type": nature = try word()
      case "tc": completion = try word()
      case "iv": likelihood = try word()
      case "ec": state = try word()
      default: try reader.skip()
      }
    }
    guard let stamp = time.withUnsafeBytes(WrittenTime.parse) else {
      try reject(.badTimestamp, time, value, note: nil)
      return nil
    }
    var number: ExactDecimal?
    switch value.withUnsafeBytes(WrittenDecimal.parse) {
    case .value(let written): number = written
    case .fault(.emptyValue): break
    case .fault(let code): try reject(code, time, value, note: nil)
    }
    var row = CurveRow(stamp, value: number, line: element)
    if !interval.isEmpty {
      guard let seconds = interval.withUnsafeBytes(WrittenTime.interval) else {
        let shown = String(decoding: interval.prefix(20), as: UTF8.self)
        try reject(.unknownInterval, time, value, note: "interval \(shown)")
        return nil
      }
      row.interval = seconds
    }
    let word = EnedisWords.quality(nature: nature, completion: completion, likelihood: likelihood, state: state)
    row.quality = try curves.quality(word, EnedisWords.quality)
    return row
  }

  private func reject(_ code: RowFault, _ time: [UInt8], _ value: [UInt8], note: String?) throws {
    let text = time.prefix(60) + [0x20] + value.prefix(60)
    try text.withUnsafeBytes { try sink.reject(DecodeFault(code, line: element, text: $0, note: note)) }
  }

  /// Points whose measure is known.
  private func take(_ rows: [CurveRow], of group: Group, _ measure: Measure) throws {
    measures += 1
    var rows = rows
    let kind = group.kind.isEmpty ? measure.kind : group.kind
    let unit = group.unit.isEmpty ? measure.unit : group.unit
    let isPeak =
      kind.hasPrefix("PMA") || measure.aggregate.hasPrefix("max")
    guard !isPeak else {
      sink.pass(rows.count)
      return
    }
    let meter = measure.meter.isEmpty ? EnedisWords.meter(inName: name) ?? "" : measure.meter
    guard !meter.isEmpty else {
      guard let row = rows.first else { return }
      try Array(counted(rows.count, "point").utf8).withUnsafeBytes {
        try sink.reject(DecodeFault(.emptyMeter, line: Int(row.line), text: $0, count: rows.count))
      }
      return
    }
    var trade = group.trade.isEmpty ? measure.trade : group.trade
    if trade.isEmpty {
      trade = EnedisWords.folded(name.utf8).has("prod") ? "PROD" : ""
      if trade.isEmpty, EnedisWords.quantity(unit) != nil { isDirectionGuessed = true }
    }
    let section = CurveSection(EnedisWords.channel(meter: meter, kind: kind, trade: trade, unit: unit))
    section.version = EnedisWords.version(stage: measure.stage)
    section.first = curves.bound(measure.first)
    section.last = curves.bound(measure.last)
    if format == .dataConnect { section.assumed = .end }
    let whole = (group.interval.isEmpty ? measure.interval : group.interval)
    let said = Array(whole.utf8).withUnsafeBytes(WrittenTime.interval) ?? 0
    for at in rows.indices where rows[at].interval == 0 {
      // A point with a day alone is a day's.
      rows[at].interval = said > 0 ? said : rows[at].isWall && rows[at].hasDayAlone ? CurveRow.day : 0
    }
    section.rows = rows
    try curves.take(section)
  }
}
