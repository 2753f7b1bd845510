/// Writes a document as a PDF for print: A4, title, figures, then every sheet with its notes, charts and table.
///
/// A sheet lies across when its page says so. Headings are repeated on every page. A table that is too wide is set smaller,
/// then its texts are broken, then its columns are spread over several tables that repeat the first ones: nothing is cut
/// off. Numbers are rounded to what their column shows and written as the language does. Equal documents give equal bytes.
///
/// Pages go out as they are made. In memory are the rows, the pictures and one page; a sheet has at most
/// `ReportPDF.rowLimit` rows.
public struct ReportPDF: Sendable {
  /// About two thousand pages.
  public static let rowLimit = 100_000

  public init() {}

  /// Writes to a file that replaces `path` once it is whole; pipes and devices are written to as they are, `-` is the
  /// standard output.
  ///
  /// - Throws: `DocumentFailure`, `tooManyRows` among them, or what a stream of rows threw.
  public func write(_ document: Document, to path: String) throws {
    let type = try PDFTypesetter(language: document.language.rawValue)
    let sheets = try document.sheets.map { try ReportSheet($0, of: document, type) }
    // How many pages there are stands on the first one: a press without paper counts them.
    let counter = ReportPress(document, type, on: nil, pageCount: 0)
    try counter.print(sheets)
    try PDFWriter().write(to: path) { output in
      output.title = document.title
      output.subject = document.subject
      output.author = document.author
      output.language = document.language.rawValue
      output.date = Int((Double(document.created) / 86_400).rounded(.down))
      try ReportPress(document, type, on: output, pageCount: counter.number).print(sheets)
    }
  }
}

/// A sheet made ready: its rows at hand, its pictures drawn, its table cut to the width of the page.
struct ReportSheet {
  let sheet: Sheet
  /// The line above it; nil where the title of the document says the same.
  let heading: String?
  let pictures: [PDFPicture]
  /// None for a sheet of charts; several for one that is too wide.
  let tables: [ReportTable]

  init(_ sheet: Sheet, of document: Document, _ type: PDFTypesetter) throws {
    self.sheet = sheet
    let heading = sheet.title.isEmpty ? sheet.name : sheet.title
    self.heading = heading == document.title ? nil : heading
    pictures = try sheet.charts.map { chart in
      PDFPicture(try SVGWriter().picture(chart, on: sheet, in: document).unstyledText)
    }
    let width = PDFPage(isLandscape: sheet.page.landscape).width - 2 * ReportPress.margin
    tables = sheet.columns.isEmpty ? [] : try ReportTable.tables(of: sheet, width: width, document.language, type)
  }
}

/// Fills pages from top to bottom and sends each to the file when it is full.
final class ReportPress {
  static let margin = 40.0
  static let ink = PDFColour(.navy)

  let type: PDFTypesetter
  private let document: Document
  /// Nil: pages are counted, not drawn.
  private let output: PDFOutput?
  private let pageCount: Int
  private var page = PDFPage()
  private(set) var number = 0
  private var footer = ""
  private var bookmark: String?
  /// Where the next thing begins.
  private(set) var y = 0.0

  init(_ document: Document, _ type: PDFTypesetter, on output: PDFOutput?, pageCount: Int) {
    self.document = document
    self.type = type
    self.output = output
    self.pageCount = pageCount
  }

  var width: Double { page.width - 2 * Self.margin }
  /// Where content ends at the latest.
  private var bottom: Double { page.height - 46 }
  var isDrawing: Bool { output != nil }
  private var say: PrintLanguage { document.language }

  func print(_ sheets: [ReportSheet]) throws {
    start(isLandscape: sheets.first?.sheet.page.landscape ?? false)
    put(document.title, PDFStyle(18, .bold), Self.ink)
    put(document.subject, PDFStyle(10), .quiet)
    y += 6
    try tiles()
    for (index, sheet) in sheets.enumerated() {
      if index > 0 { try begin(sheet) }
      footer = sheet.sheet.page.footer ?? document.title
      bookmark = bookmark ?? sheet.heading ?? sheet.sheet.name
      if let heading = sheet.heading { put(heading, PDFStyle(13, .bold), Self.ink) }
      for note in sheet.sheet.notes where note != document.subject { put(note, PDFStyle(8.5), .quiet) }
      y += 6
      try pictures(of: sheet)
      for table in sheet.tables { try table.print(on: self) }
    }
    try finish()
  }

  /// Makes room for a height, on a new page if it must be.
  ///
  /// - Returns: Whether a page was begun.
  @discardableResult
  func require(_ height: Double) throws -> Bool {
    guard y + height > bottom, y > Self.margin else { return false }
    let isLandscape = page.isLandscape
    try finish()
    start(isLandscape: isLandscape)
    return true
  }

  /// What fits on a page that has nothing else.
  var emptyHeight: Double { bottom - Self.margin }

  func advance(_ height: Double) { y += height }

  func draw(_ text: PDFText, x: Double, y: Double, _ colour: PDFColour) {
    page.put(text, x: Self.margin + x, baseline: y + text.baseline, colour)
  }

  func rule(x: Double, y: Double, width: Double, thickness: Double = 0.4, _ colour: PDFColour = .rule) {
    guard isDrawing else { return }
    page.rule(x: Self.margin + x, y: y, width: width, thickness: thickness, colour)
  }

