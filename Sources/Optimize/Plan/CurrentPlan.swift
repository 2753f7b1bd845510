import Database
import Grid

/// What a device is to do now, and what comes next.
public struct CurrentDevice: Sendable, Equatable {
  public let community: String
  public let device: String
  public let kind: FlexibleDevice.Kind
  public let outerID: Int64?
  /// When the newest plan of the device was made.
  public let made: Instant
  /// From the current step on, without a gap: what it does, by the newest plan that was made for each step.
  public let steps: [Step]

  public struct Step: Sendable, Equatable {
    public let start: Instant
    public let action: Action
    public let decision: Int
    /// mW.
    public let load: Int
  }

  /// What a step asks of a device.
  public enum Action: String, Sendable {
    case wait, start, run, charge, eco, comfort, off, heat, hold, discharge
  }

  /// What it does now; nil: its plan has not begun.
  public func now(at instant: Instant) -> Step? { steps.first.flatMap { $0.start <= instant ? $0 : nil } }

  /// The first step that asks something else than now.
  public func next(after instant: Instant) -> Step? {
    guard let now = now(at: instant) else { return steps.first }
    return steps.first { $0.action != now.action || (kind == .battery && $0.decision != now.decision) }
  }
}

/// A community's plan as it stands at an instant.
public struct CurrentPlan: Sendable {
  public let community: String
  /// Nil: none was ever made.
  public let newest: StandingPlan?
  public let devices: [CurrentDevice]
}

/// What the devices of communities are to do at an instant, by the newest plans that had been made.
///
/// - Parameter community: Its code; nil: all that have plans of the method.
public func currentPlans(
  community: String?, method: String = PlanRequest.method, device: String? = nil, asOf: Instant,
  on database: Connection
) throws -> [CurrentPlan] {
  try database.query("optimize/planned_communities", method, community).map { row in
    let (id, code) = (row.int64("community_id"), row.text("community"))
    var parts: [(kind: FlexibleDevice.Kind, outer: Int64?, made: Int64, device: String, steps: [CurrentDevice.Step])] =
      []
    for row in try database.query("optimize/standing_decisions", id, method, asOf, device) {
      guard let kind = FlexibleDevice.Kind(rawValue: row.text("kind")) else { continue }
      let steps = steps(of: row, kind, from: asOf)
      let made = row.int64("made_s")
      if let last = parts.last, last.device == row.text("device") {
        // The newer plan replaces what the older says of its steps.
        let begin = Instant(seconds: row.int64("start_s"))
        parts[parts.count - 1].steps = last.steps.filter { $0.start < begin } + steps
        parts[parts.count - 1].made = max(last.made, made)
      } else {
        parts.append(
          (kind, row.optional("outer_id").flatMap { Int64($0) }, made, row.text("device"), steps))
      }
    }
    return CurrentPlan(
      community: code, newest: try standingPlan(communityID: id, method: method, asOf: asOf, on: database),
      devices: parts.map {
        CurrentDevice(
          community: code, device: $0.device, kind: $0.kind, outerID: $0.outer, made: Instant(seconds: $0.made),
          steps: $0.steps)
      })
  }
}

/// The steps of a plan that are not over.
private func steps(of row: Rows.Row, _ kind: FlexibleDevice.Kind, from asOf: Instant) -> [CurrentDevice.Step] {
  let step = row.int("step_s")
  return zip(integers(row.text("decisions")), integers(row.text("load"))).enumerated().compactMap { index, pair in
    let start = Instant(seconds: row.int64("start_s") + Int64(index * step))
    guard start.advanced(by: step) > asOf else { return nil }
    return CurrentDevice.Step(
      start: start, action: action(kind, decision: pair.0, load: pair.1), decision: pair.0, load: pair.1)
  }
}

private func action(_ kind: FlexibleDevice.Kind, decision: Int, load: Int) -> CurrentDevice.Action {
  switch kind {
  case .machine, .waterHeater: decision == 1 ? .start : load > 0 ? .run : .wait
  case .vehicle: load > 0 ? .charge : .wait
  case .heater: decision == 1 ? .comfort : .eco
  case .thermalHeater: decision == 1 ? .heat : .off
  case .battery: decision > 0 ? .charge : decision < 0 ? .discharge : .hold
  }
}

/// The codes of the communities that have plans of a method.
public func currentCommunities(method: String, on database: Connection) throws -> [String] {
  try database.query("optimize/planned_communities", method, nil as String?).map { $0.text("community") }
}
