import Database
import Grid

/// One invoice or draft; amounts are decimal texts in EUR, exactly as stored.
public struct Invoice: Sendable, Equatable {
  /// Its number; nil for a draft.
  public let number: String?
  public let document: BillDocument.Kind
  /// Number of the document that it takes back or replaces.
  public let corrects: String?
  /// Whether it waits for the next invoice, whose lines it will be.
  public let isRegularisation: Bool
  public let community: String
  public let customer: String
  public let meter: String
  public let period: Period
  public let issuedOn: LocalDay?
  public let dueOn: LocalDay?
  /// Intervals of the contracts' days, and those of them with readings.
  public let expected: Int
  public let present: Int
  public let net: String
  public let vat: String
  public let total: String
  /// What stays to be paid after credits were set off; nil for a draft.
  public let due: String?

  let documentText: String

  /// A draft that lacks readings is held when drafts are issued.
  public var isComplete: Bool { present == expected }
}

/// One line of an invoice.
public struct InvoiceLine: Sendable, Equatable {
  public let contract: String
  /// `standing_charge`, `power`, `energy`, `community`, `tax`, `feed_in` or `community_feed_in`.
  public let kind: String
  /// The tariff's name of it: `HP`, `HC`.
  public let tariffPeriod: String
  /// The block of kWh begins above this.
  public let aboveKWh: String
  public let isEstimated: Bool
  /// Number of the earlier document whose line this one takes back or replaces.
  public let regularises: String?
  public let days: Period
  /// kWh or months; negative for feed-in.
  public let quantity: String
  public let unit: String
  public let unitPrice: String
  public let net: String
  /// Percent.
  public let vatRate: String
}

/// The VAT of one rate.
public struct InvoiceVAT: Sendable, Equatable {
  /// Percent.
  public let rate: String
  public let base: String
  public let amount: String
}

/// Lists invoices and drafts by period, community, customer and meter; nil: all.
public func invoices(
  period: Period? = nil, community: String? = nil, customer: String? = nil, on connection: Connection
) throws -> [Invoice] {
  try requireCustomer(customer, on: connection)
  return try connection.query("billing/invoices", period, community, customer, nil as String?).map { Invoice($0) }
}

/// Finds an invoice by its number.
public func invoice(_ number: String, on connection: Connection) throws -> Invoice {
  let rows = try connection.query("billing/invoices", nil as Period?, nil as String?, nil as String?, number)
  guard let row = rows.first else { throw BillingFailure.unknownInvoice(number) }
  return Invoice(row)
}

/// Lines of an invoice or draft, in its order.
public func lines(of invoice: Invoice, on connection: Connection) throws -> [InvoiceLine] {
  try connection.query(
    "billing/invoice_lines", invoice.number, invoice.period, invoice.community, invoice.customer, invoice.meter,
    invoice.documentText
  ).map { row in
    InvoiceLine(
      contract: row.text("contract"), kind: row.text("kind"), tariffPeriod: row.text("tariff_period"),
      aboveKWh: row.text("above_kwh"), isEstimated: row.bool("estimated"), regularises: row.optional("regularises"),
      days: Period(row.day("first_day")!, row.day("end_day")!)!, quantity: row.text("quantity"), unit: row.text("unit"),
      unitPrice: row.text("unit_price"), net: row.text("net_eur"), vatRate: row.text("vat_rate"))
  }
}

/// VAT of an invoice or draft, by rate.
public func vat(of invoice: Invoice, on connection: Connection) throws -> [InvoiceVAT] {
  try connection.query(
    "billing/invoice_vat", invoice.number, invoice.period, invoice.community, invoice.customer, invoice.meter,
    invoice.documentText
  ).map { InvoiceVAT(rate: $0.text("vat_rate"), base: $0.text("base_eur"), amount: $0.text("vat_eur")) }
}

extension Invoice {
  init(_ row: Rows.Row) {
    number = row.optional("invoice")
    documentText = row.text("document")
    isRegularisation = documentText == "regularisation"
    document = BillDocument.Kind(rawValue: documentText) ?? .invoice
    corrects = row.optional("corrects")
    community = row.text("community")
    customer = row.text("customer")
    meter = row.text("meter")
    period = Period(row.day("first_day")!, row.day("end_day")!)!
    issuedOn = row.day("issued_on")
    dueOn = row.day("due_on")
    expected = row.int("expected_count")
    present = row.int("present_count")
    net = row.text("net_eur")
    vat = row.text("vat_eur")
    total = row.text("total_eur")
    due = row.optional("due_eur")
  }
}
