import Grid
import Reports

/// `gridctl report malfunctions`: what a technician has to look at.
struct ReportMalfunctions: Command {
  static let name = "report malfunctions"
  static let summary = "List silent meters, days with gaps and rejected rows, one line a fault."
  static let options = [Option.period, .community, tolerance] + Option.document + [.asOf]

  static let tolerance = Option(
    "tolerance", value: "length", help: "How late readings may be, as 15min, 48h or 7d (48h).")

  let output: String?
  let tolerance: Int

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    output = try values.output()
    tolerance = try values.duration(Self.tolerance) ?? 48 * 3600
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let report = try MalfunctionReport(
      period: period, community: community, tolerance: tolerance, asOf: session.asOf, language: session.language,
      on: session.database)
    try session.show(report.document, at: output)
    session.summarize(
      "\(counted(report.silentCount, "silent meter")), \(grouped(report.gapCount)) with gaps, "
        + "\(counted(report.rejectedCount, "rejected row"))"
        + (output.map { $0 == "-" ? "" : ", written to \($0)" } ?? ""))
  }
}
