import Database
import Grid

/// What an aggregation did.
public struct AggregateSummary: Sendable {
  public var communityCount = 0
  public var communityDayCount = 0
  public var meterDayCount = 0

  public init() {}
}

/// Makes the stale totals again: meter days, then the quarter hours and days of their communities.
///
/// The unit of work is a community, one transaction each, and one that fails does not hold up the others; what is not
/// stale is left alone, and running twice changes nothing. The caller holds the lock `aggregate`.
///
/// - Parameters:
///   - community: Its code; nil: all.
///   - period: Local days to make again; nil: whatever is stale.
///   - isForced: Whether all of the period's meter days are stale.
///   - progress: Communities done so far and in all.
public func aggregate(
  community: String? = nil, period: Period? = nil, isForced: Bool = false, on database: Connection,
  progress: (Int64, Int64) -> Void = { _, _ in }
) throws -> AggregateSummary {
  if isForced { try database.query("aggregate/mark_period", community, period) }
  let communities = try database.query("aggregate/stale_communities", community, period)
  var summary = AggregateSummary()
  try database.query("aggregate/make_unit")
  try database.transactions(for: communities.enumerated()) { done, row in
    progress(Int64(done), Int64(communities.count))
    try CommunityRun(row.int64("community_id"), zone: row.text("zone"), period, database).run(into: &summary)
    summary.communityCount += 1
  }
  return summary
}
