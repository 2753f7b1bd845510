import Grid

/// Foretells a series that was known for a day: from the last value on it follows the increments of that day, and fades
/// to the values of that day.
///
/// With values y[0] … y[n-1] and m = y[n-1] at first, m becomes (m + y[i] - y[i-1]) (n-i)/n + y[i] i/n, with y[-1] = y[0];
/// so it is y[i] + d (n-1)/n · (n-2)/n · … · (n-i)/n with d = y[n-1] - y[0], and from i = n on the day itself again.
///
/// - Parameters:
///   - day: One value a slot, oldest first.
///   - count: Slots to foretell, from the first one after the day on.
/// - Returns: In the unit of `day`, rounded half away from zero.
public func fadingPersistence(_ day: [Int], count: Int) -> [Int] {
  guard let first = day.first, let last = day.last else { return [Int](repeating: 0, count: count) }
  let n = Int128(day.count)
  // A millionth of a unit, so that no rounding on the way shows.
  let scale: Int128 = 1_000_000
  func rounded(_ value: Int128, _ divisor: Int128) -> Int128 {
    value < 0 ? -((-value + divisor / 2) / divisor) : (value + divisor / 2) / divisor
  }
  var rest = Int128(last - first) * scale
  return (0..<count).map { slot in
    rest = Int128(slot) < n ? rounded(rest * (n - Int128(slot)), n) : 0
    return day[slot % day.count] + Int(rounded(rest, scale))
  }
}

/// The last 24 hours of a series that may have gaps, each slot as it was known last.
struct LatestDay {
  /// One past the last known slot: where the day ends.
  let end: Int
  /// Oldest first; `MeterDay.missing` where a slot was never known.
  private(set) var values: [Int64]
  /// Days before the last one that each value is from; -1 where there is none.
  let ages: [Int]

  /// Nil when nothing of the series is known.
  ///
  /// - Parameter slotsPerDay: Slots of 24 hours.
  init?(_ series: [Int64], slotsPerDay: Int) {
    guard let last = series.lastIndex(where: { $0 != MeterDay.missing }) else { return nil }
    end = last + 1
    var values: [Int64] = []
    var ages: [Int] = []
    for slot in (end - slotsPerDay)..<end {
      let known = stride(from: slot, through: 0, by: -slotsPerDay).first { series[$0] != MeterDay.missing }
      values.append(known.map { series[$0] } ?? MeterDay.missing)
      ages.append(known.map { (slot - $0) / slotsPerDay } ?? -1)
    }
    self.values = values
    self.ages = ages
  }

  private init() {
    (end, values, ages) = (0, [], [])
  }

  /// A day without slots.
  static let unknown = LatestDay()

  /// Takes something away from each slot that is known, by its number and its age in days.
  mutating func subtract(_ part: (_ slot: Int, _ age: Int) -> Int64) {
    for slot in values.indices where ages[slot] >= 0 { values[slot] -= part(slot, ages[slot]) }
  }

  /// Slots that are from an earlier day.
  var olderCount: Int { ages.count { $0 > 0 } }
  var unknownCount: Int { ages.count { $0 < 0 } }
}
