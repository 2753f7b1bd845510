/// An A4 page: what is drawn where, in points from the top left corner.
public struct PDFPage {
  /// Of a page that stands upright.
  public static let width = 595.276
  public static let height = 841.89

  enum Mark {
    case text(PDFText, x: Double, y: Double, PDFColour)
    case box(x: Double, y: Double, width: Double, height: Double, PDFColour)
    case picture(PDFPicture, PDFTypesetter, x: Double, y: Double, scale: Double)
  }

  let isLandscape: Bool

  private(set) var marks: [Mark] = []

  public init() { self.init(isLandscape: false) }

  init(isLandscape: Bool) { self.isLandscape = isLandscape }

  var width: Double { isLandscape ? Self.height : Self.width }
  var height: Double { isLandscape ? Self.width : Self.height }

  /// What of a text is put at `x`.
  public enum Anchor: Sendable { case start, middle, end }

  /// Puts a text with its first line's baseline at `y`.
  public mutating func put(
    _ text: PDFText, x: Double, baseline y: Double, anchor: Anchor = .start, _ colour: PDFColour = .ink
  ) {
    let shift: Double =
      switch anchor {
      case .start: 0
      case .middle: text.width / 2
      case .end: text.width
      }
    marks.append(.text(text, x: x - shift, y: y - text.baseline, colour))
  }

  /// Fills a rectangle; `y` is its top.
  public mutating func fill(x: Double, y: Double, width: Double, height: Double, _ colour: PDFColour) {
    marks.append(.box(x: x, y: y, width: width, height: height, colour))
  }

  /// Puts a picture with its top left corner at a point; a pixel is `scale` points.
  mutating func put(_ picture: PDFPicture, _ type: PDFTypesetter, x: Double, y: Double, scale: Double) {
    marks.append(.picture(picture, type, x: x, y: y, scale: scale))
  }

  /// Draws a horizontal line whose middle is at `y`.
  public mutating func rule(x: Double, y: Double, width: Double, thickness: Double = 0.5, _ colour: PDFColour = .rule) {
    fill(x: x, y: y - thickness / 2, width: width, height: thickness, colour)
  }
}

/// Content that runs down pages, and on to the next one where a page is full.
public struct PDFFlow {
  public let type: PDFTypesetter
  public private(set) var pages: [PDFPage]
  /// Where the next thing begins on the last page.
  public var y: Double
  /// Left edge and width of the content, and where it ends at the latest.
  public let x: Double
  public let width: Double
  public let bottom: Double
  /// Draws the head of a page that goes on, and tells where its content begins.
  private let turn: (inout PDFPage) -> Double

  public init(
    _ type: PDFTypesetter, x: Double, width: Double, bottom: Double, turn: @escaping (inout PDFPage) -> Double
  ) {
    self.type = type
    self.x = x
    self.width = width
    self.bottom = bottom
    self.turn = turn
    pages = [PDFPage()]
    y = 0
  }

  /// The page that is being filled.
  public var page: PDFPage {
    get { pages[pages.count - 1] }
    set { pages[pages.count - 1] = newValue }
  }

  /// Goes to a new page unless a height is left on this one.
  ///
  /// - Returns: Whether a new page was begun.
  @discardableResult
  public mutating func require(_ height: Double) -> Bool {
    guard y + height > bottom else { return false }
    pages.append(PDFPage())
    y = turn(&page)
    return true
  }

  /// Draws on every page, when all of them are there: `body` gets the page, its number from 1, and how many there are.
  public mutating func forEachPage(_ body: (inout PDFPage, Int, Int) -> Void) {
    for index in pages.indices { body(&pages[index], index + 1, pages.count) }
  }
}
