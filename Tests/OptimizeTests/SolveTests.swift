import Testing

@testable import Optimize

/// Random small problems, and all of their plans, counted from the meaning of the loads.
struct SmallProblem {
  let problem: Problem
  /// The decisions and mW of every plan of every consumer.
  let plans: [[(decisions: [Int], load: [Int])]]

  static let steps = 8

  init(_ generator: inout SplitMix, consumers: ClosedRange<Int> = 2...3, isWeighted: Bool = false) {
    while true {
      let base = (0..<Self.steps).map { _ in Int.random(in: -4000...3000, using: &generator) * 1000 }
      let count = Int.random(in: consumers, using: &generator)
      var list: [Consumer] = []
      var plans: [[(decisions: [Int], load: [Int])]] = []
      for number in 0..<count {
        let load = Self.load(&generator)
        let all = Self.plans(load)
        if all.isEmpty { break }
        let previous = Bool.random(using: &generator) ? all.randomElement(using: &generator)!.decisions : nil
        list.append(Consumer(name: "\(number)", load: load, previous: previous))
        plans.append(all)
      }
      guard list.count == count, plans.reduce(1, { $0 * $1.count }) <= 6000 else { continue }
      let weights = isWeighted ? (0..<Self.steps).map { _ in Int.random(in: 0...9, using: &generator) } : nil
      problem = Problem(name: "small", stepSeconds: 900, base: base, weights: weights, consumers: list)
      self.plans = plans
      return
    }
  }

  static func load(_ generator: inout SplitMix) -> Load {
    func power(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) * 1000 }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0:
      let length = Int.random(in: 1...4, using: &generator)
      let first = Int.random(in: 0...4, using: &generator)
      let last = Int.random(in: first...min(7, first + 5), using: &generator)
      return .start(
        StartLoad(
          profile: (0..<length).map { _ in power(0...2500) },
          starts: (first...last).filter { $0 == first || Int.random(in: 0..<4, using: &generator) > 0 },
          end: Int.random(in: min(last + 1, 8)...8, using: &generator)))
    case 1:
      var rows: [SwitchedLoad.Row] = []
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let first = Int.random(in: 0...6, using: &generator)
        let end = Int.random(in: first + 1...min(8, first + 5), using: &generator)
        let least = Int.random(in: 0...end - first, using: &generator)
        rows.append(
          SwitchedLoad.Row(
            first: first, end: end, least: least, most: Int.random(in: least...end - first + 1, using: &generator)))
      }
      return .switched(SwitchedLoad(off: power(0...500), on: power(600...2500), rows: rows))
    case 2:
      let first = Int.random(in: 0...4, using: &generator)
      let end = Int.random(in: first + 1...8, using: &generator)
      let count = Int.random(in: 1...end - first, using: &generator)
      let full = power(1000...3700)
      return .charge(
        ChargeLoad(
          profile: Array(repeating: full, count: count - 1) + [power(100...1000)], first: first, end: end,
          least: Int.random(in: 0...count, using: &generator)))
    default:
      let a = Double.random(in: 0.85..<0.98, using: &generator)
      let b = Double.random(in: 0.3..<1.2, using: &generator)
      let drift = (0..<steps).map { _ in (1 - a) * Double.random(in: 275..<288, using: &generator) }
      let wish = Double.random(in: 287..<292, using: &generator)
      let load = ThermalLoad(
        power: power(800...2000), initial: 290, a: a, b: b, drift: drift, lowest: [], highest: [])
      return .thermal(
        load.betweenThermostats(Array(repeating: wish, count: steps), Array(repeating: wish + 1.5, count: steps)))
    }
  }

  static func plans(_ load: Load) -> [(decisions: [Int], load: [Int])] {
    let masks = (0..<1 << steps).map { mask in (0..<steps).map { mask >> $0 & 1 } }
    switch load {
    case .start(let load):
      return load.starts.map { start in
        var power = [Int](repeating: 0, count: steps)
        for (offset, value) in load.profile.enumerated() where start + offset < load.end {
          power[start + offset] = value
        }
        return ((0..<steps).map { $0 == start ? 1 : 0 }, power)
      }
    case .switched(let load):
      return masks.compactMap { mask in
        let covered = { (step: Int) in load.rows.contains { $0.first <= step && step < $0.end } }
        guard (0..<steps).allSatisfy({ mask[$0] == 0 || covered($0) }) else { return nil }
        for row in load.rows {
          let sum = mask[row.first..<row.end].reduce(0, +)
          if sum < row.least || sum > row.most { return nil }
        }
        return (mask, mask.map { $0 == 1 ? load.on : load.off })
      }
    case .charge(let load):
      return masks.compactMap { mask in
        let on = (0..<steps).filter { mask[$0] == 1 }
        guard on.count >= load.least, on.count <= load.profile.count,
          on.allSatisfy({ $0 >= load.first && $0 < load.end })
        else { return nil }
        var power = [Int](repeating: 0, count: steps)
        for (number, step) in on.enumerated() { power[step] = load.profile[number] }
        return (mask, power)
      }
    case .thermal(let load):
      return masks.compactMap { mask in
        var temperature = load.initial
        for step in 0..<steps {
          temperature = load.a * temperature + load.drift[step] + (mask[step] == 1 ? load.b : 0)
          if temperature < load.lowest[step + 1] - 1e-6 || temperature > load.highest[step + 1] + 1e-6 { return nil }
        }
        return (mask, mask.map { $0 * load.power })
      }
    case .battery: return []
    }
  }

  func imported(_ curve: [Int]) -> Int {
    curve.indices.reduce(0) { $0 + max(0, curve[$1]) * (problem.weights?[$1] ?? 1) }
  }

  /// Calls with the choice numbers and the curve of every combination.
  func forEachPlan(_ body: ([Int], [Int]) -> Void) {
    func go(_ number: Int, _ chosen: [Int], _ curve: [Int]) {
      guard number < plans.count else { return body(chosen, curve) }
      for (index, plan) in plans[number].enumerated() {
        go(number + 1, chosen + [index], zip(curve, plan.load).map { $0 + $1 })
      }
    }
    go(0, [], problem.base)
  }

  var optimum: Int {
    var best = Int.max
    forEachPlan { best = min(best, imported($1)) }
    return best
  }
}

