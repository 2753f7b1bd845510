import Database
import Grid
import Synchronization

/// What `runBills` did.
public struct BillRunSummary: Sendable, Equatable {
  /// Drafts of the period that now exist, corrections included.
  public let drafts: Int
  public let lines: Int
  /// Sums over the drafts, EUR with two decimals.
  public let net: String
  public let vat: String
  public let total: String
  /// Contracts that could not be billed, and issued months that changed since; sorted by contract.
  public let findings: [BillFinding]
  /// Drafts that lack readings, sorted by community, customer and meter.
  public let incomplete: [IncompleteBill]
}

/// A draft whose contracts have intervals without readings.
public struct IncompleteBill: Sendable, Equatable {
  public let community: String
  public let customer: String
  public let meter: String
  public let expected: Int
  public let present: Int
}

/// Makes the drafts of a month again, from the interval blocks, contracts and tariffs as they are now.
///
/// One transaction a community; one that fails does not hold up the others, and its failure is thrown at the end. What was
/// issued to a customer is left alone. A customer's month at a meter is billed whole or, when a price is missing, not at
/// all. Intervals without readings are estimated, on lines of their own.
///
/// - Parameters:
///   - period: One calendar month; days are those of each community's zone.
///   - community: Code of the only one to bill; nil: all.
///   - jobs: Communities that are billed at the same time, each on a session of its own.
public func runBills(
  period: Period, community: String? = nil, jobs: Int = 1, on connection: Connection
) throws -> BillRunSummary {
  let communities = try billedCommunities(period: period, community, on: connection)
  let found = Mutex<[BillFinding]>([])
  try connection.transactions(for: communities, jobs: jobs, state: TariffBook(period)) {
    community, book, connection in
    do {
      let rating = Rating(period: period)
      try connection.query("billing/lock_run", community.id, period)
      try connection.query("billing/delete_drafts", community.id, period, false, nil as String?)
      let findings =
        try rating.makeDrafts(of: community, &book, on: connection).findings
        + issuedDifferences(period: period, community: community.id, on: connection)
      found.withLock { $0 += findings }
    } catch let failure as any Failure {
      throw BillingFailure.community(community.code, failure)
    }
  }
  var findings = found.withLock { $0 }
  if community == nil { findings += try homelessContracts(period: period, on: connection) }
  let totals = try connection.query("billing/draft_totals", period, community)[0]
  return BillRunSummary(
    drafts: totals.int("drafts"), lines: totals.int("lines"), net: totals.text("net_eur"), vat: totals.text("vat_eur"),
    total: totals.text("total_eur"),
    findings: findings.sorted { ($0.contract, $0.code, $0.text) < ($1.contract, $1.code, $1.text) },
    incomplete: try incompleteBills(period: period, community: community, on: connection))
}

/// The communities of a run, after the period and the code were checked.
func billedCommunities(
  period: Period, _ community: String?, on connection: Connection
) throws -> [Rating.Community] {
  guard period.isMonth else { throw BillingFailure.notAMonth(period) }
  let communities = try connection.query("billing/communities", community, nil as String?).map { Rating.Community($0) }
  if let community, communities.isEmpty { throw BillingFailure.unknownCommunity(community) }
  return communities
}

/// Issued invoices that are no longer what the readings and contracts say; they stay, and have to be corrected.
private func issuedDifferences(
  period: Period, community: Int64, on connection: Connection
) throws -> [BillFinding] {
  try connection.query("billing/issued_differences", community, period).map { row in
    let invoice = row.text("invoice")
    return BillFinding(
      contract: row.text("contract"), code: row.text("code"),
      text: row.text("code") == "not-in-invoice"
        ? "\(invoice) of this month was issued without it" : "readings of \(invoice) changed after it was issued")
  }
}

private func homelessContracts(period: Period, on connection: Connection) throws -> [BillFinding] {
  try connection.query("billing/homeless_contracts", period).map { row in
    let days = Period(row.day("first_day")!, row.day("end_day")!)!
    return BillFinding(
      contract: row.text("contract"), code: "no-membership", text: "its meter belongs to no community in \(days)")
  }
}

/// Drafts that lack more readings than `tolerance` percent.
func incompleteBills(
  period: Period, community: String?, tolerance: String = "0", on connection: Connection
) throws -> [IncompleteBill] {
  try connection.query("billing/incomplete_drafts", period, community, tolerance).map { row in
    IncompleteBill(
      community: row.text("community"), customer: row.text("customer"), meter: row.text("meter"),
      expected: row.int("expected_count"), present: row.int("present_count"))
  }
}
