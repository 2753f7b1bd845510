/// Writes a document as one JSON object in UTF-8, for programs: every sheet with all its rows, and the figures.
///
///     {"title": "…", "subject": "…", "created": "2025-05-05T04:00:00Z", "language": "en",
///      "figures": [{"name": "…", "kind": "decimal", "unit": "kWh", "value": 12.340, "remark": "…"}],
///      "sheets": [{"name": "…", "title": "…", "notes": ["…"],
///        "columns": [{"heading": "…", "kind": "decimal", "unit": "kWh"}],
///        "rows": [["EC1", 12.340, null]]}]}
///
/// A row is a line and has one value a column; what is unknown is null. Kinds: `text`, `integer`, `decimal`, `fraction` (0.985
/// is 98.5 %), `date` (`"2025-10-26"`), `time` (`"2025-10-26T02:00:00+02:00"`, a local time, with its offset where the cell
/// has one), `duration` (whole minutes), `flag` (true or false). A column of numbers may hold a text where there is no number.
/// Numbers keep every digit of the cell and never pass through a `Double`: read them as decimals. `unit` is there where the
/// heading ends in one. Totals and charts stay out.
public struct JSONWriter: Sendable {
  public init() {}

  /// Writes to a file that replaces `path` once it is whole; pipes and devices are written to as they are, `-` is the
  /// standard output. Rows that stream are in no memory.
  public func write(_ document: Document, to path: String) throws {
    try writeText(to: path) { write in try self.write(document, write) }
  }

  private func write(_ document: Document, _ write: (String) throws -> Void) throws {
    try write("{\"title\": \(Self.text(document.title)), \"subject\": \(Self.text(document.subject)), ")
    let created = localTimeText(document.created, separator: "T", hasSeconds: true) + "Z"
    try write("\"created\": \"\(created)\", \"language\": \"\(document.language)\",\n\"figures\": [")
    for (index, figure) in document.figures.enumerated() {
      try write(index == 0 ? "\n" : ",\n")
      try write("{\"name\": \(Self.text(figure.name)), \(Self.kind(figure.format, figure.name)), ")
      try write("\"value\": \(Self.value(figure.cell))")
      try write(figure.remark.isEmpty ? "}" : ", \"remark\": \(Self.text(figure.remark))}")
    }
    try write("],\n\"sheets\": [")
    for (index, sheet) in document.sheets.enumerated() {
      try write(index == 0 ? "\n" : ",\n")
      try self.write(sheet, write)
    }
    try write("]}\n")
  }

  private func write(_ sheet: Sheet, _ write: (String) throws -> Void) throws {
    let notes = sheet.notes.map(Self.text).joined(separator: ", ")
    let columns = sheet.columns.map { "{\"heading\": \(Self.text($0.heading)), \(Self.kind($0.format, $0.heading))}" }
    try write("{\"name\": \(Self.text(sheet.name)), \"title\": \(Self.text(sheet.title)), \"notes\": [\(notes)],\n")
    try write("\"columns\": [\(columns.joined(separator: ", "))],\n\"rows\": [")
    let missing = (0...sheet.columns.count).map { String(repeating: ", null", count: $0) }
    try sheet.forEachRow { number, row in
      var line = number == 0 ? "\n[" : ",\n["
      for (index, cell) in row.enumerated() {
        if index > 0 { line += ", " }
        line += Self.value(cell)
      }
      let lacking = missing[sheet.columns.count - row.count]
      line += row.isEmpty ? String(lacking.dropFirst(2)) : lacking
      try write(line + "]")
    }
    try write("]}")
  }

  private static func value(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): Self.text(text)
    case .integer(let value): String(value)
    case .decimal(let value): value.description
    case .date(let days): "\"\(dateText(days))\""
    case .localTime(let seconds, let offset):
      "\"\(localTimeText(seconds, hasSeconds: true))\(offset.map(offsetText) ?? "")\""
    case .flag(let value): value ? "true" : "false"
    case .empty: "null"
    }
  }

  /// Kind and unit of a column or a figure.
  private static func kind(_ format: Column.Format, _ heading: String) -> String {
    let (kind, unit): (String, String?) =
      switch format {
      case .text: ("text", nil)
      case .integer: ("integer", Self.unit(heading))
      case .decimal: ("decimal", Self.unit(heading))
      case .euros: ("decimal", "EUR")
      case .percent: ("fraction", nil)
      case .date: ("date", nil)
      case .localTime: ("time", nil)
      case .duration: ("duration", "min")
      case .flag: ("flag", nil)
      }
    return "\"kind\": \"\(kind)\"" + (unit.map { ", \"unit\": \(text($0))" } ?? "")
  }

  /// The unit that a heading ends in: `kWh` of `Used kWh`.
  private static func unit(_ heading: String) -> String? {
    let words = heading.split(separator: " ")
    guard words.count > 1, let last = words.last.map(String.init), units.contains(last) else { return nil }
    return last
  }

  private static let units: Set = [
    "kWh", "Wh", "MWh", "W", "kW", "kVA", "%", "h", "min", "s", "°C", "EUR", "€/kWh", "EUR/MWh", "g", "kg",
  ]

  /// A text in quotation marks.
  static func text(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
      return "\"\(text)\""
    }
    var quoted = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {  // scalars: a quotation mark with an accent is still a quotation mark
      switch scalar {
      case "\"", "\\": quoted.append(contentsOf: ["\\", scalar])
      case "\n": quoted.append(contentsOf: "\\n".unicodeScalars)
      case "\t": quoted.append(contentsOf: "\\t".unicodeScalars)
      case "\r": quoted.append(contentsOf: "\\r".unicodeScalars)
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".unicodeScalars)
      default: quoted.append(scalar)
      }
    }
    return "\"\(String(quoted))\""
  }
}
