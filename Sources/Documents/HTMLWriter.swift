/// Writes a document as one HTML page that needs nothing else: figures as tiles, charts as SVG, tables; no script, no
/// font, no outside file.
///
/// Light or dark as the reader's screen is. On a narrow screen tiles wrap, charts are drawn for its width, and wide tables
/// scroll by themselves under their first column. A long table that a picture shows too is folded. Everything can be
/// reached by the keyboard and has a name for screen readers. The page is well-formed XML too, and a browser that obeys
/// its policy fetches nothing. Equal documents give equal bytes.
public struct HTMLWriter: Sendable {
  public init() {}

  /// Writes to a file that replaces `path` once it is whole; `-` is the standard output. Memory holds one picture at most.
  public func write(_ document: Document, to path: String) throws {
    try writeText(to: path) { write in try HTMLPage(document).write(write) }
  }

  public func text(_ document: Document) throws -> String {
    var text = ""
    try HTMLPage(document).write { text += $0 }
    return text
  }
}

private struct HTMLPage {
  let document: Document

  init(_ document: Document) { self.document = document }

  private var say: PrintLanguage { document.language }

  func write(_ write: (String) throws -> Void) throws {
    let hasCharts = document.sheets.contains { !$0.charts.isEmpty }
    let title = SVGText.escaped(document.title)
    try write(
      """
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" lang="\(say.rawValue)">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta name="generator" content="\(SVGText.escaped(document.author))"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
      <title>\(title)</title>
      <style>\(HTMLStyle.text)\(hasCharts ? SVGStyle.text : "")</style>
      </head>
      <body>
      <a class="skip" href="#main">\(say("Skip to the content", fr: "Aller au contenu"))</a>
      <header>
      <h1>\(title)</h1>
      \(paragraph(document.subject))</header>
      <main id="main" tabindex="-1">

      """)
    try write(tiles)
    try write(contents)
    for (index, sheet) in document.sheets.enumerated() { try section(sheet, index, write) }
    let created = localTimeText(document.created, separator: " ")
    try write(
      "</main>\n<footer><p>\(SVGText.escaped(document.author)) · \(created) UTC</p></footer>\n</body>\n</html>\n")
  }

  private var tiles: String {
    guard !document.figures.isEmpty else { return "" }
    let tiles = document.figures.map { figure in
      let text = figure.format.print(figure.cell, in: say)
      let remark = SVGText.escaped(say.typeset(figure.remark))
      return "<div><dt>\(SVGText.escaped(figure.name))</dt><dd>\(text.isEmpty ? "–" : SVGText.escaped(text))</dd>"
        + (remark.isEmpty ? "" : "<dd class=\"remark\">\(remark)</dd>") + "</div>\n"
    }
    return
      "<section aria-label=\"\(say("Figures", fr: "Chiffres"))\">\n<dl class=\"tiles\">\n\(tiles.joined())</dl>\n</section>\n"
  }

  /// Links to the sections, where there are several.
  private var contents: String {
    guard document.sheets.count > 1 else { return "" }
    let links = document.sheets.enumerated().map { index, sheet in
      "<li><a href=\"#s\(index + 1)\">\(SVGText.escaped(heading(sheet)))</a></li>\n"
    }
    return "<nav aria-label=\"\(say("Contents", fr: "Sommaire"))\"><ul>\n\(links.joined())</ul></nav>\n"
  }

  /// The title of a page says what its only section would.
  private func heading(_ sheet: Sheet) -> String {
    sheet.title.isEmpty || sheet.title == document.title && document.sheets.count > 1 ? sheet.name : sheet.title
  }

  private func section(_ sheet: Sheet, _ index: Int, _ write: (String) throws -> Void) throws {
    let heading = heading(sheet)
    let label = SVGText.escaped(heading)
    if heading == document.title {
      try write("<section id=\"s\(index + 1)\">\n")
    } else {
      try write(
        "<section id=\"s\(index + 1)\" aria-labelledby=\"h\(index + 1)\">\n<h2 id=\"h\(index + 1)\">\(label)</h2>\n")
    }
    for note in sheet.notes where note != document.subject { try write(paragraph(note)) }
    for chart in sheet.charts { try write(picture(chart, on: sheet)) }
    if !sheet.columns.isEmpty {
      let isDrawn = !sheet.charts.isEmpty || document.sheets.contains { $0.charts.contains { $0.sheet == sheet.name } }
      let isFolded = isDrawn && !sheet.rows.isShort
      if isFolded {
        try write("<details>\n<summary>\(say("Table: ", fr: "Tableau\u{202F}: "))\(label)</summary>\n")
      }
      try HTMLTable(sheet, label: label, say: say).write(write)
      if isFolded { try write("</details>\n") }
    }
    try write("</section>\n")
  }

  /// A chart, drawn once more for a narrow screen; one with lanes or a circle scrolls there instead.
  private func picture(_ chart: Chart, on sheet: Sheet) throws -> String {
    let wide = try SVGWriter().picture(chart, on: sheet, in: document)
    guard chart.lanes.isEmpty, chart.kind != .pie, wide.data.count <= 120 else {
      let label = SVGText.escaped(chart.title)
      return
        "<figure class=\"scrolls\" tabindex=\"0\" role=\"group\" aria-label=\"\(label)\">\n\(wide.unstyledText)</figure>\n"
    }
    var narrow = wide.data
    narrow.chart.width = 360
    narrow.chart.height = min(chart.height, 280)
    return "<figure>\n<div class=\"wide\">\(wide.unstyledText)</div>"
      + "<div class=\"narrow\">\(SVGPicture(narrow).unstyledText)</div></figure>\n"
  }

  private func paragraph(_ text: String) -> String {
    text.isEmpty ? "" : "<p>\(SVGText.escaped(say.typeset(text)))</p>\n"
  }
}

extension Sheet.Rows {
  /// Whether it is seen at a glance.
  fileprivate var isShort: Bool {
    if case .list(let rows) = self { return rows.count <= 14 }
    return false
  }
}
