import Grid

/// Reads the tables of Enedis line by line: what a header says of a metering point, then its rows, then the next.
///
/// One file may hold load curves, indices with their calendars and maximum power behind each other, of several
/// metering points; rows of a workbook come as lines too.
final class EnedisTable {
  /// What the header of a section says.
  struct Header {
    var meter = ""
    var type = ""
    var first = ""
    var last = ""
    var kind = ""
    var trade = ""
    var stage = ""
    var unit = ""
    var interval = ""
  }

  private enum Part {
    /// Before the first heading.
    case none
    /// The line behind the names of the header has their values.
    case names([String])
    case header, curve, days, index, calendar, flat
    /// Maximum power: in order, not ours.
    case passed
  }

  private let name: String
  private let format: DumpFormat
  let sink: any ReadingSink
  let curves: Curves
  private let since1904: Bool
  private var part = Part.none
  private var header = Header()
  private var section: CurveSection?
  private lazy var index = EnedisIndex(self)
  private lazy var flat = EnedisFlat(self)
  private(set) var fields = Fields()
  private var lastHeading: [UInt8] = []
  private(set) var headingCount = 0
  private var separator: UInt8 = 0x3B
  private var hasTable = false
  private var hasValue = false
  private var told: Set<String> = []
  private var oddMeters: Set<String> = []

  init(
    _ name: String, _ format: DumpFormat, _ options: DecodeOptions, _ sink: any ReadingSink, since1904: Bool
  ) throws {
    self.name = name
    self.format = format
    self.sink = sink
    self.since1904 = since1904
    curves = try Curves(sink, name: name, options)
  }

  deinit { fields.close() }

  func take(_ line: UnsafeRawBufferPointer, number: Int) throws {
    guard let first = line.first(where: { $0 != separator && $0 != 0x20 && $0 != 0x09 && $0 != 0x22 }) else { return }
    if case .none = part { separator = EnedisTable.separator(of: line) }
    guard fields.split(line, at: separator) else {
      try sink.reject(DecodeFault(.openQuote, line: number, text: line))
      return
    }
    if case .names(let names) = part, !(try takeHeading(line)) {
      lastHeading = []
      try takeValues(names)
      return
    }
    if first &- 0x30 >= 10 {
      // A heading that is there again, with no row behind the one before, says nothing new.
      if line.elementsEqual(lastHeading) { return }
      if try takeHeading(line) {
        lastHeading = Array(line)
        headingCount += 1
        return
      }
    }
    lastHeading = []
    switch part {
    case .none, .names, .header: break
    case .curve: try takeValue(line, number, interval: 0)
    case .days: try takeValue(line, number, interval: CurveRow.day)
    case .index:
      hasValue = true
      try index.take(line, number)
    case .calendar: index.takeCalendar(cells(line))
    case .flat: try flat.take(line, number)
    case .passed: if fields.count > 1, !fields[1].isEmpty { sink.pass(1) }
    }
  }

  func finish() throws {
    try closeSection()
    guard hasTable else {
      throw PlainFailure(
        .dataRefused, "\(name) has no table of Enedis", hint: "Try --inspect without --format, or use a mapping.")
    }
    try flat.finish()
    try curves.finish()
    index.tellCalendars()
    if !hasValue { sink.remark("no-rows: the tables have headings only") }
    if let odd = oddMeters.min() {
      let more = oddMeters.count > 1 ? " and \(oddMeters.count - 1) more" : ""
      sink.remark("odd-meter: \(odd)\(more); a metering point has 14 digits")
    }
  }

  static func recognize(_ head: [UInt8]) -> DumpFormat? {
    var found: DumpFormat?
    for line in head.split(whereSeparator: { $0 == 10 || $0 == 13 }).prefix(60) {
      let text = EnedisWords.folded(line)
      guard let heading = text.first(where: { $0.isLetter }) else { continue }
      if text.has("horodate"), text.has("type de releve") || text.has("type releve") {
        return text.has("cadran") || text.has("contexte") ? nil : .enedisIndex
      }
      if text.has("horodate"), text.has("valeur"), text.has("prm") {
        return text.has("cadran") ? nil : .enedisR63
      }
      if text.hasPrefix("date de la mesure"), text.has("prm") { return .enedisLoadCurve }
      if text.hasPrefix("horodate"), found != nil || EnedisWords.stamp(inHeading: text) != nil {
        return found ?? .enedisLoadCurve
      }
      if text.has("point reference mesure") || text.hasPrefix("type de comptage") { found = .enedisDaily }
      if text.hasPrefix("identifiant prm"), text.has("type de donnees") { found = found ?? .enedisLoadCurve }
      if text.hasPrefix("date"), text.has("valeur"), found != nil || text.has("(en ") { return .enedisDaily }
      if found == .enedisLoadCurve, heading.isLetter, text.has(";index;") { return .enedisIndex }
    }
    return found
  }

