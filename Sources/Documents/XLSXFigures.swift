internal import CXLSXWriter

/// The headline figures of a document on a sheet of their own, the first one: name, number, remark.
///
/// Each number has its own format, so they are no table of a `Sheet`. A first sheet of one page shows them itself.
struct XLSXFigures {
  private let figures: [Figure]
  private let sheet: XLSXSheet

  /// Nil when there are none, or the first sheet shows them.
  init?(_ document: Document, _ worksheet: (String) -> XLSXSheet.Worksheet?, styles: XLSXStyles, path: String) {
    guard !document.figures.isEmpty, let first = document.sheets.first, !first.page.fitsOnePage else { return nil }
    let say = document.language
    let names = Set(document.sheets.map { $0.name.lowercased() })
    let name = say("Figures", fr: "Chiffres")
    guard !names.contains(name.lowercased()), let worksheet = worksheet(name) else { return nil }
    figures = document.figures
    sheet = XLSXSheet(
      Sheet(
        name, title: document.title, notes: [document.subject].filter { !$0.isEmpty },
        columns: [
          Column(say("Figure", fr: "Chiffre"), width: 30), Column(say("Value", fr: "Valeur"), .integer, width: 16),
          Column(say("Remark", fr: "Remarque"), width: 48),
        ], rows: [], page: Sheet.Page(landscape: false)), worksheet, styles: styles, path: path, language: say)
  }

  func write(footer: String) throws { try sheet.write(figures, footer: footer) }
}
