import Aggregate
import Database
import Grid
import Support
import Testing

@testable import Operate

/// Whom regulation may touch, and what it does when something is missing.
@Suite struct RegulateBoundsTests {
  let street = try! Street()
  var database: TestDatabase { street.database }

  /// Community C with limit 1,000 W, house H with devices A (400 W) and B (300 W), 6,000 W at 10:00Z.
  func busy(limit: Int? = 1000) throws {
    try street.community("C", limit: limit)
    try street.house("H", "C")
    try street.device("A", "H", 400)
    try street.device("B", "H", 300)
    try street.read("H", "C", day: "2026-06-01", use: [144: 6000])
  }

  @Test("what is essential, not declared any more, or of a meter that left the community is never cut")
  func untouched() throws {
    try busy()
    try street.device("FRIDGE", "H", 200, essential: true)
    try street.community("D", limit: 100_000)
    try street.house("LEFT", "C", during: "[2026-01-01,2026-06-01)")
    try street.house("LEFT", "D", during: "[2026-06-01,)")
    try street.device("HEATER", "LEFT", 9000, kind: "heating")
    try street.read("LEFT", "D", day: "2026-06-01", use: [144: 9000])
    try street.device("OLD", "H", 800)
    try database.script("UPDATE grid.device SET during = '[2026-01-01,2026-06-01)' WHERE device = 'OLD'")
    #expect(
      try street.run("2026-06-01T10:05:00Z") == ["A OFF", "B OFF", "C: cut(uncovered: \"4300\")", "D: hold"])
    #expect(try street.inForce("2026-06-01T10:05:00Z") == ["A OFF automatic", "B OFF automatic"])
    #expect(try database.violations() == [])
  }

  @Test("readings that are 15 minutes old are used, older ones are not: unknown, and directives run out")
  func age() throws {
    try busy()
    #expect(try street.run("2026-06-01T10:20:01Z") == ["C: unknown"])
    #expect(try street.run("2026-06-01T10:20:00Z") == ["A OFF", "B OFF", "C: cut(uncovered: \"4300\")"])
    #expect(try street.run("2026-06-01T10:49:59Z") == ["C: unknown"])
    #expect(try street.inForce("2026-06-01T10:49:59Z") == ["A OFF automatic", "B OFF automatic"])
    #expect(try street.inForce("2026-06-01T10:50:00Z") == [])
  }

  @Test("midnight hides nothing: the last slot of the day before is the newest")
  func midnight() throws {
    try busy()
    try street.read("H", "C", day: "2026-06-01", use: [287: 6000])
    #expect(try street.run("2026-06-01T22:00:00Z") == ["A OFF", "B OFF", "C: cut(uncovered: \"4300\")"])
  }

  @Test("while a member is missing, what is known may be enough to cut or to hold, never to reopen")
  func missingMember() throws {
    try busy()
    try street.house("SILENT", "C")
    #expect(try street.run("2026-06-01T10:05:00Z") == ["A OFF", "B OFF", "C: cut(uncovered: \"4300\")"])
    try street.read("H", "C", day: "2026-06-01", use: [148: 900])
    #expect(try street.run("2026-06-01T10:25:00Z") == ["A OFF", "B OFF", "C: incomplete"])
    try street.read("H", "C", day: "2026-06-01", use: [152: 12])
    #expect(try street.run("2026-06-01T10:45:00Z") == ["C: incomplete"])
    #expect(try street.inForce("2026-06-01T10:55:00Z") == [])
  }

  @Test("while production is missing a community is not autarkic, and nothing is reopened")
  func missingProduction() throws {
    try busy()
    #expect(try street.run("2026-06-01T10:05:00Z", life: 7200) == ["A OFF", "B OFF", "C: cut(uncovered: \"4300\")"])
    try street.read("H", "C", day: "2026-06-01", use: [148: 12])
    try database.script(
      """
      UPDATE grid.interval_block SET wh = array_fill(NULL::integer, ARRAY[288]) WHERE register = 4;
      INSERT INTO ops.stale VALUES (1, 1, '[2026-06-01,2026-06-02)')
      """)
    _ = try aggregate(on: street.connection)
    #expect(try street.run("2026-06-01T10:25:00Z", life: 7200) == ["C: incomplete"])
    #expect(try street.inForce("2026-06-01T10:25:00Z") == ["A OFF automatic", "B OFF automatic"])
  }

  @Test("a slot in which all members are known is preferred to a newer one in which some are")
  func wholeSlot() throws {
    try busy()
    try street.house("H2", "C")
    try street.read("H2", "C", day: "2026-06-01", use: [143: 100])
    try street.read("H", "C", day: "2026-06-01", use: [143: 100, 144: 6000])
    #expect(try street.run("2026-06-01T10:05:00Z") == ["C: hold"])
  }

  @Test(
    "a community with neither limit nor plant is skipped and named, one with a plant that stands still may use nothing")
  func noLimit() throws {
    try busy(limit: nil)
    #expect(try street.run("2026-06-01T10:05:00Z") == ["C: unlimited"])
    try street.plant("P", "C", max: 0)
    #expect(try street.run("2026-06-01T10:05:00Z") == ["A OFF", "B OFF", "C: cut(uncovered: \"5300\")"])
  }

  @Test("at a limit of 0 everything that is not essential is cut when anything is used, and stays cut when nothing is")
  func limitZero() throws {
    try busy(limit: 0)
    try street.read("H", "C", day: "2026-06-01", use: [144: 12])
    #expect(try street.run("2026-06-01T10:05:00Z") == ["A OFF", "B OFF", "C: cut(uncovered: \"0\")"])
    try street.read("H", "C", day: "2026-06-01", use: [144: 12, 148: 0])
    #expect(try street.run("2026-06-01T10:25:00Z") == ["A OFF", "B OFF", "C: hold"])
  }

  @Test("an operator's directive stands until it expires; AUTO gives the device back")
  func operators() throws {
    try busy()
    func set(_ device: String, _ state: SwitchState, _ instant: String, hours: Int64 = 1) throws {
      let at = Instant(instant)!
      _ = try setDirective(
        device: device, state: state, reason: "said so", asOf: at,
        expiresAt: Instant(seconds: at.seconds + hours * 3600), on: street.connection)
    }
    try set("A", .on, "2026-06-01T10:00:00Z")
    #expect(try street.run("2026-06-01T10:05:00Z") == ["B OFF", "C: cut(uncovered: \"4700\")"])
    try set("B", .off, "2026-06-01T10:06:00Z")
    try street.read("H", "C", day: "2026-06-01", use: [144: 6000, 145: 100])
    #expect(try street.run("2026-06-01T10:10:00Z") == ["C: hold"])
    #expect(try street.inForce("2026-06-01T10:10:00Z") == ["A ON operator", "B OFF operator"])
    // The superseded cut does not come back when the operator's directive runs out.
    #expect(try street.inForce("2026-06-01T11:07:00Z") == [])
    try set("A", .auto, "2026-06-01T10:11:00Z")
    try street.read("H", "C", day: "2026-06-01", use: [144: 6000, 146: 6000])
    #expect(try street.run("2026-06-01T10:15:00Z") == ["A OFF", "C: cut(uncovered: \"4600\")"])
  }

  @Test("of a device that moved to another community the newest directive alone is in force")
  func movedDevice() throws {
    try street.community("C", limit: 1000)
    try street.community("D", limit: 1000)
    try street.house("H", "C", during: "[2026-01-01,2026-06-02)")
    try street.house("H", "D", during: "[2026-06-02,)")
    try street.device("A", "H", 500)
    func set(_ state: SwitchState, _ instant: String) throws -> String {
      let at = Instant(instant)!
      let directive = try setDirective(
        device: "A", state: state, reason: "x", asOf: at, expiresAt: Instant(seconds: at.seconds + 86_400),
        on: street.connection)
      return "\(directive.community) \(directive.state.rawValue)"
    }
    #expect(try set(.off, "2026-06-01T21:50:00Z") == "C OFF")
    #expect(try set(.on, "2026-06-01T22:10:00Z") == "D ON")
    #expect(try street.inForce("2026-06-01T22:10:00Z") == ["A ON operator"])
    #expect(try street.inForce("2026-06-01T21:55:00Z") == ["A OFF operator"])
  }

  @Test("an essential device, one that is not declared, and another directive of the same instant are refused")
  func refusedDirectives() throws {
    try busy()
    try street.device("FRIDGE", "H", 200, essential: true)
    let at = Instant("2026-06-01T10:00:00Z")!
    func set(_ device: String, _ state: SwitchState) throws {
      _ = try setDirective(
        device: device, state: state, reason: "x", asOf: at, expiresAt: Instant(seconds: at.seconds + 60),
        on: street.connection)
    }
    for (device, status) in [("FRIDGE", ExitStatus.dataRefused), ("NONE", .noInput)] {
      let failure = #expect(throws: PlainFailure.self) { try set(device, .off) }
      #expect(failure?.status == status)
    }
    try set("A", .on)
    try set("A", .on)
    #expect(throws: PlainFailure.self) { try set("A", .off) }
    #expect(try database.lines("SELECT count(*) FROM operate.directive") == ["1"])
  }

  @Test("a cut of the spring night is as any other: slots count from local midnight, instants do not jump")
  func springNight() throws {
    try street.community("C", limit: 1000)
    try street.house("H", "C")
    try street.device("A", "H", 400)
    // 2026-03-29 has 276 slots; slot 24 starts at 03:00 CEST, which is 01:00Z.
    try street.read("H", "C", day: "2026-03-29", count: 276, use: [24: 1300])
    #expect(try street.run("2026-03-29T01:05:00Z") == ["A OFF", "C: cut(uncovered: \"0\")"])
    // 2026-10-25 has 300; slot 36 starts at the second 02:00, 01:00Z.
    try street.read("H", "C", day: "2026-10-25", count: 300, use: [36: 1300])
    #expect(try street.run("2026-10-25T01:05:00Z") == ["A OFF", "C: cut(uncovered: \"0\")"])
    #expect(try database.violations() == [])
  }
}
