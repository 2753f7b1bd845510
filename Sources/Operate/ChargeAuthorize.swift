import Database
import Grid

/// The answer to a charge request.
public struct ChargeDecision: Sendable, Equatable {
  public let car: String
  /// `grant` or `defer`.
  public let decision: String
  /// A grant: now; a deferral: when it is decided again.
  public let grantAt: Instant
  /// `calm`, `tense`, `tense-and-charged`, `deadline`, `full`, `no-limit` or `unknown`.
  public let reason: String
}

/// A car that cannot be full by its deadline, however it charges.
public struct LateCar: Sendable, Equatable {
  public let car: String
  public let deadline: Instant
  /// What it will lack.
  public let shortWh: Int64
}

/// What an authorisation did.
public struct AuthorizationSummary: Sendable {
  public var decisions: [ChargeDecision] = []
  public var late: [LateCar] = []
}

/// Decides the charge requests that are due: at once where the community is calm, an hour later where it is tense, but never
/// so late that the deadline is missed.
///
/// The unit of work is a community, one transaction each; the earliest deadline is decided first, and what is granted counts
/// as used until a reading shows it. At the same instant a second run adds nothing and returns the same. The caller
/// holds the lock `charge`.
///
/// - Parameter community: Its code; nil: all.
public func authorizeCharges(
  community: String?, asOf: Instant, on database: Connection
) throws -> AuthorizationSummary {
  var summary = AuthorizationSummary()
  for row in try database.query("operate/loads", community, asOf) {
    try database.transaction { try authorize(row, asOf, into: &summary, on: database) }
  }
  summary.decisions = try database.query("operate/charge_decisions", community, asOf).map { row in
    ChargeDecision(
      car: row.text("car"), decision: row.text("decision"), grantAt: Instant(seconds: row.int64("grant_s")),
      reason: row.text("reason"))
  }
  return summary
}

/// - Parameter row: A row of operate/loads.
private func authorize(
  _ row: Rows.Row, _ asOf: Instant, into summary: inout AuthorizationSummary, on database: Connection
) throws {
  let communityID = row.int64("community_id")
  let requests = try database.query("operate/due_charges", communityID, asOf)
  guard !requests.isEmpty else { return }
  var grid = GridState.unlimited
  if row.optional("tense_mw") != nil {
    grid = .unknown
    if row.optional("slot_start_s") != nil {
      let start = Instant(seconds: row.int64("slot_start_s"))
      let granted = try database.query("operate/granted_power", communityID, start, asOf)[0].int64("granted_w")
      grid = .known(used: row.int64("mean_mw") + granted * 1000, tenseAbove: row.int64("tense_mw"))
    }
  }
  var made: [(car: String, requestedAt: Instant, answer: (decision: String, reason: String), power: Int64)] = []
  for request in requests {
    let need = ChargeNeed(
      car: request.text("car"), energyWh: request.int64("energy_wh"), power: request.int64("power_w"),
      ready: asOf.seconds, deadline: request.int64("deadline_s"))
    let answer = grid.answer(need, isCharged: request.bool("charged"), asOf: asOf)
    let power = answer.decision == "grant" && need.energyWh > 0 ? need.power : 0
    grid.add(power)
    made.append((need.car, Instant(seconds: request.int64("requested_s")), answer, power))
    if need.shortWh > 0 {
      summary.late.append(
        LateCar(car: need.car, deadline: Instant(seconds: need.deadline), shortWh: need.shortWh))
    }
  }
  try database.query(
    "operate/put_charge_decisions", communityID, asOf, made.map(\.car), made.map(\.requestedAt),
    made.map(\.answer.decision),
    made.map { $0.answer.decision == "grant" ? asOf : Instant(seconds: asOf.seconds + GridState.deferral) },
    made.map(\.answer.reason), made.map(\.power))
  try database.query("operate/put_charge_messages", communityID, asOf)
}

/// How much of what it may use a community uses; powers in mW.
enum GridState {
  /// How long a request waits, in seconds.
  static let deferral: Int64 = 3600

  /// It has neither a limit nor a plant.
  case unlimited
  /// Nothing is known of the last 15 minutes; nobody is held back for that.
  case unknown
  case known(used: Int64, tenseAbove: Int64)

  /// Counts what a car will draw, in W.
  mutating func add(_ power: Int64) {
    if case .known(let used, let tense) = self { self = .known(used: used + power * 1000, tenseAbove: tense) }
  }

  /// - Parameter isCharged: Whether the state of charge is 80 % or more.
  func answer(_ need: ChargeNeed, isCharged: Bool, asOf: Instant) -> (decision: String, reason: String) {
    guard need.energyWh > 0 else { return ("grant", "full") }
    switch self {
    case .unlimited: return ("grant", "no-limit")
    case .unknown: return ("grant", "unknown")
    case .known(let used, let tense) where used <= tense: return ("grant", "calm")
    case .known:
      guard need.starting(at: asOf.seconds + Self.deferral).shortWh == 0 else { return ("grant", "deadline") }
      return ("defer", isCharged ? "tense-and-charged" : "tense")
    }
  }
}
