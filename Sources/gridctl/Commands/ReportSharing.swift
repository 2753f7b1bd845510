import Documents
import Grid
import Reports

/// `gridctl report sharing`: what members took over from each other, self-consumption and coverage.
struct ReportSharing: Command {
  static let name = "report sharing"
  static let summary = "Show what members shared, and their self-consumption and coverage."
  static let options = [Option.period, .community] + Option.document + [.asOf]

  let output: String?

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    output = try values.output()
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let report = try SharingReport(
      period: period, community: community, asOf: session.asOf, language: session.language,
      on: session.database)
    try session.show(report.document, at: output)
    session.summarize(
      "\(counted(report.memberCount, "member")) of \(counted(report.communityCount, "community", "communities"))"
        + (report.staleCount > 0 ? ", \(counted(report.staleCount, "day")) not allocated yet" : "")
        + (output.map { $0 == "-" ? "" : ", written to \($0)" } ?? ""))
  }
}
