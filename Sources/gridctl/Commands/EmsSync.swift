import Database
import Grid
import Ingest

/// `gridctl ems sync`: takes the wishes of piloted devices over from a coordination database of ELFE.
struct EmsSync: Command {
  static let name = "ems sync"
  static let summary = "Take the wishes of piloted devices over from an ELFE site."
  static let options = [coordination, schema, clock, Option.community, .dryRun, .asOf]

  static let coordination = Option(
    "coordination", value: "conninfo", help: "The coordination database: a libpq connection string without password.")
  static let schema = Option("schema", value: "name", help: "The schema of its tables (where its search path leads).")
  static let clock = Option("clock", value: "local|utc", help: "What its hours of the day mean (local).")

  let request: (conninfo: String, schema: String?, clock: SyncRequest.Clock)
  let community: String
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    let conninfo = try values.required(Self.coordination)
    try values.refuseTypedSecret(Self.coordination)
    request = (conninfo, values.text(Self.schema), try values.choice(Self.clock) ?? .local)
    community = try values.required(.community)
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let database = try session.database
    try database.lock(Self.name)
    let request = SyncRequest(
      community: community, conninfo: request.conninfo, schema: request.schema, clock: request.clock,
      asOf: session.asOf)
    let sync = { try syncDevices(request, on: database) }
    let summary = try isRehearsal ? database.rehearsal(sync) : sync()
    for device in summary.ignored { session.terminal.tell("[WARN_IGNORED] \(device.device): \(device.reason)") }
    session.summarize(
      "\(counted(summary.piloted, "device")) of \(community) piloted, \(grouped(summary.added)) added, "
        + "\(grouped(summary.changed)) changed, \(grouped(summary.released)) released, "
        + "\(grouped(summary.ignored.count)) ignored" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
