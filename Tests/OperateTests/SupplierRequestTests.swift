import Aggregate
import Database
import Grid
import Support
import Testing

@testable import Operate

@Suite struct SupplierRequestTests {
  let fixture: Neighbourhood
  var database: TestDatabase { fixture.database }

  /// Community C1 with one house; 100 Wh in five minutes are 1,200 W.
  init() throws {
    fixture = try Neighbourhood()
    try fixture.community("C1")
    try fixture.meter("H", of: "C1")
  }

  func plant(_ code: String, most: Int, least: Int = 0, makes wh: String) throws {
    try fixture.meter(code, of: "C1", kind: "plant")
    try fixture.plant(code, of: "C1", most: most, least: least)
    try fixture.read(code, .production, wh, on: "2026-06-01")
  }

  func house(_ wh: String) throws { try fixture.read("H", .consumption, wh, on: "2026-06-01") }

  func aggregateDay() throws {
    let day = LocalDay("2026-06-01")!
    _ = try aggregate(period: Period(day, day.advanced(by: 1)), isForced: true, on: fixture.connection)
  }

  /// Requests of the slot from 10:00 to 10:05, 08:00Z: `plant action produces asked target unmet`.
  @discardableResult
  func ask(_ asOf: String = "2026-06-01T08:05:00Z", period: String? = nil) throws -> [String] {
    let summary = try requestProduction(
      period: period.map { Period($0, today: LocalDay(number: 0))! }, community: nil, tolerance: 5, known: 50,
      asOf: Instant(asOf)!, on: fixture.connection)
    return summary.requests.filter { (($0.start - Int64($0.offset)) % 86_400) == 8 * 3600 }.map {
      "\($0.plant) \($0.action) \($0.production) \($0.asked) \($0.target) \($0.unmet)"
    } + (summary.messageCount > 0 ? ["\(summary.messageCount) put"] : [])
  }

