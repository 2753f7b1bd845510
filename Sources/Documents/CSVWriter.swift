/// Writes one sheet as RFC 4180 text: UTF-8, LF, one line of headings, then the rows. Title, notes, totals and charts
/// stay out, so that a program can read the file.
///
/// Numbers keep every digit of the cell and are never rounded. Days are `2025-10-26`, local times `2025-10-26T02:00`
/// with `+02:00` behind where the cell has an offset; flags are `true` and `false`; an empty cell is empty, an empty
/// text is `""`. A text that a spreadsheet might run as a formula gets a `'` in front: one that starts with `=`, `+`, `-`, `@`, with
/// these in full width, or with a control character, be there blanks, invisible characters or quotation marks before it.
public struct CSVWriter: Sendable {
  public var dialect: Dialect

  public enum Dialect: Sendable {
    /// `,` between fields, `.` in decimals.
    case standard
    /// `;` between fields, `,` in decimals: what a French or German Excel opens on a double click.
    case semicolon
  }

  public init(_ dialect: Dialect = .standard) { self.dialect = dialect }

  /// Writes to a file that replaces `path` once it is whole; pipes and devices are written to as they are, `-` is the
  /// standard output.
  public func write(_ sheet: Sheet, to path: String) throws {
    try writeText(to: path) { write in
      try write(line(sheet.columns.map { .text($0.heading) }, width: sheet.columns.count))
      try sheet.forEachRow { _, row in try write(line(row, width: sheet.columns.count)) }
    }
  }

  private func line(_ row: [Cell], width: Int) -> String {
    let separator = dialect == .standard ? "," : ";"
    let missing = String(repeating: separator, count: max(width - max(row.count, 1), 0))
    return row.map(field).joined(separator: separator) + missing + "\n"
  }

  private func field(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): return quoted(text)
    case .integer(let value): return String(value)
    case .decimal(let value):
      let text = value.description
      return dialect == .standard ? text : String(text.map { $0 == "." ? "," : $0 })
    case .date(let days): return dateText(days)
    case .localTime(let seconds, let offset): return localTimeText(seconds) + (offset.map(offsetText) ?? "")
    case .flag(let value): return value ? "true" : "false"
    case .empty: return ""
    }
  }

  private func quoted(_ text: String) -> String {
    guard !text.isEmpty else { return "\"\"" }
    let safe = Self.isFormula(text) ? "'" + text : text
    guard safe.utf8.contains(where: Self.special.contains) else { return safe }
    var quoted = String.UnicodeScalarView()
    for scalar in safe.unicodeScalars {  // scalars: a quotation mark with an accent is still a quotation mark
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    return "\"\(String(quoted))\""
  }

  private static func isFormula(_ text: String) -> Bool {
    // Nearly every text begins with a letter or a digit.
    if let first = text.utf8.first, first >= 0x30, first <= 0x7A, first != 0x3D, first != 0x40 { return false }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
      case _ where scalar.properties.generalCategory == .control: return true
      case "\"": continue
      case _ where scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint: continue
      default: return false
      }
    }
    return false
  }

  /// Both separators, so that either dialect reads the other's texts.
  private static let special = Array(",;\"\n\r".utf8)
}
