import Grid

/// What a weather service foretells of one place: values that each hold until the next one.
struct WeatherSeries {
  struct Point {
    let at: Instant
    /// Hundredths of a degree Celsius.
    let temperature: Int
    /// km/h, and degrees from north; nil: not told.
    var wind: Int?
    var gust: Int?
    var direction: Int?
  }

  /// The mean of a full hour, and the wind at its start.
  struct Hour: Equatable {
    let start: Instant
    let temperature: Int
    let wind: Int?
    let gust: Int?
    let direction: Int?
  }

  /// Ascending, each instant once.
  private let points: [Point]

  /// - Parameters:
  ///   - periods: The coarse list, some values a day.
  ///   - hourly: The fine list, which is believed where both have the same instant.
  init(periods: [Point], hourly: [Point]) {
    points = Dictionary((periods + hourly).map { ($0.at, $0) }, uniquingKeysWith: { $1 }).values.sorted {
      $0.at < $1.at
    }
  }

  /// Seconds from the first point to the last.
  var length: Int64 { (points.last?.at.seconds ?? 0) - (points.first?.at.seconds ?? 0) }

  /// Full hours between the first point and the last, whose own value begins nothing.
  ///
  /// Means are weighted by time and rounded to hundredths, half away from zero.
  func hours() -> [Hour] {
    guard let first = points.first?.at.seconds, let last = points.last?.at.seconds else { return [] }
    var hours: [Hour] = []
    var index = 0
    let start = (first + 3599).quotientAndRemainder(flooringBy: 3600).quotient * 3600
    for hour in stride(from: start, to: last - 3599, by: 3600) {
      while points[index + 1].at.seconds <= hour { index += 1 }
      let atStart = points[index]
      var sum = 0
      var at = hour
      var current = index
      while at < hour + 3600 {
        let end = min(points[current + 1].at.seconds, hour + 3600)
        sum += points[current].temperature * Int(end - at)
        at = end
        current += 1
      }
      let mean = (abs(sum) + 1800) / 3600 * sum.signum()
      hours.append(
        Hour(
          start: Instant(seconds: hour), temperature: mean, wind: atStart.wind, gust: atStart.gust,
          direction: atStart.direction))
    }
    return hours
  }
}
