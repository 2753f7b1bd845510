import Database
import Foundation
import Grid
import Ingest
import Support
import Testing

@testable import Operate

/// Nights of charging in Paris, planned and proved on a database.
@Suite struct ChargeNightTests {
  let street = try! Street()
  var database: TestDatabase { street.database }

  /// A community with a house that uses `load` W all day long on some days.
  func village(limit: Int?, load: Int = 500, days: [String] = ["2026-05-31", "2026-06-01"]) throws {
    try street.community("C", limit: limit)
    try street.house("H", "C", interval: 900)
    for day in days {
      try street.read(
        "H", "C", day: day, count: 96, interval: 900, use: Dictionary(uniqueKeysWithValues: (0..<96).map { ($0, load) })
      )
    }
  }

  func ask(_ car: String, soc: String, by deadline: String, at instant: String) throws {
    _ = try requestCharge(
      ["car": car, "soc_percent": soc, "deadline": deadline], asOf: Instant(instant)!, on: street.connection)
  }

  /// Plans, and returns blocks as `car from-to power`, in UTC.
  func plan(_ instant: String, from: String? = nil, to: String? = nil) throws -> [String] {
    let at = Instant(instant)!
    let summary = try planCharges(
      community: nil, asOf: at, from: from.flatMap { Instant($0) } ?? at, to: to.flatMap { Instant($0) },
      on: street.connection)
    return summary.blocks.map { "\($0.car) \(clock($0.startsAt))-\(clock($0.endsAt)) \($0.power)" }
      + summary.late.map { "\($0.car) lacks \($0.shortWh)" }
  }

  func clock(_ instant: Instant) -> String { String(instant.description.dropFirst(11).prefix(5)) }

  func proof(_ instant: String) throws -> (cars: [String], overloads: Int) {
    let proof = try proveCharges(community: nil, asOf: Instant(instant)!, on: street.connection)
    return (proof.cars.map { "\($0.car) \($0.plannedWh)/\($0.neededWh) \($0.cause ?? "full")" }, proof.overloads.count)
  }

  @Test("what was planned for a car's older request is dropped, also where the newer one's window does not reach")
  func replaced() throws {
    try village(limit: 8000)
    try street.device("A", "H", 7000, kind: "car", capacity: 50_000)
    try ask("A", soc: "86", by: "2026-06-02T05:00:00Z", at: "2026-06-01T16:00:00Z")
    #expect(try plan("2026-06-01T16:00:00Z", from: "2026-06-02T04:00:00Z") == ["A 04:00-05:00 7000"])
    try ask("A", soc: "93", by: "2026-06-01T18:00:00Z", at: "2026-06-01T16:30:00Z")
    #expect(try plan("2026-06-01T16:30:00Z") == ["A 16:30-17:00 7000"])
    #expect(try database.lines("SELECT (sum(power_w) / 4)::bigint FROM operate.charge_slot") == ["3500"])
    #expect(try database.violations() == [])
  }

  @Test("where the limit admits one car, A charges from 23 to 0 h, B from 0 to 1 h, never both, and both are full")
  func oneAfterTheOther() throws {
    try village(limit: 8000)
    for car in ["A", "B"] {
      try street.device(car, "H", 7000, kind: "car", capacity: 50_000)
      try ask(car, soc: "86", by: "2026-06-02T01:00:00+02:00", at: "2026-06-01T20:00:00Z")
    }
    let blocks = ["A 21:00-22:00 7000", "B 22:00-23:00 7000"]
    #expect(try plan("2026-06-01T20:30:00Z", from: "2026-06-01T23:00:00+02:00") == blocks)
    #expect(try plan("2026-06-01T20:30:00Z", from: "2026-06-01T23:00:00+02:00") == blocks)
    let (cars, overloads) = try proof("2026-06-02T07:00:00+02:00")
    #expect(cars == ["A 7000/7000 full", "B 7000/7000 full"] && overloads == 0)
    #expect(try database.violations() == [])
  }

