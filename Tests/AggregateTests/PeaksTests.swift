import Aggregate
import Database
import Foundation
import Grid
import Support
import Testing

@Suite struct PeaksTests {
  let fixture: Neighbourhood
  let asOf = Instant("2026-11-21T00:00:00Z")!

  init() throws { fixture = try Neighbourhood() }

  /// `community start minutes power/limit above`, starts by the wall clock; `!community days` without a limit.
  func found(
    _ day: String, days: Int = 1, grain: Grain = .fiveMinutes, asOf: String? = nil
  ) throws -> [String] {
    let start = LocalDay(day)!
    let period = Period(start, start.advanced(by: days))!
    _ = try aggregate(period: period, isForced: true, on: fixture.connection)
    let found = try peaks(
      period: period, community: nil, grain: grain, asOf: asOf.map { Instant($0)! } ?? self.asOf,
      on: fixture.connection)
    return found.peaks.map { peak in
      #expect(
        peak.end.seconds - Int64(peak.end.offset) - peak.start.seconds + Int64(peak.start.offset)
          == Int64(peak.minutes) * 60)
      let text = Instant(seconds: peak.start.seconds).description.dropLast(4)
      return "\(peak.community) \(text) \(peak.minutes) \(peak.power)/\(peak.limit) \(peak.above)"
    } + found.unlimited.map { "!\($0.community) \($0.dayCount)" }
  }

  @Test("of 51 houses with 18,900 W, community 4 peaks at 13,100 W and not at 1,500 W")
  func village() throws {
    // 47 old houses use 4,000 W; of the four new ones, each with a mixer of 500 W and a charging car, one is in community 1.
    try fixture.community("C1", "limit_w = 10000")
    try fixture.community("C4", "limit_w = 10000")
    for house in 1...48 { try fixture.meter("H\(house)", of: "C1", interval: 900) }
    for house in 49...51 { try fixture.meter("H\(house)", of: "C4", interval: 900) }
    // At 18:00 for a quarter of an hour with the cars; at 19:00 they are cut.
    for house in 1...47 { try fixture.read("H\(house)", .consumption, "\(house <= 13 ? 22 : 21)", on: "2026-06-01") }
    for (house, car) in [(48, 1300), (49, 9000), (50, 1300), (51, 1300)] {
      try fixture.read(
        "H\(house)", .consumption,
        "CASE clock WHEN '18:00' THEN \((500 + car) / 4) WHEN '19:00' THEN 125 ELSE 0 END", on: "2026-06-01")
    }
    #expect(try found("2026-06-01") == ["C4 2026-06-01T18:00 15 13100/10000 775"])
    #expect(try found("2026-06-01", asOf: "2026-06-01T16:14:59Z") == [])
    let watts = try fixture.database.lines(
      "SELECT sum(consumption_wh) * 4 FROM aggregate.community_slot WHERE slot IN (73, 77) GROUP BY slot ORDER BY slot")
    #expect(watts == ["18900", "6000"])
    #expect(try fixture.database.violations() == [])
  }

  @Test("consecutive slots are one peak, across midnight too; a slot at the limit or an unknown one ends it")
  func merged() throws {
    try fixture.community("C1", "limit_w = 1200")
    try fixture.meter("H", of: "C1")
    // 100 Wh in five minutes are 1,200 W: exactly the limit.
    try fixture.read(
      "H", .consumption,
      """
      CASE WHEN t >= '2026-06-01 23:50' AND t < '2026-06-02 00:10' THEN 101 + extract(minute FROM t)::integer / 5
           WHEN clock = '10:05' THEN NULL WHEN clock = '11:05' THEN 100
           WHEN clock BETWEEN '10:00' AND '10:10' OR clock BETWEEN '11:00' AND '11:10' THEN 110 ELSE 100 END
      """, on: "2026-06-01", days: 2)
    #expect(
      try found("2026-06-01", days: 2) == [
        "C1 2026-06-01T10:00 5 1320/1200 10", "C1 2026-06-01T10:10 5 1320/1200 10",
        "C1 2026-06-01T11:00 5 1320/1200 10", "C1 2026-06-01T11:10 5 1320/1200 10",
        // 111 + 112 + 101 + 102 Wh against four times 100.
        "C1 2026-06-01T23:50 20 1344/1200 26", "C1 2026-06-02T10:00 5 1320/1200 10",
        "C1 2026-06-02T10:10 5 1320/1200 10", "C1 2026-06-02T11:00 5 1320/1200 10",
        "C1 2026-06-02T11:10 5 1320/1200 10",
      ])
    // The quarter from 10:00 has an unknown slot; that from 11:00 has 320 Wh, 1,280 W.
    #expect(
      try found("2026-06-01", grain: .quarterHour) == [
        "C1 2026-06-01T11:00 15 1280/1200 20", "C1 2026-06-01T23:45 15 1292/1200 23",
      ])
  }

  @Test(
    "from 01:30 to 03:30 is an hour when the clock goes forward and three when it goes back",
    arguments: [("2026-03-29", 60), ("2026-10-25", 180)])
  func clockChange(day: String, minutes: Int) throws {
    try fixture.community("C1", "limit_w = 1000")
    try fixture.meter("H", of: "C1")
    try fixture.read("H", .consumption, "CASE WHEN clock >= '01:30' AND clock < '03:30' THEN 100 ELSE 10 END", on: day)
    #expect(try found(day) == ["C1 \(day)T01:30 \(minutes) 1200/1000 \(200 * minutes / 60)"])
  }

  @Test(
    "without a limit of its own, a community's is 80 % of its plants' greatest production; without both it is named")
  func limits() throws {
    for (code, limit) in [("PLANTS", nil), ("ZERO", 0), ("STILL", nil), ("NONE", nil)] as [(String, Int?)] {
      try fixture.community(code, limit.map { "limit_w = \($0)" })
      try fixture.meter("H-\(code)", of: code, interval: 900)
      try fixture.read(
        "H-\(code)", .consumption, "CASE clock WHEN '10:00' THEN 201 WHEN '12:00' THEN 200 ELSE 0 END",
        on: "2026-06-01",
        days: 2)
    }
    // 80 % of 600 + 400 W are 800 W, 200 Wh in a quarter of an hour. On the second day one of both plants is gone.
    try fixture.plant("A", of: "PLANTS", most: 600)
    try fixture.plant("B", of: "PLANTS", most: 400, during: "[2026-01-01,2026-06-02)")
    try fixture.plant("C", of: "STILL", most: 0)
    #expect(
      try found("2026-06-01", days: 2) == [
        "PLANTS 2026-06-01T10:00 15 804/800 1", "PLANTS 2026-06-02T10:00 15 804/480 81",
        "PLANTS 2026-06-02T12:00 15 800/480 80", "STILL 2026-06-01T10:00 15 804/0 201",
        "STILL 2026-06-01T12:00 15 800/0 200", "STILL 2026-06-02T10:00 15 804/0 201",
        "STILL 2026-06-02T12:00 15 800/0 200", "ZERO 2026-06-01T10:00 15 804/0 201",
        "ZERO 2026-06-01T12:00 15 800/0 200", "ZERO 2026-06-02T10:00 15 804/0 201",
        "ZERO 2026-06-02T12:00 15 800/0 200", "!NONE 2",
      ])
  }
}
