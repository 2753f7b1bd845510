import Database
import Foundation
import Grid
import Ingest
import Support
import Testing

@testable import Operate

/// Answers to cars, on 2026-06-01; Paris is two hours ahead of UTC, quarter hour 68 starts at 17 h, 15:00Z.
@Suite struct ChargeAuthorizeTests {
  let street = try! Street()
  var database: TestDatabase { street.database }

  /// A community with a plant of 10,000 W, so tense above 8,000 W, and two cars of 7,000 W and 50,000 Wh.
  init() throws {
    try street.community("C")
    try street.plant("P", "C", max: 10_000)
    try street.house("H", "C", interval: 900)
    for car in ["A", "B"] { try street.device(car, "H", 7000, kind: "car", capacity: 50_000) }
  }

  /// Uses some W in the quarter hour before a full hour UTC.
  func use(_ power: Int, before hour: Int) throws {
    try street.read("H", "C", day: "2026-06-01", count: 96, interval: 900, use: [(hour + 2) * 4 - 1: power])
  }

  func ask(_ car: String, soc: String, by deadline: String, at instant: String) throws {
    _ = try requestCharge(
      ["car": car, "soc_percent": soc, "deadline": deadline], asOf: Instant(instant)!, on: street.connection)
  }

  func authorize(_ instant: String) throws -> [String] {
    let summary = try authorizeCharges(community: nil, asOf: Instant(instant)!, on: street.connection)
    return summary.decisions.map {
      "\($0.car) \($0.decision) \($0.grantAt.description.dropFirst(11).prefix(5)) \($0.reason)"
    } + summary.late.map { "\($0.car) short \($0.shortWh)" }
  }

  @Test("a car that was granted and asks again does not stand in its own way")
  func asksAgain() throws {
    try use(7000, before: 17)
    try ask("A", soc: "40", by: "2026-06-02T05:00:00Z", at: "2026-06-01T17:00:00Z")
    #expect(try authorize("2026-06-01T17:00:00Z") == ["A grant 17:00 calm"])
    try ask("A", soc: "41", by: "2026-06-02T05:00:00Z", at: "2026-06-01T17:05:00Z")
    #expect(try authorize("2026-06-01T17:05:00Z") == ["A grant 17:05 calm"])
    // It counts for others still.
    try ask("B", soc: "41", by: "2026-06-02T05:00:00Z", at: "2026-06-01T17:06:00Z")
    #expect(try authorize("2026-06-01T17:06:00Z") == ["B defer 18:06 tense"])
  }

  @Test("a car at 80 % is deferred by an hour while consumption is tense, and released late in the evening")
  func deferred() throws {
    try use(8001, before: 17)
    try ask("A", soc: "80", by: "2026-06-02T05:00:00Z", at: "2026-06-01T17:00:00Z")
    try ask("B", soc: "79.99", by: "2026-06-02T05:00:00Z", at: "2026-06-01T17:00:00Z")
    let first = ["A defer 18:00 tense-and-charged", "B defer 18:00 tense"]
    #expect(try authorize("2026-06-01T17:00:00Z") == first)
    // The same instant again says the same, and puts no message twice; before the hour is over nothing is decided.
    #expect(try authorize("2026-06-01T17:00:00Z") == first)
    #expect(try database.lines("SELECT count(*) FROM ops.outbox WHERE topic = 'charge'") == ["2"])
    #expect(try authorize("2026-06-01T17:30:00Z") == [])
    try use(9000, before: 18)
    #expect(try authorize("2026-06-01T18:00:00Z") == ["A defer 19:00 tense-and-charged", "B defer 19:00 tense"])
    // Exactly at 80 % of the greatest production is not above it; but once A charges, B waits.
    try use(8000, before: 19)
    #expect(try authorize("2026-06-01T19:00:00Z") == ["A grant 19:00 calm", "B defer 20:00 tense"])
    // What was granted counts until a reading shows it: here the reading is of before.
    #expect(try authorize("2026-06-01T19:00:00Z") == ["A grant 19:00 calm", "B defer 20:00 tense"])
    try use(7000, before: 20)
    #expect(try authorize("2026-06-01T20:00:00Z") == ["B grant 20:00 calm"])
    #expect(try authorize("2026-06-01T21:00:00Z") == [])
    #expect(try database.violations() == [])
  }

  @Test("the deadline is kept however tense it is: granted when an hour more would be too late")
  func deadline() throws {
    try use(9000, before: 17)
    // 7,000 Wh take an hour. Deadline at 19:00: begun at 18:00 it is just full. At 18:59 it is not: whole quarter hours.
    try ask("A", soc: "86", by: "2026-06-01T19:00:00Z", at: "2026-06-01T17:00:00Z")
    try ask("B", soc: "86", by: "2026-06-01T18:59:00Z", at: "2026-06-01T17:00:00Z")
    #expect(try authorize("2026-06-01T17:00:00Z") == ["A defer 18:00 tense-and-charged", "B grant 17:00 deadline"])
    try use(9000, before: 18)
    #expect(try authorize("2026-06-01T18:00:00Z") == ["A grant 18:00 deadline"])
  }

  @Test("a car that cannot be full in time is granted at once, and named with what it will lack")
  func tooLate() throws {
    try use(9000, before: 17)
    try ask("A", soc: "0", by: "2026-06-01T19:00:00Z", at: "2026-06-01T17:00:00Z")
    #expect(try authorize("2026-06-01T17:00:00Z") == ["A grant 17:00 deadline", "A short 36000"])
  }

  @Test("a full car, a grid that nothing is known of, and one without limit hold nobody back")
  func granted() throws {
    try ask("A", soc: "100", by: "2026-06-02T05:00:00Z", at: "2026-06-01T17:00:00Z")
    try ask("B", soc: "50", by: "2026-06-02T05:00:00Z", at: "2026-06-01T17:00:00Z")
    #expect(try authorize("2026-06-01T17:00:00Z") == ["A grant 17:00 full", "B grant 17:00 unknown"])
    try database.script("DELETE FROM grid.plant")
    try ask("B", soc: "60", by: "2026-06-02T05:00:00Z", at: "2026-06-01T18:00:00Z")
    #expect(try authorize("2026-06-01T18:00:00Z") == ["B grant 18:00 no-limit"])
  }

  @Test("at a limit of 0 every use is tense, and the deadline is kept still")
  func limitZero() throws {
    try database.script("UPDATE grid.community SET limit_w = 0")
    try use(4, before: 17)
    try ask("A", soc: "50", by: "2026-06-02T05:00:00Z", at: "2026-06-01T17:00:00Z")
    try ask("B", soc: "86", by: "2026-06-01T18:30:00Z", at: "2026-06-01T17:00:00Z")
    #expect(try authorize("2026-06-01T17:00:00Z") == ["A defer 18:00 tense", "B grant 17:00 deadline"])
  }

  @Test("a deferred car is planned from the time to which it was deferred")
  func deferredPlan() throws {
    try use(9000, before: 17)
    try ask("A", soc: "86", by: "2026-06-02T05:00:00Z", at: "2026-06-01T17:00:00Z")
    _ = try authorize("2026-06-01T17:00:00Z")
    let at = Instant("2026-06-01T17:00:00Z")!
    let plan = try planCharges(community: nil, asOf: at, from: at, to: nil, on: street.connection)
    #expect(plan.blocks.map(\.startsAt) == [Instant("2026-06-01T18:00:00Z")!])
  }
}
