/// A sheet as aligned text for a terminal: title, notes, heading, rows, totals.
///
/// Numbers stand at the right and are rounded to what their column shows. Widths count characters as a reader sees
/// them, so accents do not shift a column. All rows are read before the first line is known: for a screen or two.
public struct TextTable: Sendable {
  private let language: PrintLanguage

  public init(_ language: PrintLanguage = .en) { self.language = language }

  /// The lines without line ends and without trailing blanks.
  public func lines(of sheet: Sheet) throws -> [String] {
    var tallies = try Tallies(sheet)
    var body: [[String]] = []
    try sheet.forEachRow { _, row in
      tallies.add(row)
      body.append(texts(row, of: sheet))
    }
    let totals = body.isEmpty ? [] : try TotalRow.rows(of: sheet).map { try texts($0, of: sheet, tallies) }
    let heading = sheet.columns.map(\.heading)
    let widths = heading.indices.map { index in
      ([heading] + body + totals).lazy.map { $0[index].count }.max() ?? 0
    }
    let rule = widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "+")
    func line(_ cells: [String]) -> String { aligned(cells, widths, sheet.columns) }

    var lines = (sheet.title.isEmpty ? [] : [sheet.title]) + sheet.notes
    if !lines.isEmpty { lines.append("") }
    lines += [line(heading), rule] + (body.isEmpty ? [" " + Sheet.emptyText(in: language)] : body.map(line))
    if !totals.isEmpty { lines += [rule] + totals.map(line) }
    return lines
  }

  private func texts(_ row: [Cell], of sheet: Sheet) -> [String] {
    sheet.columns.indices.map { index in
      guard index < row.count else { return "" }
      return String(
        sheet.columns[index].format.display(row[index], in: language).map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
  }

  private func texts(_ row: TotalRow, of sheet: Sheet, _ tallies: Tallies) throws -> [String] {
    try sheet.columns.enumerated().map { index, column in
      if let total = row.total(of: column) {
        return column.format.display(try tallies.cell(total, column: index), in: language)
      }
      return index == 0 ? row.label(in: language) : ""
    }
  }

  private func aligned(_ cells: [String], _ widths: [Int], _ columns: [Column]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let blanks = String(repeating: " ", count: widths[index] - cell.count)
      line += index == 0 ? " " : " | "
      line += columns[index].format.isNumeric ? blanks + cell : cell + blanks
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
