import Foundation
import Grid
import Support
import Testing

@testable import Optimize

@Suite struct CurrentPlanTests {
  func current(_ quarter: Quarter, at clock: Instant) throws -> CurrentPlan {
    try #require(try currentPlans(community: "C1", asOf: clock, on: quarter.connection).first)
  }

  @Test("a device waits, starts, runs and waits, by the newest plan that was made for each step")
  func machine() throws {
    let quarter = try Quarter()
    try quarter.forecast(Quarter.middle)
    try quarter.machine("A")
    try quarter.plan()
    let start = try #require(try quarter.start("A"))
    var device = try current(quarter, at: Quarter.begin).devices[0]
    #expect(device.now(at: Quarter.begin)?.action == .wait)
    #expect(device.next(after: Quarter.begin)?.action == .start)
    #expect(device.next(after: Quarter.begin)?.start == start)
    #expect(device.next(after: Quarter.begin)?.load == 2_000_000)
    let within = start.advanced(by: 300)
    device = try current(quarter, at: within).devices[0]
    #expect(device.now(at: within)?.action == .start && device.next(after: within)?.action == .run)
    let later = start.advanced(by: 1000)
    device = try current(quarter, at: later).devices[0]
    #expect(device.now(at: later)?.action == .run && device.next(after: later)?.start == start.advanced(by: 3600))
    // Made, not begun: nothing is to be done now.
    let early = Instant("2026-06-10T10:05:00Z")!
    device = try current(quarter, at: early).devices[0]
    #expect(device.now(at: early) == nil && device.steps.count == 96)
  }

  @Test("until a newer plan begins the older one holds")
  func handover() throws {
    let quarter = try Quarter()
    try quarter.forecast(Quarter.middle)
    try quarter.machine("A")
    try quarter.plan()
    // The wish changes: the machine is to run at once.
    try quarter.database.script("DELETE FROM grid.flexible_device")
    try quarter.machine("A", end: Quarter.begin.advanced(by: 900 * 6))
    try quarter.plan(at: "2026-06-10T10:14:30Z")
    let clock = Instant("2026-06-10T10:20:00Z")!
    let plan = try current(quarter, at: clock)
    let device = plan.devices[0]
    #expect(device.steps.first?.start == Quarter.begin && device.now(at: clock)?.action == .wait)
    #expect(device.steps.count == 1 + 96)
    let next = try #require(device.next(after: clock))
    #expect(next.action == .start && next.start <= Quarter.begin.advanced(by: 900 * 2))
    #expect(plan.newest?.begin == Quarter.begin.advanced(by: 900))
    #expect(plan.newest?.ageMinutes(at: clock) == 5)
    // What was made later is not known yet.
    #expect(try current(quarter, at: Instant("2026-06-10T10:10:00Z")!).devices[0].steps.count == 96)
  }

  @Test("a plan is valid until its horizon is over")
  func validity() throws {
    let quarter = try Quarter()
    try quarter.forecast(Quarter.middle)
    try quarter.machine("A")
    #expect(try currentPlans(community: "C1", asOf: Quarter.begin, on: quarter.connection).isEmpty)
    try quarter.plan()
    let end = Quarter.begin.advanced(by: 86_400)
    #expect(try current(quarter, at: end.advanced(by: -1)).devices.count == 1)
    #expect(try current(quarter, at: end.advanced(by: -1)).newest?.isValid(at: end.advanced(by: -1)) == true)
    #expect(try current(quarter, at: end).devices.isEmpty)
    #expect(try current(quarter, at: end).newest?.isValid(at: end) == false)
  }

  @Test("what was told is one history: newer plans replace what older ones say of their steps, gaps are not bridged")
  func history() {
    let first = DeviceHistory(begin: 0, decisions: [0, 1, 0, 1])
    let second = DeviceHistory(begin: 1800, decisions: [1, 1])
    #expect(first.followed(by: second, step: 900) == DeviceHistory(begin: 0, decisions: [0, 1, 1, 1]))
    let late = DeviceHistory(begin: 4500, decisions: [1])
    #expect(first.followed(by: late, step: 900) == late)
    #expect(first.since(900, step: 900) == DeviceHistory(begin: 900, decisions: [1, 0, 1]))
    #expect(first.since(3600, step: 900) == nil)
    #expect(first.lastOn(before: 2700, step: 900) == 900)
    #expect(first.lastOn(before: 3600, step: 900) == 2700)
    #expect(first.lastOn(before: 900, step: 900) == nil)
    #expect(integers("{-12,0,345}") == [-12, 0, 345] && integers("{}") == [])
  }

  @Test("a battery's level is carried on with what it was told, losses and limits included")
  func battery() {
    let wish = BatteryWish(
      capacity: 10_000, minimum: 1000, level: 0, chargePower: 5000, dischargePower: 5000, efficiency: 9000)
    let told = DeviceHistory(begin: 0, decisions: [2000, -4000, 5000])
    func level(_ level: Int, at: Int64, to begin: Int64) -> Int {
      BatteryLevel(wish: wish, level: level * 1000, at: at).carried(to: begin, told: told, step: 900)
    }
    // 500 Wh charged are 450; 1,000 are taken; half of the last quarter hour stores 562.5.
    #expect(level(5000, at: 0, to: 900) == 5450)
    #expect(level(5000, at: 0, to: 1800) == 4450)
    #expect(level(5000, at: 0, to: 2250) == 5012)
    // Known since the middle of the first step: half of it.
    #expect(level(5000, at: 450, to: 900) == 5225)
    #expect(level(1500, at: 900, to: 1800) == 1000)
    #expect(level(9900, at: 0, to: 900) == 10_000)
    #expect(level(5000, at: 900, to: 900) == 5000)
  }
}
