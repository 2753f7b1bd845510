import Billing
import Documents
import Grid

/// `gridctl bill simulate`: a customer's past year under another tariff.
struct BillSimulateCommand: Command {
  static let name = "bill simulate"
  static let summary = "Compare a customer's past months under another tariff."
  static let options = [BillList.customer, tariff, prices, Option.period, .community] + Option.table + [.asOf]
  static let isRecorded = false

  static let tariff = Option("tariff", value: "code", help: "The other tariff of consumption.")
  static let prices = Option(
    "prices", value: "day", help: "Take its prices of this day for all months (each month's own).")

  let customer: String
  let tariff: String
  let priceDay: LocalDay?
  let output: String?

  init(_ values: OptionValues) throws {
    customer = try values.required(BillList.customer)
    tariff = try values.required(Self.tariff)
    priceDay = values.has(Self.prices) ? try values.day(Self.prices) : nil
    output = try values.output()
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.pastYear(community: community)
    let (months, findings) = try simulateBills(
      months: period, customer: customer, tariff: tariff, priceDay: priceDay, community: community,
      on: session.database)
    try session.show(sheet(months), created: session.asOf, at: output)
    session.tell(findings)
    let compared = months.filter { $0.own != nil && $0.other != nil }
    let difference = compared.reduce(ExactDecimal(0)) { sum, month in
      sum.adding(month.other!)?.adding(month.own!.negated) ?? sum
    }
    session.summarize(
      "\(counted(compared.count, "month")) compared, \(tariff) would have "
        + (difference < 0 ? "saved \(difference.negated) EUR" : "cost \(difference) EUR more"))
  }

  private func sheet(_ months: [SimulatedMonth]) -> Sheet {
    Sheet(
      "Simulation", title: "Customer \(customer) under tariff \(tariff)",
      notes: ["EUR with VAT. Feed-in is paid as it is."],
      columns: [
        Column("Month"), Column("Meter"), Column("kWh", .decimal(places: 3), totals: [.sum]),
        Column("Own EUR", .euros, totals: [.sum]), Column("\(tariff) EUR", .euros, totals: [.sum]),
        Column("Difference EUR", .euros, totals: [.sum]),
      ],
      rows: .list(
        months.map { month in
          let difference = month.own.flatMap { own in month.other.flatMap { $0.adding(own.negated) } }
          return [
            .text(month.period.description), .text(month.meter), .decimal(month.drawn), .amount(month.own),
            .amount(month.other), .amount(difference),
          ]
        }),
      charts: [
        Chart(
          .column, "\(customer): own tariff and \(tariff)", categories: "Month",
          series: ["Own EUR", Chart.Series("\(tariff) EUR")],
          valueTitle: "EUR with VAT")
      ])
  }
}

extension Cell {
  /// An amount in euros, or nothing.
  static func amount(_ value: ExactDecimal?) -> Cell { value.map { .decimal($0) } ?? .empty }
}

extension Session {
  /// The months of `--period`; without it the twelve before the month of the run.
  func pastYear(community: String?) throws -> [Period] {
    if values.has(.period) {
      let period = try period(community: community)
      guard let months = period.months else {
        throw UsageFailure("--period is of whole months", hint: "Write it as 2025-01-01..2026-01-01.")
      }
      return months
    }
    let end = try database.query("ops/today", asOf, community)[0].day("today")!.startOfMonth
    let (year, month, _) = end.civil
    return Period(LocalDay(year: year - 1, month: month, day: 1)!, end)!.months!
  }
}
