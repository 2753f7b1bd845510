import Database
import Grid

/// The production that the next hour needs, and who can give it. Energies in Wh.
public struct NextHour: Sendable {
  public let community: String
  /// First instant of the hour to come.
  public let startsAt: Instant
  public let offset: Int32
  /// Nil, as all below: the last hour's readings are not there yet, so that nothing can be said.
  public var lastConsumption: Int64?
  public var lastProduction: Int64?
  public var needed: Int64?
  /// What the plants can give in an hour.
  public var plants: Int64 = 0
  /// What neither the plants nor the others, who are taken to make what they made in the last hour, can give.
  public var unmet: Int64?
  /// What was used in that hour, when it is known by now.
  public var actual: Int64?

  /// How much more (or less) than in the last hour has to be made.
  public var difference: Int64? {
    guard let needed, let lastProduction else { return nil }
    return needed - lastProduction
  }

  /// Needed minus actual.
  public var error: Int64? {
    guard let needed, let actual else { return nil }
    return needed - actual
  }
}

/// What each community has to produce in the hour that begins at or before the clock's.
///
/// The next hour is the one the clock is in; it follows from the two hours before it.
public func nextHour(community: String?, asOf: Instant, on connection: Connection) throws -> [NextHour] {
  try connection.query("aggregate/forecast_communities", community).map { row in
    let zone = row.text("zone")
    let today = LocalDay(number: Int32(asOf.seconds.quotientAndRemainder(flooringBy: 86_400).quotient))
    let span = Period(today.advanced(by: -2), today.advanced(by: 3))!
    let clock = ForecastClock(try connection.calendar(zone: zone, span))
    let id = row.int64("community_id")
    let series = try ForecastSeries(id, clock, span, on: connection)
    let at = clock.quarter(containing: asOf)
    let issue = at - clock.wall[at] % 4
    let local = clock.days[clock.day[issue]]
    let elapsed = Int32(clock.instant(issue).seconds - local.start)
    let startsAt = clock.instant(issue)
    var hour = NextHour(
      community: row.text("community"), startsAt: startsAt,
      offset: elapsed < local.transition ? local.offset : local.offsetAfter)
    hour.actual = wh(series.consumption, issue)
    let power = try connection.query(
      "aggregate/plant_power", id, clock.instant(issue - 4), clock.days[clock.day[issue - 4]].day, local.day)[0]
    hour.plants = power.int64("max_w")
    guard let last = wh(series.consumption, issue - 4), let made = wh(series.production, issue - 4) else { return hour }
    let needed = need(series.consumption, issue) ?? last
    let given = Int64(power.text("given_wh").prefix { $0 != "." }) ?? 0
    hour.lastConsumption = last
    hour.lastProduction = made
    hour.needed = needed
    hour.unmet = max(0, needed - max(0, made - given) - hour.plants)
    return hour
  }
}

/// How far the rule for the next hour would have been off in each hour of a period; communities without readings are
/// left out. The error's points are hours.
///
/// - Parameters:
///   - period: Local days.
///   - asOf: Hours that were not over by then judge nothing.
public func backtestNextHour(
  community: String?, period: Period, asOf: Instant, on connection: Connection
) throws -> [(community: String, error: ForecastError)] {
  try connection.query("aggregate/forecast_communities", community).compactMap { row in
    let span = Period(period.start.advanced(by: -1), period.end.advanced(by: 1))!
    let clock = ForecastClock(try connection.calendar(zone: row.text("zone"), span))
    let used = try ForecastSeries(row.int64("community_id"), clock, span, on: connection).consumption
    var error = ForecastError()
    let end = min(clock.quarter(of: period.end), clock.quarter(containing: asOf)) - 3
    for hour in stride(from: clock.quarter(of: period.start), to: end, by: 4) {
      guard let needed = need(used, hour), let actual = wh(used, hour) else { continue }
      error.add(forecast: needed * 1000, actual: actual * 1000)
    }
    return error.pointCount == 0 ? nil : (row.text("community"), error)
  }
}

/// What the hour that begins with a quarter hour needs, in Wh; nil: the hour before it is not known.
private func need(_ used: [Int64], _ first: Int) -> Int64? {
  guard let last = wh(used, first - 4) else { return nil }
  return productionNeeded(consumption: [wh(used, first - 8), last].compactMap { $0 })
}

/// An hour in Wh, rounded half up; nil when a quarter hour of it is not known.
private func wh(_ values: [Int64], _ first: Int) -> Int64? {
  let hour = values[first..<first + 4]
  return hour.contains(ForecastSeries.missing) ? nil : (hour.reduce(0, +) + 500) / 1000
}
