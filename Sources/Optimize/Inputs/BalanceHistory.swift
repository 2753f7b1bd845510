import Database
import Grid

/// What a community used less what it made in the last 24 hours that are known, without its piloted devices.
struct BalanceHistory {
  static let quarter = 900

  /// First second after the day; nil: nothing of the last 8 days is known.
  private(set) var end: Int64?
  /// mWh of each quarter hour of the day.
  private(set) var day = LatestDay.unknown
  /// Whether plans say what devices without a meter of their own drew in these hours.
  private(set) var hasPlans = false

  /// - Parameters:
  ///   - end: Quarter hours that end after it are not looked at.
  ///   - label: Of the runs that were carried out.
  init(_ communityID: Int64, zone: String, until end: Instant, label: String, on connection: Connection) throws {
    let series = try measured(communityID, zone: zone, until: end, on: connection)
    guard let latest = LatestDay(series.values, slotsPerDay: series.slotsPerDay) else { return }
    let last = series.start + Int64(latest.end * Self.quarter)
    self.end = last
    day = latest
    try subtractPlanned(communityID, label: label, until: last, on: connection)
  }

  /// Takes away what plans gave to devices without a meter of their own.
  private mutating func subtractPlanned(
    _ communityID: Int64, label: String, until last: Int64, on connection: Connection
  ) throws {
    let count = day.values.count
    // A slot may be of an earlier day.
    let oldest = day.ages.max() ?? 0
    let first = last - Int64((oldest + 1) * count * Self.quarter)
    var loads: [Int: Int] = [:]
    for row in try connection.query(
      "optimize/executed_loads", communityID, label, Instant(seconds: first), Instant(seconds: last))
    {
      hasPlans = hasPlans || row.int64("starts_s") >= last - 86_400
      var at = Int(row.int64("starts_s") - first)
      let stop = at + row.int("step_s")
      while at < stop {
        let next = min(stop, (at / Self.quarter + 1) * Self.quarter)
        loads[at / Self.quarter, default: 0] += row.int("milliwatts") * (next - at)
        at = next
      }
    }
    day.subtract { slot, age in
      Int64(divided(loads[slot + (max(0, oldest) - age) * count] ?? 0, by: 3600))
    }
  }
}

/// mWh of each quarter hour of the last 8 times 24 hours, without what meters of piloted devices measured.
private func measured(
  _ communityID: Int64, zone: String, until end: Instant, on connection: Connection
) throws -> RecentSeries {
  var series = RecentSeries(until: end.seconds, interval: BalanceHistory.quarter)
  let calendar = try connection.calendar(
    zone: zone, from: Instant(seconds: series.start), to: end)
  var flexible = FlexibleMeters(series)
  let meters = try connection.query("optimize/piloted_meters", communityID).map { $0.int64("meter_id") }
  try connection.readings(communityID, of: meters, calendar) { flexible.add($0) }
  let days = Period(calendar.days[0].day, calendar.days.last!.day.advanced(by: 1))!
  try connection.stream("optimize/balance_days", communityID, days) { row in
    guard let start = calendar[row.day(0)]?.start else { return }
    series.add(CommunityQuarters(row).others(from: start, without: flexible), from: start)
  }
  return series
}

/// What meters of piloted devices measured, on the quarter hours of a series.
private struct FlexibleMeters {
  /// First second of quarter hour 0.
  let start: Int64
  /// mWh that are known, of all of them.
  private(set) var energies: [Int64]
  /// How many of them are known for all of the quarter hour.
  private(set) var presentCounts: [Int]

  init(_ series: RecentSeries) {
    start = series.start
    energies = [Int64](repeating: 0, count: series.values.count)
    presentCounts = [Int](repeating: 0, count: series.values.count)
  }

  mutating func add(_ readings: MeterReadings) {
    let offset = Int((readings.start - start).quotientAndRemainder(flooringBy: 900).quotient)
    for (at, quarter) in readings.quarters.enumerated() where energies.indices.contains(offset + at) {
      energies[offset + at] += quarter.net
      if quarter.isKnown { presentCounts[offset + at] += 1 }
    }
  }
}

/// A community's day as it is stored.
private struct CommunityQuarters {
  let memberCount: Int
  let flexibleCount: Int
  let slotSeconds: Int
  /// Of a mWh, or of a Wh where the day counts those.
  let unit: Int64
  let consumption: [Int64]
  let production: [Int64]
  let present: [Int32]

  init(_ row: BinaryRow) {
    memberCount = Int(row.int32(1))
    flexibleCount = Int(row.int32(2))
    slotSeconds = Int(row.int32(3))
    unit = row.int16(4) == 0 ? 1000 : 1
    consumption = row.int64s(5, missing: MeterDay.missing)
    production = row.int64s(6, missing: MeterDay.missing)
    var present: [Int32] = []
    row.int32s(7, missing: 0, into: &present)
    self.present = present
  }

  /// mWh of each quarter hour, scaled to all members that are no piloted devices; `MeterDay.missing` where fewer than
  /// nine of ten of these are known.
  func others(from start: Int64, without flexible: FlexibleMeters) -> [Int64] {
    let pieces = BalanceHistory.quarter / slotSeconds
    let offset = Int((start - flexible.start).quotientAndRemainder(flooringBy: 900).quotient)
    let members = max(0, memberCount - flexibleCount)
    return (0..<present.count / pieces).map { quarter in
      let slots = quarter * pieces..<(quarter + 1) * pieces
      let at = offset + quarter
      guard flexible.energies.indices.contains(at) else { return MeterDay.missing }
      guard members > 0 else { return 0 }
      let known = min(members, Int(present[slots].min() ?? 0) - flexible.presentCounts[at])
      guard known > 0, known * 10 >= members * 9, !consumption[slots].contains(MeterDay.missing),
        !production[slots].contains(MeterDay.missing)
      else { return MeterDay.missing }
      let sum = slots.reduce(Int64(0)) { $0 + consumption[$1] - production[$1] } * unit - flexible.energies[at]
      return Int64(divided(Int(sum) * members, by: known))
    }
  }
}
