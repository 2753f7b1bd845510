/// The lanes below the curves of a picture: names at the left, bars on the axis of the curves, a legend of the kinds.
///
/// A light bar says that the thing is on, the dark profile in it how much it takes, beside the most of its lane.
struct SVGLanes {
  static let foot = 28.0
  private static let laneHeight = 16.0
  private static let gap = 3.0

  let lanes: [Chart.Lane]
  let width: Double

  init(_ lanes: [Chart.Lane], width: Double) {
    self.lanes = lanes
    self.width = width
  }

  private var kinds: [(name: String, colour: Chart.Colour)] {
    var seen: Set<String> = []
    return lanes.filter { seen.insert($0.kind).inserted }.map { ($0.kind, $0.colour) }
  }

  private func legend(from top: Double) -> (text: String, end: Double) {
    SVGPicture.legend(kinds, from: top + 18, width: width)
  }

  /// With legend and axis; 0 without lanes.
  var height: Double { lanes.isEmpty ? 0 : legend(from: 0).end + Double(lanes.count) * Self.laneHeight + Self.foot }

  /// A fifth of the picture at most.
  var nameWidth: Double { names.map { SVGText.width($0, size: SVGPicture.labelSize) }.max() ?? 0 }

  private var names: [String] {
    lanes.map { SVGText.fitting($0.name, size: SVGPicture.labelSize, width: width / 5) }
  }

  /// For those who do not see it.
  func summary(in say: PrintLanguage) -> String {
    guard !lanes.isEmpty else { return "" }
    let counts = kinds.map { kind in "\(kind.name) \(lanes.count { $0.kind == kind.name })" }
    return say(" Bars below: ", fr: " Barres dessous\u{202F}: ") + counts.joined(separator: ", ") + "."
  }

  func marks(on categories: SVGCategories, left: Double, right: Double, top: Double) -> String {
    var (text, first) = legend(from: top)
    let bottom = first + Double(lanes.count) * Self.laneHeight
    for tick in categories.ticks {
      let x = left + tick.share * (right - left)
      text += SVGText.line(x, first, x, bottom, style: "gc-grid")
    }
    for (index, (lane, name)) in zip(lanes, names).enumerated() {
      let y = first + Double(index) * Self.laneHeight
      text += SVGText.line(left, y, right, y, style: "gc-grid")
      text += SVGText.label(name, x: left - 6, y: y + 12, anchor: .end)
      text += bars(of: lane, top: y + Self.gap, bottom: y + Self.laneHeight) { instant in
        categories.share(of: instant).map { left + $0 * (right - left) }
      }
    }
    return text + SVGText.line(left, bottom, right, bottom, style: "gc-axis")
  }

  private func bars(of lane: Chart.Lane, top: Double, bottom: Double, _ x: (Int64) -> Double?) -> String {
    let greatest = lane.pieces.map { abs($0.value.double) }.max() ?? 0
    var (bars, profile) = ("", "")
    for piece in lane.pieces where greatest > 0 {
      guard let from = x(piece.from), let to = x(piece.to) else { continue }
      let y = bottom - abs(piece.value.double) / greatest * (bottom - top)
      profile += rectangle(from, y, to, bottom)
    }
    for (from, to) in stretches(of: lane) {
      guard let left = x(from), let right = x(to) else { continue }
      bars += rectangle(left, top, right, bottom)
    }
    guard !profile.isEmpty else { return "" }
    return "<g class=\"gc-\(lane.colour)\"><title>\(SVGText.escaped(lane.name))</title>"
      + (bars.isEmpty ? "" : "<path d=\"\(bars)\" class=\"gc-bar gc-\(lane.colour)\"/>")
      + "<path d=\"\(profile)\"/></g>\n"
  }

  private func rectangle(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) -> String {
    let (l, t, r, b) = (SVGText.number(left), SVGText.number(top), SVGText.number(right), SVGText.number(bottom))
    return "M\(l) \(t)L\(r) \(t)L\(r) \(b)L\(l) \(b)Z"
  }

  /// Where the lane is on without a pause.
  private func stretches(of lane: Chart.Lane) -> [(from: Int64, to: Int64)] {
    var found: [(from: Int64, to: Int64)] = []
    for piece in lane.pieces where piece.isOn {
      if let last = found.last, last.to == piece.from {
        found[found.count - 1].to = piece.to
      } else {
        found.append((piece.from, piece.to))
      }
    }
    return found
  }
}
