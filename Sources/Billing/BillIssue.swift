import Database
import Grid

/// What `issueBills` did.
public struct BillIssueSummary: Sendable, Equatable {
  /// Numbers of the new documents, by series, ascending.
  public let invoices: [String]
  /// Drafts that lack readings and were not issued, sorted by community, customer and meter.
  public let held: [IncompleteBill]
}

/// Gives the drafts of a month their numbers and makes them invoices, credit notes and self-billed documents, which never
/// change.
///
/// One transaction: either all get a number or none, and numbers have no gap. They follow the issue date, then the codes
/// of community, customer and meter. Credits of a customer are set off against the new invoices; what is left is carried
/// over. Drafts with a regularisation that is another one now fail the run: they have to be made again.
///
/// - Parameters:
///   - period: One calendar month.
///   - community: Code of the only one to issue; nil: all.
///   - asOf: The documents bear its local date in each community's zone; not before the month's end.
///   - dueDays: Days from the issue date to the due date.
///   - tolerance: Percent of a draft's intervals that may lack readings, as a decimal text; drafts that lack more are held.
public func issueBills(
  period: Period, community: String? = nil, asOf: Instant, dueDays: Int = 14, tolerance: String = "0",
  on connection: Connection
) throws -> BillIssueSummary {
  _ = try billedCommunities(period: period, community, on: connection)
  return try connection.transaction {
    try connection.query("billing/lock_issue", period)
    // What is set off depends on what is collected and paid.
    try connection.query("billing/lock_payment")
    try connection.query("billing/make_issue")
    try connection.query("billing/make_issue_set_off")
    try connection.query("billing/fill_issue", period, community, asOf, tolerance)
    try connection.query("billing/analyze_issue")
    let stale = try connection.query("billing/stale_regularisations").map { $0.text("customer") }
    guard stale.isEmpty else { throw BillingFailure.staleRegularisation(period, customers: stale) }
    let counts = try connection.query("billing/issue_counts")
    let invoices = counts.isEmpty ? [] : try issue(period: period, asOf: asOf, dueDays: dueDays, counts, on: connection)
    let held = try incompleteBills(period: period, community: community, tolerance: tolerance, on: connection)
    try connection.query("billing/empty_issue")
    return BillIssueSummary(invoices: invoices, held: held)
  }
}

private func issue(
  period: Period, asOf: Instant, dueDays: Int, _ counts: Rows, on connection: Connection
) throws -> [String] {
  struct Series: Hashable {
    let name: String
    let year: Int
  }
  var first: [String: LocalDay] = [:]
  var taken: [(series: Series, count: Int)] = []
  for row in counts {
    let series = Series(name: row.text("series"), year: row.int("year"))
    let day = row.day("issued_on")!
    guard day >= period.end else { throw BillingFailure.tooEarly(period, date: day) }
    first[series.name] = min(first[series.name] ?? day, day)
    if taken.last?.series == series {
      taken[taken.count - 1].count += row.int("documents")
    } else {
      taken.append((series, row.int("documents")))
    }
  }
  // Series and years ascend, so that two runs never wait for each other.
  let numbers = try taken.map {
    try connection.query("billing/take_numbers", $0.series.name, $0.series.year, $0.count)[0].int("first_number")
  }
  for (series, day) in first.sorted(by: { $0.key < $1.key }) {
    if let latest = try connection.query("billing/latest_issue", series)[0].day("issued_on"), latest > day {
      throw BillingFailure.laterIssue(date: day, latest: latest)
    }
  }
  try connection.query("billing/number_issue", taken.map(\.series.name), taken.map(\.series.year), numbers)
  try connection.query("billing/fill_set_off")
  let invoices = try connection.query("billing/issue_invoices", asOf, dueDays).map { $0.text("invoice") }
  let lines = try connection.query("billing/issue_lines")[0].int("lines")
  try connection.query("billing/issue_vat")
  try connection.query("billing/issue_set_off", asOf)
  let deleted = try connection.query("billing/delete_issued_drafts")[0].int("drafts")
  let expected = taken.reduce(0) { $0 + $1.count }
  guard invoices.count == expected, deleted == expected, lines >= expected else {
    throw PlainFailure(.bug, "\(expected) drafts became \(invoices.count) invoices")
  }
  return invoices
}

/// The months that are over and have drafts to issue.
public func draftedMonths(community: String? = nil, asOf: Instant, on connection: Connection) throws -> [Period] {
  try connection.query("billing/drafted_months", asOf, community).map { row in
    let month = row.day("month")!
    return Period(month, month.startOfNextMonth)!
  }
}
