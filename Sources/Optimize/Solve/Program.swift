/// The whole problem as one mixed-integer program: exact, for a few consumers.
///
/// minimise  Σ w z   subject to  z ≥ base + Σ load of each step, z ≥ 0, and the rows of each consumer. Powers are in kW.
struct Program {
  private let problem: Problem
  private let sets: [PlanSet]
  private(set) var model = MixedIntegerModel(.minimize)
  /// Of each step: the import, and the loads' terms.
  private var imports: [MixedIntegerModel.Column] = []
  private var loads: [[MixedIntegerModel.Term]]
  /// Of each consumer and step: the columns that say its decisions.
  private var decisions: [[MixedIntegerModel.Column?]] = []
  /// Of batteries: what they discharge.
  private var discharges: [[MixedIntegerModel.Column?]] = []
  /// mW that flow whatever is decided.
  private var fixed: [Int]

  private static let unit = 1e6

  init(_ problem: Problem, _ sets: [PlanSet]) {
    self.problem = problem
    self.sets = sets
    fixed = problem.base
    loads = Array(repeating: [], count: problem.stepCount)
    for step in 0..<problem.stepCount {
      imports.append(model.addColumn(cost: Double(problem.weights?[step] ?? 1), in: 0...(.infinity)))
    }
    for (consumer, set) in zip(problem.consumers, sets) { add(consumer.load, set) }
    for step in 0..<problem.stepCount {
      model.addRow(
        [.init(1, imports[step])] + loads[step].map { .init(-$0.coefficient, $0.column) },
        atLeast: Double(fixed[step]) / Self.unit)
    }
  }

  private mutating func draw(_ power: Int, _ step: Int, _ column: MixedIntegerModel.Column) {
    loads[step].append(.init(Double(power) / Self.unit, column))
  }

  private mutating func add(_ load: Load, _ set: PlanSet) {
    var own = [MixedIntegerModel.Column?](repeating: nil, count: problem.stepCount)
    var discharge = own
    switch load {
    case .start(let load):
      for start in load.starts {
        let column = model.addBinary()
        own[start] = column
        for (offset, power) in load.profile.enumerated() where start + offset < load.end && power != 0 {
          draw(power, start + offset, column)
        }
      }
      model.addRow(own.compactMap { $0 }.map { .init(1, $0) }, equals: 1)
    case .switched(let load):
      for step in 0..<problem.stepCount {
        fixed[step] += load.off
        guard load.rows.contains(where: { $0.first <= step && step < $0.end }) else { continue }
        let column = model.addBinary()
        own[step] = column
        draw(load.on - load.off, step, column)
      }
      for row in load.rows {
        let terms = (row.first..<row.end).compactMap { own[$0] }.map { MixedIntegerModel.Term(1, $0) }
        model.addRow(terms, in: Double(row.least)...Double(max(row.least, row.most)))
      }
    case .charge:
      if case .graph(let graph) = set { own = add(graph) }
    case .thermal(let load): own = add(load)
    case .battery(let load): (own, discharge) = add(load)
    }
    decisions.append(own)
    discharges.append(discharge)
  }

  /// A path through a graph: what flows into a node flows out of it.
  private mutating func add(_ graph: StepGraph) -> [MixedIntegerModel.Column?] {
    var own: [MixedIntegerModel.Column?] = []
    var flows: [[MixedIntegerModel.Term]] = Array(repeating: [], count: graph.off.count)
    for step in 0..<problem.stepCount {
      fixed[step] += graph.floor
      let isOn = model.addBinary()
      var sum: [MixedIntegerModel.Term] = [.init(-1, isOn)]
      for node in Int(graph.layers[step])..<Int(graph.layers[step + 1]) {
        for (target, decision) in [(graph.off[node], 0), (graph.on[node], 1)] where target >= 0 {
          let edge = model.addColumn(in: 0...1)
          flows[node].append(.init(-1, edge))
          flows[Int(target)].append(.init(1, edge))
          if decision == 1 {
            sum.append(.init(1, edge))
            draw(graph.powers[Int(graph.power[node])], step, edge)
          }
        }
      }
      model.addRow(sum, equals: 0)
      own.append(isOn)
    }
    let ends = Int(graph.layers[problem.stepCount])
    for node in 0..<ends { model.addRow(flows[node], equals: node == 0 ? -1 : 0) }
    return own
  }

