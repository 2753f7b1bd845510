/// A native chart over the rows of a sheet. Columns are named by their headings.
public struct Chart: Sendable {
  public var kind: Kind
  public var title: String
  /// The heading of the column along the axis.
  ///
  /// Days make a date axis. Local times become labels such as `02:00`, one for each row, so that the hour which comes
  /// twice stands there twice; a filter does not thin out such a chart.
  public var categories: String
  public var series: [Series]
  public var categoryTitle: String
  public var valueTitle: String
  public var place: Place
  /// The sheet whose table is drawn; nil: the one the chart stands on.
  public var sheet: String?
  /// The rows that are drawn, from 0; nil draws all. A filter hides what it hides of them.
  public var rows: Range<Int>?
  /// In pixels of the screen at 96 dpi.
  public var width: Int
  public var height: Int
  /// Bars below the curves, on their axis of local times: a Gantt chart. SVG and HTML only; `height` is without them.
  public var lanes: [Lane]

  public init(
    _ kind: Kind, _ title: String, categories: String, series: [Series], categoryTitle: String = "",
    valueTitle: String = "", place: Place = .below, sheet: String? = nil,
    rows: Range<Int>? = nil, width: Int = 860, height: Int = 340, lanes: [Lane] = []
  ) {
    self.kind = kind
    self.title = title
    self.categories = categories
    self.series = series
    self.categoryTitle = categoryTitle
    self.valueTitle = valueTitle
    self.place = place
    self.sheet = sheet
    self.rows = rows
    self.width = width
    self.height = height
    self.lanes = lanes
  }

  public enum Kind: Sendable {
    case column, stackedColumn, bar, stackedBar, line, area, stackedArea
    /// Shares of the first series.
    case pie
  }

  /// Below the table or beside it; on a sheet without columns the left or the right half.
  public enum Place: Sendable { case below, right }

  /// The values of one column.
  public struct Series: Sendable, ExpressibleByStringLiteral {
    public var heading: String
    /// The name in the legend; nil takes the heading.
    public var name: String?
    public var colour: Colour?

    public init(_ heading: String, name: String? = nil, colour: Colour? = nil) {
      self.heading = heading
      self.name = name
      self.colour = colour
    }

    public init(stringLiteral heading: String) { self.init(heading) }
  }

  /// What one thing does in the course of time.
  public struct Lane: Sendable {
    public var name: String
    /// Lanes of one kind have one colour and one entry in the legend.
    public var kind: String
    public var colour: Colour
    /// Ascending.
    public var pieces: [Piece]

    public init(_ name: String, kind: String, colour: Colour, pieces: [Piece]) {
      self.name = name
      self.kind = kind
      self.colour = colour
      self.pieces = pieces
    }
  }

  /// A stretch of a lane, `[from, to)` in seconds since 1970 in UTC. As high as its value beside the greatest of its lane.
  public struct Piece: Sendable {
    public var from: Int64
    public var to: Int64
    public var value: ExactDecimal
    /// Whether a bar stands behind it.
    public var isOn: Bool

    public init(from: Int64, to: Int64, value: ExactDecimal, isOn: Bool) {
      self.from = from
      self.to = to
      self.value = value
      self.isOn = isOn
    }
  }

  /// The palette. Series without a colour take these in order.
  public enum Colour: UInt32, Sendable, CaseIterable {
    case navy = 0x24527A
    case amber = 0xE3A43B
    case teal = 0x3E9C8F
    case grey = 0x9AA5AE
    case brick = 0xB5523B
    case violet = 0x75659E
  }
}
