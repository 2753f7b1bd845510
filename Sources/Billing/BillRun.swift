import Database
import Grid

/// What `runBills` did.
public struct BillRunSummary: Sendable, Equatable {
  /// Drafts of the period that now exist.
  public let drafts: Int
  public let lines: Int
  /// Sums over the drafts, EUR with two decimals.
  public let net: String
  public let vat: String
  public let total: String
  /// Contracts that could not be billed, sorted by contract.
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
/// One transaction a community, so a failure names it and leaves those before it done. What was issued to a customer is
/// left alone. A customer's month at a meter is billed whole or, when a price is missing, not at all.
///
/// - Parameters:
///   - period: One calendar month; days are those of each community's zone.
///   - community: Code of the only one to bill; nil: all.
public func runBills(period: Period, community: String? = nil, on connection: Connection) throws -> BillRunSummary {
  guard period.isMonth else { throw BillingFailure.notAMonth(period) }
  let communities = try connection.query("billing/communities", community)
  if let community, communities.isEmpty { throw BillingFailure.unknownCommunity(community) }
  var findings: [BillFinding] = []
  for row in communities {
    do {
      findings += try connection.transaction {
        try makeDrafts(period: period, community: row.int64("community_id"), zone: row.text("zone"), on: connection)
          + issuedDifferences(period: period, community: row.int64("community_id"), on: connection)
      }
    } catch let failure as any Failure {
      throw BillingFailure.community(row.text("community"), failure)
    }
  }
  if community == nil { findings += try homelessContracts(period: period, on: connection) }
  let totals = try connection.query("billing/draft_totals", period, community)[0]
  return BillRunSummary(
    drafts: totals.int("drafts"), lines: totals.int("lines"), net: totals.text("net_eur"), vat: totals.text("vat_eur"),
    total: totals.text("total_eur"),
    findings: findings.sorted { ($0.contract, $0.code, $0.text) < ($1.contract, $1.code, $1.text) },
    incomplete: try incompleteBills(period: period, community: community, on: connection))
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

private func makeDrafts(
  period: Period, community: Int64, zone: String, on connection: Connection
) throws -> [BillFinding] {
  try connection.query("billing/lock_run", community, period)
  try connection.query("billing/delete_drafts", community, period)
  let all = try connection.query("billing/slices", community, period).map { Slice($0) }
  let findings = all.compactMap(\.finding)
  let refused = Set(all.filter { $0.finding != nil }.map { [$0.customerID, $0.meterID] })
  let slices = all.filter { !refused.contains([$0.customerID, $0.meterID]) }
  guard !slices.isEmpty else { return findings }

  let versions = Set(slices.filter { $0.kind == .consumption }.map { $0.version! })
  var sum = EnergySum(
    slices, book: try TariffBook(versions, before: period.end, on: connection),
    calendar: try connection.calendar(zone: zone, period), period: period)
  try sum.read(community: community, on: connection)
  try sum.write(community: community, on: connection)
  try connection.query("billing/make_lines", community, period)
  try connection.query("billing/make_vat", community, period)
  try connection.query("billing/make_drafts", community, period)
  try connection.query("billing/clear_slices", community)
  return findings
}

private func homelessContracts(period: Period, on connection: Connection) throws -> [BillFinding] {
  try connection.query("billing/homeless_contracts", period).map { row in
    let days = Period(row.day("first_day")!, row.day("end_day")!)!
    return BillFinding(
      contract: row.text("contract"), code: "no-membership", text: "its meter belongs to no community in \(days)")
  }
}

func incompleteBills(period: Period, community: String?, on connection: Connection) throws -> [IncompleteBill] {
  try connection.query("billing/incomplete_drafts", period, community).map { row in
    IncompleteBill(
      community: row.text("community"), customer: row.text("customer"), meter: row.text("meter"),
      expected: row.int("expected_count"), present: row.int("present_count"))
  }
}