  // MARK: headings

  /// Whether the line is a heading, which then holds from here on.
  private func takeHeading(_ line: UnsafeRawBufferPointer) throws -> Bool {
    let lead = leadingBlanks()
    guard lead < fields.count, lead < Fields.countLimit else { return false }
    let first = EnedisWords.folded(fields[lead])
    let second = lead + 1 < min(fields.count, Fields.countLimit) ? EnedisWords.folded(fields[lead + 1]) : ""
    if first == "identifiant prm" || first == "prm" || first == "date de la mesure" || beginsFlat(line) {
      try begin()
      let names = cells(line).map { EnedisWords.folded($0.utf8) }
      if names.contains("valeur"), names.contains("horodate") || names.contains("date de la mesure") {
        try flat.begin(names)
        part = .flat
      } else if second.contains(where: \.isNumber), !second.contains(where: \.isLetter) {
        takePairs(cells(line))
      } else {
        part = .names(names)
      }
    } else if first.hasPrefix("point reference mesure") {
      try begin()
      takePairs(cells(line))
    } else if first == "horodate" || first.hasPrefix("horodate ") {
      try closeSection()
      try beginRows(heading: first, second: cells(line).dropFirst(lead + 1).first ?? "", line)
    } else if first == "periode", second.hasPrefix("identifiant calendrier") {
      try closeSection()
      index.beginCalendar(cells(line).map { EnedisWords.folded($0.utf8) })
      part = .calendar
    } else if first == "date", ["valeur", "conso", "prod", "inj"].contains(where: second.hasPrefix) {
      try closeSection()
      try beginDays(heading: cells(line).dropFirst(lead + 1).first ?? "")
    } else if isLabel(first) {
      takePairs(cells(line))
    } else {
      return false
    }
    hasTable = true
    return true
  }

  /// Whether a file begins with the names of a table whose rows say whose they are, in any order.
  private func beginsFlat(_ line: UnsafeRawBufferPointer) -> Bool {
    guard case .none = part else { return false }
    let names = cells(line).map { EnedisWords.folded($0.utf8) }
    return ["identifiant prm", "horodate", "valeur"].allSatisfy(names.contains)
  }

  /// Whether the line is one of those above a table that say one thing each.
  private func isLabel(_ name: String) -> Bool {
    switch part {
    case .none, .header:
      ["type de donnees", "type de comptage", "grandeur", "unite", "pas ", "date de debut", "date de fin", "etape"]
        .contains(where: name.hasPrefix)
    default: false
    }
  }

  private func begin() throws {
    try closeSection()
    header = Header()
    part = .header
  }

  private func takeValues(_ names: [String]) throws {
    for (at, name) in names.enumerated() where at < min(fields.count, Fields.countLimit) {
      set(name, fields[at].text)
    }
    part = .header
  }

  /// `Point Référence Mesure (PRM) : | prm | Type de comptage : | Consommation Quotidienne`.
  private func takePairs(_ cells: [String]) {
    for (at, cell) in cells.enumerated() {
      let name = EnedisWords.folded(cell.utf8).prefix { $0 != ":" }.split(separator: " ").joined(separator: " ")
      if let value = cells[(at + 1)...].first(where: { !$0.isEmpty }) { set(name, value) }
    }
    part = .header
  }

  private func set(_ name: String, _ value: String) {
    switch name {
    case "identifiant prm", "prm", "point reference mesure (prm)": header.meter = EnedisWords.meter(value)
    case "type de donnees", "type de comptage": header.type = value
    case "date de debut": header.first = value
    case "date de fin": header.last = value
    case "grandeur physique": header.kind = value
    case "grandeur metier": header.trade = value
    case "etape metier": header.stage = value
    case "unite": header.unit = value
    case "pas en minutes", "pas": header.interval = value
    default: break
    }
  }

  private func beginRows(heading: String, second: String, _ line: UnsafeRawBufferPointer) throws {
    let type = EnedisWords.folded(header.type.utf8)
    if EnedisWords.folded(second.utf8).hasPrefix("type") {
      try index.begin(cells(line), header, meter: meter())
      part = .index
    } else if type.has("max") || EnedisWords.folded(header.kind.utf8).has("max") {
      part = .passed
    } else if type.has("quotidien"), EnedisWords.stamp(inHeading: heading) == nil {
      try beginDays(heading: second)
    } else {
      let unit = header.unit.isEmpty ? EnedisWords.unit(inHeading: second) : header.unit
      let section = CurveSection(
        EnedisWords.channel(meter: try meter(), kind: header.kind, trade: header.trade, unit: unit))
      section.first = curves.bound(header.first)
      section.last = curves.bound(header.last)
      section.version = EnedisWords.version(stage: header.stage)
      section.said = EnedisWords.stamp(inHeading: heading)
      section.interval = Array(header.interval.utf8).withUnsafeBytes(WrittenTime.interval) ?? 0
      if unit.isEmpty {
        remark("no-unit: \(section.channel.meter) has values without a unit, which are not loaded")
      }
      self.section = section
      part = .curve
    }
  }

