import Database
import Grid

/// What `issueBills` did.
public struct BillIssueSummary: Sendable, Equatable {
  /// Numbers of the new invoices, ascending.
  public let invoices: [String]
  /// Drafts that lack readings and were not issued, sorted by community, customer and meter.
  public let held: [IncompleteBill]
}

/// The series of ordinary invoices.
private let invoiceSeries = "F"

/// Gives the drafts of a month their numbers and makes them invoices, which never change.
///
/// One transaction: either all get a number or none, and numbers have no gap. They follow the issue date, then the codes
/// of community, customer and meter.
///
/// - Parameters:
///   - period: One calendar month.
///   - community: Code of the only one to issue; nil: all.
///   - asOf: The invoices bear its local date in each community's zone; not before the month's end.
///   - dueDays: Days from the issue date to the due date.
///   - allowIncomplete: Issue drafts that lack readings too.
public func issueBills(
  period: Period, community: String? = nil, asOf: Instant, dueDays: Int = 14, allowIncomplete: Bool = false,
  on connection: Connection
) throws -> BillIssueSummary {
  guard period.isMonth else { throw BillingFailure.notAMonth(period) }
  if let community, try connection.query("billing/communities", community).isEmpty {
    throw BillingFailure.unknownCommunity(community)
  }
  return try connection.transaction {
    try connection.query("billing/lock_issue", period)
    let dates = try connection.query("billing/issue_dates", period, community, asOf, allowIncomplete)
    let invoices =
      dates.isEmpty
      ? []
      : try issue(
        period: period, community: community, asOf: asOf, dueDays: dueDays, allowIncomplete: allowIncomplete,
        dates: dates, on: connection)
    let held =
      allowIncomplete ? [] : try incompleteBills(period: period, community: community, on: connection)
    return BillIssueSummary(invoices: invoices, held: held)
  }
}

private func issue(
  period: Period, community: String?, asOf: Instant, dueDays: Int, allowIncomplete: Bool, dates: Rows,
  on connection: Connection
) throws -> [String] {
  let first = dates[0].day("issued_on")!
  guard first >= period.end else { throw BillingFailure.tooEarly(period, date: first) }
  // Zones may stand on both sides of a new year: ascending, so that two runs never wait for each other.
  let years = Dictionary(grouping: dates) { $0.int("year") }.sorted { $0.key < $1.key }
  let firstNumbers = try years.map { year, rows in
    let count = rows.reduce(0) { $0 + $1.int("drafts") }
    return try connection.query("billing/take_numbers", invoiceSeries, year, count)[0].int("first_number")
  }
  if let latest = try connection.query("billing/latest_issue", invoiceSeries)[0].day("issued_on"), latest > first {
    throw BillingFailure.laterIssue(date: first, latest: latest)
  }
  let invoices = try connection.query(
    "billing/issue_invoices", period, community, asOf, allowIncomplete, invoiceSeries, years.map(\.key), firstNumbers,
    dueDays
  ).map { $0.text("invoice") }
  let lines = try connection.query("billing/issue_lines", period)[0].int("lines")
  try connection.query("billing/issue_vat", period)
  let deleted = try connection.query("billing/delete_issued_drafts", period)[0].int("drafts")
  let expected = dates.reduce(0) { $0 + $1.int("drafts") }
  guard invoices.count == expected, deleted == expected, lines >= expected else {
    throw PlainFailure(.bug, "\(expected) drafts became \(invoices.count) invoices")
  }
  return invoices
}
