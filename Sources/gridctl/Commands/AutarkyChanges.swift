import Aggregate
import Database
import Grid

/// `gridctl autarky changes`: what changed, put into the outbox once.
struct AutarkyChangesCommand: Command {
  static let name = "autarky changes"
  static let summary = "Put changes of autarky into the outbox, each once, and show them."
  static let options = [AutarkyList.last, Option.community, .asOf, .dryRun]

  let last: Int
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    last = try values.duration(AutarkyList.last) ?? 86_400
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let database = try session.database
    let community = try session.community()
    let start = session.asOf.advanced(by: -last)
    func look() throws -> AutarkyChanges {
      let changes = try putAutarkyChanges(since: start, asOf: session.asOf, community: community, on: database)
      guard !session.terminal.isQuiet else { return changes }
      let rows = try database.query("aggregate/autarky_changes", start, session.asOf, community)
      for line in table(rows.names, rows.map(\.texts)) { session.terminal.write(line) }
      return changes
    }
    let changes = isRehearsal ? try database.rehearsal(look) : try database.transaction(look)
    session.summarize(
      "\(counted(changes.count, "change")), \(grouped(changes.new)) new, \(grouped(changes.withdrawn)) withdrawn"
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
