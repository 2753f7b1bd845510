/// Draws a chart as a self-contained SVG: no script, no font, no outside file, light or dark as the reader's screen is.
///
/// The picture says its title and a summary to screen readers; columns and slices name their values when pointed at. It
/// may stand alone or within a page: its styles have the prefix `gc-` and are the same in every picture. Coordinates
/// have one decimal at most. An empty cell is a gap: lines and areas break there.
public struct SVGWriter: Sendable {
  public init() {}

  /// Writes the first chart of a document to a file that replaces `path` once it is whole; `-` is the standard output.
  public func write(_ document: Document, to path: String) throws {
    let text = try self.text(document)
    try writeText(to: path) { try $0(text) }
  }

  /// The first chart of a document.
  public func text(_ document: Document) throws -> String {
    for sheet in document.sheets {
      if let chart = sheet.charts.first { return try text(chart, on: sheet, in: document) }
    }
    throw DocumentFailure.noChart(document.title)
  }

  /// One chart, whose rows may be those of another sheet of the document.
  public func text(_ chart: Chart, on host: Sheet, in document: Document) throws -> String {
    try picture(chart, on: host, in: document).text
  }

  /// One chart over the rows of a sheet.
  public func text(_ chart: Chart, of sheet: Sheet) throws -> String {
    SVGPicture(try SVGData(chart, of: sheet, in: .en)).text
  }

  func picture(_ chart: Chart, on host: Sheet, in document: Document) throws -> SVGPicture {
    guard let name = chart.sheet, name != host.name else {
      return SVGPicture(try SVGData(chart, of: host, in: document.language))
    }
    guard let sheet = document.sheets.first(where: { $0.name == name }) else {
      throw DocumentFailure.badSheetName(name)
    }
    return SVGPicture(try SVGData(chart, of: sheet, in: document.language))
  }
}
