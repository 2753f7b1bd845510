import Database
import Foundation
import Grid

/// A run as it is kept.
struct StoredRun {
  let communityID: Int64
  let method: String
  let made: Instant
  let conditions: RunConditions
  let prepared: PreparedProblem
  let plan: Plan
  let milliseconds: Int64
  /// Ids and types of devices in a coordination database, by name.
  let outer: [String: (id: Int64?, type: Int32?)]

  /// Enters the run and its plans in place of those of the same round.
  func put(on database: Connection) throws {
    let begin = Instant(seconds: conditions.begin)
    try database.query("optimize/delete_run", communityID, method, begin)
    let runID = try database.query(
      "optimize/put_run", communityID, method, made, Instant(seconds: conditions.roundedAt), begin,
      conditions.stepSeconds, plan.method.rawValue, plan.parts.count, conditions.base, plan.total, plan.objective,
      plan.bound, Int((plan.solveSeconds * 1000).rounded()), Int(milliseconds), try conditions.json())[0]
      .int64("run_id")
    let idle = [Int](repeating: 0, count: conditions.stepCount)
    let writer = try CopyWriter("optimize/copy_plan", fields: 10, on: database)
    for (index, part) in zip(prepared.devices, plan.parts) { try write(index, part, runID, writer) }
    // What older plans said of these does not hold any more.
    for running in prepared.running {
      try write(running.device, Plan.Part(decisions: idle, load: running.load), runID, writer)
    }
    for leftOut in prepared.leftOut { try write(leftOut.device, Plan.Part(decisions: idle, load: idle), runID, writer) }
    try writer.finish()
  }

  private func write(_ index: Int, _ part: Plan.Part, _ runID: Int64, _ writer: CopyWriter) throws {
    let device = conditions.devices[index]
    try writer.row()
    writer.field(communityID)
    writer.field(runID)
    writer.field(device.device)
    writer.field(device.kind?.rawValue)
    writer.field(outer[device.device]?.id)
    writer.field(outer[device.device]?.type)
    writer.field(part.decisions.map(Int64.init), missing: .min)
    writer.field(part.load.map(Int64.init), missing: .min)
    writer.field(numeric: energy(part.load), scale: 5)
    writer.field(authorisation(of: device, part))
  }

  /// Seconds in which a water heater may heat; nil for all others.
  private func authorisation(of device: FlexibleDevice, _ part: Plan.Part) -> Int32? {
    guard let heater = device.waterHeater else { return nil }
    return Int32(clamping: heater.authorisedSeconds(planned: part.load.count { $0 > 0 } * conditions.stepSeconds))
  }

  /// Hundred-thousandths of a Wh, in which a step of a quarter hour is exact.
  private func energy(_ load: [Int]) -> Int64 { Int64(load.reduce(0, +) * conditions.stepSeconds / 36) }
}

/// Enters the warnings of a round in place of those that it had.
func put(
  _ warnings: [PlanWarning], communityID: Int64, _ method: String, _ begin: Instant, on database: Connection
) throws {
  try database.query("optimize/delete_warnings", communityID, method, begin)
  guard !warnings.isEmpty else { return }
  try database.query(
    "optimize/put_warnings", communityID, method, begin, warnings.map(\.tag.rawValue), warnings.map(\.device),
    warnings.map(\.reason), warnings.map(\.before), warnings.map(\.after))
}

extension RunConditions {
  /// The conditions as a file of the format gridctl-ems/1: keys in a fixed order, no white space.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
