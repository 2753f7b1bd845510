import Database
import Foundation
import Grid

/// A run that was kept, with all that it depends on.
public struct KeptRun: Sendable {
  public let runID: Int64
  public let community: String
  public let method: String
  public let made: Instant
  public let begin: Instant
  public let figures: PlanFigures
  public let conditions: RunConditions

  /// Which run is meant.
  public enum Name: Sendable {
    case id(Int64)
    /// The newest run of a community that had begun at an instant.
    case begun(community: String, at: Instant)
  }

  /// - Throws: Status 66 when there is none, 65 when its conditions cannot be read.
  public init(_ name: Name, method: String = PlanRequest.method, on database: Connection) throws {
    let row: Rows.Row?
    switch name {
    case .id(let id):
      row = try database.query("optimize/run_of", id, nil as String?, nil as Instant?, method).first
    case .begun(let community, let instant):
      row = try database.query("optimize/run_of", nil as Int64?, community, instant, method).first
    }
    guard let row else {
      throw PlainFailure(.noInput, "there is no such run", hint: "Look at optimize.run with 'gridctl db psql'.")
    }
    runID = row.int64("run_id")
    community = row.text("community")
    self.method = row.text("method")
    made = Instant(seconds: row.int64("made_s"))
    begin = Instant(seconds: row.int64("start_s"))
    figures = PlanFigures(row)
    do {
      conditions = try JSONDecoder().decode(RunConditions.self, from: Data(row.text("conditions").utf8))
    } catch {
      throw PlainFailure(.dataRefused, "the conditions of run \(runID) cannot be read", detail: "\(error)")
    }
  }

  /// The conditions as a file of the format gridctl-ems/1.
  public func file() throws -> String { try conditions.json() + "\n" }
}

/// A run that was solved again.
public struct Replay: Sendable {
  public let figures: PlanFigures
  public let warnings: [PlanWarning]
  /// Devices whose decisions differ from those of the run, by name.
  public let changed: [String]
}

/// Solves a run again from what was stored of it.
///
/// - Parameters:
///   - curve: Another curve, mW of each step by its first second; the steps that it lacks stay as they were.
///   - method: A label under which the plan is kept, beside the run's own; nil: it is not kept.
public func replayRun(
  _ run: KeptRun, curve: [Int64: Int] = [:], method: String?, options: SolveOptions, on database: Connection
) throws -> Replay {
  let started = DispatchTime.now()
  var conditions = run.conditions
  for index in conditions.base.indices {
    guard let value = curve[conditions.begin + Int64(index * conditions.stepSeconds)] else { continue }
    conditions.base[index] = value
    conditions.filled.removeAll { $0 == index }
  }
  let (prepared, plan) = try conditions.solved(options)
  let milliseconds = Int64((DispatchTime.now().uptimeNanoseconds - started.uptimeNanoseconds) / 1_000_000)
  let community = try requiredCommunity(run.community, on: database)
  var told: [String: [Int]] = [:]
  for row in try database.query("optimize/earlier_decisions", community, run.runID, run.begin) {
    told[row.text("device")] = integers(row.text("decisions"))
  }
  if let method {
    var outer: [String: (id: Int64?, type: Int32?)] = [:]
    for row in try database.query("optimize/outer_ids", community, run.runID) {
      outer[row.text("device")] = (row.int64("outer_id"), row.optionalInt("outer_type").map { Int32($0) })
    }
    try database.transaction {
      try StoredRun(
        communityID: community, method: method, made: run.made, conditions: conditions, prepared: prepared, plan: plan,
        milliseconds: milliseconds, outer: outer
      ).put(on: database)
      try put(prepared.warnings, communityID: community, method, run.begin, on: database)
    }
  }
  let names = prepared.devices.map { conditions.devices[$0].device }
  let changed = zip(names, plan.parts).filter { told[$0] != $1.decisions }.map(\.0)
  return Replay(
    figures: PlanFigures(plan, base: conditions.base, milliseconds: milliseconds), warnings: prepared.warnings,
    changed: changed)
}

extension PlanFigures {
  /// - Parameter row: A row of optimize/run_of.
  fileprivate init(_ row: Rows.Row) {
    let objective = Double(row.text("objective")) ?? 0
    self.init(
      devices: row.int("devices"), base: integers(row.text("base")), total: integers(row.text("total")),
      gap: row.optional("bound").flatMap { Double($0) }.map { objective > $0 ? (objective - $0) / objective : 0 },
      solver: Plan.Method(rawValue: row.text("solver")) ?? .milp, milliseconds: row.int64("total_ms"))
  }
}