@Suite struct SolveTests {
  @Test("small problems are solved to the optimum of all their plans, with and without prices")
  func optimum() throws {
    var generator = SplitMix(seed: 11)
    for round in 0..<120 {
      let small = SmallProblem(&generator, isWeighted: round % 3 == 0)
      let optimum = small.optimum
      var options = SolveOptions()
      options.gap = 0
      for method in SolveOptions.Method.allCases {
        options.method = method
        let plan = try small.problem.solve(options)
        let bound = try #require(plan.bound)
        #expect(bound <= optimum, "round \(round) \(method): no bound is above the optimum")
        if method == .decomposition {
          #expect(plan.objective >= optimum)
          #expect(Double(plan.objective) <= Double(optimum) * 1.02 + 50_000, "round \(round): far from \(optimum)")
        } else {
          #expect(plan.objective == optimum, "round \(round) \(method)")
        }
        let curve = plan.parts.reduce(small.problem.base) { zip($0, $1.load).map(+) }
        #expect(curve == plan.total)
        #expect(small.imported(curve) == plan.objective)
        for (part, plans) in zip(plan.parts, small.plans) {
          #expect(plans.contains { $0.decisions == part.decisions && $0.load == part.load }, "round \(round) \(method)")
        }
      }
    }
  }

  @Test(
    "of plans with equal import the one with the lower peak is taken, then the nearer to the previous, then the earlier"
  )
  func preferences() throws {
    var generator = SplitMix(seed: 5)
    var best = 0
    let rounds = 80
    for _ in 0..<rounds {
      let small = SmallProblem(&generator)
      let optimum = small.optimum
      var least = Int.max
      small.forEachPlan { _, curve in
        if small.imported(curve) == optimum { least = min(least, max(0, curve.max()!)) }
      }
      var options = SolveOptions()
      options.gap = 0
      let plan = try small.problem.solve(options)
      #expect(plan.objective == optimum)
      #expect(plan.peak >= least)
      if plan.peak == least { best += 1 }
    }
    // One consumer moves at a time, so a peak that only two could lower together may stay.
    #expect(best >= rounds * 9 / 10, "\(best) of \(rounds)")
  }

  @Test("a machine within a surplus starts at once, and where it was when there is a previous plan")
  func earliest() throws {
    let load = Load.start(StartLoad(profile: [500_000], starts: Array(0..<8), end: 8))
    var problem = Problem(
      name: "flat", stepSeconds: 900, base: Array(repeating: -1_000_000, count: 8),
      consumers: [Consumer(name: "machine", load: load)])
    #expect(try problem.solve().parts[0].decisions == [1, 0, 0, 0, 0, 0, 0, 0])
    problem.consumers[0].previous = [0, 0, 0, 0, 0, 1, 0, 0]
    #expect(try problem.solve().parts[0].decisions == [0, 0, 0, 0, 0, 1, 0, 0])
  }

  @Test("adding a device never lowers the least import, and a bound is never above a plan")
  func monotone() throws {
    var generator = SplitMix(seed: 23)
    for _ in 0..<40 {
      let small = SmallProblem(&generator, consumers: 3...3)
      var options = SolveOptions()
      options.gap = 0
      var last = Search.objective(small.problem.base, nil)
      for count in 1...3 {
        var part = small.problem
        part.consumers = Array(part.consumers.prefix(count))
        let plan = try part.solve(options)
        #expect(plan.objective >= last)
        #expect(try #require(plan.bound) <= plan.objective)
        last = plan.objective
      }
    }
  }

