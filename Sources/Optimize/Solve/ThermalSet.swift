/// The plans of a heater whose temperature has to stay in a band.
///
/// What it costs at least to go on from a temperature at a step is a function with steps: constant between two temperatures
/// as long as the same decisions are the best. These functions are built from the end back, exactly but for costs that
/// differ by less than a given amount, of which the lower is taken for both; a plan then follows them from the start.
struct ThermalSet {
  let load: ThermalLoad
  /// Its plans where few temperatures are possible: a band that is narrow beside a step of heating leaves few plans, but the
  /// temperatures from which it can be kept fall into thousands of splinters.
  let graph: StepGraph?
  private let stepCount: Int

  /// Kelvin that a temperature may be outside its band, for what rounding does to it.
  static let tolerance = 1e-6

  /// Nil: there is no plan.
  init?(_ load: ThermalLoad, stepCount: Int) {
    self.load = load
    self.stepCount = stepCount
    graph = StepGraph(load, stepCount: stepCount, temperatures: 400)
    var scratch = ThermalScratch()
    build(FreePrice(), fineness: 0, tolerance: Self.tolerance, &scratch)
    guard scratch.value(at: load.initial, step: 0) < .infinity else { return nil }
  }

  private struct FreePrice: Price {
    func cost(_ step: Int, from: Double, to: Double) -> Double { 0 }
    func slopes(_ step: Int) -> [Slope] { [] }
  }

  /// A plan that is cheapest but for the fineness; 1 where it heats; of equals it is off.
  ///
  /// - Parameter fineness: How near two costs are that count as one, as a share of the dearest step's.
  func cheapest(
    _ price: some Price, fineness: Double, _ scratch: inout ThermalScratch, into decisions: inout [UInt8]
  ) -> Double {
    build(price, fineness: fineness, tolerance: Self.tolerance, &scratch)
    let power = Double(load.power)
    var temperature = load.initial
    var cost = 0.0
    for step in 0..<stepCount {
      let off = load.a * temperature + load.drift[step]
      let heat = price.cost(step, from: 0, to: power)
      let isOn =
        scratch.value(at: off + load.b, step: step + 1) + heat < scratch.value(at: off, step: step + 1)
      decisions[step] = isOn ? 1 : 0
      temperature = isOn ? off + load.b : off
      if isOn { cost += heat }
    }
    return cost
  }

  /// The plan that differs from decisions in the fewest steps: they themselves when they are one.
  func nearest(_ decisions: [Int]) -> [UInt8] {
    var scratch = ThermalScratch()
    var nearest = [UInt8](repeating: 0, count: stepCount)
    _ = cheapest(ChangePrice(decisions: decisions), fineness: 0, &scratch, into: &nearest)
    return nearest
  }

  private struct ChangePrice: Price {
    let decisions: [Int]
    func cost(_ step: Int, from: Double, to: Double) -> Double { decisions[step] == 1 ? -1 : 1 }
    func slopes(_ step: Int) -> [Slope] { [] }
  }

  /// No plan costs less than this, not even one that leaves the band by `tolerance` kelvin.
  func leastCost(_ price: some Price, tolerance: Double, _ scratch: inout ThermalScratch) -> Double {
    build(price, fineness: 1e-5, tolerance: tolerance, &scratch)
    return scratch.value(at: load.initial, step: 0)
  }

  /// Fills the functions of all steps.
  private func build(_ price: some Price, fineness: Double, tolerance: Double, _ scratch: inout ThermalScratch) {
    let power = Double(load.power)
    scratch.costs.removeAll(keepingCapacity: true)
    var dearest = 0.0
    for step in 0..<stepCount {
      let cost = price.cost(step, from: 0, to: power)
      scratch.costs.append(cost)
      dearest = max(dearest, abs(cost))
    }
    let nearness = fineness * dearest
    scratch.begin(
      stepCount: stepCount, low: load.lowest[stepCount] - tolerance, high: load.highest[stepCount] + tolerance)
    for step in stride(from: stepCount - 1, through: 0, by: -1) {
      scratch.push(
        step: step, low: load.lowest[step] - tolerance, high: load.highest[step] + tolerance, a: load.a, b: load.b,
        drift: load.drift[step], heat: scratch.costs[step], nearness: nearness)
    }
  }

