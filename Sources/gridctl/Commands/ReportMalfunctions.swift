import Grid
import Reports

/// `gridctl report malfunctions`: what a technician has to look at.
struct ReportMalfunctions: Command {
  static let name = "report malfunctions"
  static let summary = "List malfunctions for technicians; behind them days with gaps and rejected rows."
  static let options = [Option.period, .community, state, tolerance] + Option.document + [.asOf]

  static let state = Option("state", of: MalfunctionReport.State.self, help: "Of the malfunctions (open).")
  static let tolerance = Option(
    "tolerance", value: "length", help: "How late readings of a day may be before they are a gap (48h).")

  let output: String?
  let state: MalfunctionReport.State
  let tolerance: Int

  init(_ values: OptionValues) throws {
    output = try values.output()
    state = try values.choice(Self.state) ?? .open
    tolerance = try values.duration(Self.tolerance) ?? 48 * 3600
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let asked = session.values.has(.period) ? try session.period(community: community) : nil
    let today = try session.today(in: community)
    let report = try MalfunctionReport(
      state, lasting: asked, period: asked ?? Period(today.advanced(by: -30), today.advanced(by: 1))!,
      community: community, tolerance: tolerance, asOf: session.asOf, language: session.language, on: session.database)
    try session.show(report.document, at: output)
    session.summarize(
      "\(counted(report.listedCount, "malfunction")), \(grouped(report.urgentCount)) urgent, "
        + "\(counted(report.gapCount, "meter")) with gaps, \(counted(report.rejectedCount, "rejected row"))"
        + (output.map { $0 == "-" ? "" : ", written to \($0)" } ?? ""))
  }
}
