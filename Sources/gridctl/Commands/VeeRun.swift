import Grid
import Ingest

/// `gridctl vee run`: judges readings by rules, and makes up missing values.
struct VeeRun: Command {
  static let name = "vee run"
  static let summary = "Judge new and changed readings by rules; fill gaps with --estimate."
  static let options = [Option.community, meter, .period, all, estimate, .asOf, .dryRun]

  static let meter = Option("meter", value: "code", help: "One meter only.")
  static let all = Option("all", help: "Days that were judged before too, as after a change of rules.")
  static let estimate = Option("estimate", help: "Make up missing values of ended days.")

  let meter: String?
  let redoes: Bool
  let estimates: Bool
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    meter = values.text(Self.meter)
    redoes = values.has(Self.all)
    estimates = values.has(Self.estimate)
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let database = try session.database
    try database.lock(IngestCommand.name)
    let period = try session.values.has(.period) ? session.period(community: community) : nil
    let request = ValidationRequest(
      community: community, meter: meter, period: period, redo: redoes, estimates: estimates, asOf: session.asOf,
      runID: session.runID)
    let work = {
      (
        try validate(request, on: database),
        try verdictCounts(community: community, meter: meter, period: period, asOf: session.asOf, on: database)
      )
    }
    let (summary, counts) = try isRehearsal ? database.rehearsal(work) : work()
    let rows = counts.map { [$0.rule, grouped($0.opened), grouped($0.closed), grouped($0.open), grouped($0.meters)] }
    for line in table(["rule", "opened", "closed", "open", "meters"], rows) { session.terminal.show(line) }
    let estimated =
      estimates
      ? ", \(counted(summary.estimatedCount, "value")) estimated, \(counted(summary.withdrawnCount, "estimate")) withdrawn"
      : ""
    session.summarize(
      "\(counted(summary.dayCount, "meter day")), \(counted(summary.openedCount, "verdict")) opened, "
        + "\(grouped(summary.changedCount)) changed, \(grouped(summary.closedCount)) closed" + estimated
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
