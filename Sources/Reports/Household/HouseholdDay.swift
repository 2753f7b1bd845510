import Database
import Grid

/// A local day of a meter.
struct HouseholdDay {
  let local: LocalCalendar.Day
  private(set) var span: HouseholdSpan
  /// Greatest mean power that was drawn in an interval, in W.
  private(set) var peak: Int?
  /// mWh that each hour since local midnight used; `MeterDay.missing` where nothing is known. Empty: nothing of the day is.
  private(set) var usedByHour: [Int64] = []
  /// Each hour since local midnight, and the slots they are made of, where they were asked for.
  private(set) var hours: [HouseholdSpan] = []
  private(set) var slots: HouseholdSlots?

  /// A day of which nothing is known.
  init(_ local: LocalCalendar.Day, interval: Int, isHourly: Bool) {
    self.local = local
    span = HouseholdSpan(expected: Int(local.length) / interval)
    guard isHourly else { return }
    hours = stride(from: 0, to: Int(local.length), by: 3600).map { start in
      HouseholdSpan(expected: max(1, min(3600, Int(local.length) - start) / interval))
    }
  }

  /// A row of `reports/household_days`; nil when nothing is known of it.
  init?(_ row: BinaryRow, _ local: LocalCalendar.Day) {
    let (expected, present) = (Int(row.int32(2)), Int(row.int32(3)))
    guard present > 0, expected > 0 else { return nil }
    self.local = local
    let interval = Int(local.length) / expected
    func optional(_ column: Int) -> Int64? { row.isNull(column) ? nil : row.int64(column) }
    let estimated = row.int16s(12)
    span = HouseholdSpan(
      used: row.int64(4), produced: row.int64(5), drawn: row.int64(6), fedIn: row.int64(7), sharedIn: optional(10),
      sharedOut: optional(11), strictMinutes: Int(row.int32(9)), expected: expected, present: present,
      knownSeconds: present * interval, isEstimated: estimated != nil)
    peak = row.isNull(8) ? nil : Int(row.int32(8))
    let (scale, slot) = (Int64(row.int16(13) == 0 ? 1000 : 1), Int(row.int32(14)))
    let used = row.int64s(15, missing: MeterDay.missing)
    let size = 3600 / slot
    usedByHour = sums(used, size, scale)
    guard !row.isNull(17) else { return }
    let slots = HouseholdSlots(
      seconds: slot, scale: scale, used: used, produced: row.int64s(17, missing: MeterDay.missing),
      drawn: row.int64s(18, missing: MeterDay.missing), fedIn: row.int64s(19, missing: MeterDay.missing),
      missing: row.int16s(16), bits: Array(row.text(20).utf8), bitSeconds: Int(row.int32(21)))
    self.slots = slots
    hours = slots.hours(interval: interval, estimated: Set((estimated ?? []).map(Int.init)))
  }

  /// What the wall clock shows at the start of an hour, as seconds since 1970-01-01T00:00 on that clock, and its distance
  /// to UTC.
  func clock(elapsed: Int) -> (wall: Int64, offset: Int32) {
    let elapsed = Int32(elapsed)
    return (
      Int64(local.day.number) * 86_400 + Int64(local.wallClock(elapsed: elapsed)),
      elapsed < local.transition ? local.offset : local.offsetAfter
    )
  }
}

/// The vectors of a day, from local midnight on; elements are `MeterDay.missing` where nothing is known.
struct HouseholdSlots {
  let seconds: Int
  /// mWh of a unit.
  let scale: Int64
  let used: [Int64]
  let produced: [Int64]
  let drawn: [Int64]
  let fedIn: [Int64]
  /// Intervals of each slot whose exchange is unknown; nil: none.
  let missing: [Int16]?
  /// `1` where nothing was drawn, as text.
  let bits: [UInt8]
  let bitSeconds: Int

  func hours(interval: Int, estimated: Set<Int>) -> [HouseholdSpan] {
    let size = 3600 / seconds
    let (used, produced) = (sums(used, size, scale), sums(produced, size, scale))
    let (drawn, fedIn) = (sums(drawn, size, scale), sums(fedIn, size, scale))
    func known(_ value: Int64) -> Int64? { value == MeterDay.missing ? nil : value }
    return used.indices.map { hour in
      let range = hour * size..<min((hour + 1) * size, self.used.count)
      let expected = range.count * max(1, seconds / interval)
      let unknown = missing.map { $0[range].reduce(0) { $0 + Int($1) } } ?? 0
      let flags = hour * 3600 / bitSeconds..<max(hour * 3600 / bitSeconds + 1, (hour + 1) * 3600 / bitSeconds)
      let isKnown = unknown < expected
      return HouseholdSpan(
        used: known(used[hour]), produced: known(produced[hour]), drawn: known(drawn[hour]), fedIn: known(fedIn[hour]),
        strictMinutes: isKnown
          ? bits[flags.clamped(to: bits.indices)].count { $0 == UInt8(ascii: "1") } * bitSeconds / 60 : nil,
        expected: expected, present: expected - unknown,
        knownSeconds: (expected - unknown) * 3600 / max(expected, 1) * range.count / size,
        isEstimated: estimated.contains(hour))
    }
  }

  /// Sums of the quarter hours: used, produced, drawn, fed in, in mWh; nil where nothing is known.
  var quarters: [[Int64?]] {
    let size = 900 / seconds
    let vectors = [used, produced, drawn, fedIn].map { sums($0, size, scale) }
    return vectors[0].indices.map { at in vectors.map { $0[at] == MeterDay.missing ? nil : $0[at] } }
  }
}

/// Sums of runs of `size` elements, in mWh; a run of which nothing is known is `MeterDay.missing`.
private func sums(_ values: [Int64], _ size: Int, _ scale: Int64) -> [Int64] {
  stride(from: 0, to: values.count, by: size).map { start in
    var sum = MeterDay.missing
    for at in start..<min(start + size, values.count) where values[at] != MeterDay.missing {
      sum = (sum == MeterDay.missing ? 0 : sum) + values[at] * scale
    }
    return sum
  }
}
