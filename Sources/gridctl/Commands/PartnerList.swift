import Grid
import Partner

/// `gridctl partner list`: who buys datapoints, and what they have.
struct PartnerList: Command {
  static let name = "partner list"
  static let summary = "List partners with their balances, or their subscriptions."
  static let options = [PartnerOptions.partner, subscriptions]
  static let isRecorded = false

  static let subscriptions = Option("subscriptions", help: "What partners get again and again.")

  let partner: String?
  let showsSubscriptions: Bool

  init(_ values: OptionValues) {
    partner = values.text(PartnerOptions.partner)
    showsSubscriptions = values.has(Self.subscriptions)
  }

  func run(in session: Session) throws {
    if let partner { _ = try session.partner(partner) }
    let lines = try showsSubscriptions ? subscriptionLines(in: session) : partnerLines(in: session)
    for line in lines { session.terminal.write(line) }
    session.summarize(counted(lines.count - 1, showsSubscriptions ? "subscription" : "partner"))
  }

  private func partnerLines(in session: Session) throws -> [String] {
    let rows = try partners(code: partner, on: session.database).map { partner in
      [
        partner.code, partner.partnerClass, "\(partner.trust)", partner.plan.rawValue, partner.price,
        grouped(partner.balance), "\(partner.packages)", "\(partner.subscriptions)",
      ]
    }
    return table(
      ["partner", "class", "trust", "plan", "EUR/1000", "balance", "packages", "subscriptions"], rows)
  }

  private func subscriptionLines(in session: Session) throws -> [String] {
    let rows: [[String?]] = try Partner.subscriptions(on: session.database).filter {
      partner == nil || $0.partner == partner
    }.map {
      [
        $0.code, $0.partner, $0.product.rawValue,
        $0.communities.isEmpty ? "all" : $0.communities.joined(separator: ","),
        $0.grain.rawValue, $0.every.rawValue, "\($0.from)", $0.until?.description, "\($0.delivered)",
        $0.deliveredUntil?.description,
      ]
    }
    return table(
      [
        "subscription", "partner", "product", "communities", "grain", "every", "from", "until", "delivered",
        "delivered until",
      ], rows)
  }
}
