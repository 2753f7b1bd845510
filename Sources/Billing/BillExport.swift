import Database
import Documents
import Grid

/// The accounting export of a period: lines, documents, VAT and open items.
public struct BillExport {
  public let document: Document
  public let documentCount: Int

  /// - Parameters:
  ///   - period: Days of issue.
  ///   - community: Code of the only one; nil: all.
  ///   - asOf: Tells what is overdue. Payments count whenever they were made.
  public init(_ period: Period, community: String? = nil, asOf: Instant, on connection: Connection) throws {
    if let community, try connection.query("billing/communities", community, nil as String?).isEmpty {
      throw BillingFailure.unknownCommunity(community)
    }
    let documents = try connection.query("billing/export_documents", period, community)
    documentCount = documents.count
    let place = community.map { "Community \($0)" } ?? "All communities"
    let scope = "\(place) · documents issued \(period.start) to \(period.end.advanced(by: -1)) · EUR"
    document = Document(
      "Accounting export \(period)", subject: place, created: asOf.seconds,
      sheets: [
        Self.lines(period, community, scope: scope, on: connection),
        try Self.documents(documents, scope: scope),
        try Self.vat(connection.query("billing/export_vat", period, community), scope: scope),
        try Self.openItems(
          connection.query("billing/open_items", period.end, community, asOf), until: period.end, place),
      ])
  }

  private static let note =
    "What customers owe is positive; credit notes, self-billed documents and feed-in are negative."

  private static func lines(
    _ period: Period, _ community: String?, scope: String, on connection: Connection
  ) -> Sheet {
    Sheet(
      "Lines", title: "Lines of documents", notes: [scope, note],
      columns: [
        Column("Document", width: 15), Column("Type", width: 18), Column("Date", .date), Column("Due", .date),
        Column("First day", .date),
        Column("Last day", .date), Column("Community"), Column("Customer", width: 15), Column("Name", width: 28),
        Column("Meter"),
        Column("Contract", width: 15), Column("Line", width: 18), Column("Period name"), Column("Line from", .date),
        Column("Line to", .date),
        Column("Estimated"), Column("Corrects", width: 15), Column("Quantity", .decimal(places: 4)), Column("Unit"),
        Column("Unit price", .unitPrice), Column("Net", .euros, totals: [.sum]),
        Column("VAT %", .decimal(places: 2)), Column("Account", width: 30),
      ],
      rows: .stream { write in
        try connection.stream("billing/export_lines", period, community) { row in
          func word(_ column: Int) -> Cell { row.text(column).isEmpty ? .empty : .text(row.text(column)) }
          func day(_ column: Int) -> Cell { .date(Int(row.day(column).number)) }
          let kind = BillDocument.Line.Kind(rawValue: row.text(11))!
          try write([
            word(0), .text(row.text(1).replacing("_", with: " ")), day(2), day(3), day(4), day(5), word(6), word(7),
            word(8), word(9), word(10), .text(kind.rawValue.replacing("_", with: " ")), word(12), day(13), day(14),
            word(15), word(16), .numeric(row.text(17)), word(18), .numeric(row.text(19)), .numeric(row.text(20)),
            .numeric(row.text(21)), .text(Account.of(kind, name: row.text(12))),
          ])
        }
      }, frozenColumns: 1)
  }

  private static func documents(_ rows: Rows, scope: String) throws -> Sheet {
    Sheet(
      "Documents", title: "Documents",
      notes: [scope, "Set off, paid and open: as known when this was written. \(note)"],
      columns: [
        Column("Document"), Column("Type"), Column("Corrects"), Column("Date", .date), Column("Due", .date),
        Column("First day", .date), Column("Last day", .date), Column("Community"), Column("Customer"), Column("Name"),
        Column("Account"), Column("Net", .euros, totals: [.sum]), Column("VAT", .euros, totals: [.sum]),
        Column("Total", .euros, totals: [.sum]), Column("Set off", .euros, totals: [.sum]),
        Column("Paid", .euros, totals: [.sum]), Column("Open", .euros, totals: [.sum]),
      ],
      rows: .list(
        try rows.map { row in
          let kind = BillDocument.Kind(rawValue: row.text("document"))!
          return [
            row.word("invoice"), .text(kind.rawValue.replacing("_", with: " ")), row.word("corrects"),
            row.date("issued_on"), row.date("due_on"), row.date("first_day"), row.date("last_day"),
            row.word("community"), row.word("customer"), row.word("name"),
            .text(Account.of(customer: row.text("customer"), kind)), try row.number("net_eur"),
            try row.number("vat_eur"), try row.number("total_eur"), try row.number("set_off_eur"),
            try row.number("paid_eur"), try row.number("open_eur"),
          ]
        }), frozenColumns: 1)
  }

  private static func vat(_ rows: Rows, scope: String) throws -> Sheet {
    Sheet(
      "VAT", title: "VAT by month of issue and rate", notes: [scope, note],
      columns: [
        Column("Month", .date), Column("Account", width: 30), Column("VAT %", .decimal(places: 2)),
        Column("Documents", .integer), Column("Base", .euros, totals: [.sum]), Column("VAT", .euros, totals: [.sum]),
      ],
      rows: .list(
        try rows.map { row in
          [
            row.date("month"),
            .text(Account.ofVAT(row.text("vat_rate"), row.bool("self_billed") ? .selfBilled : .invoice)),
            try row.number("vat_rate"), try row.number("documents"), try row.number("base_eur"),
            try row.number("vat_eur"),
          ]
        }), page: Sheet.Page(landscape: false))
  }

  private static func openItems(_ rows: Rows, until end: LocalDay, _ place: String) throws -> Sheet {
    Sheet(
      "Open items", title: "Open items",
      notes: [
        "\(place) · documents issued until \(end.advanced(by: -1)) of which something is open now · EUR",
        "Below zero: credit that no invoice has used yet.",
      ],
      columns: [
        Column("Customer"), Column("Name"), Column("Community"), Column("Document"), Column("Type"),
        Column("Date", .date), Column("Due", .date), Column("Days overdue", .integer, highlight: .above(0)),
        Column("Total", .euros, totals: [.sum]), Column("Set off", .euros, totals: [.sum]),
        Column("Paid", .euros, totals: [.sum]), Column("Open", .euros, totals: [.sum]),
      ],
      rows: .list(
        try rows.map { row in
          [
            row.word("customer"), row.word("name"), row.word("community"), row.word("invoice"),
            .text(row.text("document").replacing("_", with: " ")), row.date("issued_on"), row.date("due_on"),
            try row.number("overdue_days"), try row.number("total_eur"), try row.number("set_off_eur"),
            try row.number("paid_eur"), try row.number("open_eur"),
          ]
        }), frozenColumns: 1)
  }
}

extension Rows.Row {
  fileprivate func number(_ name: String) throws -> Cell { try .numeric(optional(name)) }
  fileprivate func word(_ name: String) -> Cell { optional(name).map { .text($0) } ?? .empty }
  fileprivate func date(_ name: String) -> Cell { day(name).map { .date(Int($0.number)) } ?? .empty }
}
