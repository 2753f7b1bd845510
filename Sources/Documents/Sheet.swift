/// One table with its heading, notes, charts and page set-up.
public struct Sheet {
  /// The tab of the workbook: 1 to 31 characters, see `Sheet.safeName`.
  public var name: String
  /// The line above the table; empty for none.
  public var title: String
  /// Lines between title and table: what is shown, for whom, in which time zone.
  public var notes: [String]
  public var columns: [Column]
  public var rows: Rows
  public var charts: [Chart]
  public var page: Page
  /// Columns that stay in view when the reader scrolls to the right.
  public var frozenColumns: Int

  public init(
    _ name: String, title: String = "", notes: [String] = [], columns: [Column], rows: Rows,
    charts: [Chart] = [], page: Page = Page(), frozenColumns: Int = 0
  ) {
    self.name = name
    self.title = title
    self.notes = notes
    self.columns = columns
    self.rows = rows
    self.charts = charts
    self.page = page
    self.frozenColumns = frozenColumns
  }

  /// The rows of a table, each with at most one cell a column; cells missing at the end are empty.
  public enum Rows: ExpressibleByArrayLiteral {
    case list([[Cell]])
    /// Called once for every writer; calls `write` for each row in order and may throw. Memory stays bounded.
    case stream((_ write: ([Cell]) throws -> Void) throws -> Void)

    public init(arrayLiteral elements: [Cell]...) { self = .list(elements) }
  }

  /// How the sheet is printed: A4, one page wide, the heading repeated on every page, `Page x of y` at the foot.
  public struct Page: Sendable {
    public var landscape: Bool
    /// Text at the left of the foot; nil takes the title of the document.
    public var footer: String?
    /// Table and charts are scaled down until they fit on one page.
    public var fitsOnePage: Bool

    public init(landscape: Bool = true, footer: String? = nil, fitsOnePage: Bool = false) {
      self.landscape = landscape
      self.footer = footer
      self.fitsOnePage = fitsOnePage
    }
  }

  /// A name that Excel accepts, as near to `text` as can be: `[ ] : * ? / \` and control characters become `-`, 31 characters
  /// remain.
  public static func safeName(_ text: String) -> String {
    var name = String(
      text.map { letter in
        forbidden.contains(letter) || letter.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
          ? "-" : letter
      })
    while name.utf16.count > 31 { name.removeLast() }
    while name.hasPrefix("'") { name.removeFirst() }
    while name.hasSuffix("'") { name.removeLast() }
    if name.isEmpty { return "Sheet" }
    return name.lowercased() == "history" ? name + "-" : name
  }

  private static let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\"]
}

extension Sheet {
  /// The position of the column with this heading.
  func column(_ heading: String) throws -> Int {
    guard let index = columns.firstIndex(where: { $0.heading == heading }) else {
      throw DocumentFailure.noSuchColumn(sheet: name, heading: heading)
    }
    return index
  }

  /// Hands every row to `body` with its number, from 0.
  func forEachRow(_ body: (Int, [Cell]) throws -> Void) throws {
    var number = 0
    let visit: ([Cell]) throws -> Void = { row in
      guard row.count <= columns.count else { throw DocumentFailure.raggedRow(sheet: name, row: number + 1) }
      try body(number, row)
      number += 1
    }
    switch rows {
    case .list(let list): try list.forEach(visit)
    case .stream(let source): try withoutActuallyEscaping(visit) { try source($0) }
    }
  }
}
