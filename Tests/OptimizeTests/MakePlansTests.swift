import Database
import Foundation
import Grid
import Support
import Testing

@testable import Optimize

@Suite struct MakePlansTests {
  @Test("three machines of an hour share a surplus of two: 1 kWh more than without them is imported, and not less")
  func optimum() throws {
    let quarter = try Quarter()
    try quarter.forecast(Quarter.middle)
    for name in ["A", "B", "C"] { try quarter.machine(name) }
    let summary = try #require(try quarter.plan().first)
    let figures = try #require(summary.figures)
    // 88 quarter hours of 1 kW. Two machines fit into the 3 kW; the third takes 1 of its 2 kW from what they leave.
    #expect(figures.importBefore == 22_000 * 4000)
    #expect(figures.importAfter == 23_000 * 4000)
    #expect(figures.saved == 5_000 * 4000)
    #expect(figures.devices == 3 && summary.begin == Quarter.begin)
    #expect(
      try quarter.database.lines(
        "SELECT method, starts_at = '2026-06-10 10:15Z', rounded_at = '2026-06-10 10:00Z', made_at = '2026-06-10 09:59:30Z', import_before_wh, import_wh, devices FROM optimize.run"
      ) == ["ems|t|t|t|22000|23000|3"])
    #expect(
      try quarter.database.lines("SELECT count(*), sum(load_wh), sum(decisions[1]) FROM optimize.plan") == [
        "3|6000.00000|0"
      ])
    let free = try ["A", "B", "C"].map { try #require(try quarter.start($0)) }
    let surplus = Quarter.begin.advanced(by: 40 * 900)..<Quarter.begin.advanced(by: 48 * 900)
    #expect(free.allSatisfy { surplus.contains($0) && $0.advanced(by: 3600) <= surplus.upperBound })
    #expect(try quarter.database.violations() == [])
  }

  @Test("the same round again replaces itself, and a round with the same curve keeps what was planned")
  func stable() throws {
    let quarter = try Quarter()
    try quarter.forecast(Quarter.middle)
    for name in ["A", "B", "C"] { try quarter.machine(name) }
    try quarter.plan()
    let first = try ["A", "B", "C"].map { try quarter.start($0) }
    try quarter.plan()
    #expect(try quarter.database.lines("SELECT count(*) FROM optimize.run") == ["1"])
    #expect(try ["A", "B", "C"].map { try quarter.start($0) } == first)
    for round in 1...4 {
      try quarter.plan(at: Instant(Quarter.clock)!.advanced(by: round * 900).description)
      #expect(try ["A", "B", "C"].map { try quarter.start($0) } == first, "round \(round)")
    }
    #expect(try quarter.database.lines("SELECT count(*) FROM optimize.run") == ["5"])
    #expect(try quarter.database.violations() == [])
  }

  @Test("what was started is not started again, and its history counts steps whatever rounds were missed")
  func history() throws {
    let quarter = try Quarter()
    try quarter.forecast(Quarter.middle.enumerated().map { $0.offset == 2 ? -9000 : $0.element })
    try quarter.machine("A", profile: "[2000]")
    try quarter.plan()
    let started = try #require(try quarter.start("A"))
    #expect(started == Quarter.begin.advanced(by: 2 * 900))
    // Three rounds are missed: the plan of the first says what happened in them.
    try quarter.plan(at: Instant(Quarter.clock)!.advanced(by: 4 * 900).description)
    #expect(try quarter.start("A") == nil)
    let device = try #require(try quarter.conditions().devices.first)
    #expect(device.lastStartedAt == started.seconds)
    #expect(device.previousBegin == started.seconds && device.previous?.first == 1)
    #expect(device.servedEndBy == Quarter.begin.advanced(by: 86_400).seconds)
    // A new wish is a new start.
    try quarter.database.script("DELETE FROM grid.flexible_device")
    try quarter.machine("A", profile: "[2000]", end: Quarter.begin.advanced(by: 90_000))
    try quarter.plan(at: Instant(Quarter.clock)!.advanced(by: 5 * 900).description)
    #expect(try quarter.conditions().devices[0].servedEndBy == Quarter.begin.advanced(by: 86_400).seconds)
  }

  @Test("a community without flexible devices is passed over, one without a forecast keeps its plan and says so")
  func impossible() throws {
    let quarter = try Quarter()
    #expect(try quarter.plan().isEmpty)
    try quarter.forecast(Quarter.middle.prefix(96).map { $0 })
    try quarter.machine("A")
    try quarter.plan()
    let later = Instant(Quarter.clock)!.advanced(by: 60 * 3600).description
    let summary = try #require(try quarter.plan(at: later).first)
    #expect(summary.figures == nil)
    #expect(summary.warnings.last?.tag == .impossible)
    let standing = try #require(summary.standing)
    #expect(standing.begin == Quarter.begin && !standing.isValid(at: Instant(later)!))
    #expect(standing.ageMinutes(at: Instant(later)!) == 60 * 60)
    #expect(
      try quarter.database.lines("SELECT tag FROM optimize.warning WHERE starts_at > '2026-06-12Z'").last
        == "WARN_IMPOSSIBLE")
    #expect(try quarter.database.lines("SELECT count(*) FROM optimize.run") == ["1"])
  }

  @Test("a run and its plans and warnings are there together or not at all")
  func atomic() throws {
    let quarter = try Quarter()
    try quarter.forecast(Quarter.middle)
    try quarter.machine("A")
    try quarter.plan()
    let before = try quarter.database.lines("SELECT run_id FROM optimize.run")
    // The last statement of a round fails.
    try quarter.device("broken", "machine", #"{"profile_w":"x"}"#)
    try quarter.database.script(
      "ALTER TABLE optimize.warning ADD CONSTRAINT none CHECK (tag <> 'WARN_IGNORED')")
    #expect(throws: CommunityFailure.self) { try quarter.plan() }
    #expect(try quarter.database.lines("SELECT run_id FROM optimize.run") == before)
    #expect(try quarter.database.lines("SELECT count(*) FROM optimize.plan") == ["1"])
  }

  @Test("plans of several methods live side by side")
  func methods() throws {
    let quarter = try Quarter()
    try quarter.forecast(Quarter.middle)
    try quarter.machine("A")
    try quarter.plan()
    try quarter.plan(method: "trial")
    #expect(
      try quarter.database.lines("SELECT method, import_wh FROM optimize.run ORDER BY 1") == [
        "ems|22000", "trial|22000",
      ])
    #expect(try quarter.database.violations() == [])
  }
}

extension Quarter {
  /// The conditions of the newest run.
  func conditions() throws -> RunConditions {
    let text = try database.lines("SELECT conditions FROM optimize.run ORDER BY starts_at DESC LIMIT 1")[0]
    return try JSONDecoder().decode(RunConditions.self, from: Data(text.utf8))
  }
}
