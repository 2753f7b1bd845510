import Database
import Grid

/// A forecast that was made, or could not be.
public struct ForecastSummary: Sendable {
  /// Why a method was taken.
  public enum Reason: String, Sendable {
    /// The least error in the last weeks.
    case backtest
    /// Asked for by the user.
    case asked
    /// No other had readings to go by.
    case only
    /// Several had, but there was nothing yet to compare them with.
    case untested
  }

  public let community: String
  public let quantity: ForecastQuantity
  /// Nil: no method has readings to go by; the rest says nothing then.
  public internal(set) var method: ForecastMethod?
  public internal(set) var reason = Reason.only
  /// Of the method in the backtest; nil: not tested.
  public internal(set) var error: ForecastError?
  public internal(set) var runnerUp: ForecastMethod?
  public internal(set) var runnerUpError: ForecastError?
  /// Quarter hours foretold, and asked for.
  public internal(set) var slotCount = 0
  public let expectedCount: Int
  /// Wh an hour and degree below 18 °C; nil: temperatures play no part.
  public internal(set) var whPerDegree: Int64?
}

/// What to foretell.
public struct ForecastRequest: Sendable {
  /// Its code; nil: all.
  public let community: String?
  /// Rounded down to a quarter hour it is the time of issue.
  public let asOf: Instant
  /// Nil: the one with the least error in the last four weeks.
  public let method: ForecastMethod?
  public let horizonHours: Int

  public init(community: String? = nil, asOf: Instant, method: ForecastMethod? = nil, horizonHours: Int = 48) {
    self.community = community
    self.asOf = asOf
    self.method = method
    self.horizonHours = horizonHours
  }
}

extension ForecastMethod {
  /// Local days before the issue that some method looks at.
  static let historyDays = yearDays + 1
  /// Days before the issue on which the methods are compared.
  static let trialDays = 28
}

/// Foretells consumption and production of communities, quarter hour by quarter hour, and keeps it with what was chosen.
///
/// One transaction a community; the same time of issue again replaces what was issued. The caller holds the lock.
public func forecast(
  _ request: ForecastRequest, on connection: Connection, progress: (Int64, Int64) -> Void = { _, _ in }
) throws -> [ForecastSummary] {
  var summaries: [ForecastSummary] = []
  var clocks: [String: ForecastClock] = [:]
  let communities = try connection.query("aggregate/forecast_communities", request.community)
  for (done, row) in communities.enumerated() {
    progress(Int64(done), Int64(communities.count))
    let zone = row.text("zone")
    let today = LocalDay(number: Int32(request.asOf.seconds.quotientAndRemainder(flooringBy: 86_400).quotient))
    // The day of UTC may be one off the local one, on either side.
    let span = Period(
      today.advanced(by: -ForecastMethod.historyDays - ForecastMethod.trialDays - 1),
      today.advanced(by: (request.horizonHours + 23) / 24 + 3))!
    let clock = try clocks[zone] ?? ForecastClock(connection.calendar(zone: zone, span))
    clocks[zone] = clock
    summaries += try connection.transaction {
      try ForecastRun(row.int64("community_id"), row.text("community"), request, clock, connection).run(span)
    }
  }
  return summaries
}

/// One community's forecasts.
private struct ForecastRun {
  let communityID: Int64
  let community: String
  let request: ForecastRequest
  let clock: ForecastClock
  let connection: Connection
  /// Number of the first quarter hour to foretell.
  let issue: Int
  let count: Int

  init(
    _ communityID: Int64, _ community: String, _ request: ForecastRequest, _ clock: ForecastClock,
    _ connection: Connection
  ) {
    self.communityID = communityID
    self.community = community
    self.request = request
    self.clock = clock
    self.connection = connection
    issue = clock.quarter(containing: request.asOf)
    count = request.horizonHours * 4
  }

  func run(_ span: Period) throws -> [ForecastSummary] {
    let series = try ForecastSeries(communityID, clock, span, on: connection)
    let weather = try ForecastWeather(
      communityID, from: clock.instant(0), to: clock.instant(clock.count), on: connection)
    try connection.query("aggregate/delete_forecast", communityID, clock.instant(issue))
    try connection.query("aggregate/delete_forecast_choice", communityID, clock.instant(issue))
    return try ForecastQuantity.allCases.map { quantity in
      var (summary, values) = choose(quantity, series[quantity], weather)
      if summary.method == .profile,
        let slope = ForecastProfile(quantity, series[quantity][..<issue], clock, weather).slope
      {
        // From mWh a quarter hour and hundredth of a degree.
        summary.whPerDegree = Int64((slope * 4 * 100 / 1000).rounded())
      }
      if summary.method != nil { try write(summary, values) }
      return summary
    }
  }

  private func choose(
    _ quantity: ForecastQuantity, _ values: [Int64], _ weather: ForecastWeather
  ) -> (ForecastSummary, [Int64]) {
    var summary = ForecastSummary(community: community, quantity: quantity, expectedCount: count)
    let forecasts = ForecastMethod.allCases.map {
      (method: $0, values: $0.forecast(quantity, values[..<issue], count: count, clock, weather))
    }
    func known(_ values: [Int64]) -> Int { values.count { $0 != ForecastSeries.missing } }
    // A method that leaves gaps is not taken for one that leaves none.
    let most = forecasts.map { known($0.values) }.max() ?? 0
    let able = forecasts.filter { known($0.values) > 0 && known($0.values) * 10 >= most * 9 }.map(\.method)
    let (scores, _) = compareForecasts(
      quantity, values, issues: (1...ForecastMethod.trialDays).map { issue - $0 * ForecastClock.slotsPerDay },
      horizons: [count], end: issue, clock, weather)[0].scores()
    let ranked = scores.filter { $0.isCompared && able.contains($0.method) }.sorted { a, b in
      a.error.absolute == b.error.absolute ? a.method < b.method : a.error.absolute < b.error.absolute
    }
    if let asked = request.method {
      summary.reason = .asked
      guard forecasts.contains(where: { $0.method == asked && known($0.values) > 0 }) else { return (summary, []) }
      summary.method = asked
    } else if let best = ranked.first {
      summary.reason = able.count == 1 ? .only : .backtest
      summary.method = best.method
    } else if let first = able.first {
      summary.reason = able.count == 1 ? .only : .untested
      summary.method = first
    } else {
      return (summary, [])
    }
    summary.error = scores.first { $0.method == summary.method }?.error
    let second = ranked.first { $0.method != summary.method }
    (summary.runnerUp, summary.runnerUpError) = (second?.method, second?.error)
    let chosen = forecasts.first { $0.method == summary.method }?.values ?? []
    summary.slotCount = known(chosen)
    return (summary, chosen)
  }

  private func write(_ summary: ForecastSummary, _ values: [Int64]) throws {
    let issuedAt = clock.instant(issue)
    let slots = values.indices.filter { values[$0] != ForecastSeries.missing }
    try connection.query(
      "aggregate/put_forecast", communityID, summary.quantity.rawValue, summary.method?.rawValue, issuedAt,
      slots.map { clock.instant(issue + $0) }, slots.map { values[$0] })
    try connection.query(
      "aggregate/put_forecast_choice", communityID, summary.quantity.rawValue, issuedAt, summary.method?.rawValue,
      summary.reason.rawValue, summary.error?.percent, summary.error?.pointCount ?? 0, summary.runnerUp?.rawValue,
      summary.runnerUpError?.percent, summary.slotCount)
  }
}
