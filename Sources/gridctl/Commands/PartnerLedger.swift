import Grid
import Partner

/// `gridctl partner ledger`: a partner's datapoints, entry by entry, or what it asked for.
struct PartnerLedger: Command {
  static let name = "partner ledger"
  static let summary = "Show a partner's datapoints entry by entry, or what it asked for."
  static let options = [PartnerOptions.partner, Option.period, requests, .asOf]
  static let isRecorded = false

  static let requests = Option("requests", help: "What it asked for, with what was refused and why.")

  let partner: String
  let showsRequests: Bool

  init(_ values: OptionValues) throws {
    partner = try values.required(PartnerOptions.partner)
    showsRequests = values.has(Self.requests)
  }

  func run(in session: Session) throws {
    let partner = try session.partner(partner)
    let period = try session.values.has(.period) ? session.period(community: nil) : nil
    if showsRequests {
      return try show(Partner.requests(of: partner, period: period, on: session.database), in: session)
    }
    let entries = try ledger(of: partner, period: period, on: session.database)
    let rows = entries.map {
      [
        "\($0.at)", $0.kind, $0.product, $0.reference, "\($0.datapoints)", "\($0.balance)",
        $0.kind == "topup" ? nil : $0.amount,
      ]
    }
    for line in table(["at", "entry", "product", "reference", "datapoints", "balance", "EUR excl. VAT"], rows) {
      session.terminal.write(line)
    }
    session.summarize("\(counted(entries.count, "entry", "entries")), \(partner.code) has \(grouped(partner.balance))")
  }

  private func show(_ requests: [PartnerRequest], in session: Session) throws {
    let rows = requests.map {
      [
        "\($0.at)", $0.subscription, $0.product, $0.grain, $0.period.description,
        $0.refusal.map { "refused: \($0)" } ?? $0.package,
      ]
    }
    for line in table(["at", "subscription", "product", "grain", "period", "outcome"], rows) {
      session.terminal.write(line)
    }
    let refused = requests.count { $0.refusal != nil }
    session.summarize("\(counted(requests.count, "request")), \(refused) refused")
  }
}
