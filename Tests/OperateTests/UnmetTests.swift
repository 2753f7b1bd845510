import Grid
import Support
import Testing

@testable import Operate

@Suite struct UnmetTests {
  @Test("what suppliers cannot produce is cut, not reopened for an hour, and reopened then")
  func handedOver() throws {
    let street = try Street()
    // A generous limit of its own, and a plant that can give 5,000 W.
    try street.community("C", limit: 60_000)
    try street.plant("P", "C", max: 5000)
    try street.house("H", "C", interval: 900)
    try street.device("HEATER", "H", 2500)
    try street.device("POOL", "H", 1000)
    var powers: [Int: Int] = [:]
    func quarter(_ slot: Int, _ watts: Int, _ instant: String) throws -> [String] {
      powers[slot] = watts
      try street.read("H", "C", day: "2026-06-01", count: 96, interval: 900, use: powers)
      _ = try requestProduction(
        period: nil, community: nil, tolerance: 0, known: 50, asOf: Instant(instant)!, on: street.connection)
      return try street.run(instant, life: 7200)
    }
    #expect(try quarter(47, 4000, "2026-06-01T10:01:00Z") == ["C: hold"], "the plant can give it")
    #expect(try quarter(48, 7000, "2026-06-01T10:16:00Z") == ["HEATER OFF", "C: cut(uncovered: \"0\")"])
    #expect(try street.database.lines("SELECT unmet_w FROM operate.unmet") == ["2000"])
    #expect(
      try street.database.lines("SELECT reason FROM operate.directive") == ["7000 W is above the limit of 5000 W"])
    // 4,500 W and then 2,000 W: the heater's 2,500 W fit below 5,000 W only in the second.
    #expect(try quarter(49, 4500, "2026-06-01T10:31:00Z") == ["C: hold"])
    #expect(try quarter(50, 3000, "2026-06-01T10:46:00Z") == ["C: hold"])
    #expect(try quarter(51, 3000, "2026-06-01T11:01:00Z") == ["HEATER AUTO", "C: reopened"], "an hour later")
    #expect(try street.database.violations() == [])
  }
}