  @Test("what is lacking is shared in proportion to headroom, by the largest remainder, and put as messages")
  func shares() throws {
    // 600 Wh against 100 + 50: 450 Wh, 5,400 W are lacking. Headroom 8,800 and 3,401 W of 12,201.
    try plant("P1", most: 10_000, makes: "100")
    try plant("P2", most: 4001, makes: "50")
    try house("600")
    try aggregateDay()
    // 5,400 x 8,800 / 12,201 = 3,894.76…; 5,400 x 3,401 / 12,201 = 1,505.23…: the W left goes to P1.
    #expect(try ask() == ["P1 more 1200 3895 5095 0", "P2 more 600 1505 2105 0", "2 put"])
    #expect(
      try database.lines("SELECT key, expires_at, message FROM ops.outbox ORDER BY key") == [
        #"C1 P1 2026-06-01T08:00:00Z|2026-06-01 08:10:00+00|{"type" : "Supplier", "supplier" : "S", "plant" : "P1", "community" : "C1", "more_w" : 3895, "target_w" : 5095, "at" : "2026-06-01T08:00:00Z"}"#,
        #"C1 P2 2026-06-01T08:00:00Z|2026-06-01 08:10:00+00|{"type" : "Supplier", "supplier" : "S", "plant" : "P2", "community" : "C1", "more_w" : 1505, "target_w" : 2105, "at" : "2026-06-01T08:00:00Z"}"#,
      ])
    #expect(try database.lines("SELECT count(*) FROM operate.unmet") == ["0"])
    #expect(try database.violations() == [])
  }

  @Test("equal remainders go to the plants that were registered first")
  func ties() throws {
    for code in ["P5", "P1", "P4", "P2", "P3"] { try plant(code, most: 1000, makes: "0") }
    try house("1")
    try aggregateDay()
    // 12 W among five are 2.4 each: two W are left for the first two.
    #expect(
      try ask() == [
        "P1 more 0 3 3 0", "P2 more 0 2 2 0", "P3 more 0 2 2 0", "P4 more 0 2 2 0", "P5 more 0 3 3 0", "5 put",
      ])
  }

  @Test("a request ends at the plant's limit, and what is beyond all of them is kept for regulation")
  func capped() throws {
    // 7,200 W are used; 1,200 + 600 W made, at most 2,000 + 1,000 W; the third stands still.
    try plant("P1", most: 2000, makes: "100")
    try plant("P2", most: 1000, makes: "50")
    try plant("P3", most: 0, makes: "0")
    try house("600")
    try aggregateDay()
    #expect(
      try ask() == ["P1 more 1200 800 2000 4200", "P2 more 600 400 1000 4200", "P3 more 0 0 0 4200", "2 put"])
    #expect(
      try database.lines("SELECT community_id, starts_at, unmet_w FROM operate.unmet ORDER BY starts_at DESC LIMIT 1")
        == ["1|2026-06-01 08:00:00+00|4200"])
  }

  @Test("a surplus lowers the plants, none below its least; a plant that stands below it is raised to it at least")
  func least() throws {
    // 2,400 W made, 240 used: 2,160 less, but P1 may go down by 200 W and P2 by 700 only.
    try plant("P1", most: 2000, least: 1000, makes: "100")
    try plant("P2", most: 2000, least: 500, makes: "CASE WHEN clock >= '10:05' THEN 0 ELSE 100 END")
    try house("CASE WHEN clock >= '10:05' THEN 110 ELSE 20 END")
    try aggregateDay()
    #expect(try ask() == ["P1 less 1200 200 1000 1260", "P2 less 1200 700 500 1260", "2 put"])
    #expect(try database.lines("SELECT count(*) FROM operate.unmet") == ["0"])
    // At 10:05, 120 W are lacking; P2 stands still, and below 500 W it cannot run.
    #expect(try ask("2026-06-01T08:10:00Z") == ["2 put"])
    #expect(
      try database.lines(
        "SELECT plant_id, action, asked_w, target_w FROM operate.supplier_request WHERE starts_at = '2026-06-01T08:05Z' ORDER BY 1"
      ) == ["1|more|34|1234", "2|more|500|500"])
  }

  @Test("a replay of an hour every five minutes asks for each slot once, and a second one for nothing")
  func replay() throws {
    try plant("P1", most: 5000, makes: "50")
    try house("100")
    try aggregateDay()
    var messages = 0
    for run in 0..<2 {
      for minute in stride(from: 5, through: 60, by: 5) {
        let instant = Instant(seconds: Instant("2026-06-01T08:00:00Z")!.seconds + Int64(minute) * 60)
        let summary = try requestProduction(
          period: nil, community: nil, tolerance: 5, known: 50, asOf: instant, on: fixture.connection)
        #expect(summary.messageCount == (run == 0 ? 1 : 0))
        messages += summary.messageCount
      }
    }
    #expect(messages == 12)
    #expect(
      try database.lines("SELECT count(*), count(DISTINCT key), min(happened_at), max(happened_at) FROM ops.outbox")
        == ["12|12|2026-06-01 08:00:00+00|2026-06-01 08:55:00+00"])
    // The first run looked back for a quarter of an hour; only its newest slot was worth a message.
    #expect(try database.lines("SELECT count(*) FROM operate.supplier_request") == ["15"])
    var sent = 0
    _ = try database.connection.transaction {
      sent = try sendMessages(
        topic: "supplier-request", community: nil, asOf: Instant("2026-06-01T09:00:00Z")!, on: database.connection
      ) { _ in }
    }
    // The others were of no use five minutes after they were put.
    #expect(sent == 1)
  }

  @Test("a whole day is asked for when its period is named, without a message for what is long past")
  func day() throws {
    try plant("P1", most: 5000, makes: "50")
    try house("100")
    try aggregateDay()
    #expect(try ask("2026-06-03T00:00:00Z", period: "2026-06-01") == ["P1 more 600 600 1200 0"])
    #expect(try database.lines("SELECT count(*) FROM operate.supplier_request") == ["288"])
    #expect(try ask("2026-06-03T00:00:00Z", period: "2026-06-01") == [])
    #expect(try database.lines("SELECT count(*) FROM ops.outbox") == ["0"])
  }

  @Test("readings that come later change nothing that was asked for")
  func late() throws {
    try plant("P1", most: 5000, makes: "50")
    try house("100")
    try aggregateDay()
    try ask()
    let before = try database.lines("SELECT r::text FROM operate.supplier_request AS r ORDER BY 1")
    try house("400")
    try aggregateDay()
    #expect(try ask() == [])
    #expect(try database.lines("SELECT r::text FROM operate.supplier_request AS r ORDER BY 1") == before)
  }

  @Test("stale production leads to requests, unknown production to none")
  func stale() throws {
    try plant("P1", most: 5000, makes: "CASE WHEN clock >= '10:00' THEN NULL ELSE 50 END")
    try house("100")
    try aggregateDay()
    #expect(try ask() == ["P1 more 600 600 1200 0", "1 put"])
    #expect(try ask("2026-06-01T08:15:00Z") == ["1 put"])
    #expect(try ask("2026-06-01T08:20:00Z") == [])
    #expect(try database.lines("SELECT max(starts_at) FROM operate.supplier_request") == ["2026-06-01 08:10:00+00"])
  }

  @Test("a plant without a meter is asked for what is lacking, and a community without a plant is named")
  func unmeasured() throws {
    try fixture.plant("P9", of: "C1", most: 500)
    try fixture.community("C2")
    try fixture.meter("H2", of: "C2")
    try fixture.read("H2", .consumption, "100", on: "2026-06-01")
    try house("100")
    try aggregateDay()
    let summary = try requestProduction(
      period: nil, community: nil, tolerance: 5, known: 50, asOf: Instant("2026-06-01T08:05:00Z")!,
      on: fixture.connection)
    #expect(summary.withoutPlant == ["C2"])
    #expect(Set(summary.requests.map { "\($0.plant) \($0.target) \($0.unmet)" }) == ["P9 500 700"])
    #expect(try database.lines("SELECT DISTINCT community_id FROM operate.unmet") == ["1"])
  }
}
