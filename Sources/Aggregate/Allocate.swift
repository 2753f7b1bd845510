import Database
import Grid

/// What an allocation did.
public struct AllocationSummary: Sendable {
  public var communityCount = 0
  public var dayCount = 0
  public var memberDayCount = 0
  /// Days of the scope, whenever they were allocated, with a surplus that has no coefficients; by community and day.
  public var openDays: [OpenDay] = []

  public init() {}
}

/// A community day with slots whose surplus was not shared because the key says nothing complete of them.
public struct OpenDay: Sendable, Equatable {
  public let community: String
  public let day: LocalDay
  public let key: String
  /// Settlement slots.
  public let slotCount: Int
}

/// Shares each community's surplus among its members by the key of the day, for the days whose readings, members or key
/// changed.
///
/// The unit of work is a community, one transaction each; running twice changes nothing. The caller holds the lock
/// `allocate`.
///
/// - Parameters:
///   - community: Its code; nil: all.
///   - period: Local days; nil: whatever waits for allocation.
///   - isForced: Whether all of the period's aggregated days are allocated again.
///   - progress: Communities done so far and in all.
public func allocate(
  community: String? = nil, period: Period? = nil, isForced: Bool = false, on database: Connection,
  progress: (Int64, Int64) -> Void = { _, _ in }
) throws -> AllocationSummary {
  if isForced, let period { try database.query("aggregate/mark_allocation_period", community, period) }
  let communities = try database.query("aggregate/unallocated_communities", community, period)
  var summary = AllocationSummary()
  try database.transactions(for: communities.enumerated()) { done, row in
    progress(Int64(done), Int64(communities.count))
    try allocate(row.int64("community_id"), zone: row.text("zone"), period, on: database, into: &summary)
    summary.communityCount += 1
  }
  summary.openDays = try database.query("aggregate/open_allocation", community, period).map { row in
    OpenDay(
      community: row.text("community"), day: row.day("day")!, key: row.text("key"), slotCount: row.int("open_count"))
  }
  return summary
}

/// One community's days. Taking them out of the queue locks them: an aggregation that remakes one meanwhile waits, and
/// queues it again.
private func allocate(
  _ communityID: Int64, zone: String, _ period: Period?, on database: Connection, into summary: inout AllocationSummary
) throws {
  let days = try database.query("aggregate/take_unallocated", communityID, period).compactMap { $0.day("day") }
  guard !days.isEmpty else { return }
  try database.query("ops/add_partitions", "aggregate.allocation", days)
  try database.query("aggregate/delete_allocation", communityID, days)
  try database.query("aggregate/delete_community_allocation", communityID, days)
  try database.sharingInputs(communityID, zone: zone, days) { inputs in
    let results = inputs.map { ($0, $0.sharing.share(by: $0.rule($0.key))) }
    summary.memberDayCount += try writeMembers(communityID, results, on: database)
    try writeDays(communityID, results, on: database)
    summary.dayCount += inputs.count
  }
}

private typealias Shared = (input: SharingInput, result: SharingDay.Result)

/// - Returns: How many member days were written: those with readings.
private func writeMembers(_ communityID: Int64, _ results: [Shared], on database: Connection) throws -> Int {
  let writer = try CopyWriter("aggregate/copy_allocation", fields: 10, on: database)
  for (input, result) in results {
    for (index, member) in input.sharing.members.enumerated() where member.isKnown {
      let (taken, given) = (result.sharedIn[index], result.sharedOut[index])
      try writer.row()
      writer.field(communityID)
      writer.field(member.meterID)
      writer.field(input.day)
      writer.field(input.key.rawValue)
      writer.field(input.slotSeconds)
      writer.field(input.sharing.exponent)
      writer.field(taken, missing: MeterDay.missing)
      writer.field(given, missing: MeterDay.missing)
      writer.field(numeric: taken.reduce(0, +), exponent: input.sharing.exponent)
      writer.field(numeric: given.reduce(0, +), exponent: input.sharing.exponent)
    }
  }
  try writer.finish()
  return writer.rowCount
}

private func writeDays(_ communityID: Int64, _ results: [Shared], on database: Connection) throws {
  let writer = try CopyWriter("aggregate/copy_community_allocation", fields: 8, on: database)
  for (input, result) in results {
    try writer.row()
    writer.field(communityID)
    writer.field(input.day)
    writer.field(input.key.rawValue)
    writer.field(input.slotSeconds)
    writer.field(input.sharing.exponent)
    writer.field(Int32(result.openCount))
    writer.field(result.shared, missing: MeterDay.missing)
    writer.field(numeric: result.shared.reduce(0, +), exponent: input.sharing.exponent)
  }
  try writer.finish()
}
