import Aggregate
import Grid

/// `gridctl allocate`: shares the communities' surplus among their members.
struct Allocate: Command {
  static let name = "allocate"
  static let summary = "Share each community's surplus among its members, slot by slot, by its key."
  static let options = [Option.community, .period, redo, .dryRun, .asOf]

  static let redo = Option("redo", help: "Allocate all of --period again, stale or not.")

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
      try allocate(community: community, period: period, isForced: isForced, on: database) {
        session.terminal.progress("allocate", $0, of: $1)
      }
    }
    let summary = try isRehearsal ? database.rehearsal(make) : make()
    for open in summary.openDays {
      session.terminal.tell(
        "\(open.community) \(open.day): \(counted(open.slotCount, "slot")) not shared,"
          + " the \(open.key) key has no coefficients that add up to 1")
    }
    if !summary.openDays.isEmpty { session.status = .violations }
    session.summarize(
      "\(counted(summary.dayCount, "community day")) of \(counted(summary.communityCount, "community", "communities")),"
        + " \(counted(summary.memberDayCount, "member day"))"
        + (summary.openDays.isEmpty ? "" : ", \(counted(summary.openDays.count, "day")) not shared in full")
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
