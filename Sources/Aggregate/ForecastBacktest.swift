import Database
import Grid

/// How well a method foretold a community's quantity.
public struct BacktestScore: Sendable {
  public let community: String
  public let quantity: ForecastQuantity
  /// The first so many hours of each forecast.
  public let horizonHours: Int
  public let method: ForecastMethod
  public let error: ForecastError
  /// Whether it had enough quarter hours to be compared; its error is over its own ones otherwise.
  public let isCompared: Bool
  public let isBest: Bool
}

/// Compares the methods on a period of the past, using only what was known when each forecast would have been issued.
///
/// Readings count as known from the end of their quarter hour on, temperatures from their issue on.
///
/// - Parameters:
///   - community: Its code; nil: all.
///   - period: Local days in which forecasts are issued, from the first midnight on.
///   - everyHours: Hours from one issue to the next.
///   - horizons: Hours of each horizon.
///   - asOf: What lies after it judges nothing.
public func backtestForecasts(
  community: String?, period: Period, everyHours: Int, horizons: [Int], asOf: Instant, on connection: Connection,
  progress: (Int64, Int64) -> Void = { _, _ in }
) throws -> [BacktestScore] {
  let horizons = horizons.sorted()
  let longest = Int((horizons.last ?? 0) + 23) / 24
  var scores: [BacktestScore] = []
  var clocks: [String: ForecastClock] = [:]
  let communities = try connection.query("aggregate/forecast_communities", community)
  for (done, row) in communities.enumerated() {
    progress(Int64(done), Int64(communities.count))
    let span = Period(
      period.start.advanced(by: -ForecastMethod.historyDays), period.end.advanced(by: longest + 1))!
    let zone = row.text("zone")
    let clock = try clocks[zone] ?? ForecastClock(connection.calendar(zone: zone, span))
    clocks[zone] = clock
    let id = row.int64("community_id")
    let series = try ForecastSeries(id, clock, span, on: connection)
    let weather = try ForecastWeather(id, from: clock.instant(0), to: clock.instant(clock.count), on: connection)
    let first = clock.quarter(of: period.start)
    let issues = Array(stride(from: first, to: clock.quarter(of: period.end), by: everyHours * 4))
    for quantity in ForecastQuantity.allCases {
      let comparisons = compareForecasts(
        quantity, series[quantity], issues: issues, horizons: horizons.map { $0 * 4 },
        end: min(clock.count, clock.quarter(containing: asOf)), clock, weather)
      for (hours, comparison) in zip(horizons, comparisons) {
        let (found, best) = comparison.scores()
        scores += found.map {
          BacktestScore(
            community: row.text("community"), quantity: quantity, horizonHours: hours, method: $0.method,
            error: $0.error, isCompared: $0.isCompared, isBest: $0.method == best)
        }
      }
    }
  }
  return scores
}
