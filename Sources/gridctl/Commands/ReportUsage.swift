import Documents
import Grid
import Reports

/// `gridctl report usage`: what each community used, produced and exchanged.
struct ReportUsage: Command {
  static let name = "report usage"
  static let summary = "Show what each community used, produced and exchanged."
  static let options = [Option.period, .community, .output, .asOf]

  let output: String?

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    output = values.text(.output)
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let report = try UsageReport(period: period, community: community, asOf: session.asOf, on: session.database)
    if let output {
      try session.write(report.document, to: output)
    } else {
      for line in try TextTable().lines(of: report.document.sheets[0]) { session.terminal.write(line) }
    }
    session.summarize(
      counted(report.communityCount, "community", "communities")
        + (output.map { $0 == "-" ? "" : ", written to \($0)" } ?? ""))
  }
}
