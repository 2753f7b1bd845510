import Database
import Grid

/// What a publication wrote.
public struct PublishSummary: Sendable {
  public let begin: Instant
  /// Rows of devices, and of starts of water heaters, that the round has.
  public internal(set) var deviceCount = 0
  public internal(set) var startCount = 0
  /// Piloted devices that have no id in outer systems.
  public let namelessCount: Int
  /// Rows of all tables that were written or deleted: 0 when everything was there already.
  public internal(set) var changeCount = 0
}

/// Where a plan is published.
public struct PublishRequest: Sendable {
  public var community: String
  public var method: String
  public var asOf: Instant
  /// The schema of the tables; nil: where the connection looks for them.
  public var schema: String?
  /// Whether tables that are not there are made.
  public var makesTables: Bool

  public init(
    community: String, method: String = PlanRequest.method, asOf: Instant, schema: String? = nil,
    makesTables: Bool = false
  ) {
    self.community = community
    self.method = method
    self.asOf = asOf
    self.schema = schema
    self.makesTables = makesTables
  }
}

/// Writes the newest valid plan of a community into ELFE's output tables, in one transaction of that database.
///
/// Writing the same plan again changes nothing. Instants are seconds since 1970, curves W with production above zero.
///
/// - Throws: Status 1 when no plan is valid.
public func publishPlan(
  _ request: PublishRequest, from database: Connection, to output: Connection
) throws -> PublishSummary {
  let community = try requiredCommunity(request.community, on: database)
  guard
    let run = try database.query("optimize/published_run", community, request.method, request.asOf).first
  else { throw try NoValidPlan(request.community, community, request.method, request.asOf, database) }
  let outer = try database.query("optimize/outer_devices", community)[0]
  var summary = PublishSummary(
    begin: Instant(seconds: run.int64("start_s")), namelessCount: outer.int("nameless"))
  if let schema = request.schema { try output.query("optimize/use_schema", schema) }
  try output.lock("ems publish")
  try output.transaction {
    if request.makesTables { try makeTables(on: output) }
    try output.query("optimize/make_published")
    let writer = try CopyWriter("optimize/copy_published", fields: 6, on: output)
    for device in try database.query("optimize/published_devices", community, run.int64("run_id")) {
      guard let id = Int32(device.text("outer_id")) else {
        throw PlainFailure(
          .dataRefused, "\(device.text("outer_id")) is no id of a device in ELFE's tables",
          hint: "They have 32 bits; see outer_id in grid.flexible_device.")
      }
      try writer.row()
      writer.field(id)
      writer.field(Int32(device.int("outer_type")))
      writer.field(Int32(device.int("result_type")))
      writer.field(integers(device.text("decisions")).map { Int32($0) })
      if let starts = device.optional("starts") {
        writer.field(integers(starts).map { Int32($0) })
        summary.startCount += 1
      } else {
        writer.null()
      }
      writer.field(device.optionalInt("duration").map { Int32($0) })
    }
    try writer.finish()
    summary.deviceCount = writer.rowCount
    let start = run.int64("start_s")
    func count(_ rows: Rows) { summary.changeCount += rows[0].int("count") }
    count(try output.query("optimize/delete_output_result", start, outer.text("outer_ids")))
    count(try output.query("optimize/put_output_result", start))
    count(try output.query("optimize/delete_output_result_ecs", start, outer.text("outer_ids")))
    count(try output.query("optimize/put_output_result_ecs", start))
    let curves = PublishedCurves(run)
    count(try output.query("optimize/put_output_curve_with", curves.timestamps, curves.with))
    count(try output.query("optimize/put_output_curve_without", curves.timestamps, curves.without))
    guard let least = curves.hours.min(by: { $0.power < $1.power }),
      let most = curves.hours.max(by: { $0.power < $1.power })
    else { return }
    count(
      try output.query(
        "optimize/put_output_run_info", run.int64("rounded_s"), run.int("solve_ms"), run.int("devices"),
        least.timestamp, least.power, most.timestamp, most.power))
  }
  return summary
}

private func makeTables(on output: Connection) throws {
  try output.query("optimize/make_output_result")
  try output.query("optimize/make_output_result_ecs")
  try output.query("optimize/make_output_curve_with")
  try output.query("optimize/make_output_curve_without")
  try output.query("optimize/make_output_run_info")
}

/// The curves of a run as the output tables have them: the first 96 steps, whole W, what is behind the point cut off.
struct PublishedCurves {
  static let stepCount = 96

  /// Seconds since 1970.
  let timestamps: [Int64]
  /// Production above consumption, with and without what is planned.
  let with: [Int]
  let without: [Int]
  /// Mean of what is needed in the steps of an hour that begins with a full hour of UTC, surplus below zero.
  let hours: [(timestamp: Int64, power: Int)]

  /// - Parameter run: A row of optimize/published_run.
  init(_ run: Rows.Row) {
    self.init(
      begin: run.int64("start_s"), step: run.int("step_s"), base: integers(run.text("base")),
      total: integers(run.text("total")))
  }

  /// - Parameters:
  ///   - base: mW of each step, consumption above production.
  ///   - total: The same with what is planned.
  init(begin: Int64, step: Int, base: [Int], total: [Int]) {
    let total = total.prefix(Self.stepCount)
    let timestamps = total.indices.map { begin + Int64($0 * step) }
    self.timestamps = timestamps
    with = total.map { -$0 / 1000 }
    without = base.prefix(Self.stepCount).map { -$0 / 1000 }
    hours = timestamps.indices.filter { timestamps[$0] % 3600 == 0 }.map { first in
      let steps = total[first..<min(first + 3600 / step, total.count)]
      return (timestamps[first], steps.reduce(0, +) / (steps.count * 1000))
    }
  }
}

/// A community has no plan whose horizon is not over.
public struct NoValidPlan: Failure {
  public let message: String
  public let hint: String?
  public var status: ExitStatus { .violations }

  init(_ community: String, _ id: Int64, _ method: String, _ asOf: Instant, _ database: Connection) throws {
    let last = try standingPlan(communityID: id, method: method, asOf: asOf, on: database)
    message =
      last.map { "\(community) has had no valid plan '\(method)' since \($0.end)" }
      ?? "\(community) has no plan '\(method)'"
    hint = "Make one with 'gridctl ems plan'."
  }
}

/// The id of a community.
///
/// - Throws: Status 66 when there is none of the code.
func requiredCommunity(_ code: String, on database: Connection) throws -> Int64 {
  guard let row = try database.query("optimize/community", code).first else {
    throw PlainFailure(
      .noInput, "there is no community '\(code)'", hint: "Import it with 'gridctl import communities'.")
  }
  return row.int64("community_id")
}
