import Grid
import Operate

/// `gridctl vpp settle`: what came of the offers.
struct VppSettle: Command {
  static let name = "vpp settle"
  static let summary = "Settle offers against what was delivered; exit 1 when readings or prices are missing."
  static let options = [BatteryPlanCommand.market, Option.period, .community, .asOf]
  static let isRecorded = false

  let market: String

  init(_ values: OptionValues) throws { market = try values.required(BatteryPlanCommand.market) }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let summary = try settleOffers(
      community: community, period: period, market: market, asOf: session.asOf, on: session.database)
    let rows = summary.rows.map { row in
      [
        row.community, row.day.description, row.product, "\(row.offered)", "\(row.accepted)", "\(row.delivered)",
        "\(row.shortfall)", "\(row.imbalance)", euros(row.cents),
      ]
    }
    let sums = summary.totals.map { row in
      [
        "all", "", row.product, "\(row.offered)", "\(row.accepted)", "\(row.delivered)", "\(row.shortfall)",
        "\(row.imbalance)", euros(row.cents),
      ]
    }
    let headings = [
      "community", "day", "product", "offered Wh", "accepted Wh", "delivered Wh", "shortfall Wh", "imbalance Wh",
      "value EUR",
    ]
    for line in table(headings, rows + sums) { session.terminal.write(line) }
    for (what, slots) in [("readings are missing", summary.missing), ("there is no price", summary.unpriced)] {
      for (community, starts) in slots.sorted(by: { $0.key < $1.key }) {
        session.status = .violations
        for range in ranges(starts) { session.terminal.tell("not settled, \(what): community \(community), \(range)") }
      }
    }
    session.summarize("\(counted(summary.rows.count, "row")) settled")
  }

  private func euros(_ cents: Int64) -> String {
    let digits = padded(Int(cents.magnitude), 3)
    return "\(cents < 0 ? "-" : "")\(digits.dropLast(2)).\(digits.suffix(2))"
  }
}
