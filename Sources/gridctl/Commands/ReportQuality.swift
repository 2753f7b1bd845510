import Grid
import Reports

/// `gridctl report quality`: how complete and how trustworthy readings are, by meter and month.
struct ReportQuality: Command {
  static let name = "report quality"
  static let summary = "Show how complete, estimated and revised each meter's readings are, by month."
  static let options = [Option.period, .community, lateAfter] + Option.document + [.asOf]

  static let lateAfter = Option(
    "late-after", value: "length", help: "A dump is late so long after the end of its day (48h).")

  let output: String?
  let lateAfter: Int

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    output = try values.output()
    lateAfter = try values.duration(Self.lateAfter) ?? 48 * 3600
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let report = try QualityReport(
      period: period, community: community, lateAfter: lateAfter, asOf: session.asOf, language: session.language,
      on: session.database)
    try session.show(report.document, at: output)
    session.summarize(
      "\(counted(report.rowCount, "meter month")), \(grouped(report.measured)) of \(grouped(report.expected)) readings measured"
        + ", \(grouped(report.estimated)) estimated"
        + (output.map { $0 == "-" ? "" : ", written to \($0)" } ?? ""))
  }
}
