internal import CPango
internal import CXML
import Glibc

/// A picture of `SVGWriter`, to be drawn on paper or as points. It knows the elements and the classes that such pictures
/// have, and no others.
struct PDFPicture {
  /// In pixels of the screen at 96 dpi.
  let width, height: Double
  private let shapes: [PDFShape]

  init(_ svg: String) {
    var shapes: [PDFShape] = []
    var size = (width: 0.0, height: 0.0)
    PDFShape.read(svg) { shape in
      if shape.name == "svg" { size = (shape.number("width"), shape.number("height")) } else { shapes.append(shape) }
    }
    (width, height) = size
    self.shapes = shapes
  }

  /// Draws at the origin of `context`, a pixel as long as its unit.
  func draw(on context: OpaquePointer, _ type: PDFTypesetter) {
    let brush = PDFBrush(context: context, type: type)
    for shape in shapes { brush.draw(shape) }
  }
}

/// Draws shapes with Cairo.
private struct PDFBrush {
  let context: OpaquePointer
  let type: PDFTypesetter

  func draw(_ shape: PDFShape) {
    switch shape.name {
    case "text": return drawText(shape)
    case "rect":
      cairo_rectangle(
        context, shape.number("x"), shape.number("y"), shape.number("width"), shape.number("height"))
    case "circle": cairo_arc(context, shape.number("cx"), shape.number("cy"), shape.number("r"), 0, 2 * Double.pi)
    case "path": trace(shape.attributes["d"] ?? "")
    default: return
    }
    let fill = shape.fill
    let stroke = shape.stroke
    if let fill {
      use(fill.rgb, opacity: fill.opacity)
      if stroke == nil { cairo_fill(context) } else { cairo_fill_preserve(context) }
    }
    if let stroke {
      use(stroke.rgb)
      cairo_set_line_width(context, stroke.width)
      let isRound = stroke.width == 2
      cairo_set_line_join(context, isRound ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
      cairo_set_line_cap(context, isRound ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
      cairo_stroke(context)
    }
    cairo_new_path(context)
  }

  private func use(_ rgb: UInt32, opacity: Double = 1) {
    func part(_ shift: UInt32) -> Double { Double(rgb >> shift & 0xFF) / 255 }
    cairo_set_source_rgba(context, part(16), part(8), part(0), opacity)
  }

  private func drawText(_ shape: PDFShape) {
    let style: PDFStyle =
      switch shape.style {
      case "gc-title": PDFStyle(SVGPicture.titleSize, .bold)
      case "gc-legend": PDFStyle(12)
      default: PDFStyle(SVGPicture.labelSize)
      }
    let text = type.line(shape.text, style)
    let shift: Double =
      switch shape.attributes["text-anchor"] {
      case "middle": text.width / 2
      case "end": text.width
      default: 0
      }
    use(shape.style == "gc-quiet" ? SVGStyle.quiet : SVGStyle.ink)
    cairo_move_to(context, shape.number("x") - shift, shape.number("y") - text.baseline)
    pango_cairo_show_layout(context, text.layout)
  }

  /// Follows M, L, A (of circles, the short way round) and Z, each with its numbers.
  private func trace(_ path: String) {
    cairo_new_path(context)
    var command: Character = "M"
    var numbers: [Double] = []
    var word = ""
    func endWord() {
      if let number = Double(word) { numbers.append(number) }
      word = ""
    }
    func apply() {
      endWord()
      if command == "M", numbers.count == 2 { cairo_move_to(context, numbers[0], numbers[1]) }
      if command == "L", numbers.count == 2 { cairo_line_to(context, numbers[0], numbers[1]) }
      if command == "A", numbers.count == 7 {
        arc(numbers[0], isClockwise: numbers[4] == 1, to: numbers[5], numbers[6])
      }
      if command == "Z" { cairo_close_path(context) }
      numbers = []
    }
    for character in path {
      if character.isLetter {
        apply()
        command = character
      } else if character == " " {
        endWord()
      } else {
        word.append(character)
      }
    }
    apply()
  }

  private func arc(_ radius: Double, isClockwise: Bool, to x: Double, _ y: Double) {
    var (fromX, fromY) = (0.0, 0.0)
    cairo_get_current_point(context, &fromX, &fromY)
    let (dx, dy) = (x - fromX, y - fromY)
    let chord = (dx * dx + dy * dy).squareRoot()
    guard chord > 0 else { return }
    // The centre lies on the chord's bisector; half a turn has none of this height.
    let height = max(0, radius * radius - chord * chord / 4).squareRoot() * (isClockwise ? 1 : -1)
    let (centreX, centreY) = ((fromX + x) / 2 - dy / chord * height, (fromY + y) / 2 + dx / chord * height)
    let (first, last) = (atan2(fromY - centreY, fromX - centreX), atan2(y - centreY, x - centreX))
    if isClockwise {
      cairo_arc(context, centreX, centreY, radius, first, last)
    } else {
      cairo_arc_negative(context, centreX, centreY, radius, first, last)
    }
  }
}

/// An element of a picture, with the class of the group it is in where it has none.
private struct PDFShape {
  var name: String
  var attributes: [String: String]
  var text = ""
  private var classes: [Substring]

  var style: String { classes.first.map(String.init) ?? "" }

  func number(_ name: String) -> Double { attributes[name].flatMap(Double.init) ?? 0 }

  var fill: (rgb: UInt32, opacity: Double)? {
    if classes.contains("gc-paper") { return (SVGStyle.paper, 1) }
    guard let colour = colour(ending: "") else { return nil }
    return (colour.rawValue, classes.lazy.compactMap { Self.opacities[$0] }.first ?? 1)
  }

  private static let opacities: [Substring: Double] = ["gc-area": 0.28, "gc-stack": 0.85, "gc-bar": 0.3]

  var stroke: (rgb: UInt32, width: Double)? {
    if classes.contains("gc-axis") { return (SVGStyle.axis, 1) }
    if classes.contains("gc-grid") { return (SVGStyle.grid, 1) }
    if classes.contains("gc-edge") { return (SVGStyle.paper, 1.5) }
    return colour(ending: "-line").map { ($0.rawValue, 2) }
  }

  private func colour(ending: String) -> Chart.Colour? {
    Chart.Colour.allCases.first { classes.contains("gc-\($0)\(ending)") }
  }

  /// Hands over the elements in the order in which they are drawn: a text when it ends, others when they begin.
  static func read(_ svg: String, _ body: (PDFShape) -> Void) {
    var svg = svg
    svg.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text in
        let reader = xmlReaderForMemory(text.baseAddress, Int32(text.count), nil, nil, Int32(XML_PARSE_NONET.rawValue))
        defer { xmlFreeTextReader(reader) }
        read(reader, body)
      }
    }
  }

