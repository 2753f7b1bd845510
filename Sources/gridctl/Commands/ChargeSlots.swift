import Grid
import Operate

/// `gridctl charge slots`: plans when cars charge.
struct ChargeSlots: Command {
  static let name = "charge slots"
  static let summary = "Plan when cars charge, staggered under their community's limit."
  static let options = [from, to, Option.community, .dryRun, .asOf]

  static let from = Option("from", value: "instant", help: "Start of the window (--as-of).")
  static let to = Option("to", value: "instant", help: "Its end (the last deadline); at most a week.")

  let from: Instant?
  let to: Instant?
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    from = try values.instant(Self.from)
    to = try values.instant(Self.to)
    isRehearsal = values.has(.dryRun)
    if let from, let to, to <= from { throw UsageFailure("--to is not after --from") }
  }

  func run(in session: Session) throws {
    let database = try session.database
    let community = try session.community()
    try database.lock("charge")
    let plan = {
      try planCharges(
        community: community, asOf: session.asOf, from: from ?? session.asOf, to: to, on: database)
    }
    let summary = try isRehearsal ? database.rehearsal(plan) : plan()
    if !summary.blocks.isEmpty {
      let rows = summary.blocks.map { [$0.community, $0.car, "\($0.startsAt)", "\($0.endsAt)", "\($0.power)"] }
      for line in table(["community", "car", "starts_at", "ends_at", "power_w"], rows) { session.terminal.write(line) }
    }
    for community in summary.unlimited {
      session.terminal.tell("community \(community): it has neither a limit nor a plant: its cars charge at once")
    }
    for (community, quarters) in summary.unknownLoad {
      session.terminal.tell(
        "community \(community): the other load of \(counted(quarters, "quarter hour")) is unknown and counts as 0")
    }
    for car in summary.late { session.tell(car) }
    session.summarize(
      "\(counted(summary.carCount, "car")), \(counted(summary.blocks.count, "block"))"
        + (summary.late.isEmpty ? "" : ", \(grouped(summary.late.count)) not full in time")
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
