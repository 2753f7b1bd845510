import Grid
import Reports

/// `gridctl report management`: the workbook for the management, one sheet a question.
struct ReportManagement: Command {
  static let name = "report management"
  static let summary = "Write the workbook for the management: usage, hints, autarky, balance, revenue, partners, data."
  static let options = [Option.period, .community] + Option.document + [.asOf]

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    _ = try values.output(named: "management")
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let report = try ManagementReport(
      period, community: community, asOf: session.asOf, language: session.language, on: session.database)
    let path = try session.values.output(named: "management-\(period)")!
    let document = try report.document()
    try session.write(document, to: path)
    let communities = counted(report.codes.count, "community", "communities")
    session.summarize("\(communities), \(counted(document.sheets.count, "sheet"))" + (path == "-" ? "" : " in \(path)"))
  }
}
