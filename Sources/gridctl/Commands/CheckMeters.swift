import Grid
import Ingest

/// `gridctl check meters`: finds malfunctions, keeps them while they last, and puts each into the outbox once.
struct CheckMeters: Command {
  static let name = "check meters"
  static let summary = "Find meters and dumps that do not work; exit 1 when there are new ones."
  static let options = [Option.community, .asOf, .dryRun]

  let isRehearsal: Bool

  init(_ values: OptionValues) { isRehearsal = values.has(.dryRun) }

  func run(in session: Session) throws {
    let database = try session.database
    try database.lock(Self.name)
    let community = try session.community()
    func check() throws -> MeterCheck { try checkMeters(community: community, asOf: session.asOf, on: database) }
    let found = try isRehearsal ? database.rehearsal(check) : database.transaction(check)
    let shown = found.added.map { ("new", $0) } + (session.terminal.isQuiet ? [] : found.closed.map { ("closed", $0) })
    let rows = shown.map { word, malfunction in
      [
        word, "\(malfunction.id)", malfunction.community ?? "", malfunction.meter ?? malfunction.source,
        malfunction.kind,
        malfunction.subject, malfunction.since,
      ]
    }
    let heading = ["state", "id", "community", "meter", "kind", "of", "since"]
    if !rows.isEmpty { for line in table(heading, rows) { session.terminal.write(line) } }
    if !found.added.isEmpty { session.status = .violations }
    session.summarize(
      "\(counted(found.added.count, "new malfunction")), \(grouped(found.closed.count)) closed, "
        + "\(grouped(found.openCount)) open" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
