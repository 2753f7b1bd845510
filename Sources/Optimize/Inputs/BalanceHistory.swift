import Database
import Grid

/// What a community used less what it made in the last 8 times 24 hours, without its piloted devices.
struct BalanceHistory {
  static let quarter = 900

  /// mWh of each quarter hour.
  private(set) var series: RecentSeries
  /// Whether plans say what devices without a meter of their own drew in some of the last 24 hours.
  private(set) var hasPlans = false

  /// - Parameters:
  ///   - end: Quarter hours that end after it are not looked at.
  ///   - label: Of the runs that were carried out.
  init(_ communityID: Int64, zone: String, until end: Instant, label: String, on connection: Connection) throws {
    series = RecentSeries(until: end.seconds, interval: Self.quarter)
    let first = Instant(seconds: series.start)
    let last = first.advanced(by: series.values.count * Self.quarter)
    let calendar = try connection.calendar(zone: zone, from: first, to: last)
    var flexible = FlexibleMeters(series)
    let meters = try connection.query("optimize/piloted_meters", communityID).map { $0.int64("meter_id") }
    try connection.readings(communityID, of: meters, calendar) { flexible.add($0) }
    let days = Period(calendar.days[0].day, calendar.days.last!.day.advanced(by: 1))!
    try connection.stream("optimize/balance_days", communityID, days) { row in
      guard let start = calendar[row.day(0)]?.start else { return }
      series.add(CommunityQuarters(row).others(from: start, without: flexible), from: start)
    }
    let planned = try plannedLoads(communityID, label: label, from: first, to: last, on: connection)
    series.subtract(planned)
  }

  /// mWh of each quarter hour that plans gave to devices without a meter of their own.
  private mutating func plannedLoads(
    _ communityID: Int64, label: String, from first: Instant, to last: Instant, on connection: Connection
  ) throws -> [Int64] {
    let count = series.values.count
    var total = [Int64](repeating: 0, count: count)
    var load = total
    var device: String?
    func finish() { for quarter in total.indices { total[quarter] += load[quarter] } }
    for row in try connection.query("optimize/executed_loads", communityID, label, first, last) {
      if row.text("device") != device {
        finish()
        device = row.text("device")
        load = [Int64](repeating: 0, count: count)
      }
      let start = row.int64("starts_s")
      let steps = row.text("load").dropFirst().dropLast().split(separator: ",").compactMap { Int($0) }
      let step = row.int("step_s")
      let signal = PowerSignal(
        steps.enumerated().map { at, milliwatts in
          PowerSignal.Piece(
            start: start + Int64(at * step), end: start + Int64((at + 1) * step), milliwatts: milliwatts)
        })
      let from = max(0, Int((start - series.start) / 900))
      let to = min(count, Int((start + Int64(steps.count * step) - series.start + 899) / 900))
      guard from < to else { continue }
      // A later plan takes the place of an earlier one from its first step on.
      for quarter in from..<to {
        let begin = series.start + Int64(quarter * Self.quarter)
        let (energy, seconds) = signal.energy(from: begin, to: begin + Int64(Self.quarter))
        guard seconds > 0 else { continue }
        load[quarter] = Int64(divided(energy, by: 3600))
      }
      hasPlans = hasPlans || to > count - series.slotsPerDay
    }
    finish()
    return total
  }
}

extension RecentSeries {
  /// Takes away what is known of a part from what is known of the whole.
  fileprivate mutating func subtract(_ part: [Int64]) {
    add(
      zip(values, part).map { $0 == MeterDay.missing ? $0 : $0 - $1 }, from: start)
  }
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
    let net = readings.net
    let offset = Int((readings.start - start) / 900)
    let perQuarter = max(1, 900 / readings.interval)
    // Half hours and hours are split evenly, the remainder to the first quarter hour, as in the community's sums.
    let quarters = max(1, readings.interval / 900)
    for quarter in 0..<(net.count * quarters / perQuarter) where energies.indices.contains(offset + quarter) {
      let from = quarter * perQuarter / quarters
      let values = net[from..<from + perQuarter]
      var sum = values.reduce(0) { $0 + ($1 == MeterDay.missing ? 0 : $1) }
      if quarters > 1 {
        let (share, rest) = sum.quotientAndRemainder(dividingBy: Int64(quarters))
        sum = share + (quarter % quarters == 0 ? rest : 0)
      }
      energies[offset + quarter] += sum
      if !values.contains(MeterDay.missing) { presentCounts[offset + quarter] += 1 }
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
