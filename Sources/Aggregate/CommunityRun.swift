import Database
import Grid

/// One community's stale days, within one transaction.
struct CommunityRun {
  /// Meter days that are held in memory at a time.
  private static let chunk = 5000

  private typealias Made = (meterID: Int64, day: LocalDay, totals: DayTotals)

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
      let made = try makeMeterDays(from: days[start].day, through: days[end - 1].day, calendar)
      summary.meterDayCount += made.count
      summary.communityDayCount += try makeCommunityDays(
        made, from: days[start].day, through: days[end - 1].day, calendar)
      start = end
    }
    try database.query("aggregate/mark_allocation", communityID)
  }

  /// Totals of the unit's meter days in some days.
  private func makeMeterDays(from first: LocalDay, through last: LocalDay, _ calendar: LocalCalendar) throws -> [Made] {
    var made: [Made] = []
    var open: (meterID: Int64, day: LocalDay, interval: Int32, blocks: [MeterDay.Block], quality: [[Int16]])?
    func close() {
      guard let done = open, let local = calendar[done.day] else { return }
      let count = local.intervals(of: done.interval)
      let isEstimated =
        done.quality.isEmpty
        ? nil : (0..<count).map { at in done.quality.contains { at < $0.count && $0[at] > 0 } }
      let totals = DayTotals(
        MeterDay(done.blocks, count: count), interval: done.interval, length: local.length, isEstimated: isEstimated)
      made.append((done.meterID, done.day, totals))
    }
    var values: [Int32] = []
    try database.stream("aggregate/unit_blocks", communityID, first, last) { row in
      let meterID = row.int64(0)
      let day = row.day(1)
      if open?.meterID != meterID || open?.day != day {
        close()
        open = (meterID, day, row.int32(3), [], [])
      }
      guard let register = Register(rawValue: row.int16(2)) else { return }
      row.int32s(5, missing: Int32.min, into: &values)
      open!.blocks.append(MeterDay.Block(register: register, exponent: row.int16(4), values: values))
      if register != .batteryLevel, let quality = row.int16s(6) { open!.quality.append(quality) }
    }
    close()
    try write(made)
    return made
  }

  /// Adds up the days of the community: what was just made, and what is stored of its other members.
  ///
  /// - Returns: How many days were made.
  private func makeCommunityDays(
    _ made: [Made], from first: LocalDay, through last: LocalDay, _ calendar: LocalCalendar
  ) throws -> Int {
    var days: [LocalDay: CommunityDay] = [:]
    for row in try database.query("aggregate/unit_members", communityID, zone, first, last) {
      guard let day = row.day("day"), let local = calendar[day] else { continue }
      let members = CommunityDay.Members(
        count: Int32(row.int("member_count")), expectedCount: row.int64("expected_count"), isFine: row.bool("is_fine"))
      days[day] = CommunityDay(local, members)
    }
    let strays = Set(
      try database.query("aggregate/unit_strays", communityID).map { Stray($0.int64("meter_id"), $0.day("day")!) })
    for (meterID, day, totals) in made where !strays.contains(Stray(meterID, day)) { days[day]?.add(totals.member) }
    var read = Set(made.map(\.day))
    try database.stream("aggregate/other_meter_days", communityID, first, last) { row in
      days[row.day(0)]?.add(MemberDay(stored: row))
      read.insert(row.day(0))
    }
    try database.query("aggregate/delete_community_days", communityID, Array(days.keys))
    // A day whose readings were all taken back is as one that never had any.
    let left = days.values.filter { read.contains($0.day.day) }.sorted { $0.day.day < $1.day.day }
    try write(left)
    return left.count
  }

  private func write(_ days: [Made]) throws {
    let writer = try CopyWriter("aggregate/copy_meter_days", fields: 25, on: database)
    for (meterID, day, totals) in days {
      let member = totals.member
      try writer.row()
      writer.field(communityID)
      writer.field(meterID)
      writer.field(day)
      writer.field(member.interval)
      writer.field(Int32(totals.expectedCount))
      writer.field(Int32(member.presentCount))
      for sum in member.sums.all { writer.field(numeric: sum, exponent: member.exponent) }
      writer.field(totals.peakImportW)
      writer.field(Int32(totals.bits.count { $0 }) * totals.bitSeconds / 60)
      writer.field(Int32(totals.netSeconds / 60))
      writer.field(member.exponent)
      writer.field(member.slotSeconds)
      for vector in [member.consumption, member.production, member.imported, member.exported] {
        writer.field(vector, missing: MeterDay.missing)
      }
      writer.field(member.missing)
      writer.field(bits: totals.bits)
      writer.field(totals.bitSeconds)
      writer.field(Int32(totals.estimatedCount))
    }
    try writer.finish()
  }

  private func write(_ days: [CommunityDay]) throws {
    let writer = try CopyWriter("aggregate/copy_community_days", fields: 22, on: database)
    for day in days {
      let strict = day.strict
      try writer.row()
      writer.field(communityID)
      writer.field(day.day.day)
      writer.field(day.members.count)
      writer.field(Int32(day.members.expectedCount))
      writer.field(Int32(day.presentCount))
      for sum in day.sums.all { writer.field(numeric: day.stored(sum), exponent: day.exponent) }
      writer.field(day.day.length / 60)
      writer.field(Int32(strict.count { $0 }) * day.slotSeconds / 60)
      writer.field(day.netMinutes)
      writer.field(day.exponent)
      writer.field(day.slotSeconds)
      for vector in [day.consumption, day.production, day.imported, day.exported] {
        writer.field(vector.map(day.stored), missing: MeterDay.missing)
      }
      writer.field(day.present)
      writer.field(bits: strict)
    }
    try writer.finish()
  }
}

/// A meter day of the queue whose meter is no member any more.
private struct Stray: Hashable {
  let meterID: Int64
  let day: LocalDay

  init(_ meterID: Int64, _ day: LocalDay) {
    self.meterID = meterID
    self.day = day
  }
}

extension MemberDay {
  /// - Parameter row: A row of aggregate/other_meter_days.
  fileprivate init(stored row: BinaryRow) {
    func vector(_ column: Int) -> [Int64] { row.int64s(column, missing: MeterDay.missing) }
    self.init(
      interval: row.int32(1), slotSeconds: row.int32(2), exponent: row.int16(3), consumption: vector(11),
      production: vector(12), imported: vector(13), exported: vector(14), missing: row.int16s(15),
      presentCount: Int(row.int32(4)),
      sums: Sums(
        consumption: row.int64(5), production: row.int64(6), imported: row.int64(7), exported: row.int64(8),
        charge: row.int64(9), discharge: row.int64(10)))
  }
}