  private func beginDays(heading: String) throws {
    let said = EnedisWords.unit(inHeading: heading)
    let words = [header.trade, header.type, heading, name].map { EnedisWords.folded($0.utf8) }
    let trade = words.first { word in ["conso", "prod", "inj", "sout"].contains(where: word.has) } ?? ""
    section = CurveSection(
      EnedisWords.channel(
        meter: try meter(), kind: header.kind, trade: trade, unit: said.isEmpty ? header.unit : said))
    part = .days
  }

  /// The metering point of the header, else of the file's name.
  private func meter() throws -> String {
    guard let meter = header.meter.isEmpty ? EnedisWords.meter(inName: name) : header.meter else {
      throw PlainFailure(
        .dataRefused, "neither \(name) nor its name tells the metering point",
        hint: "Put the 14 digits of the PRM into the file's name.")
    }
    notice(meter)
    return meter
  }

  /// Tells something once a file; its code is what comes before the colon.
  func remark(_ text: String) {
    if told.insert(String(text.prefix { $0 != ":" })).inserted { sink.remark(text) }
  }

  /// Tells at the end which metering points look damaged, as by a spreadsheet: `1,42E+13`.
  func notice(_ meter: String) {
    if meter.utf8.count != 14 || !meter.utf8.allSatisfy({ $0 &- 0x30 < 10 }), oddMeters.count < 1000 {
      oddMeters.insert(meter)
    }
  }

  private func closeSection() throws {
    if let section { try curves.take(section) }
    section = nil
    if case .index = part { try index.finish() }
  }

  // MARK: rows

  private func takeValue(_ line: UnsafeRawBufferPointer, _ number: Int, interval: Int32) throws {
    guard let section else { return }
    let lead = leadingBlanks()
    guard let row = try row(line, number, time: lead, value: lead + 1) else { return }
    guard section.rows.count < Curves.rowLimit else {
      throw PlainFailure(
        .dataRefused, "\(name) has more than \(Curves.rowLimit) rows of one metering point",
        hint: "Ask for shorter periods.")
    }
    section.rows.append(row)
    section.rows[section.rows.count - 1].interval = interval
  }

  /// The time and value of the line that was split; nil when it was rejected.
  func row(_ line: UnsafeRawBufferPointer, _ number: Int, time: Int, value: Int) throws -> CurveRow? {
    hasValue = true
    guard let stamp = self.time(time) else {
      try sink.reject(DecodeFault(.badTimestamp, line: number, column: time + 1, text: line))
      return nil
    }
    guard value < min(fields.count, Fields.countLimit) else {
      try sink.reject(DecodeFault(.missingField, line: number, column: value + 1, text: line))
      return nil
    }
    guard let written = try self.value(value, line, number) else { return CurveRow(stamp, value: nil, line: number) }
    return CurveRow(stamp, value: written, line: number)
  }

  func time(_ field: Int) -> WrittenTime? {
    guard field < min(fields.count, Fields.countLimit) else { return nil }
    return WrittenTime.parse(fields[field]) ?? WrittenTime.serial(fields[field], since1904: since1904)
  }

  /// The number in a field; nil where there is none, and where it was rejected.
  func value(_ field: Int, _ line: UnsafeRawBufferPointer, _ number: Int) throws -> ExactDecimal? {
    let text = fields[field]
    switch WrittenDecimal.parse(text) {
    case .value(let written): return written
    case .fault(.emptyValue): return nil
    case .fault(let code):
      let isNone = text.count <= 4 && ["na", "n/a", "#n/a", "nan", "null", "-"].contains(EnedisWords.folded(text))
      if !isNone { try sink.reject(DecodeFault(code, line: number, column: field + 1, text: line)) }
      return nil
    }
  }

  /// Workbooks begin their tables in the second column.
  private func leadingBlanks() -> Int {
    var at = 0
    while at < min(fields.count, Fields.countLimit), fields[at].isEmpty { at += 1 }
    return at
  }

  /// All cells of a heading, of which there may be more than a row of values has.
  private func cells(_ line: UnsafeRawBufferPointer) -> [String] {
    line.split(separator: separator, omittingEmptySubsequences: false).map { cell in
      let text = String(decoding: cell, as: UTF8.self)
      return text.split { $0 == " " || $0 == "\"" }.joined(separator: " ")
    }
  }

  private static func separator(of line: UnsafeRawBufferPointer) -> UInt8 {
    let counts = [0x3B, 0x09, 0x2C].map { byte in (byte: UInt8(byte), count: line.count { $0 == UInt8(byte) }) }
    return counts.max { $0.count < $1.count || $0.count == $1.count && $0.byte != 0x3B }?.byte ?? 0x3B
  }
}
