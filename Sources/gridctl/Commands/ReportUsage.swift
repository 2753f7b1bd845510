import Documents
import Grid
import Reports

/// `gridctl report usage`: what meters, communities and all of them used, produced and exchanged.
struct ReportUsage: Command {
  static let name = "report usage"
  static let summary = "Show what meters, communities or all of them used, produced and exchanged."
  static let options = [Option.period, .community, scope, grain, lastYear, grace] + Option.document + [.asOf]

  static let scope = Option("scope", of: UsageSeries.Scope.self, help: "Whose; with a grain (community).")
  static let grain = Option("grain", of: UsageSeries.Grain.self, help: "Without it one row a community.")
  static let lastYear = Option("last-year", help: "Beside each cell that of a year ago; with a grain.")
  static let grace = Option("grace", value: "time", help: "After it a cell with missing readings is final (48h).")

  let scope: UsageSeries.Scope?
  let grain: UsageSeries.Grain?
  let comparesYears: Bool
  let grace: Int
  let output: String?

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    scope = try values.choice(Self.scope)
    grain = try values.choice(Self.grain)
    comparesYears = values.has(Self.lastYear)
    grace = try values.duration(Self.grace) ?? 48 * 3600
    output = try values.output()
    guard grain != nil || (scope == nil && !comparesYears) else {
      throw UsageFailure("--scope and --last-year need --grain", hint: "grain: \(Self.grain.help)")
    }
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    guard let grain else {
      let report = try UsageReport(
        period: period, community: community, asOf: session.asOf, language: session.language, on: session.database)
      return try show(report.document, counted(report.communityCount, "community", "communities"), in: session)
    }
    let request = UsageSeries.Request(
      scope: scope ?? .community, grain: grain, period: period, community: community, asOf: session.asOf, grace: grace,
      comparesYears: comparesYears, language: session.language)
    let series = try UsageSeries(request, on: session.database)
    try show(
      series.document, "\(counted(series.cellCount, "cell")), \(grouped(series.provisionalCount)) provisional",
      in: session)
  }

  private func show(_ document: Document, _ summary: String, in session: Session) throws {
    try session.show(document, at: output)
    session.summarize(summary + (output.map { $0 == "-" ? "" : ", written to \($0)" } ?? ""))
  }
}
