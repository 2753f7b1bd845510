/// The plans of a load that is on or off in each step, as the paths of a layered graph.
///
/// A node stands for all that the steps before it have to say about the steps after it; only nodes from which the end can be
/// reached are kept, so every path is a plan and every plan is a path.
struct StepGraph {
  /// The nodes of step i are `layers[i]..<layers[i + 1]`; the last layer is the end.
  private(set) var layers: [Int32] = [0]
  /// The next step's node, or -1.
  private(set) var off: [Int32] = []
  private(set) var on: [Int32] = []
  /// Which of `powers` it draws when it is on.
  private(set) var power: [UInt8] = []
  /// mW when it is off, and in every step; mW more when it is on.
  let floor: Int
  let powers: [Int]

  /// The cheapest path: 1 where it is on; of equals it is off.
  ///
  /// - Parameter decisions: As many as there are steps.
  func cheapest(_ price: some Price, _ scratch: inout Scratch, into decisions: inout [UInt8]) -> Double {
    let count = decisions.count
    if scratch.values.count < off.count + 1 {
      scratch.values = [Double](repeating: 0, count: off.count + 1)
    }
    let base = Double(floor)
    let highs = powers.map { Double(floor + $0) }
    scratch.values.withUnsafeMutableBufferPointer { values in
      off.withUnsafeBufferPointer { off in
        on.withUnsafeBufferPointer { on in
          for node in Int(layers[count])..<off.count { values[node] = 0 }
          for step in stride(from: count - 1, through: 0, by: -1) {
            let start = Int(layers[step])
            let stop = Int(layers[step + 1])
            if stop - start == 1, on[start] < 0 {
              values[start] = values[Int(off[start])]
              continue
            }
            let first = price.cost(step, from: base, to: highs[0])
            for node in start..<stop {
              var best = off[node] < 0 ? Double.infinity : values[Int(off[node])]
              if on[node] >= 0 {
                let cost =
                  power[node] == 0 ? first : price.cost(step, from: base, to: highs[Int(power[node])])
                best = min(best, values[Int(on[node])] + cost)
              }
              values[node] = best
            }
          }
        }
      }
    }
    var node = 0
    for step in 0..<count {
      let isOff = off[node] >= 0 && scratch.values[node] >= scratch.values[Int(off[node])] - 1e-9
      decisions[step] = isOff ? 0 : 1
      node = Int(isOff ? off[node] : on[node])
    }
    var cost = scratch.values[0]
    if floor != 0 { for step in 0..<count { cost += price.cost(step, from: 0, to: base) } }
    return cost
  }

  /// Calls with the mW of each step.
  @inline(__always) func forEachLoad(_ decisions: [UInt8], _ body: (Int, Int) -> Void) {
    var node = 0
    for step in decisions.indices {
      if decisions[step] == 0 {
        body(step, floor)
        node = Int(off[node])
      } else {
        body(step, floor + powers[Int(power[node])])
        node = Int(on[node])
      }
    }
  }

  /// Whether decisions are a path.
  func contains(_ decisions: [Int]) -> Bool {
    var node = 0
    for (step, decision) in decisions.enumerated() {
      guard step + 1 < layers.count, decision == 0 || decision == 1 else { return false }
      let next = decision == 0 ? off[node] : on[node]
      if next < 0 { return false }
      node = Int(next)
    }
    return true
  }

  /// Explores the states that a walk reaches and drops those that cannot end.
  ///
  /// - Parameters:
  ///   - most: States of a step, before those that cannot end are dropped.
  ///   - next: The state after a step that was off (0) or on (1); nil: that is no plan.
  ///   - power: Which of the powers a state draws when it is on.
  /// - Returns: nil when there is no plan, or there are more states.
  private static func explore(
    floor: Int, powers: [Int], stepCount: Int, start: UInt128, most: Int = .max,
    next: (UInt128, Int, Int) -> UInt128?, power: (UInt128) -> UInt8
  ) -> StepGraph? {
    var states: [[UInt128]] = [[start]]
    var edges: [[(off: Int32, on: Int32)]] = []
    var places: [UInt128: Int32] = [:]
    for step in 0..<stepCount {
      places.removeAll(keepingCapacity: true)
      var following: [UInt128] = []
      func place(_ state: UInt128?) -> Int32 {
        guard let state else { return -1 }
        if let known = places[state] { return known }
        places[state] = Int32(following.count)
        following.append(state)
        return Int32(following.count - 1)
      }
      edges.append(states[step].map { (place(next($0, step, 0)), place(next($0, step, 1))) })
      guard following.count <= most else { return nil }
      states.append(following)
    }
    // From the end back: a node without an edge to a living node dies, the living are numbered anew.
    var alive: [[Int32]] = Array(repeating: [], count: stepCount + 1)
    alive[stepCount] = Array(0..<Int32(states[stepCount].count))
    for step in stride(from: stepCount - 1, through: 0, by: -1) {
      var number: Int32 = 0
      alive[step] = edges[step].map { edge in
        let lives =
          (edge.off >= 0 && alive[step + 1][Int(edge.off)] >= 0)
          || (edge.on >= 0 && alive[step + 1][Int(edge.on)] >= 0)
        guard lives else { return -1 }
        number += 1
        return number - 1
      }
    }
    guard alive[0][0] == 0 else { return nil }
    var graph = StepGraph(floor: floor, powers: powers)
    for step in 0..<stepCount {
      let size = alive[step].count { $0 >= 0 }
      let base = graph.layers[step] + Int32(size)
      for (node, edge) in edges[step].enumerated() where alive[step][node] >= 0 {
        func target(_ edge: Int32) -> Int32 {
          edge < 0 || alive[step + 1][Int(edge)] < 0 ? -1 : base + alive[step + 1][Int(edge)]
        }
        graph.off.append(target(edge.off))
        graph.on.append(target(edge.on))
        graph.power.append(power(states[step][node]))
      }
      graph.layers.append(base)
    }
    let ends = states[stepCount].count
    graph.off.append(contentsOf: repeatElement(-1, count: ends))
    graph.on.append(contentsOf: repeatElement(-1, count: ends))
    graph.power.append(contentsOf: repeatElement(0, count: ends))
    return graph
  }

