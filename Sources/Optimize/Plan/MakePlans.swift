import Database
import Foundation
import Grid

/// Plans a round of each community that has flexible devices or batteries.
///
/// A community's run, plans and warnings are one transaction; the same round and method again replaces them. A community that
/// fails does not hold up the others: the first failure is thrown at the end. The caller holds the lock.
///
/// - Parameter done: Told of each round that was made.
public func makePlans(
  _ request: PlanRequest, on database: Connection, done: (PlanSummary) -> Void
) throws {
  let clock = RoundClock(request)
  var failure: (any Error)?
  for row in try database.query("optimize/ems_communities", request.community, request.asOf, request.method) {
    do {
      var round = Round(Gathering(row, request, clock, database))
      done(try round.run())
    } catch let error as DatabaseFailure where error.status == .unavailable {
      throw failure ?? error
    } catch let error as any Failure {
      failure = failure ?? CommunityFailure(community: row.text("community"), failure: error)
    } catch {
      failure = failure ?? error
    }
  }
  if let failure { throw failure }
}

/// A failure while one community was planned; the others have their plans.
public struct CommunityFailure: Failure {
  public let community: String
  public let failure: any Failure
  public var status: ExitStatus { failure.status }
  public var message: String { "\(community): \(failure.message)" }
  public var detail: String? { failure.detail }
  public var hint: String? { failure.hint }
}

/// One community's round.
private struct Round {
  var gathering: Gathering
  let started = DispatchTime.now()

  init(_ gathering: Gathering) { self.gathering = gathering }

  var milliseconds: Int64 { Int64((DispatchTime.now().uptimeNanoseconds - started.uptimeNanoseconds) / 1_000_000) }

  mutating func run() throws -> PlanSummary {
    let request = gathering.request
    let database = gathering.database
    let begin = Instant(seconds: gathering.clock.begin)
    var summary = PlanSummary(community: gathering.community, begin: begin)
    guard var conditions = try gathering.conditions() else {
      return try unplanned(&summary, "nothing is known of consumption and production")
    }
    let (prepared, plan): (PreparedProblem, Plan)
    do {
      (prepared, plan) = try conditions.solved(request.options)
    } catch let failure as SolveFailure {
      return try unplanned(&summary, failure.description)
    }
    guard plan.total.count == conditions.stepCount, !prepared.warnings.contains(where: { $0.tag == .impossible }) else {
      gathering.note(prepared.warnings)
      return try unplanned(&summary, nil)
    }
    for (index, consumer) in zip(prepared.devices, prepared.problem.consumers) {
      guard case .thermal(let load) = consumer.load else { continue }
      conditions.devices[index].thermalHeater?.indoorAtBegin = (load.initial * 100).rounded() / 100
    }
    summary.warnings = gathering.warnings + prepared.warnings
    let time = milliseconds
    try database.transaction {
      let stored = StoredRun(
        communityID: gathering.communityID, method: request.method, made: request.asOf, conditions: conditions,
        prepared: prepared, plan: plan, milliseconds: time, outer: gathering.outer)
      try stored.put(on: database)
      try put(summary.warnings, communityID: gathering.communityID, request.method, begin, on: database)
    }
    summary.figures = PlanFigures(plan, base: conditions.base, milliseconds: milliseconds)
    return summary
  }

  /// Keeps why there is no plan, and looks for the one that stays valid.
  private func unplanned(_ summary: inout PlanSummary, _ reason: String?) throws -> PlanSummary {
    let (request, database) = (gathering.request, gathering.database)
    summary.warnings = gathering.warnings
    if let reason { summary.warnings.append(PlanWarning(.impossible, reason)) }
    let warnings = summary.warnings
    let begin = summary.begin
    summary.standing = try standingPlan(
      communityID: gathering.communityID, method: request.method, asOf: request.asOf, on: database)
    // When an earlier try of the same round made a plan, its warnings are those that hold.
    if summary.standing?.begin != begin {
      try database.transaction {
        try put(warnings, communityID: gathering.communityID, request.method, begin, on: database)
      }
    }
    return summary
  }
}

extension RunConditions {
  /// What each mW drawn counts; nil: its energy. A price below zero counts as zero: more than all cannot be drawn for it.
  var weights: [Int]? {
    switch settings.minimize {
    case nil, .energy: nil
    case .price: prices.map { max(0, $0) }
    case .co2: emissions.map { max(0, $0) }
    }
  }

  /// The repaired problem with its weights.
  func preparedProblem() -> PreparedProblem {
    var prepared = prepare()
    prepared.problem.weights = weights
    return prepared
  }

  /// Repairs and solves: the same for a round and for its replay.
  func solved(_ options: SolveOptions) throws -> (PreparedProblem, Plan) {
    var prepared = preparedProblem()
    let plan = try prepared.solve(options)
    return (prepared, plan)
  }
}

/// The newest plan of a community and method that was made up to an instant; nil: there is none.
public func standingPlan(
  communityID: Int64, method: String, asOf: Instant, on database: Connection
) throws -> StandingPlan? {
  try database.query("optimize/newest_run", communityID, method, asOf).first.map { row in
    StandingPlan(
      runID: row.int64("run_id"), made: Instant(seconds: row.int64("made_s")),
      begin: Instant(seconds: row.int64("start_s")), end: Instant(seconds: row.int64("end_s")),
      warningCount: row.int("warnings"))
  }
}
