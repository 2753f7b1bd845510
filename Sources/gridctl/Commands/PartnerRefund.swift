import Grid
import Partner

/// `gridctl partner refund`: gives back what a package cost.
struct PartnerRefund: Command {
  static let name = "partner refund"
  static let summary = "Give a partner back what a package cost, or a part of it."
  static let options = [PartnerOptions.partner, package, datapoints, .dryRun, .asOf]

  static let package = Option("package", value: "name", help: "The package, as 'partner ledger' shows it.")
  static let datapoints = Option("datapoints", value: "count", help: "How many of what it cost (all).")

  let partner: String
  let package: String
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    partner = try values.required(PartnerOptions.partner)
    package = try values.required(Self.package)
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    try session.requireIssueDate()
    let database = try session.database
    let partner = try session.partner(partner)
    let datapoints = try session.datapoints(Self.datapoints)
    let give = {
      try refund(package, of: partner.code, datapoints: datapoints, asOf: session.asOf, on: database)
    }
    let change = try isRehearsal ? database.rehearsal(give) : give()
    session.summarize(change.summary(of: partner.code, "given back", isRehearsal))
  }
}
