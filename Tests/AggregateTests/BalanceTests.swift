import Aggregate
import Database
import Foundation
import Grid
import Support
import Testing

@Suite struct BalanceTests {
  let fixture: Neighbourhood
  let asOf = Instant("2026-11-21T00:00:00Z")!

  /// Community C1: house H and plant P by five minutes.
  init() throws {
    fixture = try Neighbourhood()
    try fixture.community("C1")
    try fixture.meter("H", of: "C1")
    try fixture.meter("P", of: "C1", kind: "plant")
    try fixture.plant("P", of: "C1", most: 5000)
  }

  func aggregateDay(_ day: String, days: Int = 1) throws {
    let start = LocalDay(day)!
    _ = try aggregate(period: Period(start, start.advanced(by: days)), isForced: true, on: fixture.connection)
  }

  /// `community clock minutes production/consumption percent state action needed known/members`.
  func lines(
    _ day: String, community: String? = "C1", grain: Grain = .fiveMinutes, asOf: String? = nil, from: String = "00:00",
    to: String = "24:00", rule: BalanceRule = BalanceRule()
  ) throws -> [String] {
    let start = LocalDay(day)!
    let slots = try balance(
      period: Period(start, start.advanced(by: 1))!, community: community, grain: grain, rule: rule,
      asOf: asOf.map { Instant($0)! } ?? self.asOf, on: fixture.connection)
    return slots.compactMap { slot in
      let minute = Int((slot.start.seconds - Int64(start.number) * 86_400) / 60)
      let clock = "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))"
      guard clock >= from, clock < to else { return nil }
      let energy = "\(slot.production ?? "-")/\(slot.consumption ?? "-") \(slot.percent ?? "-")"
      return "\(slot.community ?? "all") \(clock) \(slot.seconds / 60) \(energy) \(slot.state) \(slot.action) "
        + "\(slot.needed.map(String.init) ?? "-") \(slot.knownCount)/\(slot.memberCount)"
    }
  }

