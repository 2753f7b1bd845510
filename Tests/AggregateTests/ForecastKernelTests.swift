import Grid
import Testing

@testable import Aggregate

/// The methods and their comparison on made series, without a server.
@Suite struct ForecastKernelTests {
  static let unknown = ForecastSeries.missing

  /// Days of Paris in 2025, whose clock goes forward on 30 March and back on 26 October.
  static func paris(_ first: String, days: Int) -> ForecastClock {
    let first = LocalDay(first)!
    let (spring, autumn) = (LocalDay("2025-03-30")!, LocalDay("2025-10-26")!)
    let list = (0..<days).map { number -> LocalCalendar.Day in
      let day = first.advanced(by: number)
      let offset: Int32 = day > spring && day <= autumn ? 7200 : 3600
      let after: Int32 = day >= spring && day < autumn ? 7200 : 3600
      let length = 86_400 - (after - offset)
      let jump: Int32 = day == spring ? 7200 : day == autumn ? 10_800 : length
      return LocalCalendar.Day(
        day: day, start: Int64(day.number) * 86_400 - Int64(offset), length: length, offset: offset, transition: jump,
        offsetAfter: after)
    }
    return ForecastClock(LocalCalendar(zone: "Europe/Paris", days: list))
  }

  static func at(_ clock: ForecastClock, _ text: String) -> Int { clock.quarter(containing: Instant(text)!) }

  func forecast(
    _ method: ForecastMethod, _ values: [Int64], at issue: Int, _ clock: ForecastClock, count: Int = 192,
    quantity: ForecastQuantity = .consumption, weather: ForecastWeather = ForecastWeather()
  ) -> [Int64] {
    method.forecast(quantity, values[..<issue], count: count, clock, weather)
  }

  @Test("persistence is the last 24 hours, twice, from any quarter hour on")
  func persistence() {
    let clock = Self.paris("2025-05-01", days: 12)
    let values = (0..<clock.count).map { Int64($0) }
    let issue = Self.at(clock, "2025-05-08T10:30:00+02:00")
    let last = Array(values[issue - 96..<issue])
    #expect(forecast(.persistence, values, at: issue, clock) == last + last)
  }

  @Test("a gap of persistence is filled from the day before, for a week at most, and never with zero")
  func gap() {
    let clock = Self.paris("2025-05-01", days: 20)
    var values = (0..<clock.count).map { Int64($0) }
    let issue = Self.at(clock, "2025-05-10T00:00:00+02:00")
    values[issue - 96 + 5] = Self.unknown
    for day in 1...8 { values[issue - 96 * day + 7] = Self.unknown }
    let made = forecast(.persistence, values, at: issue, clock)
    #expect(made[5] == Int64(issue - 2 * 96 + 5))
    #expect(made[7] == Self.unknown && made[96 + 7] == Self.unknown)
    #expect(made[8] == Int64(issue - 96 + 8))
  }

  @Test("after the 23-hour day the skipped hour comes from the day before it")
  func spring() {
    let clock = Self.paris("2025-03-20", days: 20)
    #expect(clock.count == 20 * 96 - 4)
    let values = (0..<clock.count).map { Int64($0) }
    let issue = Self.at(clock, "2025-03-31T00:00:00+02:00")
    let made = forecast(.persistence, values, at: issue, clock)
    #expect(made[0] == Int64(Self.at(clock, "2025-03-30T00:00:00+01:00")))
    #expect(made[8] == Int64(Self.at(clock, "2025-03-29T02:00:00+01:00")))
    #expect(made[12] == Int64(Self.at(clock, "2025-03-30T03:00:00+02:00")))
    #expect(!made.contains(Self.unknown))
    // On the day itself 01:45 is followed by 03:00.
    let day = forecast(.persistence, values, at: Self.at(clock, "2025-03-30T00:00:00+01:00"), clock, count: 92)
    #expect(day[7] == Int64(Self.at(clock, "2025-03-29T01:45:00+01:00")))
    #expect(day[8] == Int64(Self.at(clock, "2025-03-29T03:00:00+01:00")))
    #expect(day[91] == Int64(Self.at(clock, "2025-03-29T23:45:00+01:00")))
  }

  @Test("on the 25-hour day both hours at 02:00 come from the one before, and the first of them stands for the day")
  func autumn() {
    let clock = Self.paris("2025-10-16", days: 20)
    #expect(clock.count == 20 * 96 + 4)
    let values = (0..<clock.count).map { Int64($0) }
    let day = forecast(.persistence, values, at: Self.at(clock, "2025-10-26T00:00:00+02:00"), clock, count: 100)
    let before = Int64(Self.at(clock, "2025-10-25T02:00:00+02:00"))
    #expect(day[8] == before && day[12] == before)
    let next = forecast(.persistence, values, at: Self.at(clock, "2025-10-27T00:00:00+01:00"), clock)
    #expect(next[8] == Int64(Self.at(clock, "2025-10-26T02:00:00+02:00")))
    #expect(next[12] == Int64(Self.at(clock, "2025-10-26T03:00:00+01:00")))
  }

