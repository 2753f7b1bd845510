import Database
import Grid
import Support
import Testing

@testable import Operate

/// Days of 2026-06-01, when Paris is two hours ahead of UTC: quarter hour 48 starts at 10:00Z.
@Suite struct RegulateTests {
  let street = try! Street()
  var database: TestDatabase { street.database }

  /// 51 houses of the trace: house 1 is elsewhere, community C4 has four with mixers of 500 W and cars.
  func trace(limit: Int?) throws {
    try street.community("C1")
    try street.community("C4", limit: limit)
    for (house, car) in [(1, 1300), (2, 9000), (3, 1300), (4, 1300)] {
      let community = house == 1 ? "C1" : "C4"
      try street.house("H\(house)", community, interval: 900)
      try street.device("MIXER-\(house)", "H\(house)", 500, essential: true)
      try street.device("CAR-\(house)", "H\(house)", car, kind: "car", capacity: 50_000)
      try street.read("H\(house)", community, day: "2026-06-01", count: 96, interval: 900, use: [48: 500 + car])
    }
  }

  @Test(
    "at 13,100 W the cars of community 4 are cut, which leaves 1,500 W; house 1, in another community, is not touched")
  func peak() throws {
    try trace(limit: 2000)
    #expect(
      try street.run("2026-06-01T10:16:00Z") == [
        "CAR-2 OFF", "CAR-3 OFF", "CAR-4 OFF", "C1: unlimited", "C4: cut(uncovered: \"0\")",
      ])
    // The whole record: what, why, until when; the essential mixers and house 1 are in none of it.
    #expect(
      try database.lines(
        "SELECT device, state, origin, power_w, reason, issued_at, expires_at FROM operate.directive ORDER BY 1")
        == [
          "CAR-2|OFF|automatic|9000|13100 W is above the limit of 2000 W|2026-06-01 10:16:00+00|2026-06-01 10:46:00+00",
          "CAR-3|OFF|automatic|1300|13100 W is above the limit of 2000 W|2026-06-01 10:16:00+00|2026-06-01 10:46:00+00",
          "CAR-4|OFF|automatic|1300|13100 W is above the limit of 2000 W|2026-06-01 10:16:00+00|2026-06-01 10:46:00+00",
        ])
    // The same instant again adds nothing, nor does the same slot a moment later.
    #expect(try street.run("2026-06-01T10:16:00Z") == ["C1: unlimited", "C4: hold"])
    #expect(try street.run("2026-06-01T10:18:00Z") == ["C1: unlimited", "C4: hold"])
    // With 1,500 W in the next slot, the reopen level (1,750 W) is not passed by any car that fits below 2,000 W.
    for house in 2...4 {
      try street.read("H\(house)", "C4", day: "2026-06-01", count: 96, interval: 900, use: [49: 500])
    }
    #expect(try street.run("2026-06-01T10:30:00Z", community: "C4") == ["C4: hold"])
    #expect(try database.violations() == [])
  }

  @Test("what was decided goes out with the outbox, once")
  func dispatch() throws {
    try trace(limit: 10_000)
    _ = try street.run("2026-06-01T10:16:00Z")
    _ = try street.run("2026-06-01T10:16:00Z")
    var sent: [String] = []
    for _ in 1...2 {
      _ = try street.connection.transaction {
        try sendMessages(
          topic: "directive", community: nil, asOf: Instant("2026-06-01T10:17:00Z")!, on: street.connection
        ) { sent += $0.map(\.envelope) }
      }
    }
    #expect(
      sent == [
        #"{"id" : 1, "topic" : "directive", "community" : "C4", "at" : "2026-06-01T10:16:00Z", "#
          + #""message" : {"device" : "CAR-2", "meter" : "H2", "state" : "OFF", "#
          + #""reason" : "13100 W is above the limit of 10000 W", "origin" : "automatic", "power_w" : 9000, "#
          + #""expires_at" : "2026-06-01T10:46:00Z"}}"#
      ])
  }

  /// One house of plant P (10,000 W), a heater of 1,500 W; powers of quarter hours, regulated after each, directives for 2 h.
  func replay(_ powers: [Int]) throws -> [String] {
    try street.community("C")
    try street.plant("P", "C", max: 10_000)
    try street.house("H", "C", interval: 900)
    try street.device("HEATER", "H", 1500, kind: "heating")
    var said: [String] = []
    for index in powers.indices {
      let use = Dictionary(uniqueKeysWithValues: powers[...index].enumerated().map { (48 + $0, $1) })
      try street.read("H", "C", day: "2026-06-01", count: 96, interval: 900, use: use)
      let minute = 15 * (index + 1)
      let instant = "2026-06-01T\(padded(10 + minute / 60, 2)):\(padded(minute % 60, 2)):00Z"
      said += try street.run(instant, life: 7200).dropLast().map { "\(index): \($0)" }
    }
    #expect(try database.violations() == [])
    return said
  }

  @Test("cut above 80 % of the greatest production, reopened below 70 % when it fits, and nothing between")
  func hysteresis() throws {
    // 8,000 is not above 8,000; 8,001 is. 6,501 and 6,900 are below 7,000, but with the heater above 8,000; 7,000 is not below.
    #expect(
      try replay([8000, 8001, 6501, 7999, 7000, 6900, 6500, 7900, 7100]) == [
        "1: HEATER OFF", "5: HEATER OFF", "6: HEATER AUTO",
      ])
    #expect(
      try database.lines("SELECT state, reason FROM operate.directive ORDER BY issued_at") == [
        "OFF|8001 W is above the limit of 8000 W", "OFF|still cut: no room: 1100 W below the limit of 8000 W",
        "AUTO|6500 W is below the reopen level of 7000 W",
      ])
  }

  @Test("consumption that swings between the levels switches nothing")
  func noFlapping() throws {
    #expect(try replay((0..<12).map { $0 % 2 == 0 ? 7010 : 7990 }) == [])
  }

  @Test("a cut that is needed for long is said again before it expires")
  func renewal() throws {
    #expect(
      try replay([9000] + Array(repeating: 7500, count: 8)) == ["0: HEATER OFF", "4: HEATER OFF", "8: HEATER OFF"])
  }

  @Test("an evening: calm at 20 h, cut at 21 h above 80 %, held while it eases, reopened an hour later below 70 %")
  func evening() throws {
    // Quarter hours of an evening, from 20:00 on.
    #expect(
      try replay([6000, 7000, 7900, 8000, 8400, 7800, 7600, 7100, 6400, 6800]) == ["4: HEATER OFF", "8: HEATER AUTO"])
    #expect(
      try database.lines("SELECT issued_at FROM operate.directive ORDER BY 1") == [
        "2026-06-01 11:15:00+00", "2026-06-01 12:15:00+00",
      ])
  }

  @Test("at autarky what fits below the limit is reopened, though consumption is above the reopen level")
  func autarky() throws {
    try street.community("C")
    try street.plant("P", "C", max: 10_000)
    try street.house("H", "C", interval: 900)
    try street.device("BIG", "H", 1500)
    try street.device("SMALL", "H", 700)
    func slot(_ slot: Int, _ use: Int, made: Int = 0, _ instant: String) throws -> [String] {
      try street.read("H", "C", day: "2026-06-01", count: 96, interval: 900, use: [slot: use], made: [slot: made])
      return try street.run(instant, life: 7200)
    }
    #expect(try slot(48, 9500, "2026-06-01T10:15:00Z") == ["BIG OFF", "C: cut(uncovered: \"0\")"])
    #expect(try slot(49, 8600, "2026-06-01T10:30:00Z") == ["SMALL OFF", "C: cut(uncovered: \"0\")"])
    #expect(try slot(50, 7200, made: 7199, "2026-06-01T10:45:00Z") == ["C: hold"])
    #expect(try slot(51, 7200, made: 7200, "2026-06-01T11:00:00Z") == ["SMALL AUTO", "C: reopened"])
    #expect(
      try database.lines("SELECT reason FROM operate.directive WHERE state = 'AUTO'") == ["the community is autarkic"])
  }

  @Test("in a community that counts autarky strictly a member that draws from the grid keeps what was cut")
  func strictAutarky() throws {
    try street.community("C", limit: 8000, autarky: "strict")
    for house in ["H", "SUN"] { try street.house(house, "C", interval: 900) }
    try street.device("SMALL", "H", 700)
    func slot(_ slot: Int, _ use: Int, made: Int, sun: Int, _ instant: String) throws -> [String] {
      try street.read("H", "C", day: "2026-06-01", count: 96, interval: 900, use: [slot: use], made: [slot: made])
      try street.read("SUN", "C", day: "2026-06-01", count: 96, interval: 900, use: [slot: 0], made: [slot: sun])
      return try street.run(instant, life: 7200)
    }
    #expect(try slot(48, 8500, made: 0, sun: 0, "2026-06-01T10:15:00Z").first == "SMALL OFF")
    // The neighbour makes it all: net, but not strict. Then the house does so itself.
    #expect(try slot(49, 7200, made: 0, sun: 9000, "2026-06-01T10:30:00Z") == ["C: hold"])
    #expect(try slot(50, 7200, made: 7200, sun: 0, "2026-06-01T10:45:00Z") == ["SMALL AUTO", "C: reopened"])
  }
}