  @Test("percent, action and power follow from the slot's energy; no consumption has no percent")
  func figures() throws {
    try fixture.read("H", .consumption, "CASE WHEN clock < '10:20' THEN 100 ELSE 0 END", on: "2026-06-01")
    try fixture.read(
      "P", .production,
      """
      CASE clock WHEN '10:00' THEN 80 WHEN '10:05' THEN 95 WHEN '10:10' THEN 94 WHEN '10:15' THEN 130 WHEN '10:20' THEN 7 ELSE 0 END
      """, on: "2026-06-01")
    try aggregateDay("2026-06-01")
    // 20 Wh in five minutes are 240 W; 95 % is within the tolerance of 5 %, 94 % is not.
    #expect(
      try lines("2026-06-01", from: "10:00", to: "10:30") == [
        "C1 10:00 5 80/100 80.0 known more 240 2/2", "C1 10:05 5 95/100 95.0 known ok - 2/2",
        "C1 10:10 5 94/100 94.0 known more 72 2/2", "C1 10:15 5 130/100 130.0 known less 360 2/2",
        "C1 10:20 5 7/0 - known less 84 2/2", "C1 10:25 5 0/0 - known ok - 2/2",
      ])
    #expect(
      try lines("2026-06-01", from: "10:05", to: "10:10", rule: BalanceRule(tolerance: 0))
        == ["C1 10:05 5 95/100 95.0 known more 60 2/2"])
    #expect(
      try lines("2026-06-01", grain: .quarterHour, from: "10:00", to: "10:15")
        == ["C1 10:00 15 269/300 89.7 known more 124 2/2"])
  }

  @Test("a plant's missing production is its last power for 15 minutes, and unknown afterwards")
  func stale() throws {
    try fixture.read("H", .consumption, "100", on: "2026-06-01")
    try fixture.read(
      "P", .production, "CASE WHEN clock >= '10:05' AND clock < '10:30' THEN NULL ELSE 80 END", on: "2026-06-01")
    try aggregateDay("2026-06-01")
    #expect(
      try lines("2026-06-01", from: "10:00", to: "10:35") == [
        "C1 10:00 5 80/100 80.0 known more 240 2/2", "C1 10:05 5 80/100 80.0 stale more 240 2/2",
        "C1 10:10 5 80/100 80.0 stale more 240 2/2", "C1 10:15 5 80/100 80.0 stale more 240 2/2",
        "C1 10:20 5 0/100 - unknown unknown - 1/2", "C1 10:25 5 0/100 - unknown unknown - 1/2",
        "C1 10:30 5 80/100 80.0 known more 240 2/2",
      ])
    // The quarter from 10:00 is one measured and two stale slots, the next one has an unknown one.
    #expect(
      try lines("2026-06-01", grain: .quarterHour, from: "10:00", to: "10:30") == [
        "C1 10:00 15 240/300 80.0 stale more 240 2/2", "C1 10:15 15 80/300 - unknown unknown - 1/2",
      ])
  }

  @Test("a slot of which a plant told some minutes only is stale, at their power")
  func partlyStale() throws {
    try fixture.meter("P1", of: "C1", interval: 60, kind: "plant")
    try fixture.plant("P1", of: "C1", most: 5000)
    try fixture.read("H", .consumption, "100", on: "2026-06-01")
    try fixture.read("P", .production, "0", on: "2026-06-01")
    // 20 Wh a minute; of the slot from 10:05 the first minute is known, of the one from 10:15 all but one.
    try fixture.read(
      "P1", .production, "CASE WHEN clock >= '10:06' AND clock < '10:15' OR clock = '10:17' THEN NULL ELSE 20 END",
      on: "2026-06-01")
    try aggregateDay("2026-06-01")
    let lines = try lines("2026-06-01", from: "10:00", to: "10:25")
    #expect(
      lines == [
        "C1 10:00 5 100/100 100.0 known ok - 3/3", "C1 10:05 5 100/100 100.0 stale ok - 3/3",
        "C1 10:10 5 100/100 100.0 stale ok - 3/3", "C1 10:15 5 100/100 100.0 stale ok - 3/3",
        "C1 10:20 5 100/100 100.0 known ok - 3/3",
      ])
  }

  @Test("the last power of the evening stands in after midnight; a plant of quarter hours stands in for one slot")
  func midnight() throws {
    try fixture.community("C2")
    try fixture.meter("H2", of: "C2", interval: 900)
    try fixture.meter("P2", of: "C2", interval: 900, kind: "plant")
    try fixture.plant("P2", of: "C2", most: 5000)
    for (house, plant) in [("H", "P"), ("H2", "P2")] {
      try fixture.read(house, .consumption, "100", on: "2026-06-01", days: 2)
      try fixture.read(
        plant, .production, "CASE WHEN t >= '2026-06-02' AND t < '2026-06-02 00:45' THEN NULL ELSE 50 END",
        on: "2026-06-01", days: 2)
    }
    try aggregateDay("2026-06-01", days: 2)
    #expect(
      try lines("2026-06-02", to: "00:20").map { $0.split(separator: " ").dropFirst(5).first! }
        == ["stale", "stale", "stale", "unknown"])
    #expect(
      try lines("2026-06-02", community: "C2", to: "01:00").map { $0.split(separator: " ").dropFirst(5).first! }
        == ["stale", "unknown", "unknown", "known"])
  }

  @Test("sums are of the known members; with too few of them nothing is asked for, and without any nothing is told")
  func missingMembers() throws {
    try fixture.meter("H2", of: "C1")
    try fixture.read("H", .consumption, "CASE WHEN clock >= '11:00' THEN NULL ELSE 100 END", on: "2026-06-01")
    try fixture.read("P", .production, "CASE WHEN clock >= '12:00' THEN NULL ELSE 80 END", on: "2026-06-01")
    try aggregateDay("2026-06-01")
    #expect(try lines("2026-06-01", from: "10:55", to: "11:00") == ["C1 10:55 5 80/100 80.0 known more 240 2/3"])
    // The houses are silent: the plant alone must not be told to stop.
    #expect(try lines("2026-06-01", from: "11:00", to: "11:05") == ["C1 11:00 5 80/0 - known unknown - 1/3"])
    #expect(
      try lines("2026-06-01", from: "11:00", to: "11:05", rule: BalanceRule(known: 0))
        == ["C1 11:00 5 80/0 - known less 960 1/3"])
    #expect(try lines("2026-06-01", from: "12:20", to: "12:25") == ["C1 12:20 5 0/0 - unknown unknown - 0/3"])
    #expect(try lines("2026-06-02") == [])
    let day = LocalDay("2026-06-01")!
    let gaps = try daysWithoutTotals(
      period: Period(day, day.advanced(by: 3))!, community: nil, asOf: Instant("2026-06-02T12:00:00Z")!,
      on: fixture.connection)
    #expect(gaps.map { "\($0.community) \($0.dayCount)" } == ["C1 1"])
  }

  @Test(
    "the 23- and the 25-hour day have all their slots, in each community and in all together",
    arguments: [("2026-03-29", 23), ("2026-10-25", 25)])
  func clockChange(day: String, hours: Int) throws {
    try fixture.read("H", .consumption, "100", on: day)
    try fixture.read("P", .production, "50", on: day)
    try aggregateDay(day)
    let start = LocalDay(day)!
    let slots = try balance(
      period: Period(start, start.advanced(by: 1))!, community: nil, grain: .fiveMinutes, asOf: asOf,
      on: fixture.connection)
    #expect(slots.count == 2 * hours * 12)
    for code in ["C1", nil] {
      let own = slots.filter { $0.community == code }
      #expect(own.count == hours * 12)
      let instants = own.map { $0.start.seconds - Int64($0.start.offset) }
      #expect(zip(instants, instants.dropFirst()).allSatisfy { $1 - $0 == 300 })
      #expect(own.allSatisfy { $0.percent == "50.0" && $0.needed == 600 && $0.action == "more" })
    }
  }

  @Test("all together count at the longest slot; a slot counts once it has ended")
  func together() throws {
    try fixture.community("C2")
    try fixture.meter("H2", of: "C2", interval: 900)
    try fixture.read("H", .consumption, "100", on: "2026-06-01")
    try fixture.read("P", .production, "50", on: "2026-06-01")
    try fixture.read("H2", .consumption, "60", on: "2026-06-01")
    try aggregateDay("2026-06-01")
    // 10:00 in Paris is 08:00Z.
    #expect(
      try lines("2026-06-01", community: nil, asOf: "2026-06-01T08:20:00Z", from: "10:00") == [
        "C1 10:00 5 50/100 50.0 known more 600 2/2", "C1 10:05 5 50/100 50.0 known more 600 2/2",
        "C1 10:10 5 50/100 50.0 known more 600 2/2", "C1 10:15 5 50/100 50.0 known more 600 2/2",
        "C2 10:00 15 0/60 0.0 known more 240 1/1", "all 10:00 15 150/360 41.7 known more 840 3/3",
      ])
  }
}
