import Database
import Grid

/// What a battery's readings say that it cannot have done.
public struct BatteryViolation: Sendable, Equatable {
  public let battery: String
  public let at: Instant
  /// over-capacity, below-minimum, negative, above-charge-power, above-discharge-power or level-differs.
  public let kind: String
  /// Energy of the interval beyond the limit, mWh.
  public let excess: Int64
}

/// What a replay did.
public struct BatteryReplaySummary: Sendable {
  public var batteryCount = 0
  /// Days replayed: those of the period, and those that stand on them.
  public var dayCount = 0
  /// Intervals of the period that had ended, and how many of them nobody knows.
  public var expectedCount = 0
  public var missingCount = 0
  /// Of the period, by battery and instant.
  public var violations: [BatteryViolation] = []
}

/// Replays what batteries took and gave through their capacity, minimum and efficiency: their level in each slot.
///
/// A day starts at the level with which the day before ended: what the meter says of it, else what was replayed. So days
/// before the period that were never replayed are replayed too, and all later ones that are stored. A battery without
/// meter replays its plan. The unit of work is a battery, one transaction each; running twice changes nothing.
///
/// - Parameters:
///   - asOf: Days that had begun, and intervals that had ended.
///   - tolerance: Hundredths of a percent of the capacity by which replayed and metered level may differ.
public func replayBatteries(
  community: String?, battery: String?, period: Period, asOf: Instant, tolerance: Int64, on database: Connection
) throws -> BatteryReplaySummary {
  var summary = BatteryReplaySummary()
  for battery in try batteries(community: community, code: battery, period, on: database) {
    try database.transaction {
      try BatteryReplay(battery, period, asOf, tolerance: tolerance, database).run(into: &summary)
    }
    summary.batteryCount += 1
  }
  return summary
}

private struct BatteryReplay {
  private typealias Made = (day: Battery.Day, expected: Int, replayed: BatteryDay)

  let battery: Battery
  let period: Period
  let asOf: Instant
  let tolerance: Int64
  let database: Connection

  init(_ battery: Battery, _ period: Period, _ asOf: Instant, tolerance: Int64, _ database: Connection) {
    self.battery = battery
    self.period = period
    self.asOf = asOf
    self.tolerance = battery.limits.capacity * tolerance / 10_000
    self.database = database
  }

  func run(into summary: inout BatteryReplaySummary) throws {
    let chain = try database.query("operate/battery_chain", battery.id, period.start)[0]
    let first = chain.day("day_before")?.advanced(by: 1) ?? battery.firstDay
    let stop = max(period.end, chain.day("last_day")?.advanced(by: 1) ?? period.end)
    guard let span = Period(first, stop) else { return }
    let days = try battery.days(span, on: database).filter { $0.start < asOf.seconds }
    let readings = try battery.meterID == nil ? planned(days) : metered(days)
    var level = chain.optional("end_mwh").flatMap { Int64($0) } ?? battery.initial
    var made: [Made] = []
    for day in days {
      let replayed = BatteryDay(
        readings(day), battery.limits, level: level, interval: battery.interval, tolerance: tolerance)
      level = replayed.metered ?? replayed.end
      made.append((day, count(day), replayed))
    }
    try database.query("operate/delete_battery_days", battery.id, first)
    try write(made)
    try writeViolations(made)
    summary.dayCount += made.count
    for (day, expected, replayed) in made where period.start <= day.day && day.day < period.end {
      summary.expectedCount += expected
      summary.missingCount += max(0, expected - replayed.presentCount)
      summary.violations += replayed.violations.map {
        BatteryViolation(
          battery: battery.code, at: Instant(seconds: day.start + $0.elapsed), kind: $0.kind, excess: $0.excess)
      }
    }
  }

  /// Intervals of a day that have ended.
  private func count(_ day: Battery.Day) -> Int { Int(min(day.length, asOf.seconds - day.start) / battery.interval) }