  private mutating func add(_ load: ThermalLoad) -> [MixedIntegerModel.Column?] {
    var own: [MixedIntegerModel.Column?] = []
    var before: MixedIntegerModel.Column?
    let tolerance = ThermalSet.tolerance
    for step in 0..<problem.stepCount {
      let isOn = model.addBinary()
      // Counted from the band's lower edge: small numbers are told apart better.
      let low = load.lowest[step + 1] - tolerance
      let after = model.addColumn(in: 0...max(0, load.highest[step + 1] + tolerance - low))
      draw(load.power, step, isOn)
      own.append(isOn)
      // The start is a number, not a column.
      let from = before == nil ? load.initial : load.lowest[step] - tolerance
      let given = load.drift[step] + load.a * from - low
      model.addRow(
        [.init(1, after), .init(-load.b, isOn)] + (before.map { [.init(-load.a, $0)] } ?? []), equals: given)
      before = after
    }
    return own
  }

  private mutating func add(
    _ load: BatteryLoad
  ) -> (charge: [MixedIntegerModel.Column?], discharge: [MixedIntegerModel.Column?]) {
    var charges: [MixedIntegerModel.Column?] = []
    var discharges: [MixedIntegerModel.Column?] = []
    // Energies in kWh.
    let hours = Double(problem.stepSeconds) / 3600
    let kilowattHour = 3.6e9
    var before: MixedIntegerModel.Column?
    for step in 0..<problem.stepCount {
      let charge = model.addColumn(in: 0...Double(load.chargePower[step]) / 1000)
      let discharge = model.addColumn(in: 0...Double(load.dischargePower[step]) / 1000)
      let after = model.addColumn(in: Double(load.minimum) / kilowattHour...Double(load.capacity) / kilowattHour)
      loads[step].append(.init(1, charge))
      loads[step].append(.init(-1, discharge))
      let efficiency = Double(load.efficiency) / 10_000
      model.addRow(
        [.init(1, after), .init(-hours * efficiency, charge), .init(hours, discharge)]
          + (before.map { [.init(-1, $0)] } ?? []),
        equals: before == nil ? Double(load.level) / kilowattHour : 0)
      before = after
      charges.append(charge)
      discharges.append(discharge)
    }
    return (charges, discharges)
  }

  /// The choices of a point; a battery's are whole W.
  func choices(_ point: Solution.Point) -> [Choice]? {
    var choices: [Choice] = []
    for index in sets.indices {
      if case .battery(let battery) = sets[index] {
        let net = (0..<problem.stepCount).map { step in
          Float(
            ((decisions[index][step].map { point[$0] } ?? 0) - (discharges[index][step].map { point[$0] } ?? 0)) * 1e6)
        }
        choices.append(battery.following(net))
        continue
      }
      let values = decisions[index].map { column in column.map { point[$0] > 0.5 ? 1 : 0 } ?? 0 }
      if case .thermal(let heater) = sets[index] {
        // The solver's tolerance in each step adds up over the steps.
        choices.append(Choice(decisions: heater.nearest(values)))
        continue
      }
      guard let choice = sets[index].choice(values) else { return nil }
      choices.append(choice)
    }
    return choices
  }
}

extension Program {
  /// - Parameter limit: An objective that is known to be possible, weighted mW: nothing above it is looked at.
  func solve(timeLimit: Double, gap: Double, below limit: Int?) throws -> (choices: [Choice]?, bound: Double?) {
    var model = model
    if let limit {
      // A hair above it, so that rounding does not cut it off.
      model.addRow(
        imports.indices.map { .init(Double(problem.weights?[$0] ?? 1), imports[$0]) },
        atMost: Double(limit) / Self.unit * (1 + 1e-9) + 1e-6)
    }
    let solution = try model.solve(timeLimit: timeLimit, relativeGap: gap)
    return (solution.point.flatMap { choices($0) }, solution.bound.map { $0 * Self.unit })
  }
}
