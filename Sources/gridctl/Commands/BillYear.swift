import Billing
import Documents
import Grid

/// `gridctl bill year`: what a customer paid in twelve months, and saved.
struct BillYearCommand: Command {
  static let name = "bill year"
  static let summary = "Show what a customer paid in twelve months, and saved by production and neighbours."
  static let options = [BillList.customer, reference, Option.period, .community] + Option.table + [.asOf]
  static let isRecorded = false

  static let reference = Option(
    "reference", value: "tariff", help: "Compare with what was drawn under this tariff too.")

  let customer: String
  let reference: String?
  let output: String?

  init(_ values: OptionValues) throws {
    customer = try values.required(BillList.customer)
    reference = values.text(Self.reference)
    output = try values.output()
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let months = try session.pastYear(community: community)
    let (year, findings) = try billedYear(
      months: months, customer: customer, reference: reference, community: community, on: session.database)
    try session.show(sheet(year), created: session.asOf, at: output)
    session.tell(findings)
    func sum(_ amounts: [ExactDecimal?]) -> ExactDecimal { amounts.reduce(0) { $1.flatMap($0.adding) ?? $0 } }
    session.summarize(
      "\(counted(year.count { $0.billed != nil }, "month")) billed: \(sum(year.map(\.billed))) EUR, "
        + "saved \(sum(year.map(\.saved))) EUR by production and neighbours"
        + (reference.map { ", \(sum(year.map(\.savedAgainstReference))) EUR against \($0)" } ?? ""))
  }

  private func sheet(_ year: [BilledMonth]) -> Sheet {
    let other = reference.map {
      [Column("\($0) EUR", .euros, totals: [.sum]), Column("Saved against it EUR", .euros, totals: [.sum])]
    }
    return Sheet(
      "Year", title: "Customer \(customer): paid and saved",
      notes: [
        "EUR with VAT. Alone is what all that was used would have cost at the own tariff, without production and neighbours.",
        "A month has its invoices, credit notes and self-billed documents.",
      ],
      columns: [
        Column("Month"), Column("Meter"), Column("Used kWh", .decimal(places: 1), totals: [.sum]),
        Column("Made kWh", .decimal(places: 1), totals: [.sum]),
        Column("Drawn kWh", .decimal(places: 1), totals: [.sum]),
        Column("of neighbours kWh", .decimal(places: 1), totals: [.sum]),
        Column("Fed in kWh", .decimal(places: 1), totals: [.sum]), Column("Billed EUR", .euros, totals: [.sum]),
        Column("Paid EUR", .euros, totals: [.sum]), Column("Alone EUR", .euros, totals: [.sum]),
        Column("Saved EUR", .euros, totals: [.sum]),
      ] + (other ?? []),
      rows: .list(
        year.map { month in
          [
            .text(month.period.description), .text(month.meter), .decimal(month.used), .decimal(month.made),
            .decimal(month.drawn), .decimal(month.shared), .decimal(month.fedIn), .amount(month.billed),
            .amount(month.paid), .amount(month.alone), .amount(month.saved),
          ] + (reference == nil ? [] : [.amount(month.reference), .amount(month.savedAgainstReference)])
        }),
      charts: [
        Chart(
          .column, "\(customer): billed, and without production and neighbours", categories: "Month",
          series: ["Billed EUR", "Alone EUR"], valueTitle: "EUR with VAT")
      ])
  }
}
