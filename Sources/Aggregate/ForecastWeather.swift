import Database
import Grid

/// The temperatures of a community as they were known at any time.
struct ForecastWeather {
  /// Below this daily life needs heating: 18 °C, in hundredths of a degree.
  static let heatingLimit: Int64 = 1800

  private struct Issue {
    let issuedAt: Int64
    let heating: Int64
  }

  /// Every issue of each hour, in the order in which they were known.
  private var hours: [Int64: [Issue]] = [:]

  init() {}

  /// - Parameter span: Hours to read, half-open.
  init(_ communityID: Int64, from first: Instant, to end: Instant, on connection: Connection) throws {
    for row in try connection.query("aggregate/forecast_weather", communityID, first, end) {
      add(
        temperature: row.int64("centidegrees"), startsAt: Instant(seconds: row.int64("starts_s")),
        issuedAt: Instant(seconds: row.int64("issued_s")))
    }
  }

  var isEmpty: Bool { hours.isEmpty }

  /// Adds a temperature in hundredths of a degree Celsius; issues of an hour come in the order of their time.
  mutating func add(temperature: Int64, startsAt: Instant, issuedAt: Instant) {
    hours[startsAt.seconds, default: []].append(
      Issue(issuedAt: issuedAt.seconds, heating: max(0, Self.heatingLimit - temperature)))
  }

  /// Hundredths of a degree below the heating limit in an hour, as known at a time; nil: unknown.
  func heating(_ hour: Int64, knownAt time: Int64) -> Int64? { hours[hour]?.last { $0.issuedAt <= time }?.heating }

  /// The same of an hour to come; without a forecast that of the last day known at the same hour, in the week before.
  func expectedHeating(_ hour: Int64, knownAt time: Int64) -> Int64? {
    for hour in stride(from: hour, to: time - 8 * 86_400, by: -86_400) {
      if let heating = heating(hour, knownAt: time) { return heating }
    }
    return nil
  }
}
