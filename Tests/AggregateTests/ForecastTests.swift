import Aggregate
import Database
import Foundation
import Grid
import Ingest
import Support
import Testing

/// Forecasts from readings to the outlook, on the server.
@Suite struct ForecastTests {
  let database: TestDatabase
  let connection: Connection
  let clock = Instant("2026-11-21T00:00:00Z")!

  init() throws {
    database = try TestDatabase()
    connection = database.connection
    try database.script(
      """
      INSERT INTO grid.community (community, name, zone) VALUES ('C1', 'One', 'Europe/Paris'), ('C2', 'Two', 'Europe/Paris');
      INSERT INTO grid.meter (meter, interval_s, kind) VALUES ('A', 900, 'household'), ('P', 900, 'plant');
      INSERT INTO grid.membership SELECT meter_id, 1, '[2026-01-01,)' FROM grid.meter;
      """)
  }

  /// Loads and adds up readings of a meter, one a quarter hour.
  func load(
    _ meter: String, from start: String, count: Int, receivedAt: String = "2026-11-01T00:00:00Z",
    _ values: (_ start: Instant, _ number: Int) -> (used: Int, made: Int)
  ) throws {
    let file = "/tmp/gridctl-forecast-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let first = Instant(start)!.seconds
    var text = "meter_id,timestamp,consumed_wh,produced_wh,battery_wh\n"
    for number in 0..<count {
      let start = Instant(seconds: first + Int64(number) * 900)
      let (used, made) = values(start, number)
      text += "\(meter),\(start),\(used),\(made),0\n"
    }
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let summary = try ingest(file, IngestRequest(receivedAt: Instant(receivedAt), asOf: clock), on: connection)
    #expect(summary.rejectedCount == 0)
    _ = try aggregate(on: connection)
  }

  /// What A uses and P makes: more on weekends, by the quarter hour of UTC; no clock changes between April and October.
  static func pattern(_ start: Instant) -> (used: Int, made: Int) {
    let local = start.seconds + 7200
    let (weekday, slot) = (Int(local / 86_400 + 3) % 7, Int(local % 86_400 / 900))
    return (100 + 50 * max(0, weekday - 4) + slot, slot * 3)
  }

  /// Four weeks and a day of both meters from Monday, 4 May 2026.
  func loadMay() throws {
    try load("A", from: "2026-05-03T22:00:00Z", count: 29 * 96) { start, _ in (Self.pattern(start).used, 0) }
    try load("P", from: "2026-05-03T22:00:00Z", count: 29 * 96) { start, _ in (0, Self.pattern(start).made) }
  }

  func run(_ asOf: String, _ method: ForecastMethod? = nil, community: String? = "C1", hours: Int = 48) throws
    -> [ForecastSummary]
  {
    try forecast(
      ForecastRequest(community: community, asOf: Instant(asOf)!, method: method, horizonHours: hours), on: connection)
  }

  func rows() throws -> [String] {
    try database.lines(
      "SELECT quantity, method, issued_at, starts_at, slot_s, wh FROM aggregate.forecast ORDER BY 1, 3, 4")
  }

