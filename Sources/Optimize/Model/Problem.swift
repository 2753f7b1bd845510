/// What the solver works on: a curve, and consumers that each have a set of plans. Every consumer has at least one plan.
///
/// Powers are whole mW, so that a plan's import is exact: mW summed over steps, times the step, is mWs.
public struct Problem: Sendable {
  public var name: String
  /// Length of a step, in seconds.
  public var stepSeconds: Int
  /// Consumption that is not flexible minus production of each step, mW.
  public var base: [Int]
  /// What a mW drawn in each step counts, never below zero; nil: 1, so that the objective is energy.
  public var weights: [Int]?
  public var consumers: [Consumer]

  public init(name: String, stepSeconds: Int, base: [Int], weights: [Int]? = nil, consumers: [Consumer]) {
    self.name = name
    self.stepSeconds = stepSeconds
    self.base = base
    self.weights = weights
    self.consumers = consumers
  }

  public var stepCount: Int { base.count }
}

/// A device as the solver sees it.
public struct Consumer: Sendable {
  /// Its name in plans and warnings.
  public var name: String
  public var load: Load
  /// Decisions of the previous plan on this horizon's steps; nil: there is none. A plan near it is preferred among equals.
  public var previous: [Int]?

  public init(name: String, load: Load, previous: [Int]? = nil) {
    self.name = name
    self.load = load
    self.previous = previous
  }
}

/// The set of a consumer's plans.
public enum Load: Sendable {
  /// One decision is 1: the step it starts in.
  case start(StartLoad)
  /// The decisions are 1 where it is on.
  case switched(SwitchedLoad)
  /// The decisions are 1 where it charges.
  case charge(ChargeLoad)
  /// The decisions are 1 where it heats.
  case thermal(ThermalLoad)
  /// The decisions are its power in W, below zero where it discharges.
  case battery(BatteryLoad)
}

/// Runs once without a pause: mW of each step after its start.
public struct StartLoad: Sendable, Equatable {
  public var profile: [Int]
  /// The steps it may start in, ascending, at least one.
  public var starts: [Int]
  /// It stops at the start of this step, whatever is left of the profile.
  public var end: Int

  public init(profile: [Int], starts: [Int], end: Int) {
    self.profile = profile
    self.starts = starts
    self.end = end
  }
}

/// Two powers, and how often it is at the higher.
public struct SwitchedLoad: Sendable, Equatable {
  /// Of the steps `[first, end)`, at least `least` and at most `most` are on.
  public struct Row: Sendable, Equatable {
    public var first: Int
    public var end: Int
    public var least: Int
    public var most: Int

    public init(first: Int, end: Int, least: Int, most: Int) {
      self.first = first
      self.end = end
      self.least = least
      self.most = most
    }
  }

  /// mW.
  public var off: Int
  public var on: Int
  /// A step that is in no row is off.
  public var rows: [Row]

  public init(off: Int, on: Int, rows: [Row]) {
    self.off = off
    self.on = on
    self.rows = rows
  }
}

/// Charges in steps of its choice within `[first, end)`, at least `least` of them: mW of its 1st, 2nd, … step.
public struct ChargeLoad: Sendable, Equatable {
  public var profile: [Int]
  public var first: Int
  public var end: Int
  public var least: Int

  public init(profile: [Int], first: Int, end: Int, least: Int) {
    self.profile = profile
    self.first = first
    self.end = end
    self.least = least
  }
}

/// A temperature `T[i+1] = a T[i] + b x[i] + drift[i]`, with `lowest[i] <= T[i] <= highest[i]` for i = 0…n.
public struct ThermalLoad: Sendable, Equatable {
  /// mW while it heats.
  public var power: Int
  public var initial: Double
  public var a: Double
  public var b: Double
  public var drift: [Double]
  public var lowest: [Double]
  public var highest: [Double]

  public init(
    power: Int, initial: Double, a: Double, b: Double, drift: [Double], lowest: [Double], highest: [Double]
  ) {
    self.power = power
    self.initial = initial
    self.a = a
    self.b = b
    self.drift = drift
    self.lowest = lowest
    self.highest = highest
  }
}

/// A battery: energy in mWs, powers in W.
public struct BatteryLoad: Sendable, Equatable {
  public var capacity: Int
  public var minimum: Int
  public var level: Int
  /// The greatest powers of each step, W; 0 where the price rule forbids it.
  public var chargePower: [Int]
  public var dischargePower: [Int]
  /// Ten-thousandths of what is charged that are stored.
  public var efficiency: Int

  public init(
    capacity: Int, minimum: Int, level: Int, chargePower: [Int], dischargePower: [Int], efficiency: Int
  ) {
    self.capacity = capacity
    self.minimum = minimum
    self.level = level
    self.chargePower = chargePower
    self.dischargePower = dischargePower
    self.efficiency = efficiency
  }
}

extension Load {
  /// Whether its steps are those of a horizon, and its numbers such as make sense.
  func fits(_ stepCount: Int) -> Bool {
    switch self {
    case .start(let load):
      return load.end <= stepCount && !load.starts.isEmpty && load.starts.allSatisfy { (0..<stepCount).contains($0) }
        && zip(load.starts, load.starts.dropFirst()).allSatisfy { $0 < $1 }
    case .switched(let load):
      return load.rows.allSatisfy { 0 <= $0.first && $0.first < $0.end && $0.end <= stepCount }
    case .charge(let load):
      return 0 <= load.first && load.end <= stepCount && load.least <= load.profile.count
        && Set(load.profile).count <= Int(UInt8.max)
    case .thermal(let load):
      return load.drift.count == stepCount && load.lowest.count == stepCount + 1 && load.highest.count == stepCount + 1
        && load.a > 0 && load.b >= 0
    case .battery(let load):
      return load.chargePower.count == stepCount && load.dischargePower.count == stepCount
        && (load.minimum...max(load.minimum, load.capacity)).contains(load.level)
        && (1...10_000).contains(load.efficiency)
    }
  }

  /// The greatest power that it may have, mW.
  var greatest: Int {
    switch self {
    case .start(let load): load.profile.reduce(0) { max($0, abs($1)) }
    case .switched(let load): max(abs(load.off), abs(load.on))
    case .charge(let load): load.profile.reduce(0) { max($0, abs($1)) }
    case .thermal(let load): abs(load.power)
    case .battery(let load): ((load.chargePower + load.dischargePower).max() ?? 0) * 1000
    }
  }
}
