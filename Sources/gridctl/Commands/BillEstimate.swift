import Billing
import Documents
import Grid

/// `gridctl bill estimate`: what a month will cost.
struct BillEstimateCommand: Command {
  static let name = "bill estimate"
  static let summary = "Estimate the bills of the current month, with their range and what they are made of."
  static let options = [BillList.customer, Option.community, .period, backtest] + Option.table + [.asOf]
  static let isRecorded = false

  static let backtest = Option(
    "backtest", help: "Show instead how far such estimates were off, by day of the month, in --period.")

  let community: String?
  let customer: String?
  let output: String?
  let isBacktest: Bool

  init(_ values: OptionValues) throws {
    community = values.text(.community)
    customer = values.text(BillList.customer)
    output = try values.output()
    isBacktest = values.has(Self.backtest)
    if isBacktest { _ = try values.required(.period) }
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.values.has(.period) ? session.period(community: community) : nil
    guard !isBacktest else { return try backtest(period!, community, in: session) }
    let (estimates, findings) = try estimateBills(
      period: period, community: community, customer: customer, asOf: session.asOf, on: session.database)
    try session.show(Self.sheet(estimates), created: session.asOf, at: output)
    session.tell(findings)
    let unknown = estimates.flatMap(\.contracts).count { $0.monthDaily == nil && $0.lastYearDaily == nil }
    if unknown > 0 {
      session.terminal.tell(
        "\(counted(unknown, "contract")) without readings of this month or last year's: only the standing charge")
    }
    session.summarize(
      counted(estimates.count, "estimate") + (findings.isEmpty ? "" : ", \(counted(findings.count, "finding"))"))
  }

  private static func sheet(_ estimates: [BillEstimate]) throws -> Sheet {
    Sheet(
      "Estimate", title: "Estimate of the month's bills",
      notes: [
        "The days to come are estimated from the daily mean of this month and that of the same month last year, in proportion to the days known.",
        "EUR with VAT; from and to are those by either mean alone.",
      ],
      columns: [
        Column("Customer"), Column("Meter"), Column("Month"), Column("Contract"), Column("Days known", .integer),
        Column("of", .integer), Column("kWh so far", .decimal(places: 3)), Column("kWh a day", .decimal(places: 3)),
        Column("last year", .decimal(places: 3)), Column("kWh to come", .decimal(places: 3)), Column("EUR", .euros),
        Column("from", .euros), Column("to", .euros),
      ],
      rows: .list(
        estimates.flatMap { bill in
          bill.contracts.enumerated().map { index, contract in
            [
              .text(bill.customer), .text(bill.meter), .text(bill.period.description), .text(contract.contract),
              .integer(Int64(contract.known)), .integer(Int64(contract.days)), .decimal(contract.soFar),
              contract.monthDaily.map { .decimal($0) } ?? .empty, contract.lastYearDaily.map { .decimal($0) } ?? .empty,
              .decimal(contract.remaining),
            ] + (index == 0 ? [.decimal(bill.total), .decimal(bill.low), .decimal(bill.high)] : [])
          }
        }))
  }

  private func backtest(_ period: Period, _ community: String?, in session: Session) throws {
    guard period.months != nil else {
      throw UsageFailure("--period is of whole months for --backtest", hint: "Write it as 2025-01-01..2025-07-01.")
    }
    let errors = try estimateErrors(period: period, community: community, customer: customer, on: session.database)
    let sheet = Sheet(
      "Backtest", title: "Error of estimates by days known, \(period)",
      notes: ["Mean absolute error of the month's kWh in percent: of the estimate, and of either daily mean alone."],
      columns: [
        Column("Days known", .integer), Column("Months", .integer), Column("Error %", .decimal(places: 1)),
        Column("Month alone %", .decimal(places: 1)), Column("Last year alone %", .decimal(places: 1)),
      ],
      rows: .list(
        try errors.map { error in
          [
            .integer(Int64(error.day)), .integer(Int64(error.months)), try .numeric(error.error),
            try .numeric(error.byMonth), try .numeric(error.byLastYear),
          ]
        }),
      charts: [
        Chart(
          .line, "Error of estimates by days known", categories: "Days known",
          series: ["Error %", "Month alone %", "Last year alone %"], categoryTitle: "days known", valueTitle: "%")
      ])
    try session.show(sheet, created: session.asOf, at: output)
    session.summarize("\(counted(errors.count, "day")) compared")
  }
}
