internal import CXLSXWriter

/// Writes the rows below a table: formulas over the rows a filter leaves visible, each with its exact value stored, so
/// that a viewer that does not calculate shows the figure too.
struct XLSXTotals {
  let sheet: XLSXSheet
  let table: XLSXTable
  let tallies: Tallies

  /// Returns the number of rows written.
  func write() throws -> Int {
    let rows = TotalRow.rows(of: sheet.sheet)
    for (offset, total) in rows.enumerated() { try write(total, at: offset) }
    return rows.count
  }

  private func write(_ totalRow: TotalRow, at offset: Int) throws {
    let position = table.lastRow + 1 + offset
    for (index, column) in sheet.sheet.columns.enumerated() {
      let style = XLSXColumnStyles(column, at: index, sheet.styles, role: offset == 0 ? .total : .furtherTotal)
      guard let total = totalRow.total(of: column) else {
        let label = index == 0 ? totalRow.label(in: sheet.language) : ""
        let code =
          label.isEmpty
          ? worksheet_write_blank(sheet.worksheet, row(position), col(index), style.text)
          : worksheet_write_string(sheet.worksheet, row(position), col(index), label, style.text)
        try sheet.check(code)
        continue
      }
      let formula = try formula(total, column: index)
      if let (top, bottom) = try tallies.fraction(total, column: index) {
        let value = column.format.stored(top.double / bottom.double)
        try sheet.check(
          worksheet_write_formula_num(sheet.worksheet, row(position), col(index), formula, style.number, value))
      } else {
        try sheet.check(
          worksheet_write_formula_str(sheet.worksheet, row(position), col(index), formula, style.number, ""))
      }
    }
  }

  private func formula(_ total: Column.Total, column: Int) throws -> String {
    switch total {
    case .sum: return "=\(subtotal(109, column))"
    case .average: return "=IFERROR(\(subtotal(101, column)),\"\")"
    case .maximum: return "=\(subtotal(104, column))"
    case .minimum: return "=\(subtotal(105, column))"
    case .ratio(let part, let whole):
      let top = subtotal(109, try sheet.sheet.column(part))
      let bottom = subtotal(109, try sheet.sheet.column(whole))
      return "=IF(\(bottom)=0,\"\",\(top)/\(bottom))"
    }
  }

  private func subtotal(_ function: Int, _ column: Int) -> String {
    let first = cellName(row: table.firstRow, column: column)
    return "SUBTOTAL(\(function),\(first):\(cellName(row: table.lastRow, column: column)))"
  }
}
