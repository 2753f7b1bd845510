import Aggregate
import Grid

/// `gridctl aggregate`: makes the stale totals again.
struct AggregateCommand: Command {
  static let name = "aggregate"
  static let summary = "Make totals, autarky and balance of what is new or corrected."
  static let options = [Option.community, .period, redo, .dryRun, .asOf]

  static let redo = Option("redo", help: "Make all of --period again, stale or not.")

  let isForced: Bool
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    isForced = values.has(Self.redo)
    isRehearsal = values.has(.dryRun)
    if isForced { _ = try values.required(.period) }
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let database = try session.database
    try database.lock(Self.name)
    let period = try session.values.has(.period) ? session.period(community: community) : nil
    let make = {
      try aggregate(community: community, period: period, isForced: isForced, on: database) {
        session.terminal.progress("aggregate", $0, of: $1)
      }
    }
    let summary = try isRehearsal ? database.rehearsal(make) : make()
    session.summarize(
      "\(counted(summary.meterDayCount, "meter day")), \(counted(summary.communityDayCount, "community day"))"
        + " of \(counted(summary.communityCount, "community", "communities"))"
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
