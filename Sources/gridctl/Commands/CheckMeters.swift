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
    let rows =
      rows("new", found.added) + (session.terminal.isQuiet ? [] : rows("closed", found.closed))
    let heading = ["state", "id", "community", "meter", "kind", "of", "since"]
    if !rows.isEmpty { for line in table(heading, rows) { session.terminal.write(line) } }
    if !found.added.isEmpty { session.status = .violations }
    session.summarize(
      "\(counted(found.added.count, "new malfunction")), \(grouped(found.closed.count)) closed, "
        + "\(grouped(found.openCount)) open" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }

  /// One line a malfunction, or one for the many meters of a community that fail in the same way.
  private func rows(_ state: String, _ malfunctions: [Malfunction]) -> [[String]] {
    Malfunction.grouped(malfunctions).map { group in
      let first = group[0]
      let isOne = group.count == 1
      return [
        state, isOne ? "\(first.id)" : "\(group.map(\.id).min()!)…", first.community ?? "",
        isOne ? first.meter ?? first.source : "\(grouped(group.count)) of \(counted(first.memberCount, "meter"))",
        first.kind,
        first.subject, group.map(\.since).min()!,
      ]
    }
  }
}