  @Test("cars overlap as far as the limit goes: at exactly the limit, not above it")
  func overlap() throws {
    try village(limit: 14_500)
    for car in ["A", "B", "C"] {
      try street.device(car, "H", 7000, kind: "car", capacity: 50_000)
      try ask(car, soc: "86", by: "2026-06-02T01:00:00+02:00", at: "2026-06-01T20:00:00Z")
    }
    #expect(
      try plan("2026-06-01T21:00:00Z") == ["A 21:00-22:00 7000", "B 21:00-22:00 7000", "C 22:00-23:00 7000"])
    #expect(try proof("2026-06-01T21:00:00Z").overloads == 0)
  }

  @Test("a car that cannot be full is named with what it lacks, gets what it can, and the others are full")
  func impossible() throws {
    try village(limit: 8000)
    for (car, capacity, soc) in [("A", 40_000, "50"), ("B", 50_000, "86")] {
      try street.device(car, "H", 7000, kind: "car", capacity: capacity)
      try ask(
        car, soc: soc, by: car == "A" ? "2026-06-01T23:00:00Z" : "2026-06-02T00:00:00Z", at: "2026-06-01T20:00:00Z")
    }
    // A needs 20,000 Wh in two hours of 7,000 W; B gets the third hour.
    #expect(
      try plan("2026-06-01T21:00:00Z") == ["A 21:00-23:00 7000", "B 23:00-00:00 7000", "A lacks 6000"])
    #expect(try proof("2026-06-02T00:00:00Z").cars == ["A 14000/20000 room", "B 7000/7000 full"])
    // From 22:00Z, one hour is planned already; with what it charged before, as much is lacking still.
    #expect(try plan("2026-06-01T22:00:00Z") == ["A 22:00-23:00 7000", "B 23:00-00:00 7000", "A lacks 6000"])
    #expect(try database.violations() == [])
  }

  @Test("at a limit of 0 nothing is charged, and every car is named; a car that asked too late lacks time")
  func limitZero() throws {
    try village(limit: 0, load: 0)
    try street.device("A", "H", 7000, kind: "car", capacity: 50_000)
    try ask("A", soc: "86", by: "2026-06-02T00:00:00Z", at: "2026-06-01T20:00:00Z")
    #expect(try plan("2026-06-01T21:00:00Z") == ["A lacks 7000"])
    #expect(try proof("2026-06-01T21:00:00Z").cars == ["A 0/7000 room"])
    try ask("A", soc: "86", by: "2026-06-01T22:40:00Z", at: "2026-06-01T22:05:00Z")
    #expect(try plan("2026-06-01T22:05:00Z") == ["A lacks 7000"])
    try database.script("UPDATE grid.community SET limit_w = 9000")
    #expect(try proof("2026-06-01T22:05:00Z").cars == ["A 0/7000 not-planned"])
    #expect(try plan("2026-06-01T22:05:00Z") == ["A 22:15-22:30 7000", "A lacks 5250"])
    #expect(try proof("2026-06-01T22:05:00Z").cars == ["A 1750/7000 time"])
  }

  @Test(
    "without limit and plant cars charge at once; without readings of a week the other load counts as 0 and is counted")
  func unknown() throws {
    try street.community("C")
    try street.house("H", "C", interval: 900)
    for car in ["A", "B"] {
      try street.device(car, "H", 7000, kind: "car", capacity: 50_000)
      try ask(car, soc: "86", by: "2026-06-02T01:00:00Z", at: "2026-06-01T20:00:00Z")
    }
    #expect(try plan("2026-06-01T21:00:00Z") == ["A 21:00-22:00 7000", "B 21:00-22:00 7000"])
    try street.plant("P", "C", max: 10_000)
    let at = Instant("2026-06-01T21:00:00Z")!
    let summary = try planCharges(community: nil, asOf: at, from: at, to: nil, on: street.connection)
    #expect(summary.unknownLoad.map(\.quarters) == [16] && summary.unlimited == [])
    #expect(summary.blocks.map { clock($0.startsAt) } == ["21:00", "22:00"])
  }

  @Test("the other load is that of the day before, less its cars; a newer request replaces an older one")
  func otherLoad() throws {
    try village(limit: 10_000, load: 1000, days: ["2026-05-31"])
    try street.device("A", "H", 8000, kind: "car", capacity: 50_000)
    // On the day before a car charged with 7,000 W from 21:00Z to 21:30Z, which the meter saw: slots 92 and 93.
    var use = Dictionary(uniqueKeysWithValues: (0..<96).map { ($0, 1000) })
    use[92] = 8000
    use[93] = 8000
    try street.read("H", "C", day: "2026-05-31", count: 96, interval: 900, use: use)
    try ask("A", soc: "93", by: "2026-05-31T22:00:00Z", at: "2026-05-31T20:00:00Z")
    #expect(try plan("2026-05-31T21:00:00Z").first?.hasPrefix("A 21:00") == true)
    try ask("A", soc: "50", by: "2026-06-02T04:00:00Z", at: "2026-06-01T20:00:00Z")
    try ask("A", soc: "92", by: "2026-06-02T04:00:00Z", at: "2026-06-01T20:30:00Z")
    #expect(try plan("2026-06-01T21:00:00Z") == ["A 21:00-21:30 8000"])
  }

  @Test(
    "the spring night has four hours between 23 h and 4 h: a car of four hours is full, one of more lacks a quarter hour"
  )
  func springNight() throws {
    try street.community("C", limit: 8000)
    try street.house("H", "C", interval: 900)
    // On the Saturday the hour from 2 to 3 was full; on the Sunday there is none, and 3 h is as Saturday's 3 h.
    let use = Dictionary(uniqueKeysWithValues: (0..<96).map { ($0, (8..<12).contains($0) ? 8000 : 1000) })
    for day in ["2026-03-27", "2026-03-28"] { try street.read("H", "C", day: day, count: 96, interval: 900, use: use) }
    try street.device("A", "H", 7000, kind: "car", capacity: 50_000)
    try ask("A", soc: "44", by: "2026-03-29T04:00:00+02:00", at: "2026-03-28T21:00:00Z")
    #expect(try plan("2026-03-28T23:00:00+01:00") == ["A 22:00-02:00 7000"])
    #expect(try proof("2026-03-29T04:00:00+02:00").cars == ["A 28000/28000 full"])
    try ask("A", soc: "40.5", by: "2026-03-29T04:00:00+02:00", at: "2026-03-28T21:30:00Z")
    #expect(try plan("2026-03-28T23:00:00+01:00") == ["A 22:00-02:00 7000", "A lacks 1750"])
    #expect(try database.violations() == [])
  }

  @Test("a night of 20 random cars is as full as the least cut allows, and never above the limit")
  func manyCars() throws {
    try village(limit: 60_000, load: 3000)
    var dice = Dice(state: 7)
    var cars: [(name: String, need: Int64, power: Int64, quarters: Int)] = []
    for number in 10..<30 {
      let power = Int64.random(in: 900...2750, using: &dice) * 4
      let quarters = Int.random(in: 2...12, using: &dice)
      let percent = Int64.random(in: 5...60, using: &dice)
      try street.device("CAR-\(number)", "H", Int(power), kind: "car", capacity: 40_000)
      try ask(
        "CAR-\(number)", soc: String(100 - percent),
        by: Instant(seconds: Instant("2026-06-01T21:00:00Z")!.seconds + Int64(quarters) * 900).description,
        at: "2026-06-01T20:00:00Z")
      cars.append(("CAR-\(number)", percent * 400, power, quarters))
    }
    _ = try plan("2026-06-01T21:00:00Z")
    let planned = try database.lines("SELECT sum(power_w / 4) FROM operate.charge_slot")
    let most = ChargePlanTests.most(
      cars.map { ChargePlan.Car(wh: $0.need, quarterWh: $0.power / 4, window: 0..<$0.quarters) },
      free: Array(repeating: 57_000 / 4, count: 12))
    #expect(planned == ["\(most)"])
    #expect(try proof("2026-06-01T21:00:00Z").overloads == 0)
    #expect(try database.violations() == [])
  }
}
