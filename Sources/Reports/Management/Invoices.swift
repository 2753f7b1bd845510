import Documents

extension ManagementReport {
  /// Customers by code only: names stay out of a file that travels.
  func invoicesSheet() throws -> Sheet {
    let rows = try statements.invoices().map { row in
      [
        row.optional("invoice").map { .text($0) } ?? .text(row.text("status") == "draft" ? "draft" : "none"),
        row.word("status"), row.word("community"), row.word("customer"), row.word("meter"), row.date("first_day"),
        row.date("last_day"), try row.number("net_eur"), try row.number("vat_eur"), try row.number("total_eur"),
        row.date("issued_on"), row.date("due_on"), try row.number("completeness"),
      ]
    }
    return Sheet(
      "Invoices", title: "Invoices and drafts",
      notes: [
        scope,
        "All invoices and drafts whose days touch the period. Not billed: a contract ran, and there is neither. "
          + "Amounts below zero are credits.",
        "Choose a status in the filter: the totals follow.",
      ],
      columns: [
        Column("Invoice"), Column("Status"), Column("Community"), Column("Customer"), Column("Meter"),
        Column("First day", .date), Column("Last day", .date), Column("Net", .euros, totals: [.sum]),
        Column("VAT", .euros, totals: [.sum]), Column("Total", .euros, totals: [.sum]), Column("Issued on", .date),
        Column("Due on", .date), Column("Readings known", .percent(places: 2), highlight: .below(1)),
      ], rows: .list(rows), frozenColumns: 1)
  }
}
