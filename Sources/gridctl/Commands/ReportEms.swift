import Documents
import Grid
import Reports

/// `gridctl report ems`: the day of the flexible devices, as a picture and as tables.
struct ReportEms: Command {
  static let name = "report ems"
  static let summary = "Draw the day of the flexible devices: surplus, import before and after, when each runs."
  static let options = [day, Option.period, .community, method] + Option.document + [.asOf]

  static let day = Option("day", value: "day", help: "A local day, as 2025-03-30; without: the newest plan.")
  static let method = Option("method", value: "label", help: "The plans of one method; without: of all, side by side.")

  let day: LocalDay?
  let method: String?
  let output: String?

  init(_ values: OptionValues) throws {
    day = values.has(Self.day) ? try values.day(Self.day) : nil
    method = values.text(Self.method)
    output = try values.output()
    if day != nil, values.has(.period) { throw UsageFailure("--day and --period exclude each other") }
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let scope: EmsReport.Scope =
      if let day { .day(day) } else if session.values.has(.period) {
        .period(try session.period(community: community))
      } else { .newest }
    let report = try EmsReport(
      scope, community: community, method: method, asOf: session.asOf, language: session.language,
      on: session.database)
    try session.show(report.document, at: output, sheets: 2)
    var text = counted(report.planCount, "plan")
    if report.deviceCount > 0 { text += ", \(counted(report.deviceCount, "device"))" }
    session.summarize(text + (output.map { $0 == "-" ? "" : ", in \($0)" } ?? ""))
  }
}
