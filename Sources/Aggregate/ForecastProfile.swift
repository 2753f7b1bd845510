import Grid

/// Means by weekday type and time of the day over the last weeks; consumption follows the temperature.
///
/// The weekday types are Monday to Friday, Saturday and Sunday. Production knows no weekday: its means are over all days.
/// The correction is one slope for all groups, in mWh a hundredth of a degree below 18 °C: the least squares of what a
/// quarter hour deviates from its group's mean against how much colder than its group's mean it was. Sums are integers;
/// the slope alone is floating point, and every forecast is rounded to mWh.
struct ForecastProfile {
  /// Sums of a weekday type and time of the day.
  private struct Group {
    var count: Int64 = 0
    var energy: Int64 = 0
    var heating: Int64 = 0
  }

  /// Quarter hours without a temperature that a correction may leave out: one in ten.
  private static let tolerance = 10

  private let quantity: ForecastQuantity
  private let issuedAt: Int64
  private var groups: [Group]
  /// mWh of a quarter hour for each hundredth of a degree; nil: the temperature is not known or says nothing.
  private(set) var slope: Double?

  init(
    _ quantity: ForecastQuantity, _ history: ArraySlice<Int64>, _ clock: ForecastClock, _ weather: ForecastWeather
  ) {
    self.quantity = quantity
    issuedAt = clock.instant(history.endIndex).seconds
    groups = [Group](repeating: Group(), count: 3 * ForecastClock.slotsPerDay)
    let first = clock.firstQuarter(ofDay: history.endIndex, daysBefore: ForecastMethod.profileDays)
    let known = (first..<history.endIndex).filter { history[$0] != ForecastSeries.missing }
    if quantity == .consumption, !weather.isEmpty { fit(known, history, clock, weather) }
    guard slope == nil else { return }
    groups = [Group](repeating: Group(), count: groups.count)
    for at in known {
      groups[group(at, clock)].count += 1
      groups[group(at, clock)].energy += history[at]
    }
  }

  private func group(_ quarter: Int, _ clock: ForecastClock) -> Int {
    (quantity == .production ? 0 : clock.weekdayType(quarter) * ForecastClock.slotsPerDay) + clock.wall[quarter]
  }

  /// Fits the slope, and leaves the sums of the quarter hours whose temperature is known.
  private mutating func fit(
    _ known: [Int], _ history: ArraySlice<Int64>, _ clock: ForecastClock, _ weather: ForecastWeather
  ) {
    var samples: [(group: Int, energy: Int64, heating: Int64)] = []
    samples.reserveCapacity(known.count)
    var hour: Int64 = -1
    var heating: Int64?
    for at in known {
      let seconds = clock.instant(at).seconds
      if seconds - seconds % 3600 != hour {
        hour = seconds - seconds % 3600
        heating = weather.heating(hour, knownAt: issuedAt)
      }
      if let heating { samples.append((group(at, clock), history[at], heating)) }
    }
    guard (known.count - samples.count) * Self.tolerance <= known.count else { return }
    for sample in samples {
      groups[sample.group].count += 1
      groups[sample.group].energy += sample.energy
      groups[sample.group].heating += sample.heating
    }
    var (products, squares) = (0.0, 0.0)
    for sample in samples {
      let group = groups[sample.group]
      let count = Double(group.count)
      let colder = Double(sample.heating) - Double(group.heating) / count
      products += (Double(sample.energy) - Double(group.energy) / count) * colder
      squares += colder * colder
    }
    // Who uses less when it is colder does not heat: that is chance, and not carried on.
    if squares > 0, products > 0 { slope = products / squares }
  }

  /// mWh of a quarter hour after the issue, never negative; `ForecastSeries.missing` for a group without history.
  func forecast(_ target: Int, _ clock: ForecastClock, _ weather: ForecastWeather) -> Int64 {
    let group = groups[group(target, clock)]
    guard group.count > 0 else { return ForecastSeries.missing }
    let seconds = clock.instant(target).seconds
    if let slope, let heating = weather.expectedHeating(seconds - seconds % 3600, knownAt: issuedAt) {
      let count = Double(group.count)
      let corrected = Double(group.energy) / count + slope * (Double(heating) - Double(group.heating) / count)
      return max(0, Int64(corrected.rounded()))
    }
    return (2 * group.energy + group.count) / (2 * group.count)
  }
}