  @Test("a battery imports what the linear program says, keeps its limits, and shaves the peak")
  func battery() throws {
    var generator = SplitMix(seed: 3)
    for round in 0..<60 {
      let steps = 24
      let base = (0..<steps).map { _ in Int.random(in: -5000...5000, using: &generator) * 1000 }
      let capacity = Int.random(in: 1000...12_000, using: &generator) * 3_600_000
      let load = BatteryLoad(
        capacity: capacity, minimum: capacity / 10, level: capacity / Int.random(in: 2...9, using: &generator),
        chargePower: (0..<steps).map { _ in Int.random(in: 0..<5, using: &generator) == 0 ? 0 : 3000 },
        dischargePower: Array(repeating: Int.random(in: 500...4000, using: &generator), count: steps),
        efficiency: Int.random(in: 7000...10_000, using: &generator))
      let problem = Problem(
        name: "battery", stepSeconds: 900, base: base, consumers: [Consumer(name: "b", load: .battery(load))])
      var options = SolveOptions()
      options.method = .decomposition
      let plan = try problem.solve(options)
      options.method = .milp
      let exact = try problem.solve(options)
      let set = BatterySet(load, stepSeconds: 900)
      #expect(set.contains(plan.parts[0].decisions))
      #expect(plan.parts[0].load == plan.parts[0].decisions.map { $0 * 1000 })
      // Whole W: a W may be lost in each step.
      #expect(abs(plan.objective - exact.objective) <= steps * 2000, "round \(round)")
      #expect(try #require(plan.bound) <= plan.objective)
    }
    let flat = BatteryLoad(
      capacity: 36_000_000_000, minimum: 0, level: 3_600_000_000, chargePower: [0, 0, 0, 0],
      dischargePower: [4000, 4000, 4000, 4000], efficiency: 10_000)
    let peak = Problem(
      name: "peak", stepSeconds: 900, base: [1_000_000, 1_000_000, 5_000_000, 1_000_000],
      consumers: [Consumer(name: "b", load: .battery(flat))])
    // 1 kWh is there: 4 kW for one step, wherever; the peak needs it in the third.
    let shaved = try peak.solve()
    #expect(shaved.peak <= 1_001_000)
  }

  @Test("a heater whose band leaves few temperatures has the same cheapest plan by those as by the functions of all")
  func fewTemperatures() throws {
    var generator = SplitMix(seed: 31)
    var narrow = 0
    for _ in 0..<150 {
      let steps = 48
      let (a, b) = (Double.random(in: 0.93..<0.98, using: &generator), Double.random(in: 0.5..<1.2, using: &generator))
      let wish = Double.random(in: 17..<21, using: &generator)
      let delta = Double.random(in: 0.1..<0.5, using: &generator)
      let load = ThermalLoad(
        power: 1_000_000, initial: wish, a: a, b: b,
        drift: (0..<steps).map { _ in (1 - a) * Double.random(in: 0..<12, using: &generator) }, lowest: [], highest: []
      ).betweenThermostats(
        Array(repeating: wish - delta, count: steps), Array(repeating: wish + delta, count: steps))
      let set = try #require(ThermalSet(load, stepCount: steps))
      guard let graph = set.graph else { continue }
      narrow += 1
      let prices = (0..<steps).map { _ in Double.random(in: 0...1, using: &generator) }
      var (scratch, decisions) = (SearchScratch(stepCount: steps), [UInt8](repeating: 0, count: steps))
      prices.withUnsafeBufferPointer { pointer in
        let price = LinearPrice(prices: pointer)
        let cost = set.cheapest(price, fineness: 0, &scratch.thermal, into: &decisions)
        #expect(abs(graph.cheapest(price, &scratch.steps, into: &decisions) - cost) < 1)
        #expect(set.contains(decisions.map { Int($0) }))
        #expect(set.nearest(decisions.map { Int($0) }) == decisions)
        #expect(set.leastCost(price, tolerance: 1e-4, &scratch.thermal) <= cost + 1)
      }
    }
    #expect(narrow > 30, "\(narrow)")
  }

  @Test("a device without a plan, and powers that cannot be added up, are refused")
  func refused() {
    let none = Load.switched(
      SwitchedLoad(
        off: 0, on: 1, rows: [.init(first: 0, end: 2, least: 2, most: 2), .init(first: 0, end: 2, least: 0, most: 1)]))
    let problem = Problem(name: "", stepSeconds: 900, base: [0, 0], consumers: [Consumer(name: "h", load: none)])
    #expect(throws: SolveFailure.noPlan(consumer: "h")) { try problem.solve() }
    let huge = Problem(name: "", stepSeconds: 900, base: [Int.max / 2, 0], consumers: [])
    #expect(throws: SolveFailure.tooLarge) { try huge.solve() }
  }
}
