import Documents
import Grid
import Ingest

/// `gridctl vee list`: what breaks which rule.
struct VeeList: Command {
  static let name = "vee list"
  static let summary = "Show verdicts: meter, time, rule, threshold and evidence."
  static let options = [Option.community, VeeRun.meter, rule, .period, closed] + Option.table + [.asOf]

  static let rule = Option("rule", value: "id", help: "One rule only.")
  static let closed = Option("closed", help: "Verdicts that the data no longer show too.")

  let meter: String?
  let rule: ValidationRule?
  let showsClosed: Bool
  let output: String?

  init(_ values: OptionValues) throws {
    meter = values.text(VeeRun.meter)
    rule = try values.choice(Self.rule)
    showsClosed = values.has(Self.closed)
    output = try values.output()
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let database = try session.database
    let period = try session.values.has(.period) ? session.period(community: community) : nil
    let found = try verdicts(
      community: community, meter: meter, rule: rule, period: period, closed: showsClosed, on: database)
    let columns = ["Community", "Meter", "Register", "Rule", "Severity", "From", "To", "Threshold", "Evidence"]
    var sheet = Sheet(
      "Verdicts", title: "Verdicts", columns: columns.map { Column($0) },
      rows: .list(found.map { row(of: $0) }))
    if showsClosed { sheet.columns.append(Column("Closed")) }
    try session.show(sheet, created: session.asOf, at: output)
    session.summarize(counted(found.count, "verdict"))
  }

  private func row(of verdict: StoredVerdict) -> [Cell] {
    let cells: [Cell] = [
      .text(verdict.community), .text(verdict.meter), verdict.register.map { .text($0.name) } ?? .empty,
      .text(verdict.rule),
      .text(verdict.severity), .text(verdict.start.description), .text(verdict.end.description),
      .text(verdict.threshold), .text(verdict.evidence),
    ]
    return showsClosed ? cells + [verdict.closedAt.map { .text($0.description) } ?? .empty] : cells
  }
}
