import Grid

/// How far a method was off, over some quarter hours.
public struct ForecastError: Sendable, Equatable {
  public var pointCount = 0
  /// Sums over the points, in mWh.
  public var absolute: Int64 = 0
  /// Forecast minus actual.
  public var signed: Int64 = 0
  public var actual: Int64 = 0

  public init() {}

  mutating func add(forecast: Int64, actual: Int64) {
    pointCount += 1
    absolute += abs(forecast - actual)
    signed += forecast - actual
    self.actual += actual
  }

  static func + (a: ForecastError, b: ForecastError) -> ForecastError {
    var sum = a
    sum.pointCount += b.pointCount
    sum.absolute += b.absolute
    sum.signed += b.signed
    sum.actual += b.actual
    return sum
  }

  /// Mean absolute error of a quarter hour in Wh, rounded half up; nil without points.
  public var meanWh: Int64? {
    pointCount == 0 ? nil : (2 * absolute + 1000 * Int64(pointCount)) / (2000 * Int64(pointCount))
  }

  /// WAPE, the absolute errors ÷ the actual sum, in percent with one decimal; nil where there was nothing.
  public var percent: String? { Self.percent(absolute, of: actual) }

  /// Bias: too much (above zero) or too little foretold, in percent of the actual sum with one decimal.
  public var biasPercent: String? { Self.percent(signed, of: actual) }

  private static func percent(_ part: Int64, of whole: Int64) -> String? {
    guard whole > 0 else { return nil }
    let tenths = (Int128(part.magnitude) * 2000 + Int128(whole)) / (Int128(whole) * 2)
    return "\(part < 0 && tenths > 0 ? "-" : "")\(tenths / 10).\(tenths % 10)"
  }
}

/// The errors of all methods for one quantity and horizon.
///
/// Methods are compared on the same quarter hours: those that every method with enough of them foretold. A method has
/// enough when it foretold nine of ten of the quarter hours that the best supplied method did.
struct ForecastComparison {
  /// Errors by the set of methods that foretold a quarter hour (one bit each) and the method.
  private var errors: [[ForecastError]]

  init() {
    let methods = ForecastMethod.allCases.count
    errors = [[ForecastError]](
      repeating: [ForecastError](repeating: ForecastError(), count: methods), count: 1 << methods)
  }

  /// - Parameter forecasts: One a method, `ForecastSeries.missing` where it has none.
  mutating func add(_ forecasts: [Int64], actual: Int64) {
    var set = 0
    for (method, forecast) in forecasts.enumerated() where forecast != ForecastSeries.missing { set |= 1 << method }
    for (method, forecast) in forecasts.enumerated() where forecast != ForecastSeries.missing {
      errors[set][method].add(forecast: forecast, actual: actual)
    }
  }

  private func error(_ method: Int, within common: Int) -> ForecastError {
    errors.indices.filter { $0 & common == common }.reduce(ForecastError()) { $0 + errors[$1][method] }
  }

  /// One score a method that foretold anything, and which is best; nil when none did.
  func scores() -> (scores: [(method: ForecastMethod, error: ForecastError, isCompared: Bool)], best: ForecastMethod?) {
    let methods = ForecastMethod.allCases
    let own = methods.indices.map { error($0, within: 1 << $0) }
    let most = own.map(\.pointCount).max() ?? 0
    let compared = methods.indices.filter { own[$0].pointCount > 0 && own[$0].pointCount * 10 >= most * 9 }
    let common = compared.reduce(0) { $0 | 1 << $1 }
    let scores = methods.indices.filter { own[$0].pointCount > 0 }.map { at in
      compared.contains(at)
        ? (method: methods[at], error: error(at, within: common), isCompared: true)
        : (method: methods[at], error: own[at], isCompared: false)
    }
    // The first of equals: min keeps it.
    let best = scores.filter(\.isCompared).min { $0.error.absolute < $1.error.absolute }?.method
    return (scores, best)
  }
}

/// Rolls through the past: forecasts as they would have been issued, against what came.
///
/// - Parameters:
///   - issues: Numbers of the quarter hours at which forecasts are issued.
///   - horizons: Quarter hours of each horizon, ascending: the first so many of each forecast.
///   - end: What lies from here on is not known yet and judges nothing.
/// - Returns: One comparison a horizon.
func compareForecasts(
  _ quantity: ForecastQuantity, _ values: [Int64], issues: [Int], horizons: [Int], end: Int, _ clock: ForecastClock,
  _ weather: ForecastWeather
) -> [ForecastComparison] {
  var comparisons = [ForecastComparison](repeating: ForecastComparison(), count: horizons.count)
  let longest = horizons.last ?? 0
  for issue in issues where issue > 0 {
    let count = min(longest, end - issue)
    guard count > 0, values[issue..<issue + count].contains(where: { $0 != ForecastSeries.missing }) else { continue }
    let forecasts = ForecastMethod.allCases.map {
      $0.forecast(quantity, values[..<issue], count: count, clock, weather)
    }
    for ahead in 0..<count where values[issue + ahead] != ForecastSeries.missing {
      let foretold = forecasts.map { $0[ahead] }
      for (at, horizon) in horizons.enumerated() where ahead < horizon {
        comparisons[at].add(foretold, actual: values[issue + ahead])
      }
    }
  }
  return comparisons
}
