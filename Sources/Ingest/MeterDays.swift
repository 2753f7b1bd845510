import Database
import Grid

/// Days of meters, each once; what follows one another is one row, so that a year of a meter costs the database what a day does.
struct MeterDays {
  private(set) var communityIDs: [Int64] = []
  private(set) var meterIDs: [Int64] = []
  private(set) var periods: [Period] = []

  /// - Parameter days: Community, meter and day, in any order.
  init(_ days: [(Int64, Int64, LocalDay)]) {
    var rest = days.sorted { $0 < $1 }[...]
    while let (community, meter, first) = rest.popFirst() {
      var end = first.advanced(by: 1)
      while let next = rest.first, (next.0, next.1) == (community, meter), next.2 <= end {
        end = next.2.advanced(by: 1)
        rest.removeFirst()
      }
      communityIDs.append(community)
      meterIDs.append(meter)
      periods.append(Period(first, end)!)
    }
  }

  init(_ keys: some Sequence<BlockKey>) { self.init(keys.map { ($0.communityID, $0.meterID, $0.day) }) }

  /// Queues the days for aggregation and, unless they are of our own making, for validation; within the caller's transaction.
  func markStale(validate: Bool = true, on database: Connection) throws {
    guard !periods.isEmpty else { return }
    try database.query("ingest/mark_stale", communityIDs, meterIDs, periods, validate)
  }
}