  @Test("last year is the same weekday and wall clock 364 days before, and nothing where that is not known")
  func lastYear() {
    // 2024 ends its summer time on 27 October: the made calendar is of 2025, so both days lie in it.
    let clock = Self.paris("2025-01-01", days: 380)
    var values = (0..<clock.count).map { Int64($0) }
    let source = Self.at(clock, "2025-01-08T02:00:00+01:00")
    values[source + 1] = Self.unknown
    let issue = Self.at(clock, "2026-01-07T02:00:00+01:00")
    let made = forecast(.lastYear, values, at: issue, clock, count: 4)
    #expect(made == [Int64(source), Self.unknown, Int64(source + 2), Int64(source + 3)])
    #expect(
      forecast(.lastYear, values, at: Self.at(clock, "2025-12-30T23:00:00+01:00"), clock, count: 4).allSatisfy {
        $0 == Self.unknown
      })
  }

  @Test(
    "a profile knows what repeats with the weekday type and the hour, over both clock changes",
    arguments: ["2025-03-01", "2025-10-01"])
  func weekly(first: String) {
    let clock = Self.paris(first, days: 60)
    let values = (0..<clock.count).map { Int64(1000 * (clock.weekdayType($0) + 1) + clock.wall[$0]) }
    let comparison = compareForecasts(
      .consumption, values, issues: Array(stride(from: 14 * 96, to: 50 * 96, by: 24)), horizons: [4, 192],
      end: clock.count,
      clock, ForecastWeather())
    for horizon in comparison {
      let (scores, best) = horizon.scores()
      #expect(best == .profile)
      #expect(scores.first { $0.method == .profile }?.error.absolute == 0)
      #expect((scores.first { $0.method == .persistence }?.error.absolute ?? 0) > 0)
      #expect(!scores.contains { $0.method == .lastYear })
    }
  }

  @Test("of a constant every method is right, and the first one is taken")
  func constant() {
    let clock = Self.paris("2025-01-01", days: 380)
    let values = [Int64](repeating: 12_345, count: clock.count)
    let (scores, best) = compareForecasts(
      .consumption, values, issues: [370 * 96], horizons: [192], end: clock.count, clock, ForecastWeather())[0].scores()
    #expect(scores.map(\.method) == [.persistence, .lastYear, .profile])
    #expect(scores.allSatisfy { $0.isCompared && $0.error.pointCount == 192 && $0.error.percent == "0.0" })
    #expect(best == .persistence)
  }

  @Test("the mean of a profile is rounded half up, and an unknown quarter hour teaches nothing")
  func mean() {
    let clock = Self.paris("2025-05-05", days: 10)  // a Monday
    var values = [Int64](repeating: 10, count: clock.count)
    (values[0], values[96], values[192]) = (1, 2, Self.unknown)
    #expect(forecast(.profile, values, at: 3 * 96, clock, count: 1) == [2])
    (values[0], values[96], values[192]) = (1, 1, 2)
    #expect(forecast(.profile, values, at: 3 * 96, clock, count: 1) == [1])
  }

  /// Hourly temperatures in hundredths, known at their end.
  func observed(_ clock: ForecastClock, until end: Int, _ temperature: (Int) -> Int64) -> ForecastWeather {
    var weather = ForecastWeather()
    for quarter in stride(from: 0, to: end, by: 4) {
      let start = clock.instant(quarter)
      weather.add(temperature: temperature(quarter), startsAt: start, issuedAt: Instant(seconds: start.seconds + 3600))
    }
    return weather
  }

  @Test("the slope of heating is found again, and a colder day ahead needs that much more")
  func heating() {
    let clock = Self.paris("2025-05-05", days: 40)
    // From −2 °C to 21.5 °C, in no step with days or weeks.
    func temperature(_ quarter: Int) -> Int64 { Int64(quarter / 4 * 37 % 48) * 50 - 200 }
    let values = (0..<clock.count).map { at -> Int64 in
      let heating = max(0, 1800 - temperature(at / 4 * 4))
      return 40_000 + Int64(clock.weekdayType(at)) * 5000 + Int64(clock.wall[at]) * 10 + 7 * heating
    }
    let issue = 30 * 96
    var weather = observed(clock, until: issue, temperature)
    let profile = ForecastProfile(.consumption, values[..<issue], clock, weather)
    #expect(abs((profile.slope ?? 0) - 7) < 1e-9)
    for quarter in stride(from: issue, to: issue + 192, by: 4) {
      weather.add(temperature: temperature(quarter), startsAt: clock.instant(quarter), issuedAt: clock.instant(issue))
    }
    #expect(forecast(.profile, values, at: issue, clock, weather: weather) == Array(values[issue..<issue + 192]))
    // A better forecast that came a quarter hour too late changes nothing.
    var late = weather
    late.add(temperature: -4000, startsAt: clock.instant(issue), issuedAt: clock.instant(issue + 1))
    #expect(forecast(.profile, values, at: issue, clock, count: 1, weather: late) == [values[issue]])
    // Production does not heat.
    #expect(ForecastProfile(.production, values[..<issue], clock, weather).slope == nil)
  }

  @Test("without a forecast of the weather the last day's temperature is expected; without weather the plain mean")
  func withoutForecast() {
    let clock = Self.paris("2025-05-05", days: 40)
    let issue = 30 * 96
    // Every day colder by half a degree than the one before, all hours alike.
    func temperature(_ quarter: Int) -> Int64 { 1700 - Int64(quarter / 96) * 50 }
    let values = (0..<clock.count).map { 10_000 + 3 * (1800 - temperature($0)) }
    let weather = observed(clock, until: issue, temperature)
    let made = forecast(.profile, values, at: issue, clock, weather: weather)
    #expect(made == Array(repeating: values[issue - 1], count: 192))
    let plain = forecast(.profile, values, at: issue, clock, count: 96)
    #expect(plain[0] < made[0])
  }

  @Test("who uses less when it is colder is not corrected")
  func coolers() {
    let clock = Self.paris("2025-05-05", days: 40)
    func temperature(_ quarter: Int) -> Int64 { Int64(quarter / 4 * 37 % 48) * 50 - 200 }
    let values = (0..<clock.count).map { 40_000 - 7 * max(0, 1800 - temperature($0 / 4 * 4)) }
    let weather = observed(clock, until: clock.count, temperature)
    #expect(ForecastProfile(.consumption, values[..<(30 * 96)], clock, weather).slope == nil)
  }
}
