import Documents
import Grid
import Operate

/// `gridctl battery plan`: when batteries charge and discharge, by the market's prices.
struct BatteryPlanCommand: Command {
  static let name = "battery plan"
  static let summary = "Plan when batteries charge and discharge: low prices in, high prices out."
  static let options = [market, Option.period, .community, standard, band, redo] + Option.table + [.asOf, .dryRun]

  static let market = Option("market", value: "code", help: "The market whose prices count.")
  static let standard = Option(
    "standard", value: "EUR/MWh", help: "The price that is neither low nor high (median of the 24 hours before).")
  static let band = Option("band", value: "percent", help: "Of the standard, within which a battery holds (2).")
  static let redo = Option("redo", help: "Plan what has begun again, too.")

  let market: String
  let rule: PriceRule
  let isForced: Bool
  let isRehearsal: Bool
  let output: String?

  init(_ values: OptionValues) throws {
    market = try values.required(Self.market)
    let band = try values.hundredths(Self.band) ?? 200
    guard (0...10_000).contains(band) else { throw UsageFailure("--band is not from 0 to 100") }
    rule = PriceRule(standard: try values.hundredths(Self.standard), band: band)
    isForced = values.has(Self.redo)
    isRehearsal = values.has(.dryRun)
    output = try values.output()
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let database = try session.database
    try database.lock("battery")
    let request = BatteryPlanRequest(
      market: market, rule: rule, period: period, asOf: session.asOf, isForced: isForced)
    let plan = {
      let summary = try planBatteries(community: community, request, on: database)
      return (summary, try batteryPlan(community: community, period: period, on: database))
    }
    let (summary, rows) = try isRehearsal ? database.rehearsal(plan) : plan()
    try show(rows, in: session)
    if !summary.unpriced.isEmpty {
      session.status = .violations
      for line in ranges(summary.unpriced) { session.terminal.tell("no price, nothing planned by it: \(line)") }
    }
    session.summarize(
      "\(counted(summary.slotCount, "slot")) of \(counted(summary.batteryCount, "battery", "batteries")) planned, "
        + "\(counted(summary.unpriced.count, "slot")) without price"
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }

  private func show(_ plan: [BatteryPlanRow], in session: Session) throws {
    let headings = [
      "community", "battery", "starts_at", "price_eur_mwh", "standard_eur_mwh", "charge_w", "discharge_w", "surplus_wh",
      "level_wh", "reason",
    ]
    guard let output else {
      let rows = plan.map { row in
        [
          row.community, row.battery, row.start.description, row.price.map { decimal($0, 2) },
          row.standard.map { decimal($0, 3) }, "\(row.charge)", "\(row.discharge)", wattHours(row.surplus),
          wattHours(row.level), row.reason,
        ]
      }
      for line in table(headings, rows) { session.terminal.write(line) }
      return
    }
    let rows: [[Cell]] = plan.map { row in
      [
        .text(row.community), .text(row.battery), .text(row.start.description),
        row.price.map { .decimal($0, scale: 2) } ?? .empty, row.standard.map { .decimal($0, scale: 3) } ?? .empty,
        .integer(row.charge), .integer(row.discharge), .decimal(row.surplus, scale: 3), .decimal(row.level, scale: 3),
        .text(row.reason),
      ]
    }
    let formats: [Column.Format] = [
      .text, .text, .text, .decimal(places: 2), .decimal(places: 3), .integer, .integer, .decimal(places: 3),
      .decimal(places: 3), .text,
    ]
    try session.write(
      Document(
        "Plan of batteries", created: session.asOf.seconds,
        sheets: [Sheet("Plan", columns: zip(headings, formats).map { Column($0, $1) }, rows: .list(rows))]), to: output)
  }
}

/// Quarter hours as ranges of neighbours: `2025-04-07T10:00:00Z..2025-04-07T11:00:00Z`.
func ranges(_ starts: some Sequence<Instant>) -> [String] {
  var found: [(first: Int64, stop: Int64)] = []
  for start in starts.map(\.seconds).sorted() {
    if let last = found.last, start <= last.stop {
      found[found.count - 1].stop = max(last.stop, start + 900)
    } else {
      found.append((start, start + 900))
    }
  }
  return found.map { "\(Instant(seconds: $0.first))..\(Instant(seconds: $0.stop))" }
}
