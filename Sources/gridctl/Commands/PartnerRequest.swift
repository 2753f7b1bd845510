import Grid
import Partner

/// `gridctl partner request`: makes a package that a partner asked for, and debits it.
struct PartnerRequestCommand: Command {
  static let name = "partner request"
  static let summary = "Make a package that a partner asked for, and debit it."
  static let options = [
    PartnerOptions.partner, PartnerOptions.product, PartnerOptions.communities, customer, PartnerOptions.grain,
    Option.period, PartnerOptions.output, PartnerOptions.key, .dryRun, .asOf,
  ]

  static let customer = Option(
    "customer", value: "code", help: "Whose own data are handed over; with customer_transfer.")

  let partner: String
  let product: Product
  let grain: Grain
  let output: String
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    partner = try values.required(PartnerOptions.partner)
    for option in [PartnerOptions.product, PartnerOptions.grain, .period] { _ = try values.required(option) }
    product = try values.choice(PartnerOptions.product)!
    grain = try values.choice(PartnerOptions.grain)!
    output = try values.required(PartnerOptions.output)
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    try session.requireIssueDate()
    let database = try session.database
    let partner = try session.partner(partner)
    let subject = try PackageSubject(
      product: product, communities: session.communities(PartnerOptions.communities) ?? [],
      customer: session.values.text(Self.customer), grain: grain, period: session.period(community: nil))
    let shelf = try session.packageShelf(output)
    let make = {
      try deliver(subject, to: partner.code, on: shelf, isRehearsal: isRehearsal, connection: database)
    }
    switch try isRehearsal ? database.rehearsal(make) : make() {
    case .delivered(let package):
      for line in table(
        ["package", "datapoints", "withheld", "cost", "balance"],
        [
          [
            package.path, "\(package.datapoints)", "\(package.suppressed)", "\(package.cost)", "\(package.balance)",
          ]
        ])
      { session.terminal.show(line) }
      session.summarize(
        (package.isNew ? "\(grouped(package.cost)) debited" : "it was paid before")
          + ", \(partner.code) has \(grouped(package.balance))" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
    case .refused(let reason, let text):
      session.status = .violations
      session.terminal.tell("refused: \(reason.rawValue)")
      session.terminal.tell("  hint: \(text)")
      session.summarize("refused, nothing debited" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
    }
  }
}