  private func start(isLandscape: Bool) {
    page = PDFPage(isLandscape: isLandscape)
    number += 1
    y = Self.margin
  }

  private func finish() throws {
    guard let output else { return }
    let style = PDFStyle(8)
    let of = say("Page \(number) of \(pageCount)", fr: "Page \(number) sur \(pageCount)")
    let right = type.line(of, style)
    let left = type.line("\(footer) · \(dateText(output.date))", style)
    let base = page.height - 24
    page.rule(x: Self.margin, y: base - 13, width: width)
    if left.width + right.width + 20 <= width { page.put(left, x: Self.margin, baseline: base, .quiet) }
    page.put(right, x: Self.margin + width, baseline: base, anchor: .end, .quiet)
    try output.add(page, bookmark: bookmark)
    bookmark = nil
  }

  /// A sheet goes on where the one before it ended, when both lie the same way and there is room to begin.
  private func begin(_ sheet: ReportSheet) throws {
    let isLandscape = sheet.sheet.page.landscape
    if isLandscape == page.isLandscape, y + 160 < bottom, sheet.height(width: width) < bottom - y {
      y += 18
      return
    }
    try finish()
    start(isLandscape: isLandscape)
  }

  private func put(_ text: String, _ style: PDFStyle, _ colour: PDFColour) {
    guard !text.isEmpty else { return }
    let set = type.paragraph(text, style, width: width)
    if isDrawing { draw(set, x: 0, y: y, colour) }
    y += set.height + style.size * 0.3
  }

  /// Figures side by side, in as many lines as they need.
  private func tiles() throws {
    let gap = 10.0
    let count = min(document.figures.count, page.isLandscape ? 5 : 4)
    guard count > 0 else { return }
    let room = (width - gap * Double(count - 1)) / Double(count)
    var rest = document.figures[...]
    while !rest.isEmpty {
      let tiles = rest.prefix(count).map { ReportTile($0, width: room, say, type) }
      let height = tiles.map(\.height).max() ?? 0
      try require(height)
      for (index, tile) in tiles.enumerated() {
        let x = Self.margin + Double(index) * (room + gap)
        page.fill(x: x, y: y, width: room, height: height, PDFColour(.navy, strength: 0.07))
        page.fill(x: x, y: y, width: 2.5, height: height, Self.ink)
        tile.draw(on: &page, x: x, y: y)
      }
      y += height + gap
      rest = rest.dropFirst(count)
    }
    y += 6
  }

  /// Charts below one another; side by side on a sheet of charts that lies across.
  private func pictures(of sheet: ReportSheet) throws {
    let perLine = sheet.tables.isEmpty && page.isLandscape ? 2 : 1
    let gap = 14.0
    let room = (width - gap * Double(perLine - 1)) / Double(perLine)
    var rest = sheet.pictures[...]
    while !rest.isEmpty {
      let line = rest.prefix(perLine).map { ($0, scale: $0.scale(width: room, height: emptyHeight)) }
      let height = line.map { $0.0.height * $0.scale }.max() ?? 0
      try require(height)
      for (index, picture) in line.enumerated() where isDrawing {
        page.put(
          picture.0, type, x: Self.margin + Double(index) * (room + gap), y: y, scale: picture.scale)
      }
      y += height + 12
      rest = rest.dropFirst(perLine)
    }
  }
}

extension ReportSheet {
  /// How high it is at least: of a short table all of it, else what it begins with.
  fileprivate func height(width: Double) -> Double {
    let pictures = pictures.map { $0.height * $0.scale(width: width, height: 480) + 12 }.reduce(0, +)
    let table = tables.first.map { $0.height(ofFirst: 12) } ?? 0
    return 24 + 12 * Double(sheet.notes.count) + pictures + table
  }
}

extension PDFPicture {
  /// Points a pixel: as on a screen, smaller where there is less room.
  fileprivate func scale(width: Double, height: Double) -> Double {
    min(0.75, width / self.width, height / self.height)
  }
}

/// A figure set in type.
private struct ReportTile {
  let name, value: PDFText
  let remark: PDFText?

  private static let padding = 8.0

  init(_ figure: Figure, width: Double, _ say: PrintLanguage, _ type: PDFTypesetter) {
    let room = width - 2 * Self.padding - 2.5
    name = type.paragraph(figure.name, PDFStyle(8), width: room)
    let text = figure.cell == .empty ? "–" : figure.format.print(figure.cell, in: say)
    let line = type.line(text, PDFStyle(17, .bold))
    value = line.width <= room ? line : type.paragraph(text, PDFStyle(10, .bold), width: room)
    remark = figure.remark.isEmpty ? nil : type.paragraph(figure.remark, PDFStyle(7.5), width: room)
  }

  var height: Double { name.height + value.height + (remark.map { $0.height + 2 } ?? 0) + 2 + 2 * Self.padding }

  func draw(on page: inout PDFPage, x: Double, y: Double) {
    let x = x + Self.padding + 2.5
    var y = y + Self.padding
    page.put(name, x: x, baseline: y + name.baseline, .quiet)
    y += name.height + 2
    page.put(value, x: x, baseline: y + value.baseline, ReportPress.ink)
    y += value.height + 2
    if let remark { page.put(remark, x: x, baseline: y + remark.baseline, .quiet) }
  }
}
