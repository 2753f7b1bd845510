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
/// The unit of work is a community, one transaction each; what is not stale is left alone, and running twice changes
/// nothing. The caller holds the lock `aggregate`.
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
  for (done, row) in communities.enumerated() {
    progress(Int64(done), Int64(communities.count))
    try database.transaction {
      try CommunityRun(row.int64("community_id"), zone: row.text("zone"), period, database).run(into: &summary)
    }
    summary.communityCount += 1
  }
  return summary
}

/// One community's stale days, within one transaction.
private struct CommunityRun {
  /// Meter days that are held in memory at a time.
  static let chunk = 5000

  let communityID: Int64
  let zone: String
  let period: Period?
  let database: Connection

  init(_ communityID: Int64, zone: String, _ period: Period?, _ database: Connection) {
    self.communityID = communityID
    self.zone = zone
    self.period = period
    self.database = database
  }

  func run(into summary: inout AggregateSummary) throws {
    // Taking the rows away locks them: an ingest that touches the same days waits and queues them again, or we wait for
    // it and read its blocks.
    try database.query("aggregate/empty_unit")
    try database.query("aggregate/take_stale", communityID, period)
    let days = try database.query("aggregate/unit_days").map { (day: $0.day("day")!, count: $0.int("meter_count")) }
    guard let first = days.first, let last = days.last, let span = Period(first.day, last.day.advanced(by: 1)) else {
      return
    }
    let calendar = try database.calendar(zone: zone, span)
    try database.query("ops/add_partitions", "aggregate.meter_day", days.map(\.day))
    try database.query("aggregate/delete_meter_days", communityID)
    var start = 0
    while start < days.count {
      var end = start
      var count = 0
      while end < days.count, count == 0 || count + days[end].count <= CommunityRun.chunk {
        count += days[end].count
        end += 1
      }
      summary.meterDayCount += try makeMeterDays(from: days[start].day, through: days[end - 1].day, calendar)
      start = end
    }
    try database.query("aggregate/delete_community_slots", communityID)
    try database.query("aggregate/make_community_slots", communityID, zone)
    summary.communityDayCount += try database.query("aggregate/make_community_days", communityID, zone)[0].int("made")
  }

  /// Totals of the unit's meter days in some days.
  private func makeMeterDays(from first: LocalDay, through last: LocalDay, _ calendar: LocalCalendar) throws -> Int {
    var made: [(meterID: Int64, day: LocalDay, interval: Int32, totals: DayTotals)] = []
    var open: (meterID: Int64, day: LocalDay, interval: Int32, blocks: [MeterDay.Block])?
    func close() {
      guard let done = open, let local = calendar[done.day] else { return }
      let day = MeterDay(done.blocks, count: local.intervals(of: done.interval))
      made.append(
        (done.meterID, done.day, done.interval, DayTotals(day, interval: done.interval, length: local.length)))
    }
    var values: [Int32] = []
    try database.stream("aggregate/unit_blocks", communityID, first, last) { row in
      let meterID = row.int64(0)
      let day = row.day(1)
      if open?.meterID != meterID || open?.day != day {
        close()
        open = (meterID, day, row.int32(3), [])
      }
      guard let register = Register(rawValue: row.int16(2)) else { return }
      row.int32s(5, missing: Int32.min, into: &values)
      open!.blocks.append(MeterDay.Block(register: register, exponent: row.int16(4), values: values))
    }
    close()
    try write(made)
    return made.count
  }

  private func write(_ days: [(meterID: Int64, day: LocalDay, interval: Int32, totals: DayTotals)]) throws {
    let writer = try CopyWriter("aggregate/copy_meter_days", fields: 23, on: database)
    for (meterID, day, interval, totals) in days {
      try writer.row()
      writer.field(communityID)
      writer.field(meterID)
      writer.field(day)
      writer.field(interval)
      writer.field(Int32(totals.expectedCount))
      writer.field(Int32(totals.presentCount))
      for sum in [
        totals.consumption, totals.production, totals.imported, totals.exported, totals.charge, totals.discharge,
      ] {
        writer.field(numeric: sum, exponent: totals.exponent)
      }
      writer.field(totals.peakImportW)
      writer.field(Int32(totals.bits.filter { $0 }.count) * totals.bitSeconds / 60)
      writer.field(Int32(totals.netSeconds / 60))
      writer.field(totals.exponent)
      for vector in [
        totals.quarters.consumption, totals.quarters.production, totals.quarters.imported, totals.quarters.exported,
      ] {
        writer.field(vector, missing: MeterDay.missing)
      }
      writer.field(bits: totals.bits)
      writer.field(totals.bitSeconds)
      writer.field(bits: totals.quarterBits)
    }
    try writer.finish()
  }
}
