/// Lines of a table for the terminal: columns aligned, those of numbers to the right, NULL empty.
func table(_ headings: [String], _ rows: [[String?]]) -> [String] {
  let cells = [headings] + rows.map { $0.map { $0 ?? "" } }
  let widths = headings.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
  let isNumber = headings.indices.map { column in
    !rows.isEmpty && rows.allSatisfy { $0[column]?.allSatisfy { $0.isNumber || "-.,% ".contains($0) } ?? true }
  }
  return cells.map { row in
    let line = row.enumerated().map { column, text in
      let space = String(repeating: " ", count: widths[column] - text.count)
      return isNumber[column] ? space + text : text + space
    }.joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}
