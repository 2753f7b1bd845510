/// The parts of a picture around its marks: title, legend, axes, grid.
struct SVGPicture {
  static let titleSize = 15.0
  static let labelSize = 11.0
  private static let margin = 18.0

  let data: SVGData

  init(_ data: SVGData) { self.data = data }

  private var chart: Chart { data.chart }
  private var width: Double { Double(chart.width) }
  /// Without the lanes.
  private var height: Double { Double(chart.height) }
  private var lanes: SVGLanes { SVGLanes(chart.lanes, width: width) }

  /// The whole file.
  var text: String { text(style: "\n<style>\(SVGStyle.text)</style>") }

  /// The picture for a page that has the styles already.
  var unstyledText: String { text(style: "") }

  private func text(style: String) -> String {
    let title = SVGText.escaped(chart.title)
    let height = SVGText.number(height + (data.isEmpty ? 0 : lanes.height))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(chart.width) \(height)" width="\(chart.width)" \
      height="\(height)" role="img" class="gc-chart">
      <title>\(title)</title>
      <desc>\(SVGText.escaped(data.summary + lanes.summary(in: data.say)))</desc>\(style)
      <rect width="\(chart.width)" height="\(height)" class="gc-paper"/>
      \(head)\(body)</svg>

      """
  }

  private var head: String {
    let room = width - 2 * Self.margin
    return SVGText.label(
      SVGText.fitting(chart.title, size: Self.titleSize, width: room), x: Self.margin, y: 28, style: "gc-title")
  }

  private var body: String {
    guard data.count > 0, !data.isEmpty else {
      return SVGText.label(
        data.say("No values", fr: "Aucune valeur"), x: width / 2, y: height / 2 + 10, anchor: .middle)
    }
    if chart.kind == .pie { return SVGPie(data, width: width, top: 44, height: height - 56).text }
    let (legend, legendEnd) = legend(from: 50)
    let top = legendEnd + (chart.valueTitle.isEmpty || data.isBar ? 6 : 22)
    let foot = chart.categoryTitle.isEmpty && !data.isBar ? 30.0 : 46
    return legend + (data.isBar ? bars(top: top, foot: foot) : columns(top: top, foot: foot))
  }

  /// Names of the series, in as many lines as they take; none for a single one.
  ///
  /// - Returns: The marks, and where the next thing may begin.
  private func legend(from top: Double) -> (text: String, end: Double) {
    guard data.series.count > 1 else { return ("", top - 14) }
    return Self.legend(
      data.series.map { ($0.name, $0.colour) }, from: top, width: width, isOfLines: chart.kind == .line)
  }

  static func legend(
    _ entries: [(name: String, colour: Chart.Colour)], from top: Double, width: Double, isOfLines: Bool = false
  ) -> (text: String, end: Double) {
    var text = ""
    var (x, y) = (margin, top)
    for (name, colour) in entries {
      let name = SVGText.fitting(name, size: 12, width: width - 2 * margin - 20)
      let length = 18 + SVGText.width(name, size: 12)
      if x > margin, x + length > width - margin {
        x = margin
        y += 18
      }
      text +=
        isOfLines
        ? SVGText.line(x, y - 4, x + 12, y - 4, style: "gc-line gc-\(colour)-line")
        : "<rect x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y - 10))\" width=\"12\" height=\"12\" rx=\"2\" "
          + "class=\"gc-\(colour)\"/>\n"
      text += SVGText.label(name, x: x + 18, y: y, style: "gc-legend")
      x += length + 20
    }
    return (text, y + 10)
  }

  private func scale(length: Double, per pixels: Double) -> SVGScale {
    let ends = data.spans.joined().compactMap { $0 }.flatMap { [$0.from, $0.to] }
    return SVGScale(ends, format: data.format, room: Int(length / pixels), in: data.say)
  }

  /// Categories along the foot, values upwards.
  private func columns(top: Double, foot: Double) -> String {
    let bottom = height - foot
    let scale = scale(length: bottom - top, per: 38)
    let labels = scale.labels.map { SVGText.width($0, size: Self.labelSize) }.max() ?? 0
    let left = Self.margin + 6 + max(labels, lanes.nameWidth)
    let right = width - Self.margin
    let categories = SVGCategories(data, width: right - left)
    let plot = SVGPlot(
      data: data, categories: categories, scale: scale, left: left, right: right, top: top, bottom: bottom)
    var text = ""
    for (tick, label) in zip(scale.ticks, scale.labels) {
      let y = plot.y(tick)
      text += SVGText.line(left, y, right, y, style: tick == 0 ? "gc-axis" : "gc-grid")
      text += SVGText.label(label, x: left - 6, y: y + 4, anchor: .end)
    }
    if !chart.valueTitle.isEmpty { text += SVGText.label(chart.valueTitle, x: Self.margin, y: top - 12) }
    text += ticks(categories, left: left, right: right, y: bottom)
    if !chart.categoryTitle.isEmpty {
      text += SVGText.label(chart.categoryTitle, x: (left + right) / 2, y: height - 10, anchor: .middle)
    }
    text += plot.marks
    guard !chart.lanes.isEmpty, !categories.ticks.isEmpty else { return text }
    text += lanes.marks(on: categories, left: left, right: right, top: height)
    return text + ticks(categories, left: left, right: right, y: height + lanes.height - SVGLanes.foot)
  }

  private func ticks(_ categories: SVGCategories, left: Double, right: Double, y: Double) -> String {
    var text = ""
    for tick in categories.ticks {
      let x = left + tick.share * (right - left)
      if categories.areTicksAtEdges { text += SVGText.line(x, y, x, y + 4, style: "gc-axis") }
      let half = SVGText.width(tick.label, size: Self.labelSize) / 2
      text += SVGText.label(tick.label, x: min(x, width - 4 - half), y: y + 17, anchor: .middle)
    }
    return text
  }

  /// Categories downwards, the first on top; values to the right.
  private func bars(top: Double, foot: Double) -> String {
    let bottom = height - foot
    let names = (0..<data.count).map { SVGText.fitting(data.label($0), size: Self.labelSize, width: width * 0.3) }
    let left = Self.margin + 8 + (names.map { SVGText.width($0, size: Self.labelSize) }.max() ?? 0)
    let right = width - Self.margin - 14
    let scale = scale(length: right - left, per: 80)
    let categories = SVGCategories(data, width: bottom - top)
    let plot = SVGPlot(
      data: data, categories: categories, scale: scale, left: left, right: right, top: top, bottom: bottom)
    var text = ""
    for (tick, label) in zip(scale.ticks, scale.labels) {
      let x = left + scale.share(tick) * (right - left)
      text += SVGText.line(x, top, x, bottom, style: tick == 0 ? "gc-axis" : "gc-grid")
      text += SVGText.label(label, x: x, y: bottom + 17, anchor: .middle)
    }
    let every = max(1, Int((14 * Double(data.count) / (bottom - top)).rounded(.up)))
    for row in stride(from: 0, to: data.count, by: every) {
      let (from, to) = categories.bands[row]
      let y = top + (from + to) / 2 * (bottom - top)
      text += SVGText.label(names[row], x: left - 8, y: y + 4, anchor: .end)
    }
    text += SVGText.label(chart.valueTitle, x: (left + right) / 2, y: height - 10, anchor: .middle)
    return text + plot.marks
  }
}

/// Colours and letters. The palette of a dark screen is the same hues, lighter.
enum SVGStyle {
  private static let fonts = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"

  /// Colours on a light ground, which a PNG has too.
  static let paper: UInt32 = 0xFFFFFF
  static let ink: UInt32 = 0x1F2A33
  static let quiet: UInt32 = 0x5D6B76
  static let axis: UInt32 = 0x9AA7B1
  static let grid: UInt32 = 0xE3E8EC

  static let text: String = {
    let light = colours(paper: web(paper), ink: web(ink), quiet: web(quiet), axis: web(axis), grid: web(grid)) {
      web($0.rawValue)
    }
    let dark = colours(paper: "#12181d", ink: "#e8edf1", quiet: "#9fb0bc", axis: "#5d6d79", grid: "#2a343c") {
      $0.onDark
    }
    return """

      .gc-chart text{font-family:\(fonts);font-size:\(SVGText.number(SVGPicture.labelSize))px}
      .gc-chart .gc-title{font-size:\(SVGText.number(SVGPicture.titleSize))px;font-weight:600}
      .gc-chart .gc-legend{font-size:12px}
      .gc-grid,.gc-axis{fill:none;stroke-width:1;shape-rendering:crispEdges}
      .gc-line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
      .gc-area{fill-opacity:.28}
      .gc-stack{fill-opacity:.85}
      .gc-bar{fill-opacity:.3}
      \(light)
      @media (prefers-color-scheme:dark){
      \(dark)
      }

      """
  }()

  private static func colours(
    paper: String, ink: String, quiet: String, axis: String, grid: String, _ colour: (Chart.Colour) -> String
  ) -> String {
    let palette = Chart.Colour.allCases.map { name in
      ".gc-\(name){fill:\(colour(name))}.gc-\(name)-line{stroke:\(colour(name))}"
    }
    return """
      .gc-paper{fill:\(paper)}.gc-title,.gc-legend{fill:\(ink)}.gc-quiet{fill:\(quiet)}
      .gc-axis{stroke:\(axis)}.gc-grid{stroke:\(grid)}.gc-edge{stroke:\(paper);stroke-width:1.5}
      \(palette.joined(separator: "\n"))
      """
  }

  private static func web(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

extension Chart.Colour {
  fileprivate var onDark: String {
    switch self {
    case .navy: "#6ea8dc"
    case .amber: "#f0b955"
    case .teal: "#58c2b2"
    case .grey: "#8b98a2"
    case .brick: "#e5846b"
    case .violet: "#a998da"
    }
  }
}
