import Grid
import Reports

/// `gridctl report peaks`: when communities used more than their limit.
struct ReportPeaks: Command {
  static let name = "report peaks"
  static let summary = "Show when communities used more than their limit, for how long and how much."
  static let options = [Option.period, .community, .grain] + Option.document + [.asOf]

  let output: String?
  let seconds: Int

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    output = try values.output()
    seconds = try values.grain().rawValue
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let report = try PeaksReport(
      period: period, community: community, seconds: seconds, asOf: session.asOf, language: session.language,
      on: session.database)
    try session.show(report.document, at: output)
    session.summarize(
      counted(report.peakCount, "peak")
        + (report.unlimited.isEmpty ? "" : ", \(grouped(report.unlimited.count)) without a limit")
        + (output.map { $0 == "-" ? "" : ", written to \($0)" } ?? ""))
  }
}
