import Database
import Grid

/// What `correctBills` did.
public struct BillCorrectSummary: Sendable, Equatable {
  /// The documents that are corrected, by number.
  public let corrections: [BillCorrection]
  /// Contracts whose month cannot be rated now, so that nothing of it was compared.
  public let findings: [BillFinding]
}

/// How one issued document is corrected.
public struct BillCorrection: Sendable, Equatable {
  public enum Mode: String, Sendable {
    /// A credit note takes the whole document back; a new one replaces it, unless nothing is left to bill.
    case credit
    /// The lines that differ go onto the customer's next invoice.
    case regularisation
    /// A document of the lines that differ.
    case supplement
  }
  public let invoice: String
  public let mode: Mode
  /// What the customer owes more, EUR with VAT; a decimal text.
  public let delta: String
}

/// Bills issued months again from the readings, contracts and tariffs as they are now, and drafts what sets them right.
///
/// What was billed in all, credit notes and earlier regularisations included, is compared line by line with what the month
/// comes to now; so running it again changes nothing, and nothing is corrected twice. Drafts of corrections are issued
/// with the month that they belong to; regularisations wait for the customer's next `bill run`.
///
/// - Parameters:
///   - period: One calendar month.
///   - community: Code of the only one; nil: all.
///   - customer: Code of the only one; nil: all.
///   - threshold: EUR with VAT, a decimal text. Smaller differences, and those of estimates, are regularised where a next
///     invoice will come; others take the document back.
///   - asOf: A contract that runs on its local day lets a next invoice come.
public func correctBills(
  period: Period, community: String? = nil, customer: String? = nil, threshold: String = "10", asOf: Instant,
  on connection: Connection
) throws -> BillCorrectSummary {
  var communities = try billedCommunities(period: period, community, on: connection)
  if let customer {
    try requireCustomer(customer, on: connection)
    communities = try connection.query("billing/communities", community, customer).map { Rating.Community($0) }
  }
  let rating = Rating(period: period, scope: .issued, customer: customer)
  var book = TariffBook(period)
  var corrections: [BillCorrection] = []
  var findings: [BillFinding] = []
  try connection.query("billing/make_correction")
  try connection.query("billing/make_correction_line")
  try connection.transactions(for: communities) { community in
    do {
      try connection.query("billing/lock_run", community.id, period)
      try connection.query("billing/delete_drafts", community.id, period, true, customer)
      let rated = try rating.makeDrafts(of: community, &book, on: connection)
      findings += rated.findings
      try connection.query(
        "billing/fill_correction_line", community.id, period, customer, rated.refused.map(\.customer),
        rated.refused.map(\.meter))
      let today = try connection.query("ops/today", asOf, community.code)[0].day("today")!
      try connection.query("billing/fill_correction", community.id, period, threshold, today)
      try connection.query("billing/delete_rated", community.id, period, customer)
      try connection.query("billing/put_correction_lines", community.id, period)
      try connection.query("billing/make_vat", community.id, period)
      corrections += try connection.query("billing/put_correction_drafts", community.id, period).map { row in
        BillCorrection(
          invoice: row.text("invoice"), mode: BillCorrection.Mode(rawValue: row.text("mode"))!,
          delta: row.text("delta_eur"))
      }
      try connection.query("billing/empty_correction")
    } catch let failure as any Failure {
      throw BillingFailure.community(community.code, failure)
    }
  }
  return BillCorrectSummary(
    corrections: corrections.sorted { $0.invoice < $1.invoice },
    findings: findings.sorted { ($0.contract, $0.code, $0.text) < ($1.contract, $1.code, $1.text) })
}

/// The months with issued documents that may still be corrected: a supplier in France bills 14 months back at most.
public func issuedMonths(community: String? = nil, asOf: Instant, on connection: Connection) throws -> [Period] {
  try connection.query("billing/issued_months", asOf, community).map { row in
    let month = row.day("month")!
    return Period(month, month.startOfNextMonth)!
  }
}
