import Testing

@testable import Documents

/// The rows of a sheet as a person reads them, cells joined by `|`.
func lines(of sheet: Sheet, in language: PrintLanguage = .en) throws -> [String] {
  guard case .list(let rows) = sheet.rows else { return [] }
  return rows.map { row in
    zip(sheet.columns, row).map { $0.format.display($1, in: language) }.joined(separator: "|")
  }
}

/// The sheet of this name.
func sheet(_ name: String, of document: Document) throws -> Sheet {
  try #require(document.sheets.first { $0.name == name }, "\(name) is not among \(document.sheets.map(\.name))")
}

/// Some columns of a sheet, as a person reads them.
func columns(_ headings: [String], of sheet: Sheet) throws -> [String] {
  let places = try headings.map { heading in
    try #require(sheet.columns.firstIndex { $0.heading == heading }, "\(heading)")
  }
  guard case .list(let rows) = sheet.rows else { return [] }
  return rows.map { row in places.map { sheet.columns[$0].format.display(row[$0]) }.joined(separator: "|") }
}