  @Test(
    "a run takes the method with the least error, says so, keeps its quarter hours, and changes nothing when repeated")
  func chosen() throws {
    try loadMay()
    // Friday 29 May, 10:07 in Paris: two days that persistence does not know to be a weekend.
    let made = try run("2026-05-29T08:07:00Z")
    #expect(made.map(\.method) == [.profile, .persistence])
    #expect(made.map(\.reason) == [.backtest, .backtest])
    #expect(made.map(\.runnerUp) == [.persistence, .profile])
    #expect(made[0].error?.percent == "0.0" && made[0].runnerUpError?.percent != "0.0")
    #expect(made.map(\.slotCount) == [192, 192])
    let kept = try rows()
    let issued = Instant("2026-05-29T08:00:00Z")!.seconds
    let expected = ["consumption", "production"].flatMap { quantity in
      (Int64(0)..<192).map { number -> String in
        let start = Instant(seconds: issued + number * 900)
        let (used, made) = Self.pattern(start)
        let time = start.description.replacingOccurrences(of: "T", with: " ").replacingOccurrences(of: "Z", with: "+00")
        return
          "\(quantity)|\(quantity == "consumption" ? "profile" : "persistence")|2026-05-29 08:00:00+00|\(time)|900|"
          + "\(quantity == "consumption" ? used : made)"
      }
    }
    #expect(kept == expected)
    _ = try run("2026-05-29T08:14:59Z")
    #expect(try rows() == kept)
    #expect(
      try database.lines(
        "SELECT quantity, method, reason, error_percent, runner_up, slot_count FROM aggregate.forecast_choice ORDER BY 1"
      )
        == ["consumption|profile|backtest|0.0|persistence|192", "production|persistence|backtest|0.0|profile|192"])
    // Another method for the same time takes its place.
    #expect(try run("2026-05-29T08:00:00Z", .persistence).map(\.reason) == [.asked, .asked])
    #expect(try database.lines("SELECT DISTINCT method FROM aggregate.forecast") == ["persistence"])
    #expect(try database.violations() == [])
  }

  @Test("what came later changes no forecast, and no backtest of what was before")
  func noLookAhead() throws {
    try loadMay()
    func scores() throws -> [String] {
      try backtestForecasts(
        community: "C1", period: Period(LocalDay("2026-05-18")!, LocalDay("2026-05-25")!)!, everyHours: 6,
        horizons: [48, 1], asOf: Instant("2026-05-25T08:00:00Z")!, on: connection
      ).map { "\($0.quantity) \($0.horizonHours) \($0.method) \($0.error) \($0.isBest)" }
    }
    _ = try run("2026-05-25T08:00:00Z")
    let (before, judged) = (try rows(), try scores())
    #expect(judged.count == 8)
    try load("A", from: "2026-05-25T08:00:00Z", count: 96 * 3, receivedAt: "2026-11-02T00:00:00Z") { _, _ in (9999, 0) }
    _ = try run("2026-05-25T08:00:00Z")
    #expect(try rows() == before)
    #expect(try scores() == judged)
    // A quarter hour before the issue does.
    try load("A", from: "2026-05-25T07:45:00Z", count: 1, receivedAt: "2026-11-03T00:00:00Z") { _, _ in (9999, 0) }
    _ = try run("2026-05-25T08:00:00Z")
    #expect(try rows() != before)
  }

  @Test(
    "a community without readings has no forecast, a method without readings is not taken, and neither writes a zero")
  func nothing() throws {
    #expect(try run("2026-05-25T08:00:00Z", community: nil).map(\.method) == [nil, nil, nil, nil])
    try load("A", from: "2026-05-03T22:00:00Z", count: 96) { _, _ in (10, 0) }
    try load("P", from: "2026-05-03T22:00:00Z", count: 96) { _, _ in (0, 10) }
    // On the first day, before its first quarter hour, nothing is known either.
    #expect(try run("2026-05-03T22:00:00Z").map(\.method) == [nil, nil])
    #expect(try run("2026-05-05T08:00:00Z", .lastYear).map(\.method) == [nil, nil])
    #expect(try rows() == [])
    // After one day there is something to say, but nothing yet to compare with.
    let made = try run("2026-05-04T22:00:00Z")
    #expect(made.map(\.method) == [.persistence, .persistence])
    #expect(made.map(\.reason) == [.untested, .untested])
    #expect(made.map(\.slotCount) == [192, 192])
    #expect(try database.violations() == [])
  }

  @Test("the same weekday of last year serves where it is known")
  func lastYear() throws {
    try database.script("UPDATE grid.membership SET during = '[2025-01-01,)'")
    try load("A", from: "2025-05-25T22:00:00Z", count: 96) { _, number in (number, 0) }
    try load("P", from: "2025-05-25T22:00:00Z", count: 96) { _, number in (0, number) }
    // 25 May 2026 minus 364 days is 26 May 2025; only its 24 hours are known.
    let made = try run("2026-05-24T22:00:00Z", .lastYear)
    #expect(made.map(\.slotCount) == [96, 96])
    #expect(made.map(\.expectedCount) == [192, 192])
    #expect(
      try database.lines(
        "SELECT count(*), min(wh), max(wh), sum(wh) FROM aggregate.forecast WHERE quantity = 'production'")
        == ["96|0|95|\(95 * 96 / 2)"])
    #expect(try run("2026-05-24T22:00:00Z").map(\.reason) == [.only, .only])
  }

  @Test("the outlook is the newest issue; the imbalance is that of the clock, hour by hour")
  func outlook() throws {
    try loadMay()
    _ = try run("2026-05-25T22:00:00Z", .persistence)
    _ = try run("2026-05-26T22:00:00Z", .profile, hours: 24)
    #expect(
      try database.lines("SELECT issued_at, count(*) FROM aggregate.outlook GROUP BY 1 ORDER BY 1")
        == ["2026-05-25 22:00:00+00|96", "2026-05-26 22:00:00+00|96"])
    func hours(_ asOf: String) throws -> [ImbalanceHour] {
      try imbalance(community: "C1", asOf: Instant(asOf)!, horizonHours: 3, on: connection)
    }
    // Tuesday: slot s uses 100 + s and makes 3 s. From 12:00, s = 48, on it is 148…159 and 144…177.
    let noon = try hours("2026-05-26T10:05:00Z")
    #expect(
      noon.map { $0.startsAt.wallClock(offset: $0.offset) } == [
        "2026-05-26 12:00 +02:00", "2026-05-26 13:00 +02:00", "2026-05-26 14:00 +02:00",
      ])
    #expect(noon.map(\.consumption) == ["598", "614", "630"])
    #expect(noon.map(\.production) == ["594", "642", "690"])
    #expect(noon.map(\.balance) == ["-4", "28", "60"])
    #expect(noon.map(\.deficitCount) == [2, 0, 0])
    #expect(noon.map(\.percent) == ["99.3", "104.6", "109.5"])
    #expect(noon.map(\.state) == [.deficit, .surplus, .surplus])
    #expect(try hours("2026-05-25T21:00:00Z").isEmpty)
    #expect(try hours("2026-05-27T10:00:00Z").count == 3)
    #expect(try database.violations() == [])
  }

  @Test("on the days of clock changes there are 23 and 25 hours ahead, each once")
  func clockChange() throws {
    for (start, hours, first) in [("2026-03-28T23:00:00Z", 23, "+01:00"), ("2026-10-24T22:00:00Z", 25, "+02:00")] {
      let before = Instant(seconds: Instant(start)!.seconds - 86_400)
      try load("A", from: "\(before)", count: 96) { _, number in (number, 0) }
      try load("P", from: "\(before)", count: 96) { _, number in (0, number) }
      _ = try run(start, .persistence)
      let day = try imbalance(community: "C1", asOf: Instant(start)!, horizonHours: hours, on: connection)
      #expect(day.count == hours && day.allSatisfy { $0.slotCount == 4 && $0.balance == "0" })
      let shown = day.map { $0.startsAt.wallClock(offset: $0.offset) }
      #expect(Set(shown).count == hours)
      #expect(shown[0].hasSuffix("00:00 \(first)"))
      #expect(shown.last?.contains("23:00") == true)
      // Half past four is half past four: slot 18 of the day before.
      #expect(
        try database.lines(
          """
          SELECT wh FROM aggregate.forecast WHERE quantity = 'production'
          AND (starts_at AT TIME ZONE 'Europe/Paris')::time = '04:30' AND issued_at = '\(start)'
          AND starts_at < '\(start)'::timestamptz + interval '24 hours'
          """) == ["18"])
    }
  }

  @Test("the next hour needs the last one's use times its trend; plants give what they can")
  func nextHourNeed() throws {
    let plant = """
      INSERT INTO grid.plant (plant, supplier, community_id, meter_id, max_w, during)
      SELECT 'P1', 'S', 1, meter_id, 700, '[2026-01-01,)' FROM grid.meter WHERE meter = 'P'
      """
    try database.script(plant)
    // 400 Wh, then 500 Wh, then 480 Wh an hour; the house makes 60, the plant 300.
    try load("A", from: "2026-05-04T06:00:00Z", count: 12) { _, number in ([100, 125, 120][number / 4], 15) }
    try load("P", from: "2026-05-04T06:00:00Z", count: 8) { _, _ in (0, 75) }
    func next(_ asOf: String) throws -> NextHour {
      try nextHour(community: "C1", asOf: Instant(asOf)!, on: connection)[0]
    }
    let hour = try next("2026-05-04T08:20:00Z")
    #expect(hour.startsAt.wallClock(offset: hour.offset) == "2026-05-04 10:00 +02:00")
    // 500 × 500/400 = 625; the house makes its 60 again, so that the plant should give 565 and can.
    #expect((hour.lastConsumption, hour.lastProduction, hour.needed) == (500, 360, 625))
    #expect((hour.difference, hour.plants, hour.unmet) == (265, 700, 0))
    // The plant's meter is silent by then: half of the members are no basis.
    #expect((hour.actual, hour.error) == (nil, nil))
    try load("P", from: "2026-05-04T08:00:00Z", count: 4, receivedAt: "2026-11-02T00:00:00Z") { _, _ in (0, 75) }
    let later = try next("2026-05-04T08:20:00Z")
    #expect((later.needed, later.actual, later.error) == (625, 480, 145))
    // Over the day: 400, still without a trend, for 500; then 625 for 480.
    let day = Period(LocalDay("2026-05-04")!, LocalDay("2026-05-05")!)!
    let judged = try backtestNextHour(community: "C1", period: day, asOf: clock, on: connection)
    #expect(judged.map(\.error.pointCount) == [2])
    #expect(judged.map(\.error.absolute) == [245_000] && judged.map(\.error.signed) == [45_000])
    #expect(judged.map(\.error.actual) == [980_000])
    let before = Instant("2026-05-04T08:59:59Z")!
    #expect(try backtestNextHour(community: nil, period: day, asOf: before, on: connection)[0].error.pointCount == 1)
    try database.script("UPDATE grid.plant SET max_w = 500")
    #expect(try next("2026-05-04T08:20:00Z").unmet == 65)
    // One hour known: no trend. None: nothing to say.
    #expect(try next("2026-05-04T07:00:00Z").needed == 400)
    #expect(try next("2026-05-04T06:59:59Z").needed == nil)
    #expect(try next("2026-05-04T10:00:00Z").needed == nil)
  }

  @Test("a temperature that is foretold raises the forecast, and the summary says by how much")
  func weather() throws {
    func temperature(_ hour: Int) -> Int { hour * 37 % 48 / 2 - 2 }
    // 80 Wh a quarter hour and 5 Wh for each degree below 18 °C.
    try load("A", from: "2026-05-03T22:00:00Z", count: 21 * 96) { _, number in
      (80 + 5 * max(0, 18 - temperature(number / 4)), 0)
    }
    try load("P", from: "2026-05-03T22:00:00Z", count: 21 * 96) { _, _ in (0, 7) }
    let file = "/tmp/gridctl-weather-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let first = Instant("2026-05-03T22:00:00Z")!.seconds
    var text = "community,starts_at,temperature_c,issued_at\n"
    for hour in 0..<21 * 24 { text += "C1,\(Instant(seconds: first + Int64(hour) * 3600)),\(temperature(hour)),\n" }
    let issue = Instant(seconds: first + 21 * 86_400)
    for hour in 0..<24 { text += "C1,\(Instant(seconds: issue.seconds + Int64(hour) * 3600)),-10,\(issue)\n" }
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    _ = try importRegistry(.weather, file: file, asOf: Instant(seconds: 0), on: connection)
    let made = try run("\(issue)", .profile)
    #expect(made.map(\.whPerDegree) == [20, nil])
    // −10 °C is foretold for a day; then the last one known is expected to stay.
    #expect(
      try database.lines(
        "SELECT DISTINCT wh FROM aggregate.forecast WHERE quantity = 'consumption'") == ["\(80 + 5 * 28)"])
  }
}
