import Grid

/// A CSV file with a header, read strictly: column names decide, in any order, and every row knows its line.
struct CSVTable {
  struct Row {
    /// Physical line on which the row starts, 1-based, the header included.
    let line: Int
    let fields: [String]
  }

  /// Position of each column, 0-based.
  let columns: [String: Int]
  let rows: [Row]
  /// Whether fields are separated by `;`, so that a decimal comma may be meant.
  let isSemicolonSeparated: Bool

  /// - Parameters:
  ///   - required: Columns the header must have.
  ///   - optional: Columns it may have; one that is absent reads as empty in every row.
  /// - Throws: Status 66 without a file; status 65 without a row, or with a header of another file. Malformed
  ///   rows go into the log and are left out.
  init(file: String, required: [String], optional: [String] = [], log: FindingLog) throws {
    try self.init(readTextFile(file), required: required, optional: optional, log: log)
  }

  /// The same of a file that was read.
  init(_ bytes: [UInt8], required: [String], optional: [String] = [], log: FindingLog) throws {
    let file = log.file
    var parser = CSVParser(bytes)
    isSemicolonSeparated = parser.delimiter == UInt8(ascii: ";")
    guard let header = parser.next() else {
      throw PlainFailure(.dataRefused, "\(file) has comments and nothing else")
    }
    columns = try CSVTable.columns(of: header, required: required, optional: optional, log: log)

    var rows: [Row] = []
    var hasRows = false
    while let record = parser.next() {
      hasRows = true
      let place = Place(line: record.line)
      if let (column, code, text) = record.problem {
        log.add(Place(line: record.line, column: column), code, text)
      } else if record.fields.count != header.fields.count {
        let counted = record.fields.count == 1 ? "1 field" : "\(record.fields.count) fields"
        log.add(place, "wrong-field-count", "\(counted), the header has \(header.fields.count)")
      } else {
        rows.append(Row(line: record.line, fields: record.fields))
      }
    }
    guard hasRows else { throw PlainFailure(.dataRefused, "\(file) has a header and no rows") }
    self.rows = rows
  }

  /// One row that was not read from a file.
  init(fields: [String: String], columns: [String]) {
    self.columns = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    rows = [Row(line: 1, fields: columns.map { fields[$0] ?? "" })]
    isSemicolonSeparated = false
  }

  private static func columns(
    of header: CSVParser.Record, required: [String], optional: [String], log: FindingLog
  ) throws -> [String: Int] {
    if let (column, code, text) = header.problem {
      log.add(Place(line: header.line, column: column), code, text)
      try log.refuse()
    }
    let expected = required.joined(separator: ",") + optional.map { "[,\($0)]" }.joined()
    let missing = required.filter { !header.fields.contains($0) }
    guard missing.isEmpty else {
      let names = missing.map { "'\($0)'" }.joined(separator: ", ")
      log.add(Place(line: header.line), "missing-column", "the header has no \(names); expected \(expected)")
      try log.refuse()
      return [:]
    }
    var columns: [String: Int] = [:]
    for (index, name) in header.fields.enumerated() {
      let place = Place(line: header.line, column: index + 1)
      if !(required + optional).contains(name) {
        log.add(place, "unknown-column", "'\(name)' is not a column of this file; expected \(expected)")
      } else if columns.updateValue(index, forKey: name) != nil {
        log.add(place, "duplicate-column", "the header has '\(name)' twice")
      }
    }
    return columns
  }

  /// What a row says in a column; empty when the file has no such column.
  func text(_ row: Row, _ column: String) -> String { columns[column].map { row.fields[$0] } ?? "" }

  func place(_ row: Row, _ column: String) -> Place { Place(line: row.line, column: columns[column].map { $0 + 1 }) }

  /// The different non-empty texts of a column.
  func values(_ column: String) -> [String] { Set(rows.map { text($0, column) }).filter { !$0.isEmpty }.sorted() }
}
