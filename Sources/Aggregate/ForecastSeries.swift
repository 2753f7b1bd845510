import Database
import Grid

/// What of a community is foretold.
public enum ForecastQuantity: String, CaseIterable, Sendable { case consumption, production }

/// What a community used and made, one value a quarter hour of a clock, in mWh; `missing` where it is not known.
///
/// A quarter hour counts as known when at least 90 of 100 members are: their sum is then scaled to all members, as if the
/// missing ones were like the others. With fewer it is unknown: nothing is learned from it and no forecast judged by it.
struct ForecastSeries {
  static let missing = MeterDay.missing

  private(set) var consumption: [Int64]
  private(set) var production: [Int64]

  init(_ clock: ForecastClock) {
    consumption = [Int64](repeating: Self.missing, count: clock.count)
    production = consumption
  }

  /// - Parameter days: The days to read; others stay unknown.
  init(_ communityID: Int64, _ clock: ForecastClock, _ days: Period, on connection: Connection) throws {
    self.init(clock)
    let first = clock.days[0].day.number
    try connection.stream("aggregate/forecast_days", communityID, days) { row in
      let local = clock.days[Int(row.day(0).number - first)]
      var present: [Int32] = []
      row.int32s(6, missing: 0, into: &present)
      add(
        Day(
          slotSeconds: row.int32(2), exponent: row.int16(3), memberCount: row.int32(1),
          consumption: row.int64s(4, missing: Self.missing), production: row.int64s(5, missing: Self.missing),
          present: present),
        at: Int((local.start - clock.start) / ForecastClock.quarter))
    }
  }

  subscript(quantity: ForecastQuantity) -> [Int64] { quantity == .consumption ? consumption : production }

  /// A community's day as it is stored.
  struct Day {
    let slotSeconds: Int32
    let exponent: Int16
    let memberCount: Int32
    let consumption: [Int64]
    let production: [Int64]
    /// Members known for all of a slot.
    let present: [Int32]
  }

  /// Takes over a day whose first quarter hour has this number.
  mutating func add(_ day: Day, at first: Int) {
    let pieces = Int(ForecastClock.quarter) / Int(day.slotSeconds)
    let unit: Int64 = day.exponent == 0 ? 1000 : 1
    for at in 0..<min(day.present.count / pieces, consumption.count - first) {
      let slots = at * pieces..<(at + 1) * pieces
      let present = Int64(day.present[slots].min() ?? 0)
      guard present > 0, present * 10 >= Int64(day.memberCount) * 9 else { continue }
      func sum(_ values: [Int64]) -> Int64 {
        guard !values[slots].contains(Self.missing) else { return Self.missing }
        let sum = values[slots].reduce(0, +) * unit
        return (2 * sum * Int64(day.memberCount) + present) / (2 * present)
      }
      consumption[first + at] = sum(day.consumption)
      production[first + at] = sum(day.production)
    }
  }
}
