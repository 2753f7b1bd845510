import Aggregate
import Database
import Documents
import Grid
import Support
import Testing

@testable import Reports

/// Reports of operators around both clock changes, beside figures worked out by hand.
@Suite struct OperatorReportTests {
  let place: Neighbourhood
  let asOf = Instant("2025-11-01T04:00:00Z")!

  /// H uses 40 Wh every 5 minutes and makes 60 in the first 12 of a day; Q uses 300 Wh every quarter hour, in a community
  /// of its own.
  init() throws {
    place = try Neighbourhood()
    try place.community("C1", "limit_w = 600")
    try place.community("C2")
    try place.meter("H", of: "C1")
    try place.meter("Q", of: "C2", interval: 900)
    for (day, hours) in [("2025-03-30", 23), ("2025-10-26", 25)] {
      try place.read("H", .consumption, on: day, Array(repeating: 40, count: 12 * hours))
      try place.read(
        "H", .production, on: day, Array(repeating: 60, count: 12) + Array(repeating: 0, count: 12 * hours - 12))
      try place.read("Q", .consumption, on: day, Array(repeating: 300, count: 4 * hours))
    }
    _ = try aggregate(on: place.connection)
  }

  func period(_ text: String) -> Period { Period(text, today: LocalDay(number: 0))! }

  func balance(_ day: String, _ grain: BalanceReport.Grain, community: String? = nil) throws -> BalanceReport {
    try BalanceReport(
      period: period(day), community: community, grain: grain, tolerance: 5, known: 50, asOf: asOf, language: .en,
      on: place.connection)
  }

