/// A table that breaks between rows and repeats its headings on every page.
public struct PDFTable {
  public enum Alignment: Sendable {
    case left, right
    /// Figures whose decimal marks, an ASCII character, stand below one another.
    case decimal(mark: Character)
  }

  public struct Column {
    public var heading: String
    /// Edges, in points from the left edge of the table.
    public var left, right: Double
    public var alignment: Alignment

    public init(_ heading: String, left: Double, right: Double, _ alignment: Alignment = .left) {
      self.heading = heading
      self.left = left
      self.right = right
      self.alignment = alignment
    }
  }

  public struct Row {
    /// One text a column; a text of the left kind runs over the empty cells behind it.
    public var cells: [String]
    public var style: PDFStyle
    public var colour: PDFColour
    /// Blank space above, left out at the top of a page.
    public var above: Double
    /// Whether a hairline is drawn above.
    public var isRuled: Bool
    /// Whether it may not be the last row of a page.
    public var keepsWithNext: Bool

    public init(
      _ cells: [String], _ style: PDFStyle, _ colour: PDFColour = .ink, above: Double = 0, isRuled: Bool = false,
      keepsWithNext: Bool = false
    ) {
      self.cells = cells
      self.style = style
      self.colour = colour
      self.above = above
      self.isRuled = isRuled
      self.keepsWithNext = keepsWithNext
    }
  }

  public var columns: [Column]
  public var rows: [Row]
  public var headingStyle: PDFStyle
  /// The colour of the headings and the rule below them.
  public var accent: PDFColour
  /// Blank space above and below the text of a row.
  public var padding: Double

  public init(
    _ columns: [Column], headingStyle: PDFStyle, accent: PDFColour, padding: Double = 2.5, rows: [Row] = []
  ) {
    self.columns = columns
    self.headingStyle = headingStyle
    self.accent = accent
    self.padding = padding
    self.rows = rows
  }
}

extension PDFFlow {
  /// Draws a table at `y`, which is below it afterwards.
  public mutating func add(_ table: PDFTable) {
    let tails = table.columns.indices.map { table.longestTail($0) }
    let placed = table.rows.map { PlacedRow($0, of: table, tails: tails, type: type) }
    let heading = PlacedRow(
      PDFTable.Row(table.columns.map(\.heading), table.headingStyle, table.accent), of: table, tails: nil, type: type)
    var rest = placed[...]
    require(heading.height + table.padding + rest.kept)
    draw(heading, of: table)
    while let row = rest.first {
      if require(row.row.above + rest.kept) { draw(heading, of: table) } else { y += row.row.above }
      rest.removeFirst()
      if row.row.isRuled { page.rule(x: x, y: y, width: width) }
      draw(row, isHeading: false)
    }
  }

  private mutating func draw(_ heading: PlacedRow, of table: PDFTable) {
    draw(heading, isHeading: true)
    page.rule(x: x, y: y, width: width, thickness: 0.8, table.accent)
    y += table.padding
  }

  private mutating func draw(_ row: PlacedRow, isHeading: Bool) {
    for cell in row.cells {
      // Headings stand on one line at the bottom, cells at the top.
      let top = isHeading ? y + row.height - row.padding - cell.text.height : y + row.padding
      page.put(cell.text, x: x + cell.x, baseline: top + cell.text.baseline, row.row.colour)
    }
    y += row.height
  }
}

extension ArraySlice<PlacedRow> {
  /// Height of the first row and of those that must stay with it.
  fileprivate var kept: Double {
    var height = 0.0
    for (index, row) in enumerated() {
      height += row.height + (index > 0 ? row.row.above : 0)
      if !row.row.keepsWithNext { break }
    }
    return height
  }
}

/// A row with its texts set.
private struct PlacedRow {
  let row: PDFTable.Row
  let cells: [(text: PDFText, x: Double)]
  let height: Double
  let padding: Double

  /// - Parameter tails: Characters from the decimal mark on, of the longest such in each column; nil: a heading.
  init(_ row: PDFTable.Row, of table: PDFTable, tails: [Int]?, type: PDFTypesetter) {
    self.row = row
    padding = table.padding
    var cells: [(text: PDFText, x: Double)] = []
    for (index, text) in row.cells.enumerated() where !text.isEmpty {
      let column = table.columns[index]
      switch column.alignment {
      case .left:
        var last = index
        if tails != nil {
          while last + 1 < row.cells.count, row.cells[last + 1].isEmpty { last += 1 }
        }
        let edge = last + 1 < row.cells.count ? table.columns[last + 1].left - 4 : table.columns[last].right
        cells.append((type.paragraph(text, row.style, width: edge - column.left), column.left))
      case .right:
        let set = type.line(text, row.style)
        cells.append((set, column.right - set.width))
      case .decimal(let mark):
        let set = type.line(text, row.style)
        var blank = 0.0
        if let longest = tails?[index], longest > 0 {
          let tail = PDFTable.tail(text, mark)
          blank = Double(longest - max(tail, 1)) * type.line("0", row.style).width
          if tail == 0 { blank += type.line(String(mark), row.style).width }
        }
        cells.append((set, column.right - set.width - blank))
      }
    }
    self.cells = cells
    height = (cells.map(\.text.height).max() ?? 0) + 2 * table.padding
  }
}

extension PDFTable {
  /// Characters from the decimal mark on: 3 in `12,50`, 0 in `12`.
  fileprivate static func tail(_ text: String, _ mark: Character) -> Int {
    let bytes = text.utf8
    return bytes.lastIndex(of: mark.asciiValue!).map { bytes.distance(from: $0, to: bytes.endIndex) } ?? 0
  }

  fileprivate func longestTail(_ column: Int) -> Int {
    guard case .decimal(let mark) = columns[column].alignment else { return 0 }
    return rows.reduce(0) { max($0, Self.tail($1.cells[column], mark)) }
  }
}
