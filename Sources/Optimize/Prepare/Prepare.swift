import Grid

extension RunConditions {
  /// Makes of each device, alone, a consumer with at least one plan; one bad device harms no other.
  ///
  /// A wish that cannot be kept is relaxed as little as possible, with a warning WARN_CONSTRAINT; one that can be kept is
  /// never changed. A device that cannot be planned at all is left out with WARN_IGNORED.
  ///
  /// A machine, a water heater or a vehicle that may not pause is running when it was started, by a decision of an
  /// earlier plan or by itself, at or before `roundedAt`, and its run lasts beyond `begin`. It has no choice left, so it
  /// is no consumer, but what its run still draws is added to the base. The length of the run follows from the wish: the
  /// cycle, the heating, the charge from `percent` on as it was when it was started. After the run a machine's or
  /// vehicle's wish is served until its deadline changes; see `FlexibleDevice.servedEndBy`.
  public func prepare() -> PreparedProblem {
    if let flaw {
      return PreparedProblem(
        problem: Problem(name: name, stepSeconds: stepSeconds, base: base, consumers: []), devices: [],
        warnings: [PlanWarning(.impossible, flaw)])
    }
    var preparation = Preparation(self)
    return preparation.prepare()
  }

  /// Why nothing at all can be planned; nil: it can.
  private var flaw: String? {
    if base.isEmpty { return "the horizon has no steps" }
    if base.count > Limits.steps { return "the horizon has more than \(Limits.steps) steps" }
    if stepSeconds < 1 || stepSeconds > 3600 || 3600 % stepSeconds != 0 { return "a step does not divide an hour" }
    if begin != begin.bounded || roundedAt != roundedAt.bounded { return "the plan's time is not an instant" }
    if abs(begin - roundedAt) > 86_400 { return "the plan begins more than a day from its clock" }
    if let weights, weights.count != base.count { return "there is not one price or emission for each step" }
    let isSound = base.allSatisfy { (-Limits.curve...Limits.curve).contains($0) }
    return isSound ? nil : "the curve has a power above \(Limits.curve / 1_000_000_000) MW"
  }
}

/// Beyond these a number is a mistake of its unit; within them nothing overflows.
enum Limits {
  static let steps = 10_000
  /// mW of the curve of a community.
  static let curve = 10_000_000_000_000
  /// W and Wh of a device: 100 MW, 100 MWh.
  static let power = 100_000_000
  static let energy = 100_000_000
}

/// The work of `RunConditions.prepare()`.
struct Preparation {
  let conditions: RunConditions
  let grid: PlanGrid
  let clock: WallClock
  /// Outdoor temperature at the start of each step and at the end of the last; nil: not known.
  private(set) var outdoor: [Double]?
  var warnings: [PlanWarning] = []

  /// What becomes of a device.
  enum Outcome {
    case planned(Load)
    case running([Int])
    case leftOut(PreparedProblem.LeftOut.Reason)
    /// It cannot be planned, because…
    case ignored(String)
  }

  init(_ conditions: RunConditions) {
    self.conditions = conditions
    grid = PlanGrid(begin: conditions.begin, step: conditions.stepSeconds, count: conditions.base.count)
    clock = WallClock(conditions.days, from: min(conditions.roundedAt, conditions.begin), to: grid.end)
  }

  mutating func prepare() -> PreparedProblem {
    checkInputs()
    var prepared = PreparedProblem(
      problem: Problem(
        name: conditions.name, stepSeconds: conditions.stepSeconds, base: conditions.base, consumers: []),
      devices: [], warnings: [])
    var names: Set<String> = []
    for (index, device) in conditions.devices.enumerated() {
      let isFirst = names.insert(device.device).inserted
      switch isFirst ? placed(device) : .ignored("another device has the same name") {
      case .planned(let load):
        prepared.problem.consumers.append(
          Consumer(name: device.device, load: load, previous: previous(of: device, load)))
        prepared.devices.append(index)
      case .running(let load):
        prepared.running.append(.init(device: index, load: load))
        for step in load.indices { prepared.problem.base[step] += load[step] }
      case .leftOut(let reason):
        prepared.leftOut.append(.init(device: index, reason: reason))
      case .ignored(let reason):
        warnings.append(PlanWarning(.ignored, device: device.device, reason))
      }
    }
    prepared.warnings = warnings
    return prepared
  }

  /// Of a device that was taken out of the plans only what was started is left, and nobody wants to be warned of the rest.
  private mutating func placed(_ device: FlexibleDevice) -> Outcome {
    guard device.isReleased == true else { return outcome(of: device) }
    let told = warnings
    defer { warnings = told }
    if case .running(let load) = outcome(of: device) { return .running(load) }
    return .leftOut(.released)
  }

  private mutating func outcome(of device: FlexibleDevice) -> Outcome {
    switch device.kind {
    case .machine: machine(device, device.machine!)
    case .waterHeater: waterHeater(device, device.waterHeater!)
    case .vehicle: vehicle(device, device.vehicle!)
    case .heater: heater(device, device.heater!)
    case .thermalHeater: thermalHeater(device, device.thermalHeater!)
    case .battery: battery(device, device.battery!)
    case nil: .ignored("it has no wish, or more than one")
    }
  }

  /// What all devices of some kinds need.
  private mutating func checkInputs() {
    let kinds = Set(conditions.devices.compactMap(\.kind))
    if !clock.isComplete, !kinds.isDisjoint(with: [.waterHeater, .heater, .thermalHeater]) {
      warnings.append(
        PlanWarning(
          .database, "the calendar does not reach over the plan: hours of the day are told as on its nearest day",
          after: clock.text(grid.begin)))
    }
    guard kinds.contains(.thermalHeater) else { return }
    let given = conditions.outdoor
    guard given.allSatisfy({ (-90...90).contains($0) }), let last = given.last else {
      warnings.append(PlanWarning(.database, "the outdoor temperature is not known"))
      return
    }
    if given.count < grid.count + 1 {
      warnings.append(
        PlanWarning(
          .database,
          "the outdoor temperature is known for \(given.count - 1) of \(grid.count) steps; then its last value"))
    }
    outdoor = (0...grid.count).map { $0 < given.count ? given[$0] : last }
  }

  mutating func constrain(_ device: FlexibleDevice, _ reason: String, _ before: String? = nil, _ after: String? = nil) {
    warnings.append(PlanWarning(.constraint, device: device.device, reason, before: before, after: after))
  }

  /// The windows that are hours of a day; the others are said and left out.
  mutating func sound(_ windows: [DailyWindow], of device: FlexibleDevice) -> [DailyWindow] {
    windows.filter { window in
      let isSound = (0..<86_400).contains(window.from) && (0...172_800).contains(window.to)
      if !isSound {
        constrain(
          device, "a window is not of hours of a day", "\(window.from) s to \(window.to) s after midnight", "none")
      }
      return isSound
    }
  }

  /// A number of a wish within what it can be; a change is said.
  mutating func within(
    _ range: ClosedRange<Int>, _ value: Int, _ device: FlexibleDevice, _ meaning: String, unit: String
  ) -> Int {
    let bounded = value.clamped(to: range)
    if bounded != value {
      constrain(device, "its \(meaning) cannot be", "\(value) \(unit)", "\(bounded) \(unit)")
    }
    return bounded
  }
}
