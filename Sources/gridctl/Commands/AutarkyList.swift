import Documents
import Grid
import Reports

/// `gridctl autarky list`: when communities or households were autarkic.
struct AutarkyList: Command {
  static let name = "autarky list"
  static let summary = "Show when communities or households were autarkic, strictly and net."
  static let options = [last, scope, grain, Option.community] + Option.document + [.asOf]

  static let last = Option("last", value: "time", help: "The window that ends at --as-of: 90min, 24h, 30d (24h).")
  static let scope = Option("scope", of: AutarkyReport.Scope.self, help: "Whose (community).")
  static let grain = Option("grain", of: UsageSeries.Grain.self, help: "Length of the cells (hour).")

  let last: Int
  let scope: AutarkyReport.Scope
  let grain: UsageSeries.Grain
  let output: String?

  init(_ values: OptionValues) throws {
    last = try values.duration(Self.last) ?? 86_400
    scope = try values.choice(Self.scope) ?? .community
    grain = try values.choice(Self.grain) ?? .hour
    output = try values.output()
  }

  func run(in session: Session) throws {
    let report = try AutarkyReport(
      scope, by: grain, since: session.asOf.advanced(by: -last), asOf: session.asOf, community: session.community(),
      language: session.language, on: session.database)
    try session.show(report.document, at: output)
    session.summarize(counted(report.cellCount, "cell"))
  }
}
