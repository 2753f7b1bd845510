/// The table of a sheet in a page: its caption is for those who do not see it, the first column names the rows.
struct HTMLTable {
  let sheet: Sheet
  /// Escaped.
  let label: String
  let say: PrintLanguage

  init(_ sheet: Sheet, label: String, say: PrintLanguage) {
    self.sheet = sheet
    self.label = label
    self.say = say
  }

  func write(_ write: (String) throws -> Void) throws {
    var tallies = try Tallies(sheet)
    var isEmpty = true
    try write(
      "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"\(label)\">\n<table>\n"
        + "<caption>\(label)</caption>\n<thead><tr>")
    for column in sheet.columns {
      try write(
        "<th scope=\"col\"\(column.format.isNumeric ? " class=\"n\"" : "")>\(SVGText.escaped(column.heading))</th>")
    }
    try write("</tr></thead>\n<tbody>\n")
    try sheet.forEachRow { _, row in
      tallies.add(row)
      isEmpty = false
      try write(line(row))
    }
    if isEmpty {
      try write("<tr><td colspan=\"\(sheet.columns.count)\">\(say("No rows.", fr: "Aucune ligne."))</td></tr>\n")
    }
    try write("</tbody>\n")
    let totals = isEmpty ? [] : TotalRow.rows(of: sheet)
    if !totals.isEmpty {
      try write("<tfoot>\n")
      for total in totals {
        let cells = try sheet.columns.enumerated().map { index, column in
          try total.total(of: column).map { try tallies.cell($0, column: index) }
            ?? (index == 0 ? .text(total.label(in: say)) : .empty)
        }
        try write(line(cells))
      }
      try write("</tfoot>\n")
    }
    try write("</table>\n</div>\n")
  }

  private func line(_ row: [Cell]) -> String {
    var line = "<tr>"
    let isHot = zip(sheet.columns, row).contains { $0.isHighlighted($1) }
    for (index, column) in sheet.columns.enumerated() {
      let cell = index < row.count ? row[index] : .empty
      let text = SVGText.escaped(column.format.print(cell, in: say))
      if index == 0, !column.format.isNumeric {
        line += "<th scope=\"row\"\(isHot ? " class=\"amber\"" : "")>\(text)</th>"
      } else {
        let classes = (column.format.isNumeric ? ["n"] : []) + (column.isHighlighted(cell) ? ["amber"] : [])
        line += classes.isEmpty ? "<td>" : "<td class=\"\(classes.joined(separator: " "))\">"
        line += text + "</td>"
      }
    }
    return line + "</tr>\n"
  }
}

extension Column {
  /// Whether a cell is one that the eye should find.
  fileprivate func isHighlighted(_ cell: Cell) -> Bool {
    switch highlight {
    case .below(let bound): cell.number.map { $0 < bound } ?? false
    case .above(let bound): cell.number.map { bound < $0 } ?? false
    case .lights(_, let watch, let act): cell == .text(watch) || cell == .text(act)
    case .bar, .scale, nil: false
    }
  }
}
