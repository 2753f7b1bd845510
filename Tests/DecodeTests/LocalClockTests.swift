import Grid
import Testing

@testable import Decode

@Suite("a wall clock")
struct LocalClockTests {
  @Test("shows an hour twice in autumn, and never the one that spring skips")
  func changes() throws {
    var clock = try #require(LocalClock(zone: "Europe/Paris"))
    func wall(_ text: String) throws -> Int64 { try #require(Instant(text + "Z")).seconds }
    #expect(
      clock.instants(showing: try wall("2025-10-26T02:30")) == [
        try wall("2025-10-26T00:30"), try wall("2025-10-26T01:30"),
      ])
    #expect(clock.instants(showing: try wall("2025-03-30T02:30")) == [])
    #expect(clock.instants(showing: try wall("2025-07-01T12:00")) == [try wall("2025-07-01T10:00")])
    #expect(LocalClock(zone: "Nowhere/City") == nil)
  }
}
