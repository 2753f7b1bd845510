import Glibc

/// The marks of a chart with axes, within its frame in pixels.
struct SVGPlot {
  let data: SVGData
  let categories: SVGCategories
  let scale: SVGScale
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  func y(_ value: Double) -> Double { bottom - scale.share(value) * (bottom - top) }

  private func x(_ row: Int) -> Double {
    left + (categories.bands[row].from + categories.bands[row].to) / 2 * (right - left)
  }

  var marks: String {
    switch data.chart.kind {
    case .line: data.series.map(line).joined()
    case .area, .stackedArea: areas
    default: rectangles
    }
  }

  /// Stretches of rows without a gap.
  private func stretches(_ isKnown: (Int) -> Bool) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start: Int?
    for row in 0...data.count {
      if row < data.count, isKnown(row) {
        start = start ?? row
      } else if let first = start {
        found.append(first..<row)
        start = nil
      }
    }
    return found
  }

  private func path(_ points: some Sequence<(Double, Double)>) -> String {
    points.map { "\(SVGText.number($0.0)) \(SVGText.number($0.1))" }.joined(separator: "L")
  }

  /// One path of all stretches; a row alone between gaps is a dot.
  private func line(_ series: SVGData.Series) -> String {
    var text = ""
    var paths = ""
    for stretch in stretches({ series.heights[$0] != nil }) {
      let points = stretch.map { (x($0), y(series.heights[$0]!)) }
      if points.count == 1 {
        text += "<circle cx=\"\(SVGText.number(points[0].0))\" cy=\"\(SVGText.number(points[0].1))\" r=\"2.5\" "
        text += "class=\"gc-\(series.colour)\"/>\n"
      } else {
        paths += "M" + path(points)
      }
    }
    return paths.isEmpty ? text : text + "<path d=\"\(paths)\" class=\"gc-line gc-\(series.colour)-line\"/>\n"
  }

  private var areas: String {
    zip(data.series, data.spans).map { series, spans in
      var paths = ""
      for stretch in stretches({ spans[$0] != nil }) {
        // A row alone is as wide as its band.
        let edges = { (row: Int) in
          stretch.count > 1
            ? [x(row)]
            : [left + categories.bands[row].from * (right - left), left + categories.bands[row].to * (right - left)]
        }
        let upper = stretch.flatMap { row in edges(row).map { ($0, y(spans[row]!.to)) } }
        let lower = stretch.reversed().flatMap { row in edges(row).reversed().map { ($0, y(spans[row]!.from)) } }
        paths += "M" + path(upper + lower) + "Z"
      }
      let style = data.isStacked ? "gc-stack" : "gc-area"
      let area = paths.isEmpty ? "" : "<path d=\"\(paths)\" class=\"\(style) gc-\(series.colour)\"/>\n"
      return area + (data.isStacked ? "" : line(series))
    }.joined()
  }

  /// Columns, or bars: the same rectangles on their side. Pointed at, each says its category and value.
  private var rectangles: String {
    let spans = data.spans
    let lanes = data.isStacked ? 1 : data.series.count
    let length = data.isBar ? bottom - top : right - left
    var text = ""
    for (index, series) in data.series.enumerated() {
      text += "<g class=\"gc-\(series.colour)\">\n"
      for row in 0..<data.count {
        guard let span = spans[index][row], let value = series.values[row] else { continue }
        let band = categories.bands[row]
        let gap = (band.to - band.from) * length * 0.18
        let whole = (band.to - band.from) * length - 2 * gap
        let lane = whole / Double(lanes)
        let from = band.from * length + gap + lane * Double(data.isStacked ? 0 : index)
        let (low, high) = (scale.share(min(span.from, span.to)), scale.share(max(span.from, span.to)))
        let across = max(lane - (lanes > 1 && lane > 4 ? 1 : 0), 0.5)
        let title = "\(data.label(row)) · \(series.name): \(data.text(value))"
        text +=
          data.isBar
          ? rectangle(left + low * (right - left), top + from, (high - low) * (right - left), across, title)
          : rectangle(left + from, bottom - high * (bottom - top), across, (high - low) * (bottom - top), title)
      }
      text += "</g>\n"
    }
    return text
  }

  private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ title: String) -> String {
    let n = SVGText.number
    return "<rect x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\">"
      + "<title>\(SVGText.escaped(title))</title></rect>\n"
  }
}

/// Shares of the first series as a ring, with a legend that says them.
struct SVGPie {
  let data: SVGData
  let width: Double
  let top: Double
  let height: Double

  init(_ data: SVGData, width: Double, top: Double, height: Double) {
    self.data = data
    self.width = width
    self.top = top
    self.height = height
  }

  /// More slices than this nobody tells apart: the others become one.
  private static let limit = 8

  private var parts: [Double] {
    let all = data.series[0].heights.map { max(0, $0 ?? 0) }
    guard all.count > Self.limit else { return all }
    return all.prefix(Self.limit - 1) + [all.dropFirst(Self.limit - 1).reduce(0, +)]
  }

  var text: String {
    let parts = self.parts
    let whole = parts.reduce(0, +)
    guard whole > 0 else {
      return SVGText.label(
        data.say("No values", fr: "Aucune valeur"), x: width / 2, y: top + height / 2, anchor: .middle)
    }
    let radius = min(height / 2, width * 0.25)
    let (centreX, centreY) = (18 + radius, top + height / 2)
    let palette = Chart.Colour.allCases
    let line = min(22, height / Double(parts.count))
    var turned = 0.0
    var text = ""
    for (row, part) in parts.enumerated() {
      let share = part / whole
      let name = row == Self.limit - 1 && data.count > Self.limit ? data.say("Others", fr: "Autres") : data.label(row)
      let label = "\(name) · \(String(SVGText.fixed(share * 100).map { $0 == "." ? data.say.decimalMark : $0 })) %"
      let colour = palette[row % palette.count]
      text += slice(turned, turned + share, radius: radius, centreX, centreY, colour: colour, title: label)
      turned += share
      let (x, y) = (18 + radius * 2 + 28, centreY + line * (Double(row) - Double(parts.count - 1) / 2))
      text += "<rect x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y - 6))\" width=\"12\" height=\"12\" rx=\"2\" "
      text += "class=\"gc-\(colour)\"/>\n"
      text += SVGText.label(
        SVGText.fitting(label, size: 12, width: width - x - 36), x: x + 18, y: y + 4, style: "gc-legend")
    }
    return text
  }

  /// - Parameter from: Share of the turn, from twelve o'clock on, clockwise.
  private func slice(
    _ from: Double, _ to: Double, radius: Double, _ x: Double, _ y: Double, colour: Chart.Colour, title: String
  ) -> String {
    // Two arcs each, so that a slice that is everything is still drawn.
    let hole = radius * 0.58
    let point = { (share: Double, length: Double) in
      let angle = share * 2 * Double.pi
      return "\(SVGText.number(x + length * sin(angle))) \(SVGText.number(y - length * cos(angle)))"
    }
    let middle = (from + to) / 2
    let (r, h) = (SVGText.number(radius), SVGText.number(hole))
    return "<path d=\"M\(point(from, radius))A\(r) \(r) 0 0 1 \(point(middle, radius))"
      + "A\(r) \(r) 0 0 1 \(point(to, radius))L\(point(to, hole))A\(h) \(h) 0 0 0 \(point(middle, hole))"
      + "A\(h) \(h) 0 0 0 \(point(from, hole))Z\" class=\"gc-\(colour) gc-edge\"><title>\(SVGText.escaped(title))"
      + "</title></path>\n"
  }
}