  private static func read(_ reader: xmlTextReaderPtr?, _ body: (PDFShape) -> Void) {
    var groups: [[Substring]] = []
    var open: PDFShape?
    var current = ""
    while xmlTextReaderRead(reader) == 1 {
      let name = xmlTextReaderConstLocalName(reader).map { String(cString: $0) } ?? ""
      switch UInt32(xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue:
        let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
        var attributes: [String: String] = [:]
        while xmlTextReaderMoveToNextAttribute(reader) == 1 {
          if let key = xmlTextReaderConstLocalName(reader), let value = xmlTextReaderConstValue(reader) {
            attributes[String(cString: key)] = String(cString: value)
          }
        }
        let own = (attributes["class"] ?? "").split(separator: " ")
        let shape = PDFShape(name: name, attributes: attributes, classes: own.isEmpty ? groups.last ?? [] : own)
        if name == "g", !isEmpty { groups.append(shape.classes) }
        if name == "text" { open = shape } else { body(shape) }
        // What a shape is called when it is pointed at is not drawn.
        current = name
      case XML_READER_TYPE_TEXT.rawValue where current == "text":
        open?.text += xmlTextReaderConstValue(reader).map { String(cString: $0) } ?? ""
      case XML_READER_TYPE_END_ELEMENT.rawValue:
        if name == "g" { groups.removeLast() }
        if name == "text", let shape = open { body(shape) }
      default: break
      }
    }
  }
}
