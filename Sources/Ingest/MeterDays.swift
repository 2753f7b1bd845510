import Database
import Grid

/// Days of meters, each once; what follows one another is one row, so that a year of a meter costs the database what a day does.
struct MeterDays {
  private var rows: [(community: Int64, meter: Int64, period: Period)] = []

  var communityIDs: [Int64] { rows.map(\.community) }
  var meterIDs: [Int64] { rows.map(\.meter) }
  var periods: [Period] { rows.map(\.period) }

  /// - Parameter days: Community, meter and day, in any order.
  init(_ days: some Sequence<(Int64, Int64, LocalDay)> = []) {
    var rows: [(community: Int64, meter: Int64, period: Period)] = []
    for (community, meter, day) in days {
      let end = day.advanced(by: 1)
      if let last = rows.last, (last.community, last.meter, last.period.end) == (community, meter, day) {
        rows[rows.count - 1].period = Period(last.period.start, end)!
      } else {
        rows.append((community, meter, Period(day, end)!))
      }
    }
    self.init(rows: rows)
  }

  /// - Parameter periods: Community, meter and days, in any order.
  init(_ periods: [(Int64, Int64, Period)]) {
    self.init(rows: periods.map { (community: $0.0, meter: $0.1, period: $0.2) })
  }

  init(_ keys: some Sequence<BlockKey>) { self.init(keys.lazy.map { ($0.communityID, $0.meterID, $0.day) }) }

  private init(rows: [(community: Int64, meter: Int64, period: Period)]) {
    for row in rows.sorted(by: { ($0.community, $0.meter, $0.period.start) < ($1.community, $1.meter, $1.period.start) }
    ) {
      if let last = self.rows.last, (last.community, last.meter) == (row.community, row.meter),
        row.period.start <= last.period.end
      {
        self.rows[self.rows.count - 1].period = Period(last.period.start, max(last.period.end, row.period.end))!
      } else {
        self.rows.append(row)
      }
    }
  }

  mutating func formUnion(_ other: MeterDays) { self = MeterDays(rows: rows + other.rows) }

  /// Queues the days; within the caller's transaction.
  ///
  /// - Parameters:
  ///   - validate: Whether they are to be validated; false: what changed is of our own making.
  ///   - aggregate: Whether their aggregates are to be made again; false: no value changed.
  func markStale(validate: Bool = true, aggregate: Bool = true, on database: Connection) throws {
    guard !rows.isEmpty else { return }
    try database.query("ingest/mark_stale", communityIDs, meterIDs, periods, validate, aggregate)
  }
}
