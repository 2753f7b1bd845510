import Grid
import Testing

@testable import Aggregate

@Suite struct ForecastErrorTests {
  let unknown = ForecastSeries.missing

  /// Numbers that look like chance and are the same in every run.
  func noise(_ count: Int) -> [Int64] {
    var state: UInt64 = 42
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(state >> 45)
    }
  }

  @Test("the figures of a backtest are those of a computation that shares nothing with it")
  func recomputed() {
    let clock = ForecastKernelTests.paris("2025-06-02", days: 40)
    var values = noise(clock.count)
    for at in stride(from: 11, to: values.count, by: 61) { values[at] = unknown }
    let issues = Array(stride(from: 20 * 96, to: 30 * 96, by: 24))
    let end = 30 * 96 + 50
    let comparisons = compareForecasts(
      .production, values, issues: issues, horizons: [4, 192], end: end, clock, ForecastWeather())
    for (horizon, comparison) in zip([4, 192], comparisons) {
      var (count, persisted, mean, signed, actual) = (0, Int64(0), Int64(0), Int64(0), Int64(0))
      for issue in issues {
        for target in issue..<min(issue + horizon, end) where values[target] != unknown {
          // No clock change in June: a day is 96 quarter hours.
          var source = target - 96
          while source >= issue || values[source] == unknown { source -= 96 }
          let first = max(0, issue / 96 - 28) * 96
          let same = (first..<issue).filter { $0 % 96 == target % 96 && values[$0] != unknown }.map { values[$0] }
          let profile = Int64((Double(same.reduce(0, +)) / Double(same.count) + 0.5).rounded(.down))
          count += 1
          persisted += abs(values[source] - values[target])
          mean += abs(profile - values[target])
          signed += profile - values[target]
          actual += values[target]
        }
      }
      let (scores, best) = comparison.scores()
      #expect(scores.map(\.method) == [.persistence, .profile])
      #expect(scores.map(\.error.pointCount) == [count, count])
      #expect(scores.map(\.error.absolute) == [persisted, mean])
      #expect(scores[1].error.signed == signed && scores[1].error.actual == actual)
      #expect(best == (persisted <= mean ? .persistence : .profile))
    }
  }

  @Test("methods are compared where all of them foretold; one that did so too seldom is not compared")
  func common() {
    var comparison = ForecastComparison()
    // Persistence is off by 1 on 19 points and by 100 on a twentieth that the profile leaves out.
    for _ in 0..<19 { comparison.add([11, 10, 12], actual: 10) }
    comparison.add([110, unknown, unknown], actual: 10)
    var (scores, best) = comparison.scores()
    #expect(best == .lastYear)
    #expect(scores.map(\.error.absolute) == [19, 0, 38])
    #expect(scores.map(\.error.pointCount) == [19, 19, 19])
    for _ in 0..<19 { comparison.add([11, unknown, 10], actual: 10) }
    (scores, best) = comparison.scores()
    #expect(scores.map(\.isCompared) == [true, false, true])
    #expect(scores.map(\.error.pointCount) == [38, 19, 38])
    #expect(best == .persistence)
  }

  @Test("figures are rounded half up, and the percentage of nothing is none")
  func figures() {
    var error = ForecastError()
    #expect(error.meanWh == nil && error.percent == nil)
    error.add(forecast: 0, actual: 0)
    #expect(error.meanWh == 0 && error.percent == nil)
    error.add(forecast: 1000, actual: 4000)
    error.add(forecast: 4000, actual: 4000)
    // 3 Wh over 3 points; 3 of 8.
    #expect(error.meanWh == 1 && error.percent == "37.5" && error.biasPercent == "-37.5")
    error.add(forecast: 3000, actual: 0)
    #expect(error.meanWh == 2 && error.percent == "75.0" && error.biasPercent == "0.0")
  }

  @Test("a quarter hour with nine of ten members is scaled to all, one with fewer is unknown")
  func scaling() {
    let clock = ForecastKernelTests.paris("2025-06-02", days: 1)
    var series = ForecastSeries(clock)
    series.add(
      ForecastSeries.Day(
        slotSeconds: 300, exponent: 0, memberCount: 10, consumption: [3, 3, 3, 9, 9, 9, 1, 1, unknown, 5, 5, 5],
        production: [0, 0, 0, 1, 1, 1, 1, 1, 1, 5, 5, 5], present: [10, 10, 10, 10, 9, 10, 10, 10, 10, 8, 10, 10]),
      at: 8)
    #expect(Array(series.consumption[8..<12]) == [9000, 30_000, unknown, unknown])
    #expect(Array(series.production[8..<12]) == [0, 3333, 3000, unknown])
    #expect(series.consumption[7] == unknown && series.consumption[12] == unknown)
    series.add(
      ForecastSeries.Day(
        slotSeconds: 900, exponent: -3, memberCount: 1, consumption: [1500], production: [0], present: [1]), at: 0)
    #expect(series.consumption[0] == 1500)
  }
}
