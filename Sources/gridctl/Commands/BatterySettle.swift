import Operate

/// `gridctl battery settle`: what the energy of batteries was worth.
struct BatterySettle: Command {
  static let name = "battery settle"
  static let summary = "Show what batteries bought and sold at a market's prices; exit 1 when some are missing."
  static let options = [BatteryPlanCommand.market, Option.period, .community, .asOf]
  static let isRecorded = false

  let market: String

  init(_ values: OptionValues) throws { market = try values.required(BatteryPlanCommand.market) }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let settled = try settleBatteries(
      community: community, period: period, market: market, asOf: session.asOf, on: session.database)
    let rows = settled.map {
      [$0.community, $0.battery ?? "all", $0.charge, $0.discharge, $0.loss, $0.bought, $0.sold, $0.net]
    }
    let headings = [
      "community", "battery", "charge Wh", "discharge Wh", "loss Wh", "bought EUR", "sold EUR", "net EUR",
    ]
    for line in table(headings, rows) { session.terminal.write(line) }
    for battery in settled where battery.battery != nil {
      if battery.missingCount > 0 {
        session.status = .violations
        session.terminal.tell(
          "battery \(battery.battery ?? ""): \(counted(battery.missingCount, "quarter hour")) not known")
      }
      if battery.unpricedCount > 0 {
        session.status = .violations
        session.terminal.tell(
          "battery \(battery.battery ?? ""): no price of \(battery.unpriced) Wh in "
            + "\(counted(battery.unpricedCount, "quarter hour")), first \(battery.firstUnpriced ?? "")")
      }
    }
    session.summarize("\(counted(settled.count { $0.battery != nil }, "battery", "batteries")) settled")
  }
}
