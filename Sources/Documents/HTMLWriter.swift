/// Writes a document as one HTML page that needs nothing else: charts as SVG, tables, no script, no font, no outside file.
///
/// Light or dark as the reader's screen is; on a narrow screen wide pictures and tables scroll by themselves. A long
/// table that a picture shows too is folded. The page is well-formed XML too, and a browser that obeys its policy fetches
/// nothing. Equal documents give equal bytes.
public struct HTMLWriter: Sendable {
  public init() {}

  /// Writes to a file that replaces `path` once it is whole; `-` is the standard output. Memory holds one picture at most.
  public func write(_ document: Document, to path: String) throws {
    try writeText(to: path) { write in try self.write(document, write) }
  }

  public func text(_ document: Document) throws -> String {
    var text = ""
    try write(document) { text += $0 }
    return text
  }

  private func write(_ document: Document, _ write: (String) throws -> Void) throws {
    let hasCharts = document.sheets.contains { !$0.charts.isEmpty }
    try write(
      """
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta name="generator" content="\(SVGText.escaped(document.author))"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
      <title>\(SVGText.escaped(document.title))</title>
      <style>\(Self.style)\(hasCharts ? SVGStyle.text : "")</style>
      </head>
      <body>
      <main>
      <h1>\(SVGText.escaped(document.title))</h1>
      \(paragraph(document.subject))
      """)
    for sheet in document.sheets { try section(sheet, of: document, write) }
    try write("</main>\n</body>\n</html>\n")
  }

  private func section(_ sheet: Sheet, of document: Document, _ write: (String) throws -> Void) throws {
    let heading = sheet.title.isEmpty ? sheet.name : sheet.title
    try write("<section>\n")
    if heading != document.title { try write("<h2>\(SVGText.escaped(heading))</h2>\n") }
    for note in sheet.notes { try write(paragraph(note)) }
    for chart in sheet.charts {
      let picture = try SVGWriter().picture(chart, on: sheet, in: document).unstyledText
      try write("<figure tabindex=\"0\">\n\(picture)</figure>\n")
    }
    if !sheet.columns.isEmpty {
      let isDrawn = !sheet.charts.isEmpty || document.sheets.contains { $0.charts.contains { $0.sheet == sheet.name } }
      let isFolded = isDrawn && !sheet.rows.isShort
      if isFolded { try write("<details>\n<summary>Table: \(SVGText.escaped(heading))</summary>\n") }
      try table(sheet, heading, write)
      if isFolded { try write("</details>\n") }
    }
    try write("</section>\n")
  }

  private func table(_ sheet: Sheet, _ heading: String, _ write: (String) throws -> Void) throws {
    var tallies = try Tallies(sheet)
    var isEmpty = true
    let label = SVGText.escaped(heading)
    try write("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"\(label)\">\n<table>\n<thead><tr>")
    for column in sheet.columns {
      try write("<th scope=\"col\"\(style(column))>\(SVGText.escaped(column.heading))</th>")
    }
    try write("</tr></thead>\n<tbody>\n")
    try sheet.forEachRow { _, row in
      tallies.add(row)
      isEmpty = false
      try write(line(row, of: sheet))
    }
    try write("</tbody>\n")
    let totals = isEmpty ? [] : TotalRow.rows(of: sheet)
    if !totals.isEmpty {
      try write("<tfoot>\n")
      for total in totals {
        let cells = try sheet.columns.enumerated().map { index, column in
          try total.total(of: column).map { try tallies.cell($0, column: index) }
            ?? (index == 0 ? .text(total.label(in: .en)) : .empty)
        }
        try write(line(cells, of: sheet))
      }
      try write("</tfoot>\n")
    }
    try write("</table>\n</div>\n")
  }

  private func line(_ row: [Cell], of sheet: Sheet) -> String {
    let cells = sheet.columns.enumerated().map { index, column in
      let text = index < row.count ? column.format.display(row[index]) : ""
      return "<td\(style(column))>\(SVGText.escaped(text))</td>"
    }
    return "<tr>\(cells.joined())</tr>\n"
  }

  private func style(_ column: Column) -> String { column.format.isNumeric ? " class=\"n\"" : "" }

  private func paragraph(_ text: String) -> String { text.isEmpty ? "" : "<p>\(SVGText.escaped(text))</p>\n" }

  private static let style = """

    :root{color-scheme:light dark;--paper:#fff;--ink:#1f2a33;--quiet:#5d6b76;--line:#e3e8ec}
    @media (prefers-color-scheme:dark){:root{--paper:#12181d;--ink:#e8edf1;--quiet:#9fb0bc;--line:#2a343c}}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif}
    main{max-width:62rem;margin:0 auto;padding:1rem}
    h1{font-size:1.4rem;line-height:1.25;margin:.5rem 0}
    h2{font-size:1.1rem;margin:2rem 0 .5rem}
    p{margin:.25rem 0;color:var(--quiet)}
    figure{margin:1rem 0;overflow-x:auto}
    figure svg{display:block;width:100%;min-width:44rem;height:auto}
    .wide{overflow-x:auto}
    table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
    th,td{padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--line);text-align:left;white-space:nowrap}
    th{color:var(--quiet);font-weight:600}
    .n{text-align:right}
    tfoot td{font-weight:600}
    summary{cursor:pointer;padding:.5rem 0}
    @media print{details::details-content{content-visibility:visible}}

    """
}

extension Sheet.Rows {
  /// Whether it is seen at a glance.
  fileprivate var isShort: Bool {
    if case .list(let rows) = self { return rows.count <= 20 }
    return false
  }
}
