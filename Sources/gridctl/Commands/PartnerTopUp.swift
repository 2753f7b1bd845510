import Grid
import Partner

/// `gridctl partner topup`: enters datapoints that a partner got.
struct PartnerTopUp: Command {
  static let name = "partner topup"
  static let summary = "Enter datapoints that a partner got."
  static let options = [PartnerOptions.partner, datapoints, reference, .dryRun, .asOf]

  static let datapoints = Option("datapoints", value: "count", help: "How many.")
  static let reference = Option(
    "reference", value: "text", help: "The order or payment they are for; the same again changes nothing.")

  let partner: String
  let reference: String
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    partner = try values.required(PartnerOptions.partner)
    _ = try values.required(Self.datapoints)
    reference = try values.required(Self.reference)
    isRehearsal = values.has(.dryRun)
    let isPlain = reference.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard reference.contains(where: { !$0.isWhitespace }), reference.count <= 100, isPlain else {
      throw UsageFailure("--reference is not one line of at most 100 characters")
    }
  }

  func run(in session: Session) throws {
    try session.requireIssueDate()
    let database = try session.database
    let partner = try session.partner(partner)
    let datapoints = try session.datapoints(Self.datapoints)!
    let enter = {
      try topUp(partner.code, datapoints: datapoints, reference: reference, asOf: session.asOf, on: database)
    }
    let change = try isRehearsal ? database.rehearsal(enter) : enter()
    session.summarize(change.summary(of: partner.code, "topped up", isRehearsal))
  }
}

extension LedgerChange {
  /// `100 topped up, GREEN has 160`.
  func summary(of partner: String, _ verb: String, _ isRehearsal: Bool) -> String {
    (isNew ? "\(grouped(datapoints)) \(verb)" : "\(grouped(datapoints)) were \(verb) already")
      + ", \(partner) has \(grouped(balance))" + (isRehearsal ? ", nothing kept (--dry-run)" : "")
  }
}
