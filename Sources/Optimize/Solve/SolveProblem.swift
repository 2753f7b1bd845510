/// How to look for a plan.
public struct SolveOptions {
  public enum Method: String, Sendable, CaseIterable {
    /// Decomposition; for a few consumers a mixed-integer program closes what gap is left.
    case auto
    case milp
    case decomposition
  }

  public var method = Method.auto
  /// Wall seconds; the best plan found by then is taken.
  public var timeLimit = 60.0
  /// The gap at which a plan is good enough, as a share of the objective.
  public var gap = 1e-4
  /// Told how many of how many rounds are done.
  public var progress: (Int, Int) -> Void = { _, _ in }

  public init() {}
}

/// Why a problem could not be solved.
public enum SolveFailure: Error, Equatable, CustomStringConvertible {
  /// A consumer has no plan; `prepare` leaves none like that.
  case noPlan(consumer: String)
  /// The mixed-integer program found nothing within the time.
  case nothingFound
  /// The powers are so great that their sums might not fit into whole numbers.
  case tooLarge

  public var description: String {
    switch self {
    case .noPlan(let consumer): "the device \(consumer) has no plan"
    case .nothingFound: "no plan was found within the time limit"
    case .tooLarge: "the powers, or the prices, are beyond what can be added up exactly"
    }
  }
}

extension Problem {
  /// Up to so many consumers a mixed-integer program is tried when the decomposition leaves a gap: it seldom finds a better
  /// plan, but for that many it proves a better bound.
  static let programSize = 100
  /// The share of the time that is kept for what decides between plans with the same import.
  private static let preferenceShare = 0.1

  /// Looks for the plan with the least import.
  public func solve(_ options: SolveOptions = SolveOptions()) throws -> Plan {
    let begin = Decomposition.now()
    guard isSummable else { throw SolveFailure.tooLarge }
    let sets = try consumers.map { consumer in
      guard let set = PlanSet(consumer.load, stepCount: stepCount, stepSeconds: stepSeconds) else {
        throw SolveFailure.noPlan(consumer: consumer.name)
      }
      return set
    }
    let start = Decomposition.now()
    var found = try search(sets, options, deadline: begin + (1 - Self.preferenceShare) * options.timeLimit)
    var preferences = Preferences(self, sets, choices: found.choices, deadline: begin + options.timeLimit)
    found.choices = preferences.improve()
    let curve = Search(self, sets, choices: found.choices)
    let end = Decomposition.now()
    return Plan(
      method: found.method, parts: zip(sets, found.choices).map { $0.part($1, stepCount: stepCount) },
      total: curve.total, objective: curve.objective,
      bound: found.bound.map { min(Self.whole($0), curve.objective) }, solveSeconds: end - start,
      totalSeconds: end - begin)
  }

  /// Whether no sum of powers can overflow, weighted or as energy in mWs; doubles are near enough to tell.
  private var isSummable: Bool {
    let power = consumers.reduce(base.reduce(0.0) { max($0, Double($1.magnitude)) }) { $0 + Double($1.load.greatest) }
    let heaviest = max(weights?.max() ?? 1, stepSeconds)
    return power * Double(heaviest) * Double(stepCount) < 4e18
      && weights.map { $0.count == stepCount && $0.allSatisfy { $0 >= 0 } } ?? true
  }

  /// Objectives are whole numbers, so a bound is rounded up, but for what the arithmetic of doubles may have added.
  private static func whole(_ bound: Double) -> Int { Int((bound - max(1e-2, 1e-12 * bound)).rounded(.up)) }

  private struct Found {
    var method: Plan.Method
    var choices: [Choice]
    var bound: Double?
  }

  private func search(_ sets: [PlanSet], _ options: SolveOptions, deadline: Double) throws -> Found {
    if options.method == .milp {
      let (choices, bound) = try Program(self, sets)
        .solve(timeLimit: max(0, deadline - Decomposition.now()), gap: options.gap, below: nil)
      guard let choices else { throw SolveFailure.nothingFound }
      return Found(method: .milp, choices: choices, bound: bound)
    }
    var decomposition = Decomposition(self, sets, options, deadline: deadline)
    decomposition.run()
    var found = Found(method: .decomposition, choices: decomposition.best, bound: decomposition.bound)
    let left = deadline - Decomposition.now()
    guard options.method == .auto, consumers.count <= Self.programSize, left > 0,
      Double(decomposition.objective) - decomposition.bound > options.gap * Double(decomposition.objective)
    else { return found }
    // Proving takes long where finding does not, and communities wait for one another: a twentieth of the time at most.
    // A program that fails leaves what the decomposition found.
    let (choices, bound) =
      (try? Program(self, sets).solve(
        timeLimit: min(left, options.timeLimit / 20), gap: options.gap, below: decomposition.objective)) ?? (nil, nil)
    found.bound = max(bound ?? 0, decomposition.bound)
    if let choices, Search(self, sets, choices: choices).objective <= decomposition.objective {
      found.method = .milp
      found.choices = choices
    }
    return found
  }
}
