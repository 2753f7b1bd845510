import Aggregate
import Database
import Documents
import Grid
import Support
import Testing

@testable import Reports

/// Two communities: 5-minute meters A and B, and a quarter-hour meter Q of its own.
@Suite struct UsageSeriesTests {
  let place: Neighbourhood

  init() throws {
    place = try Neighbourhood()
    try place.community("C1")
    try place.community("C2")
    try place.meter("A", of: "C1")
    try place.meter("B", of: "C1", during: "[2025-06-01,)")
    try place.meter("Q", of: "C2", interval: 900)
  }

  /// Rows of a series, as a person reads them.
  func lines(
    _ scope: UsageSeries.Scope, _ grain: UsageSeries.Grain, _ period: String, community: String? = nil,
    asOf: String = "2026-07-01T00:00:00Z", grace: Int = 48 * 3600, comparesYears: Bool = false
  ) throws -> [String] {
    let request = UsageSeries.Request(
      scope: scope, grain: grain, period: Period(period, today: LocalDay("2026-07-01")!)!, community: community,
      asOf: Instant(asOf)!, grace: grace, comparesYears: comparesYears)
    let series = try UsageSeries(request, on: place.connection)
    return try TextTable().lines(of: series.document.sheets[0]).dropFirst(4).map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.split(separator: " ").joined(separator: " ")
      }
      .joined(separator: "|")
    }
  }

  func same(_ value: Int?, _ count: Int) -> [Int?] { Array(repeating: value, count: count) }

  @Test("cells of a meter, a community and all of them add up at every grain, and are no finer than the meters")
  func grains() throws {
    try place.read("A", .consumption, on: "2026-06-01", same(10, 288))
    try place.read("A", .production, on: "2026-06-01", same(4, 288))
    try place.read("B", .consumption, on: "2026-06-01", same(1, 288))
    try place.read("Q", .consumption, on: "2026-06-01", same(100, 96))
    _ = try aggregate(on: place.connection)
    let day = "2026-06-01"
    #expect(
      try lines(.client, .day, day) == [
        "C1|A|2026-06-01|2.880|1.152|1.728|0.000|100.00 %|final",
        "C1|B|2026-06-01|0.288|0.000|0.288|0.000|100.00 %|final",
        "C2|Q|2026-06-01|9.600|0.000|9.600|0.000|100.00 %|final",
      ])
    #expect(try lines(.community, .day, day).first == "C1|2026-06-01|3.168|1.152|2.016|0.000|100.00 %|final")
    #expect(try lines(.all, .day, day) == ["all|2026-06-01|12.768|1.152|11.616|0.000|100.00 %|final"])
    #expect(
      try lines(.all, .month, "2026-06", asOf: "2026-06-02T00:00:00Z").first?.contains("|2026-06-01|12.768|1.152|")
        == true)
    let counts = try UsageSeries.Scope.allCases.map { scope in
      try [UsageSeries.Grain.fiveMinutes, .hour].map { try lines(scope, $0, day).count }
    }
    #expect(counts == [[288 + 288 + 96, 72], [288 + 96, 48], [96, 24]])
    #expect(
      try lines(.all, .fiveMinutes, day)[0] == "all|2026-06-01 00:00 +02:00|0.133|0.012|0.121|0.000|100.00 %|final")
    #expect(
      try lines(.client, .fiveMinutes, day)[0] == "C1|A|2026-06-01 00:00 +02:00|0.010|0.004|0.006|0.000|100.00 %|final")
    #expect(
      try lines(.community, .hour, day)[23] == "C1|2026-06-01 23:00 +02:00|0.132|0.048|0.084|0.000|100.00 %|final")
  }

  @Test("a cell with missing readings is provisional until its grace time is over, and says how much is known")
  func provisional() throws {
    try place.read("A", .consumption, on: "2026-06-01", same(10, 6) + same(nil, 3) + same(10, 9))
    _ = try aggregate(on: place.connection)
    let now = "2026-06-01T00:00:00Z"
    #expect(
      try lines(.client, .hour, "2026-06-01", community: "C1", asOf: now)
        == [
          "C1|A|2026-06-01 00:00 +02:00|0.090|0.000|0.090|0.000|75.00 %|provisional",
          "C1|A|2026-06-01 01:00 +02:00|0.060|0.000|0.060|0.000|50.00 %|provisional",
          "C1|B|2026-06-01 00:00 +02:00|||||0.00 %|provisional", "C1|B|2026-06-01 01:00 +02:00|||||0.00 %|provisional",
        ])
    #expect(
      try lines(.community, .hour, "2026-06-01", community: "C1", asOf: now, grace: 3600)
        .map { $0.split(separator: "|").suffix(2).joined(separator: " ") } == ["37.50 % final", "25.00 % provisional"])
    #expect(
      try lines(.client, .day, "2026-06-01", community: "C1", asOf: "2026-06-02T22:00:00Z")
        .map { $0.split(separator: "|").suffix(2).joined(separator: " ") } == [
          "5.21 % provisional", "0.00 % provisional",
        ])
    #expect(
      try lines(.client, .day, "2026-06-01", community: "C1", asOf: "2026-06-03T22:00:00Z")
        .allSatisfy { $0.hasSuffix("|final") })
  }

  @Test("days with a clock change have 23 and 25 hours", arguments: [("2026-03-29", 23), ("2026-10-25", 25)])
  func clockChange(day: String, hours: Int) throws {
    try place.read("A", .consumption, on: day, same(10, hours * 12))
    _ = try aggregate(on: place.connection)
    let cells = try lines(.client, .hour, day, community: "C1", asOf: "2026-12-01T00:00:00Z").filter {
      $0.contains("|A|")
    }
    #expect(cells.count == hours)
    #expect(cells.allSatisfy { $0.contains("|0.120|") })
    #expect(Set(cells).count == hours, "the hour that comes twice has two offsets")
  }

  @Test("a year ago stands beside: the same local time, what was known of it, and the change")
  func years() throws {
    try place.read("A", .consumption, on: "2025-06-02", same(8, 288))
    try place.read("A", .consumption, on: "2026-06-02", same(10, 288))
    try place.read("A", .production, on: "2026-06-02", same(3, 288))
    _ = try aggregate(on: place.connection)
    #expect(
      try lines(.client, .day, "2026-06-02", community: "C1", comparesYears: true)[0]
        == "C1|A|2026-06-02|2.880|0.864|2.016|0.000|100.00 %|final|2.304|25.0 %|0.000||100.00 %")
    #expect(
      try lines(.client, .hour, "2026-06-02", community: "C1", comparesYears: true)[7]
        == "C1|A|2026-06-02 07:00 +02:00|0.120|0.036|0.084|0.000|100.00 %|final|0.096|25.0 %|0.000||100.00 %")
    // The 29th of February stands beside the 28th.
    try place.read("A", .consumption, on: "2027-02-28", same(8, 288))
    try place.read("A", .consumption, on: "2028-02-29", same(10, 288))
    _ = try aggregate(on: place.connection)
    #expect(
      try lines(.client, .day, "2028-02-29", community: "C1", asOf: "2028-04-01T00:00:00Z", comparesYears: true)[0]
        .hasSuffix("|2.304|25.0 %|0.000||100.00 %"))
  }

  @Test("the day before a leap day stands beside the same day of the year before")
  func beforeLeapDay() throws {
    try place.read("A", .consumption, on: "2027-02-28", same(8, 288))
    try place.read("A", .consumption, on: "2028-02-28", same(10, 288))
    _ = try aggregate(on: place.connection)
    #expect(
      try lines(.client, .day, "2028-02-28", community: "C1", asOf: "2028-04-01T00:00:00Z", comparesYears: true)[0]
        .hasSuffix("|2.304|25.0 %|0.000||100.00 %"))
  }
}