  private init(floor: Int, powers: [Int]) {
    self.floor = floor
    self.powers = powers
  }

  /// The plans of a switched load; nil: no plan keeps all rows.
  init?(_ load: SwitchedLoad, stepCount: Int) {
    // A state is how many steps were on so far in each row that has begun and not ended, a field of bits each.
    var fields = [(shift: Int, mask: UInt128)](repeating: (0, 0), count: load.rows.count)
    var free: [(shift: Int, width: Int)] = []
    var used = 0
    let order = load.rows.indices.sorted { load.rows[$0].first < load.rows[$1].first }
    var ending: [(end: Int, shift: Int, width: Int)] = []
    for index in order {
      let row = load.rows[index]
      let width = Int.bitWidth - (row.end - row.first).leadingZeroBitCount
      for done in ending where done.end <= row.first { free.append((done.shift, done.width)) }
      ending.removeAll { $0.end <= row.first }
      let shift: Int
      if let place = free.firstIndex(where: { $0.width == width }) {
        shift = free.remove(at: place).shift
      } else {
        shift = used
        used += width
      }
      guard used <= 128 else { return nil }
      fields[index] = (shift, (UInt128(1) << UInt128(width) - 1) << UInt128(shift))
      ending.append((row.end, shift, width))
    }
    var active: [[Int]] = Array(repeating: [], count: stepCount)
    for (index, row) in load.rows.enumerated() {
      for step in max(0, row.first)..<max(max(0, row.first), min(row.end, stepCount)) { active[step].append(index) }
    }
    let graph = StepGraph.explore(floor: load.off, powers: [load.on - load.off], stepCount: stepCount, start: 0) {
      state, step, decision in
      if active[step].isEmpty { return decision == 0 ? state : nil }
      var state = state
      for index in active[step] {
        let row = load.rows[index]
        let field = fields[index]
        let count = Int((state & field.mask) >> UInt128(field.shift)) + decision
        if count > row.most || count + (row.end - step - 1) < row.least { return nil }
        state &= ~field.mask
        if step + 1 < row.end { state |= UInt128(count) << UInt128(field.shift) }
      }
      return state
    } power: { _ in
      0
    }
    guard let graph else { return nil }
    self = graph
  }

  /// The plans of a load that charges in steps of its choice; nil: there is none.
  init?(_ load: ChargeLoad, stepCount: Int) {
    let powers = Array(Set(load.profile)).sorted(by: >)
    let classes = load.profile.map { UInt8(powers.firstIndex(of: $0)!) }
    let graph = StepGraph.explore(
      floor: 0, powers: powers.isEmpty ? [0] : powers, stepCount: stepCount, start: 0
    ) { state, step, decision in
      let count = Int(state) + decision
      if decision == 1, step < load.first || step >= load.end || count > load.profile.count { return nil }
      if count + max(0, load.end - max(step + 1, load.first)) < load.least { return nil }
      return UInt128(count)
    } power: {
      Int($0) < classes.count ? classes[Int($0)] : 0
    }
    guard let graph else { return nil }
    self = graph
  }

  /// The plans of a heater by the temperatures they go through; nil: there is none, or a step has more temperatures.
  init?(_ load: ThermalLoad, stepCount: Int, temperatures most: Int) {
    let graph = StepGraph.explore(
      floor: 0, powers: [load.power], stepCount: stepCount, start: UInt128(load.initial.bitPattern), most: most
    ) { state, step, decision in
      let temperature = load.next(Double(bitPattern: UInt64(state)), step, decision)
      return load.allows(temperature, step + 1, tolerance: ThermalSet.tolerance)
        ? UInt128(temperature.bitPattern) : nil
    } power: { _ in
      0
    }
    guard let graph else { return nil }
    self = graph
  }
}
