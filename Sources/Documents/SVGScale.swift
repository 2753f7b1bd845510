/// The axis of values: round steps, and where a value lies between its ends.
struct SVGScale {
  /// Ascending; the ends of the axis are the first and the last.
  let ticks: [Double]
  /// As they are written beside the axis.
  let labels: [String]

  /// - Parameters:
  ///   - values: Ends of all that is drawn; the axis begins at zero or below.
  ///   - room: How many steps there is space for, 2 at least.
  init(_ values: some Sequence<Double>, format: Column.Format, room: Int, in say: PrintLanguage) {
    let least = min(0, values.min() ?? 0)
    let most = max(least == 0 ? 0 : least, values.max() ?? 0, 0)
    let unit = Self.unit(of: format)
    let span = most > least ? most - least : unit.smallest
    let step = Self.step(span, room: max(2, room), unit: unit)
    let first = Int((least / step.size).rounded(.down))
    let last = max(first + 1, Int((most / step.size).rounded(.up)))
    ticks = (first...last).map { Double($0) * step.size }
    labels = (first...last).map { Self.label($0, step, format, say) }
  }

  var least: Double { ticks[0] }
  var most: Double { ticks[ticks.count - 1] }

  /// 0 at the foot of the axis, 1 at its head.
  func share(_ value: Double) -> Double { (value - least) / (most - least) }

  /// A step: `unscaled` / 10^`places`, exactly.
  private struct Step {
    let unscaled: Int128
    let places: Int
    let size: Double
  }

  private struct Unit {
    /// Steps are these times a power of ten.
    let mantissas: [Int128]
    /// No step is finer.
    let smallest: Double
  }

  private static func unit(of format: Column.Format) -> Unit {
    switch format {
    case .duration: Unit(mantissas: [], smallest: 1)
    case .integer: Unit(mantissas: [1, 2, 5], smallest: 1)
    default: Unit(mantissas: [1, 2, 5], smallest: 1e-9)
    }
  }

  private static func step(_ span: Double, room: Int, unit: Unit) -> Step {
    let wanted = max(span / Double(room), unit.smallest)
    if unit.mantissas.isEmpty {  // minutes
      let minutes: [Int128] = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 7200, 14_400]
      let size = minutes.first { Double($0) >= wanted } ?? Int128((wanted / 14_400).rounded(.up)) * 14_400
      return Step(unscaled: size, places: 0, size: Double(size))
    }
    for exponent in -9...30 {
      for mantissa in unit.mantissas {
        let places = max(0, -exponent)
        let unscaled = mantissa * power10(max(0, exponent))
        let size = Double(unscaled) / Double(power10(places))
        // A hair of tolerance: 0.3 / 3 is not less than 0.1.
        if size >= wanted * (1 - 1e-9) { return Step(unscaled: unscaled, places: places, size: size) }
      }
    }
    return Step(unscaled: power10(30), places: 0, size: 1e30)
  }

  private static func label(_ multiple: Int, _ step: Step, _ format: Column.Format, _ say: PrintLanguage) -> String {
    let number = { (value: ExactDecimal) in say.number(value, places: value.scale...value.scale) }
    let value = ExactDecimal(unscaled: Int128(multiple) * step.unscaled, scale: step.places)
    switch format {
    case .duration: return durationText(Int64(clamping: value.unscaled))
    case .percent:
      let percent = ExactDecimal(unscaled: value.unscaled * 100, scale: value.scale).rounded(
        to: max(0, step.places - 2))
      return "\(number(percent)) %"
    case .euros: return "\(number(value)) €"
    default: return number(value)
    }
  }
}