  @Test("a day has 23 or 25 hours, each between two instants", arguments: [("2025-03-30", 23), ("2025-10-26", 25)])
  func hours(day: String, count: Int) throws {
    let report = try balance(day, .hour, community: "C1")
    let rows = try lines(of: report.document.sheets[0])
    #expect(rows.count == count)
    let offset = count == 23 ? "+01:00" : "+02:00"
    #expect(rows[0] == "C1|\(day) 00:00 \(offset)|60|0.720|0.480|150.0 %|known|0|1|1|less|0.240|240")
    #expect(rows[1].hasSuffix("|60|0.000|0.480|0.0 %|known|0|1|1|more|0.480|480"))
    let clocks = try columns(["From"], of: report.document.sheets[0])
    #expect(
      clocks[1...3]
        == (count == 23
        ? ["2025-03-30 01:00 +01:00", "2025-03-30 03:00 +02:00", "2025-03-30 04:00 +02:00"]
        : ["2025-10-26 01:00 +02:00", "2025-10-26 02:00 +02:00", "2025-10-26 02:00 +01:00"])[...])
    #expect(report.actions == ["less": 1, "more": count - 1])
  }

  @Test(
    "days of communities and of all together, as long as they are", arguments: [("2025-03-30", 23), ("2025-10-26", 25)])
  func days(day: String, hours: Int) throws {
    let rows = try columns(
      ["Community", "Day", "Minutes", "Produced kWh", "Used kWh", "Needed kWh"],
      of: balance(day, .day).document.sheets[0])
    let (own, other) = (12 * hours * 40, 4 * hours * 300)
    func kilo(_ wh: Int) -> String { ExactDecimal(unscaled: wh, scale: 3).description }
    #expect(
      rows == [
        "C1|\(day)|\(60 * hours)|0.720|\(kilo(own))|\(kilo(own - 720))",
        "C2|\(day)|\(60 * hours)|0.000|\(kilo(other))|\(kilo(other))",
        "all|\(day)|\(60 * hours)|0.720|\(kilo(own + other))|\(kilo(own + other - 720))",
      ])
  }

  @Test("slots agree with the meters, and the check says when they do not")
  func check() throws {
    let report = try balance("2025-03-30", .fiveMinutes)
    #expect(report.differenceCount == 0)
    #expect(
      try lines(of: sheet("Check", of: report.document)) == [
        "C1|2025-03-30|1380|1|11.040|11.040|0.720|0.000|0.720|0.000",
        "C2|2025-03-30|1380|1|27.600|27.600|0.000|0.000|0.000|0.000",
      ])
    try place.database.script(
      "UPDATE aggregate.community_day SET consumption[5] = consumption[5] + 7 WHERE community_id = 1")
    let changed = try balance("2025-03-30", .fiveMinutes)
    #expect(changed.differenceCount == 1)
    #expect(try columns(["Community", "Difference kWh"], of: sheet("Check", of: changed.document))[0] == "C1|0.007")
  }

  @Test("what stands in for a silent plant is stale, and in no meter")
  func stale() throws {
    try place.meter("S", of: "C1", kind: "plant")
    try place.plant("S", of: "C1", most: 2000, during: "[2025-01-01,)")
    // 100 Wh in each slot of the first hour, then silent: two slots of the last 15 minutes' power are stood in for, and a third.
    try place.read("S", .production, on: "2025-03-30", Array(repeating: 100, count: 12))
    _ = try aggregate(on: place.connection)
    let report = try balance("2025-03-30", .hour, community: "C1")
    let rows = try columns(["Produced kWh", "Production", "Stale minutes", "Action"], of: report.document.sheets[0])
    #expect(rows[0] == "1.920|known|0|less")
    #expect(rows[1] == "0.300|unknown|15|unknown")
    let day = try lines(of: sheet("Check", of: report.document))
    #expect(day == ["C1|2025-03-30|1380|2|11.040|11.040|2.220|0.300|1.920|0.000"])
    #expect(report.differenceCount == 0)
  }

  @Test("a community without totals is named, and an empty period has no rows")
  func empty() throws {
    let report = try balance("2025-05-01", .hour)
    #expect(try lines(of: report.document.sheets[0]).isEmpty)
    #expect(report.document.sheets[0].notes.suffix(2) == ["C1: no totals on 1 day.", "C2: no totals on 1 day."])
  }

  @Test("a peak lasts across the hour that comes twice")
  func peaks() throws {
    // 01:45 +02:00 to 02:15 +01:00: 7 x 15 minutes of 200 Wh in 5 minutes, that is 2400 W, 600 of them allowed.
    var used = [Int?](repeating: 40, count: 300)
    for slot in 21..<39 { used[slot] = 200 }
    try place.read("H", .consumption, on: "2025-10-26", used)
    _ = try aggregate(on: place.connection)
    let report = try PeaksReport(
      period: period("2025-10-26"), community: nil, seconds: 300, asOf: asOf, language: .en, on: place.connection)
    #expect(
      try lines(of: report.document.sheets[0]) == [
        "C1|2025-10-26 01:45 +02:00|2025-10-26 02:15 +01:00|1:30|2400|600|2.700"
      ])
    #expect(report.unlimited == ["C2"])
    #expect(report.document.sheets[0].notes.last?.hasPrefix("C2: neither a limit nor a plant on 1 day") == true)
  }

  @Test("directives end when they expire or the next one begins, and say whether they were heard")
  func directives() throws {
    try place.database.script(
      """
      INSERT INTO operate.directive VALUES
        (1, 'tank', '2025-10-26T00:30Z', 'automatic', 'OFF', 'limit', 2000, '2025-10-26T02:30Z'),
        (1, 'tank', '2025-10-26T01:30Z', 'operator', 'ON', 'asked', 2000, '2025-10-26T03:00Z'),
        (1, 'oven', '2025-10-24T00:00Z', 'operator', 'OFF', 'broken', 3000, '2025-10-30T00:00Z'),
        (1, 'late', '2025-10-25T10:00Z', 'operator', 'OFF', 'gone', 3000, '2025-10-25T11:00Z');
      INSERT INTO ops.outbox (topic, key, community, happened_at, created_at, expires_at, sent_at, message) VALUES
        ('directive', 'tank|2025-10-26T00:30:00Z|automatic', 'C1', '2025-10-26T00:30Z', '2025-10-26T00:30Z', NULL,
         '2025-10-26T00:31Z', '{}'),
        ('directive', 'tank|2025-10-26T01:30:00Z|operator', 'C1', '2025-10-26T01:30Z', '2025-10-26T01:30Z', NULL, NULL, '{}');
      """)
    func rows(_ asOf: String) throws -> [String] {
      let report = try DirectiveReport(
        period: period("2025-10-26"), community: "C1", asOf: Instant(asOf)!, language: .en, on: place.connection)
      return try columns(
        ["Device", "From", "To", "Duration", "State", "Delivery", "Sent"], of: report.document.sheets[0])
    }
    let oven = "oven|2025-10-24 02:00 +02:00|2025-10-30 01:00 +01:00|144:00|OFF|"
    #expect(
      try rows("2025-10-26T02:00Z") == [
        oven + "waiting|",
        "tank|2025-10-26 02:30 +02:00|2025-10-26 02:30 +01:00|1:00|OFF|delivered|2025-10-26 02:31 +02:00",
        "tank|2025-10-26 02:30 +01:00|2025-10-26 04:00 +01:00|1:30|ON|waiting|",
      ])
    #expect(try rows("2025-11-01T00:00Z").map { $0.contains("expired") } == [true, false, true])
    // Before the operator spoke, the first one was to last until it expires.
    #expect(
      try rows("2025-10-26T01:00Z").last
        == "tank|2025-10-26 02:30 +02:00|2025-10-26 03:30 +01:00|2:00|OFF|delivered|2025-10-26 02:31 +02:00")
  }
}
