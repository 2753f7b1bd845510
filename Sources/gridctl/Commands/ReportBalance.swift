import Grid
import Reports

/// `gridctl report balance`: the audit of production against consumption.
struct ReportBalance: Command {
  static let name = "report balance"
  static let summary = "Audit the balance by slot, hour or day: needs, stale plants, and sums against the meters."
  static let options = [Option.period, .community, grain, .tolerance, .known] + Option.document + [.asOf]

  static let grain = Option("grain", value: "5min|15min|hour|day", help: "Length of the cells (hour).")

  let output: String?
  let grain: BalanceReport.Grain
  let tolerance, known: Int

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    output = try values.output()
    grain = try values.choice(Self.grain) ?? .hour
    let rule = try values.balanceRule()
    (tolerance, known) = (rule.tolerance, rule.known)
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let report = try BalanceReport(
      period: period, community: community, grain: grain, tolerance: tolerance, known: known, asOf: session.asOf,
      language: session.language, on: session.database)
    try session.show(report.document, at: output)
    if report.differenceCount > 0 {
      session.terminal.tell(
        "slots and meters disagree on \(counted(report.differenceCount, "day")): see the sheet Check")
      session.status = .violations
    }
    let actions = ["more", "less", "ok", "unknown"].map { "\(grouped(report.actions[$0] ?? 0)) \($0)" }
    session.summarize(
      "\(counted(report.actions.values.reduce(0, +), "cell")), \(actions.joined(separator: ", ")), "
        + "\(grouped(report.staleCount)) stale" + (output.map { $0 == "-" ? "" : ", written to \($0)" } ?? ""))
  }
}
