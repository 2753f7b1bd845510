import Database
import Documents
import Grid

/// Which documents `openItems` lists.
public struct OpenItemFilter: Sendable {
  /// Codes; nil: all.
  public var community: String?
  public var customer: String?
  /// Only what was to be paid before this day; nil: all.
  public var overdueOn: LocalDay?
  /// Settled ones too.
  public var includesSettled = false

  public init() {}
}

/// What customers owe and what they are owed, by customer and due day; amounts as the seller sees them.
public func openItems(_ filter: OpenItemFilter, on connection: Connection) throws -> Sheet {
  try requireCustomer(filter.customer, on: connection)
  let rows = try connection.query(
    "billing/unsettled", filter.community, filter.customer, filter.overdueOn, filter.includesSettled)
  func day(_ row: Rows.Row, _ column: String) -> Cell { row.day(column).map { .date(Int($0.number)) } ?? .empty }
  func amount(_ row: Rows.Row, _ column: String) -> Cell {
    .decimal(ExactDecimal(unscaled: row.cents(column), scale: 2))
  }
  return Sheet(
    "Open items",
    columns: [
      Column("customer"), Column("community"), Column("invoice"), Column("issued", .date), Column("due", .date),
      Column("total", .euros, totals: [.sum]), Column("paid", .euros, totals: [.sum]),
      Column("set off", .euros, totals: [.sum]), Column("open", .euros, totals: [.sum]), Column("state"),
      Column("collected on", .date), Column("reason"),
    ],
    rows: .list(
      rows.map { row in
        [
          .text(row.text("customer")), .text(row.text("community")), .text(row.text("invoice")), day(row, "issued_on"),
          day(row, "due_on"), amount(row, "total_eur"), amount(row, "paid_eur"), amount(row, "set_off_eur"),
          amount(row, "open_eur"), .text(row.text("state")), day(row, "collect_on"),
          row.optional("reason").map { .text($0) } ?? .empty,
        ]
      }))
}
