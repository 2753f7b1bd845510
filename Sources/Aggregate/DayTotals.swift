import Grid

/// The totals of one meter's local day, made from its interval blocks alone.
struct DayTotals {
  static let quarter: Int32 = 900
  /// Five minutes: the finest grain of autarky.
  static let finest: Int32 = 300

  let exponent: Int16
  let expectedCount: Int
  /// Intervals whose exchange with the grid is known.
  private(set) var presentCount = 0
  private(set) var consumption: Int64 = 0
  private(set) var production: Int64 = 0
  private(set) var imported: Int64 = 0
  private(set) var exported: Int64 = 0
  private(set) var charge: Int64 = 0
  private(set) var discharge: Int64 = 0
  /// Mean power of the interval that drew most from the grid, in W, rounded down; nil when none is known.
  private(set) var peakImportW: Int32?
  /// Seconds of each strict bit.
  let bitSeconds: Int32
  /// 1 = all intervals known and none drew from the grid.
  let bits: [Bool]
  /// The same in quarter hours; nil when an interval is longer than one.
  let quarterBits: [Bool]?
  /// Seconds of the intervals in which production met consumption.
  private(set) var netSeconds = 0
  /// Quarter-hour sums; `MeterDay.missing` where no interval is known.
  let quarters: (consumption: [Int64], production: [Int64], imported: [Int64], exported: [Int64])

  /// - Parameters:
  ///   - day: The meter's vectors.
  ///   - interval: Seconds of an interval: a divisor or a multiple of a quarter hour.
  ///   - length: Seconds of the local day.
  init(_ day: MeterDay, interval: Int32, length: Int32) {
    exponent = day.exponent
    expectedCount = day.consumption.count
    bitSeconds = [DayTotals.finest, DayTotals.quarter].first { $0 % interval == 0 } ?? interval
    bits = DayTotals.strict(day.imported, every: Int(bitSeconds / interval))
    quarterBits =
      interval > DayTotals.quarter
      ? nil : DayTotals.strict(day.imported, every: Int(DayTotals.quarter / interval))
    let count = Int(length / DayTotals.quarter)
    quarters = (
      DayTotals.quarters(day.consumption, interval, count), DayTotals.quarters(day.production, interval, count),
      DayTotals.quarters(day.imported, interval, count), DayTotals.quarters(day.exported, interval, count)
    )
    add(day, interval)
  }

  private mutating func add(_ day: MeterDay, _ interval: Int32) {
    var peak: Int64 = -1
    for at in 0..<expectedCount {
      let (used, made) = (day.consumption[at], day.production[at])
      if used != MeterDay.missing { consumption += used }
      if made != MeterDay.missing { production += made }
      if day.charge[at] != MeterDay.missing { charge += day.charge[at] }
      if day.discharge[at] != MeterDay.missing { discharge += day.discharge[at] }
      if used != MeterDay.missing, made != MeterDay.missing, made >= used { netSeconds += Int(interval) }
      if day.exported[at] != MeterDay.missing { exported += day.exported[at] }
      guard day.imported[at] != MeterDay.missing else { continue }
      imported += day.imported[at]
      peak = max(peak, day.imported[at])
      if day.exported[at] != MeterDay.missing { presentCount += 1 }
    }
    if peak >= 0 {
      peakImportW = Int32(clamping: peak * 3600 / Int64(interval) / (exponent == 0 ? 1 : 1000))
    }
  }

  /// One flag for each run of `size` intervals: all known, nothing drawn. A shorter run at the end counts as one.
  static func strict(_ imported: [Int64], every size: Int) -> [Bool] {
    stride(from: 0, to: imported.count, by: size).map { start in
      (start..<min(start + size, imported.count)).allSatisfy { imported[$0] == 0 }
    }
  }

  /// Quarter-hour sums of a vector. An interval longer than a quarter hour is split evenly, the remainder to the first.
  static func quarters(_ values: [Int64], _ interval: Int32, _ count: Int) -> [Int64] {
    var quarters = [Int64](repeating: MeterDay.missing, count: count)
    if interval <= quarter {
      let size = Int(quarter / interval)
      for (at, value) in values.enumerated() where value != MeterDay.missing && at / size < count {
        let sum = quarters[at / size]
        quarters[at / size] = sum == MeterDay.missing ? value : sum + value
      }
      return quarters
    }
    let pieces = Int64(interval / quarter)
    for (at, value) in values.enumerated() where value != MeterDay.missing {
      for piece in 0..<pieces where at * Int(pieces) + Int(piece) < count {
        quarters[at * Int(pieces) + Int(piece)] = value / pieces + (piece < value % pieces ? 1 : 0)
      }
    }
    return quarters
  }
}
