internal import CPango

/// How a text looks on a page. Figures are tabular: all as wide as one another.
public struct PDFStyle: Hashable, Sendable {
  public enum Weight: Int32, Sendable {
    case light = 300
    case regular = 400
    case bold = 700
  }

  /// In points.
  public var size: Double
  public var weight: Weight

  public init(_ size: Double, _ weight: Weight = .regular) {
    self.size = size
    self.weight = weight
  }
}

/// A colour on paper.
public struct PDFColour: Hashable, Sendable {
  let red, green, blue: Double

  /// A colour of the palette, mixed with white: 1 is the colour, 0 white.
  public init(_ colour: Chart.Colour, strength: Double = 1) {
    self.init(rgb: colour.rawValue, strength: strength)
  }

  private init(rgb: UInt32, strength: Double = 1) {
    func part(_ shift: UInt32) -> Double { 1 - strength * (1 - Double(rgb >> shift & 0xFF) / 255) }
    (red, green, blue) = (part(16), part(8), part(0))
  }

  /// Text.
  public static let ink = PDFColour(rgb: 0x1F2A33)
  /// Text of less weight.
  public static let quiet = PDFColour(rgb: 0x5F6C76)
  /// Hairlines.
  public static let rule = PDFColour(rgb: 0xD5DBE0)
  public static let white = PDFColour(rgb: 0xFFFFFF)
}

/// A text with its glyphs chosen and placed, ready to be drawn any number of times.
public final class PDFText {
  let layout: OpaquePointer
  /// In points; of the widest line.
  public let width: Double
  public let height: Double
  /// From the top to the first line's baseline.
  public let baseline: Double

  fileprivate init(_ layout: OpaquePointer) {
    self.layout = layout
    var extent = PangoRectangle()
    pango_layout_get_extents(layout, nil, &extent)
    width = Double(extent.width) / Double(PANGO_SCALE)
    height = Double(extent.height) / Double(PANGO_SCALE)
    baseline = Double(pango_layout_get_baseline(layout)) / Double(PANGO_SCALE)
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }
}

/// Sets texts, and remembers them: labels and many figures come again on every page.
///
/// A character that the first font lacks is taken from another one, and shown as a box with its code where no font has
/// it. Fonts are found by fontconfig; the text's language tag is fixed, so that the environment changes nothing.
public final class PDFTypesetter {
  private struct Key: Hashable {
    let text: String
    let style: PDFStyle
    /// nil: one line.
    let width: Double?
  }

  private let context: OpaquePointer
  private let features: OpaquePointer
  private var fonts: [PDFStyle: OpaquePointer] = [:]
  private var texts: [Key: PDFText] = [:]

  /// Texts remembered at most; about a kilobyte each.
  private static let limit = 8192

  /// - Parameter families: Font families in order of preference.
  /// - Throws: `DocumentFailure.noFont` when there is none at all.
  public init(families: String = "Lato, DejaVu Sans, sans-serif", language: String = "fr") throws {
    // A map of its own: the library's default one belongs to a thread.
    let map = pango_cairo_font_map_new()!
    context = pango_font_map_create_context(map)
    g_object_unref(UnsafeMutableRawPointer(map))
    pango_cairo_context_set_resolution(context, 72)
    pango_context_set_language(context, pango_language_from_string(language))
    pango_context_set_round_glyph_positions(context, 0)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    let family = pango_font_description_new()!
    pango_font_description_set_family(family, families)
    pango_context_set_font_description(context, family)
    pango_font_description_free(family)
    features = pango_attr_list_new()
    pango_attr_list_insert(features, pango_attr_font_features_new("tnum=1"))
    // A name that is longer than its line is cut as it is.
    pango_attr_list_insert(features, pango_attr_insert_hyphens_new(0))
    guard pango_layout_get_unknown_glyphs_count(line("0", PDFStyle(9)).layout) == 0 else {
      throw DocumentFailure.noFont
    }
  }

  deinit {
    for font in fonts.values { pango_font_description_free(font) }
    pango_attr_list_unref(features)
    g_object_unref(UnsafeMutableRawPointer(context))
  }

  /// A text in one line.
  public func line(_ text: String, _ style: PDFStyle) -> PDFText { set(Key(text: text, style: style, width: nil)) }

  /// A text in lines of a width in points, broken between words, and within a word that is longer than a line.
  public func paragraph(_ text: String, _ style: PDFStyle, width: Double) -> PDFText {
    set(Key(text: text, style: style, width: max(width, 1)))
  }

  /// How far each character moves the pen, for texts that are measured and not set.
  private(set) lazy var advances = PDFAdvances(self)

  private func set(_ key: Key) -> PDFText {
    if let text = texts[key] { return text }
    let layout = pango_layout_new(context)!
    pango_layout_set_font_description(layout, font(key.style))
    pango_layout_set_attributes(layout, features)
    if let width = key.width {
      pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
      pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
      pango_layout_set_line_spacing(layout, 1.15)
    } else {
      pango_layout_set_single_paragraph_mode(layout, 1)
    }
    var content = key.text
    content.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { pango_layout_set_text(layout, $0.baseAddress, Int32($0.count)) }
    }
    let text = PDFText(layout)
    if texts.count >= Self.limit { texts.removeAll(keepingCapacity: true) }
    texts[key] = text
    return text
  }

  private func font(_ style: PDFStyle) -> OpaquePointer {
    if let font = fonts[style] { return font }
    let font = pango_font_description_copy(pango_context_get_font_description(context))!
    pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
    pango_font_description_set_weight(font, PangoWeight(rawValue: UInt32(style.weight.rawValue)))
    fonts[style] = font
    return font
  }
}

/// Widths of regular letters, added up without setting a text: kerning is left out.
final class PDFAdvances {
  /// At a size of one point.
  private var ascii: [Double]
  private var others: [Character: Double] = [:]
  private unowned let type: PDFTypesetter

  fileprivate init(_ type: PDFTypesetter) {
    self.type = type
    let letters = (0x20..<0x7F).map { type.line(String(UnicodeScalar(UInt8($0))), PDFStyle(10)).width / 10 }
    ascii = [Double](repeating: 0, count: 0x20) + letters + [0]
  }

  /// The width of a text in one line, in points.
  func width(_ text: String, _ size: Double) -> Double {
    var sum = 0.0
    var isASCII = true
    for byte in text.utf8 {
      guard byte < 0x80 else {
        isASCII = false
        break
      }
      sum += ascii[Int(byte)]
    }
    return (isASCII ? sum : text.reduce(0) { $0 + width($1) }) * size
  }

  private func width(_ character: Character) -> Double {
    if let value = character.asciiValue { return ascii[Int(value)] }
    if let width = others[character] { return width }
    let width = type.line(String(character), PDFStyle(10)).width / 10
    others[character] = width
    return width
  }
}
