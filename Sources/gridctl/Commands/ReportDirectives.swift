import Grid
import Reports

/// `gridctl report directives`: what devices were told, and whether they heard it.
struct ReportDirectives: Command {
  static let name = "report directives"
  static let summary = "Show the directives of a period: device, from, to, state, reason, delivered or not."
  static let options = [Option.period, .community] + Option.document + [.asOf]

  let output: String?

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    output = try values.output()
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let report = try DirectiveReport(
      period: period, community: community, asOf: session.asOf, language: session.language, on: session.database)
    try session.show(report.document, at: output)
    session.summarize(
      "\(counted(report.directiveCount, "directive"))"
        + (report.expiredCount > 0 ? ", \(grouped(report.expiredCount)) not sent in time" : "")
        + (output.map { $0 == "-" ? "" : ", written to \($0)" } ?? ""))
  }
}
