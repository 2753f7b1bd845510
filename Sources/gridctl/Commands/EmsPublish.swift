import Database
import Grid
import Optimize

/// `gridctl ems publish`: the plan in ELFE's output tables.
struct EmsPublish: Command {
  static let name = "ems publish"
  static let summary = "Write the newest plan into ELFE's output tables."
  static let options = [outputDatabase, schema, Option.community, method, create, .dryRun, .asOf]

  static let outputDatabase = Option(
    "output-db", value: "conninfo", help: "The output database: a libpq connection string without password.")
  static let schema = Option("schema", value: "name", help: "The schema of its tables (as the connection says).")
  static let method = Option("method", value: "label", help: "The plan of this name (\(PlanRequest.method)).")
  static let create = Option("create", help: "Make the tables that are not there.")

  let conninfo: String
  let method: String
  let schema: String?
  let makesTables: Bool
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    conninfo = try values.required(Self.outputDatabase)
    try values.refuseTypedSecret(Self.outputDatabase)
    method = try values.planMethod(Self.method) ?? PlanRequest.method
    schema = values.text(Self.schema)
    makesTables = values.has(Self.create)
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let database = try session.database
    let request = PublishRequest(
      community: try community(in: session), method: method, asOf: session.asOf, schema: schema,
      makesTables: makesTables)
    let output = try connection()
    let publish = { try publishPlan(request, from: database, to: output) }
    let summary: PublishSummary
    do {
      summary = try isRehearsal ? output.rehearsal(publish) : publish()
    } catch let failure as DatabaseFailure where failure.code == "42P01" || failure.code == "3F000" {
      throw PlainFailure(
        .configuration, "the output database lacks a table of ELFE's",
        hint: "Name its --schema, or --create the tables.")
    }
    session.summarize(
      "\(request.community) from \(summary.begin): \(counted(summary.deviceCount, "device")), "
        + "\(counted(summary.startCount, "water heater")), \(counted(summary.changeCount, "row")) changed"
        + (summary.namelessCount > 0 ? ", \(counted(summary.namelessCount, "device")) without an id left out" : "")
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }

  private func connection() throws -> Connection {
    do {
      return try Connection.other(conninfo, label: "the output database")
    } catch let failure as PlainFailure where failure.status == .unavailable {
      throw PlainFailure(
        failure.status, failure.message, detail: failure.detail, hint: "What was published before stays as it is.")
    }
  }

  /// ELFE's tables hold one community.
  private func community(in session: Session) throws -> String {
    if let community = try session.community() { return community }
    let planned = try currentCommunities(method: method, on: session.database)
    guard planned.count < 2 else {
      throw UsageFailure("several communities have plans", hint: "Name one with --community; ELFE's tables hold one.")
    }
    guard let only = planned.first else {
      throw PlainFailure(.violations, "there is no plan '\(method)'", hint: "Make one with 'gridctl ems plan'.")
    }
    return only
  }
}
