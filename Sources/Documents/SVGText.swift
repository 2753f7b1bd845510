/// Text of an SVG: numbers with one decimal at most, escaped characters, widths as a reader's font will roughly have them.
enum SVGText {
  /// `12.5`, `-3`, `0`: one decimal, none where it is zero; never `1e-7` or `-0`.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded(.toNearestOrAwayFromZero))
    let sign = tenths < 0 ? "-" : ""
    let (whole, tenth) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return tenth == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(tenth)"
  }

  /// `12.5`, `25.0`: one decimal always, of a number that is not negative.
  static func fixed(_ value: Double) -> String {
    let text = number(value)
    return text.contains(".") ? text : text + ".0"
  }

  /// Safe within elements and attributes. Characters that XML 1.0 forbids become a replacement mark.
  static func escaped(_ text: String) -> String {
    // Nearly every text of a picture or a table is made of these alone.
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 < 0x80 && $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
        && $0 != UInt8(ascii: "\"")
    }
    if isPlain { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "\t", "\n", "\r": result.append(" ")
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Rough width in pixels: a sans-serif letter is a little wider than half its size.
  static func width(_ text: String, size: Double) -> Double {
    text.reduce(0) { width, character in
      switch character {
      case "i", "l", "j", "I", ".", ",", ":", ";", "'", "|", "!", " ", "·", "t", "f", "r": width + 0.32
      case "m", "w", "M", "W", "%", "@", "—": width + 0.9
      case "A"..."Z": width + 0.68
      default: width + 0.57
      }
    } * size
  }

  /// The text, shortened to fit with `…` at its end.
  static func fitting(_ text: String, size: Double, width: Double) -> String {
    guard self.width(text, size: size) > width else { return text }
    var short = text
    while !short.isEmpty, self.width(short + "…", size: size) > width { short.removeLast() }
    return short.isEmpty ? "" : short + "…"
  }

  enum Anchor: String { case start, middle, end }

  static func label(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, style: String = "gc-quiet"
  ) -> String {
    let place = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    return "<text x=\"\(number(x))\" y=\"\(number(y))\"\(place) class=\"\(style)\">\(escaped(text))</text>\n"
  }

  static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String) -> String {
    "<path d=\"M\(number(x1)) \(number(y1))L\(number(x2)) \(number(y2))\" class=\"\(style)\"/>\n"
  }
}
