import Grid

/// The totals of one meter's local day, made from its interval blocks alone.
struct DayTotals {
  static let quarter: Int32 = 900
  /// Five minutes: the finest grain of slots and of autarky.
  static let finest: Int32 = 300

  /// What the meter's community adds up.
  private(set) var member: MemberDay
  let expectedCount: Int
  /// Intervals whose exchange with the grid is known by an estimate.
  private(set) var estimatedCount = 0
  /// Mean power of the interval that drew most from the grid, in W, rounded down; nil when none is known.
  private(set) var peakImportW: Int32?
  /// Seconds of each strict bit.
  let bitSeconds: Int32
  /// 1 = all intervals known and none drew from the grid.
  let bits: [Bool]
  /// Seconds of the intervals in which production met consumption.
  private(set) var netSeconds = 0

  /// - Parameters:
  ///   - day: The meter's vectors.
  ///   - interval: Seconds of an interval: a divisor or a multiple of a quarter hour.
  ///   - length: Seconds of the local day.
  ///   - isEstimated: Of each interval, whether one of its registers holds an estimate; nil: none does.
  init(_ day: MeterDay, interval: Int32, length: Int32, isEstimated: [Bool]? = nil) {
    expectedCount = day.consumption.count
    bitSeconds = [DayTotals.finest, DayTotals.quarter].first { $0 % interval == 0 } ?? interval
    bits = DayTotals.strict(day.imported, every: Int(bitSeconds / interval))
    let slot = DayTotals.finest % interval == 0 ? DayTotals.finest : DayTotals.quarter
    let count = Int(length / slot)
    member = MemberDay(
      interval: interval, slotSeconds: slot, exponent: day.exponent,
      consumption: DayTotals.slots(day.consumption, interval, slot, count),
      production: DayTotals.slots(day.production, interval, slot, count),
      imported: DayTotals.slots(day.imported, interval, slot, count),
      exported: DayTotals.slots(day.exported, interval, slot, count))
    add(day, interval, isEstimated)
  }

  private mutating func add(_ day: MeterDay, _ interval: Int32, _ isEstimated: [Bool]?) {
    var peak: Int64 = -1
    var sums = MemberDay.Sums()
    var present = 0
    var missing: [Int16]?
    for at in 0..<expectedCount {
      let (used, made) = (day.consumption[at], day.production[at])
      if used != MeterDay.missing { sums.consumption += used }
      if made != MeterDay.missing { sums.production += made }
      if day.charge[at] != MeterDay.missing { sums.charge += day.charge[at] }
      if day.discharge[at] != MeterDay.missing { sums.discharge += day.discharge[at] }
      if used != MeterDay.missing, made != MeterDay.missing, made >= used { netSeconds += Int(interval) }
      if day.exported[at] != MeterDay.missing { sums.exported += day.exported[at] }
      if day.imported[at] != MeterDay.missing {
        sums.imported += day.imported[at]
        peak = max(peak, day.imported[at])
        if day.exported[at] != MeterDay.missing {
          present += 1
          if isEstimated?[at] ?? false { estimatedCount += 1 }
          continue
        }
      }
      if missing == nil { missing = [Int16](repeating: 0, count: member.imported.count) }
      member.note(missing: at, in: &missing!)
    }
    if peak >= 0 {
      peakImportW = Int32(clamping: peak * 3600 / Int64(interval) / (day.exponent == 0 ? 1 : 1000))
    }
    member.sums = sums
    member.presentCount = present
    member.missing = missing
  }

  /// One flag for each run of `size` intervals: all known, nothing drawn. A shorter run at the end counts as one.
  static func strict(_ imported: [Int64], every size: Int) -> [Bool] {
    stride(from: 0, to: imported.count, by: size).map { start in
      (start..<min(start + size, imported.count)).allSatisfy { imported[$0] == 0 }
    }
  }

  /// Sums of a vector's slots. An interval longer than a slot is split evenly, the remainder to the first.
  static func slots(_ values: [Int64], _ interval: Int32, _ slot: Int32, _ count: Int) -> [Int64] {
    var slots = [Int64](repeating: MeterDay.missing, count: count)
    if interval <= slot {
      let size = Int(slot / interval)
      for (at, value) in values.enumerated() where value != MeterDay.missing && at / size < count {
        let sum = slots[at / size]
        slots[at / size] = sum == MeterDay.missing ? value : sum + value
      }
      return slots
    }
    let pieces = Int64(interval / slot)
    for (at, value) in values.enumerated() where value != MeterDay.missing {
      for piece in 0..<pieces where at * Int(pieces) + Int(piece) < count {
        slots[at * Int(pieces) + Int(piece)] = value / pieces + (piece < value % pieces ? 1 : 0)
      }
    }
    return slots
  }
}
