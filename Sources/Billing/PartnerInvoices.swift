import Database
import Grid

/// An invoice that a partner got; amounts are decimal texts in EUR.
public struct PartnerInvoice: Sendable, Equatable {
  public let number: String
  public let partner: String
  public let lines: Int
  public let net: String
  public let vat: String
  public let total: String
}

/// What `invoicePartners` did.
public struct PartnerInvoiceSummary: Sendable {
  /// By number.
  public let invoices: [PartnerInvoice]
  /// Partners to whom more is owed than they owe; a later invoice counts it.
  public let carried: [String]
}

/// The series of partners' invoices.
private let partnerSeries = "P"

/// Invoices partners for the datapoints that they used, from the ledger: one invoice for each, in one transaction.
///
/// Each entry is invoiced once; one that came after its month was invoiced is in the next invoice.
///
/// - Parameters:
///   - period: One calendar month, over when it is invoiced.
///   - dueDays: Days from the issue date to the due date.
public func invoicePartners(
  period: Period, asOf: Instant, dueDays: Int = 30, on connection: Connection
) throws -> PartnerInvoiceSummary {
  guard period.isMonth else { throw BillingFailure.notAMonth(period) }
  return try connection.transaction {
    try connection.query("billing/lock_partner_invoice")
    let today = try connection.query("ops/today", asOf, nil as String?)[0].day("today")!
    guard today >= period.end else { throw BillingFailure.tooEarly(period, date: today) }
    if let latest = try connection.query("billing/latest_partner_issue", partnerSeries)[0].day("issued_on"),
      latest > today
    {
      throw BillingFailure.laterIssue(date: today, latest: latest)
    }
    let entries = try connection.query("billing/partner_entries", period)
    let carried = Set(entries.filter { $0.bool("is_carried") }.map { $0.text("partner") }).sorted()
    let due = entries.filter { !$0.bool("is_carried") }
    guard !due.isEmpty else { return PartnerInvoiceSummary(invoices: [], carried: carried) }
    let count = Set(due.map { $0.int64("partner_id") }).count
    let first = try connection.query("billing/take_numbers", partnerSeries, today.civil.year, count)[0].int(
      "first_number")
    let invoices = try connection.query(
      "billing/issue_partner_invoices", due.map { $0.int64("ledger_id") }, period, asOf, today, dueDays, partnerSeries,
      first
    ).map { row in
      PartnerInvoice(
        number: row.text("invoice"), partner: row.text("partner"), lines: row.int("lines"), net: row.text("net_eur"),
        vat: row.text("vat_eur"), total: row.text("total_eur"))
    }
    guard invoices.count == count else { throw PlainFailure(.bug, "\(count) partners got \(invoices.count) invoices") }
    return PartnerInvoiceSummary(invoices: invoices, carried: carried)
  }
}