  /// Whether decisions keep the band.
  func contains(_ decisions: [Int]) -> Bool {
    var temperature = load.initial
    for step in 0..<stepCount {
      temperature = load.next(temperature, step, decisions[step])
      if !load.allows(temperature, step + 1, tolerance: 2 * Self.tolerance) { return false }
    }
    return true
  }
}

extension ThermalLoad {
  /// The temperature after a step.
  func next(_ temperature: Double, _ step: Int, _ decision: Int) -> Double {
    a * temperature + drift[step] + (decision == 1 ? b : 0)
  }

  /// Whether a temperature is in the band before a step.
  func allows(_ temperature: Double, _ step: Int, tolerance: Double) -> Bool {
    lowest[step] - tolerance <= temperature && temperature <= highest[step] + tolerance
  }
}

/// The functions of a heater's steps, one after the other from the last step back.
struct ThermalScratch {
  var costs: [Double] = []
  /// Piece k of a function has `values[k]` on `[edges[k], edges[k + 1])`; each function has one edge more than pieces.
  private var edges: [Double] = []
  private var values: [Double] = []
  /// Where the functions begin in `edges` and `values`, and where they end; the index is the step.
  private var starts: [Int] = []
  private var ends: [Int] = []

  mutating func begin(stepCount: Int, low: Double, high: Double) {
    edges.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    starts = Array(repeating: 0, count: stepCount + 1)
    ends = Array(repeating: 0, count: stepCount + 1)
    guard low <= high else { return }
    edges.append(low)
    values.append(0)
    edges.append(high)
    values.append(.infinity)
    ends[stepCount] = 1
  }

  /// The function of a step from that of the next.
  mutating func push(
    step: Int, low: Double, high: Double, a: Double, b: Double, drift: Double, heat: Double, nearness: Double
  ) {
    let first = starts[step + 1]
    let last = ends[step + 1]
    starts[step] = edges.count
    ends[step] = edges.count
    guard last > first, low <= high else { return }
    // The same function twice: seen without heating and, further down by b / a, with it.
    let scale = 1 / a
    var off = first
    var on = first
    func edge(_ index: Int, _ shift: Double) -> Double { (edges[index] - drift - shift) * scale }
    while off <= last, edge(off, 0) <= low { off += 1 }
    while on <= last, edge(on, b) <= low { on += 1 }
    var position = low
    var group = Double.nan
    while position < high || (position == high && edges.count == starts[step]) {
      let nextOff = off <= last ? edge(off, 0) : .infinity
      let nextOn = on <= last ? edge(on, b) : .infinity
      let idle = off > first && off <= last ? values[off - 1] : .infinity
      let heated = on > first && on <= last ? values[on - 1] + heat : .infinity
      let value = min(idle, heated)
      if edges.count == starts[step] {
        edges.append(position)
        values.append(value)
        group = value
      } else if value == group || abs(value - group) <= nearness {
        values[values.count - 1] = min(values[values.count - 1], value)
      } else {
        edges.append(position)
        values.append(value)
        group = value
      }
      position = min(nextOff, nextOn)
      if position == .infinity { position = high }
      if nextOff <= position { off += 1 }
      if nextOn <= position { on += 1 }
    }
    ends[step] = edges.count
    edges.append(high)
    values.append(.infinity)
  }

  func value(at temperature: Double, step: Int) -> Double {
    var low = starts[step]
    var high = ends[step]
    guard high > low, temperature >= edges[low], temperature <= edges[high] else { return .infinity }
    while high - low > 1 {
      let middle = (low + high) / 2
      if edges[middle] <= temperature { low = middle } else { high = middle }
    }
    return values[low]
  }
}
