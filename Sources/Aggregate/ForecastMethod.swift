import Grid

/// How a quantity is foretold. The order decides between equals.
public enum ForecastMethod: String, CaseIterable, Comparable, Sendable {
  /// The last 24 hours again, and again.
  case persistence
  /// The same weekday and time of the day 52 weeks before.
  case lastYear = "last_year"
  /// The mean of the weekday type and time of the day in the last weeks, consumption corrected by temperature.
  case profile

  /// Local days that persistence goes back for a quarter hour that is not known.
  static let persistenceDays = 7
  static let yearDays = 364

  /// Local days that a profile learns from: four weeks, since in spring eight are a fifth further off.
  static let profileDays = 28

  public static func < (a: ForecastMethod, b: ForecastMethod) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }

  /// The quarter hours after a time, in mWh; `ForecastSeries.missing` where the method has nothing to go by.
  ///
  /// - Parameters:
  ///   - history: The quarter hours before the issue: the method sees no other, and its end is the time of the issue.
  ///   - count: Quarter hours to foretell; the clock has them.
  func forecast(
    _ quantity: ForecastQuantity, _ history: ArraySlice<Int64>, count: Int, _ clock: ForecastClock,
    _ weather: ForecastWeather
  ) -> [Int64] {
    let issue = history.endIndex
    switch self {
    case .persistence:
      return (issue..<issue + count).map { Self.persisted($0, history, clock) }
    case .lastYear:
      return (issue..<issue + count).map { target in
        guard let source = clock.quarter(target, daysBefore: Self.yearDays), source < issue else {
          return ForecastSeries.missing
        }
        return history[source]
      }
    case .profile:
      let profile = ForecastProfile(quantity, history, clock, weather)
      return (issue..<issue + count).map { profile.forecast($0, clock, weather) }
    }
  }

  /// The last known value at the same time of the day: the day before the issue as a rule.
  private static func persisted(_ target: Int, _ history: ArraySlice<Int64>, _ clock: ForecastClock) -> Int64 {
    let issue = history.endIndex
    let daysAhead = clock.day[target] - clock.day[issue]
    for back in 1...persistenceDays + daysAhead {
      guard let source = clock.quarter(target, daysBefore: back), source < issue else { continue }
      if history[source] != ForecastSeries.missing { return history[source] }
    }
    return ForecastSeries.missing
  }
}