  /// What the meter says: a register that is not stored on a day counts as zero when the other one is.
  private func metered(_ days: [Battery.Day]) throws -> (Battery.Day) -> BatteryDay.Readings {
    struct Block {
      let exponent: Int16
      let values: [Int32]
    }
    var blocks: [LocalDay: [Register: Block]] = [:]
    if let first = days.first, let last = days.last {
      let communities = Set(days.map(\.communityID)).sorted()
      var values: [Int32] = []
      try database.stream("operate/battery_blocks", communities, battery.meterID, first.day, last.day) { row in
        row.int32s(3, missing: Int32.min, into: &values)
        guard let register = Register(rawValue: row.int16(1)) else { return }
        blocks[row.day(0), default: [:]][register] = Block(exponent: row.int16(2), values: values)
      }
    }
    return { day in
      let known = blocks[day.day] ?? [:]
      let count = count(day)
      func vector(_ register: Register, absent: Int64) -> [Int64] {
        guard let block = known[register] else { return [Int64](repeating: absent, count: count) }
        return (0..<count).map { at in
          guard at < block.values.count, block.values[at] != Int32.min else { return MeterDay.missing }
          return Int64(block.values[at]) * (block.exponent == 0 ? 1000 : 1)
        }
      }
      let isMeasured = known[.batteryCharge] != nil || known[.batteryDischarge] != nil
      let absent = isMeasured ? 0 : MeterDay.missing
      return BatteryDay.Readings(
        charge: vector(.batteryCharge, absent: absent), discharge: vector(.batteryDischarge, absent: absent),
        level: vector(.batteryLevel, absent: MeterDay.missing),
        rounding: known.values.contains { $0.exponent == 0 } ? 500 : 0)
    }
  }

  private func planned(_ days: [Battery.Day]) throws -> (Battery.Day) -> BatteryDay.Readings {
    let stop = days.last.map { $0.start + $0.length } ?? 0
    let rows = try battery.plan(from: days.first?.start ?? 0, to: stop, on: database)
    let plan = Dictionary(uniqueKeysWithValues: rows.map { ($0.start, $0) })
    return { day in
      let slots = (0..<count(day)).map { plan[day.start + Int64($0) * PlanSlot.seconds] }
      return BatteryDay.Readings(
        charge: slots.map { $0.map { $0.charge * PlanSlot.energy } ?? MeterDay.missing },
        discharge: slots.map { $0.map { $0.discharge * PlanSlot.energy } ?? MeterDay.missing },
        level: slots.map { _ in MeterDay.missing }, rounding: 0)
    }
  }

  private func write(_ days: [Made]) throws {
    let slot = max(PlanSlot.seconds, battery.interval)
    let writer = try CopyWriter("operate/copy_battery_days", fields: 18, on: database)
    for (day, expected, replayed) in days {
      try writer.row()
      writer.field(day.communityID)
      writer.field(battery.id)
      writer.field(day.day)
      writer.field(Int32(slot))
      writer.field(Int32(expected))
      writer.field(Int32(replayed.presentCount))
      let sums = [
        replayed.start, replayed.end, replayed.charge, replayed.discharge, replayed.total.loss, replayed.total.excess,
        replayed.total.short,
      ]
      for sum in sums { writer.field(numeric: sum, exponent: -3) }
      for energy in [replayed.metered, replayed.deviation] { writer.field(milliwattHours: energy) }
      writer.field(Int32(replayed.violations.count))
      if let known = replayed.knownUntil { writer.field(instant: day.start + known) } else { writer.null() }
      writer.field(replayed.levels(every: slot, interval: battery.interval), missing: MeterDay.missing)
    }
    try writer.finish()
  }

  private func writeViolations(_ days: [Made]) throws {
    let writer = try CopyWriter("operate/copy_battery_violations", fields: 6, on: database)
    for (day, _, replayed) in days {
      for violation in replayed.violations {
        try writer.row()
        writer.field(day.communityID)
        writer.field(battery.id)
        writer.field(instant: day.start + violation.elapsed)
        writer.field(violation.kind)
        writer.field(day.day)
        writer.field(numeric: violation.excess, exponent: -3)
      }
    }
    try writer.finish()
  }
}

extension CopyWriter {
  /// A `timestamptz`: microseconds since 2000-01-01T00:00:00Z.
  func field(instant seconds: Int64) { field((seconds - 946_684_800) * 1_000_000) }

  /// A `numeric` in Wh; nil is NULL.
  func field(milliwattHours value: Int64?) {
    if let value { field(numeric: value, exponent: -3) } else { null() }
  }
}
