/// One plan of one consumer.
struct Choice: Hashable, Sendable {
  /// The step it starts in; -1: `decisions` say what it does.
  var start: Int32 = -1
  /// One a step; empty for a start, and for a battery.
  var decisions: [UInt8] = []
  /// A battery's power in W of each step, below zero where it discharges.
  var powers: [Int32] = []
}

/// All plans of one consumer, ready to be searched.
enum PlanSet {
  case start(StartSet)
  case graph(StepGraph)
  case thermal(ThermalSet)
  case battery(BatterySet)

  /// Nil: the consumer has no plan, or is not of this horizon.
  init?(_ load: Load, stepCount: Int, stepSeconds: Int) {
    guard load.fits(stepCount) else { return nil }
    switch load {
    case .start(let load):
      self = .start(StartSet(load))
    case .switched(let load):
      guard let graph = StepGraph(load, stepCount: stepCount) else { return nil }
      self = .graph(graph)
    case .charge(let load):
      guard let graph = StepGraph(load, stepCount: stepCount) else { return nil }
      self = .graph(graph)
    case .thermal(let load):
      guard let set = ThermalSet(load, stepCount: stepCount) else { return nil }
      self = .thermal(set)
    case .battery(let load):
      self = .battery(BatterySet(load, stepSeconds: stepSeconds))
    }
  }

  var isBattery: Bool {
    if case .battery = self { return true }
    return false
  }

  /// A plan that is cheapest, or nearly so for a heater with a thermal model, and its cost.
  func cheapest(_ price: some Price, _ scratch: inout SearchScratch) -> (choice: Choice, cost: Double) {
    switch self {
    case .start(let set):
      let (start, cost) = set.cheapest(price, &scratch.steps)
      return (Choice(start: Int32(start)), cost)
    case .graph(let graph):
      var decisions = [UInt8](repeating: 0, count: scratch.stepCount)
      let cost = graph.cheapest(price, &scratch.steps, into: &decisions)
      return (Choice(decisions: decisions), cost)
    case .thermal(let set):
      var decisions = [UInt8](repeating: 0, count: scratch.stepCount)
      if let graph = set.graph {
        let cost = graph.cheapest(price, &scratch.steps, into: &decisions)
        return (Choice(decisions: decisions), cost)
      }
      let cost = set.cheapest(price, fineness: scratch.fineness, &scratch.thermal, into: &decisions)
      return (Choice(decisions: decisions), cost)
    case .battery(let set):
      let (choice, cost, _) = set.cheapest(price)
      return (choice, cost)
    }
  }

  /// No plan costs less than this.
  func leastCost(_ price: some Price, _ scratch: inout SearchScratch) -> Double {
    switch self {
    case .start, .graph: cheapest(price, &scratch).cost
    // A plan of somebody else may leave the band by what a checker forgives.
    case .thermal(let set): set.leastCost(price, tolerance: 1e-4, &scratch.thermal)
    case .battery(let set): set.cheapest(price).least
    }
  }

  /// Whether decisions are a plan.
  func contains(_ decisions: [Int]) -> Bool {
    switch self {
    case .start(let set):
      return decisions.allSatisfy { $0 == 0 || $0 == 1 } && decisions.count { $0 == 1 } == 1
        && set.load.starts.contains(decisions.firstIndex(of: 1)!)
    case .graph(let graph): return graph.contains(decisions)
    case .thermal(let set): return decisions.allSatisfy { $0 == 0 || $0 == 1 } && set.contains(decisions)
    case .battery(let set): return set.contains(decisions)
    }
  }

  /// The choice that decisions stand for; nil: they are no plan.
  func choice(_ decisions: [Int]) -> Choice? {
    guard contains(decisions) else { return nil }
    switch self {
    case .start: return Choice(start: Int32(decisions.firstIndex(of: 1)!))
    case .graph, .thermal: return Choice(decisions: decisions.map { UInt8($0) })
    case .battery: return Choice(powers: decisions.map { Int32($0) })
    }
  }

  /// Calls with steps and the mW drawn in them, each step at most once.
  @inline(__always) func forEachLoad(_ choice: Choice, _ body: (Int, Int) -> Void) {
    switch self {
    case .start(let set): set.forEachLoad(start: Int(choice.start), body)
    case .graph(let graph): graph.forEachLoad(choice.decisions, body)
    case .thermal(let set):
      for (step, decision) in choice.decisions.enumerated() where decision == 1 { body(step, set.load.power) }
    case .battery: for (step, power) in choice.powers.enumerated() where power != 0 { body(step, Int(power) * 1000) }
    }
  }

  func part(_ choice: Choice, stepCount: Int) -> Plan.Part {
    var load = [Int](repeating: 0, count: stepCount)
    forEachLoad(choice) { load[$0] += $1 }
    var decisions = [Int](repeating: 0, count: stepCount)
    if choice.start >= 0 {
      decisions[Int(choice.start)] = 1
    } else if isBattery {
      decisions = choice.powers.map { Int($0) }
    } else {
      decisions = choice.decisions.map { Int($0) }
    }
    return Plan.Part(decisions: decisions, load: load)
  }
}

/// Working memory of the searches for cheapest plans.
struct SearchScratch {
  let stepCount: Int
  var steps: Scratch
  var thermal = ThermalScratch()
  /// How exact the plans of heaters with a thermal model are; see `ThermalSet.cheapest`.
  var fineness = 1e-2

  init(stepCount: Int) {
    self.stepCount = stepCount
    steps = Scratch(stepCount: stepCount)
  }
}
