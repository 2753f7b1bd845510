import Grid

/// What plans are made for.
public struct PlanRequest {
  /// The label of plans that nobody named otherwise.
  public static let method = "ems"
  /// Seconds of a step.
  public static let step = 900

  /// Its code; nil: all that have something to plan.
  public var community: String?
  /// The clock: what is known later is not used.
  public var asOf: Instant
  public var horizonHours: Int
  /// The label that the plans are kept under.
  public var method: String
  /// Where the curve comes from.
  public var curve: CurveMethod
  public var minimize: PlanSettings.Measure
  /// Whose prices and emissions count; nil: none do.
  public var market: String?
  /// Batteries do not charge above this price nor discharge below it, hundredths of EUR a MWh; nil: as the curve needs.
  public var standardPrice: Int?
  public var options: SolveOptions

  public init(
    community: String? = nil, asOf: Instant, horizonHours: Int = 24, method: String = PlanRequest.method,
    curve: CurveMethod = .persistence, minimize: PlanSettings.Measure = .energy, market: String? = nil,
    standardPrice: Int? = nil,
    options: SolveOptions = SolveOptions()
  ) {
    self.community = community
    self.asOf = asOf
    self.horizonHours = horizonHours
    self.method = method
    self.curve = curve
    self.minimize = minimize
    self.market = market
    self.standardPrice = standardPrice
    self.options = options
  }
}

/// A community's round: its plan, or why there is none.
public struct PlanSummary: Sendable {
  public let community: String
  public let begin: Instant
  public internal(set) var warnings: [PlanWarning] = []
  /// Nil: nothing could be planned.
  public internal(set) var figures: PlanFigures?
  /// The newest plan that there is, when nothing could be planned; nil: there is none either.
  public internal(set) var standing: StandingPlan?
}

/// How good a plan is. Energies are mW summed over steps.
public struct PlanFigures: Sendable {
  /// That had a choice.
  public let devices: Int
  /// Of the curve without and with what is planned.
  public let importBefore: Int
  public let importAfter: Int
  /// What of the planned energy comes from surplus instead of the grid.
  public let saved: Int
  /// mW.
  public let peak: Int
  /// How far the plan may be from the best one: a share of the objective; nil: nothing is proven.
  public let gap: Double?
  public let solver: Plan.Method
  public let milliseconds: Int64

  /// - Parameters:
  ///   - base: mW of each step without what is planned.
  ///   - total: The same with it.
  init(devices: Int, base: [Int], total: [Int], gap: Double?, solver: Plan.Method, milliseconds: Int64) {
    self.devices = devices
    importBefore = Plan.imported(base)
    importAfter = Plan.imported(total)
    saved = importBefore + total.reduce(0, +) - base.reduce(0, +) - importAfter
    peak = max(0, total.max() ?? 0)
    self.gap = gap
    self.solver = solver
    self.milliseconds = milliseconds
  }

  init(_ plan: Plan, base: [Int], milliseconds: Int64) {
    self.init(
      devices: plan.parts.count, base: base, total: plan.total, gap: plan.gap, solver: plan.method,
      milliseconds: milliseconds)
  }
}

/// A plan that holds until another is made or its horizon is over.
public struct StandingPlan: Sendable, Equatable {
  public let runID: Int64
  public let made: Instant
  public let begin: Instant
  /// The first instant after its horizon.
  public let end: Instant
  public let warningCount: Int

  public func isValid(at instant: Instant) -> Bool { instant < end }
  public func ageMinutes(at instant: Instant) -> Int64 { (instant.seconds - made.seconds) / 60 }
}
