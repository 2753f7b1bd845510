import Foundation
import Grid
import Support
import Testing

@testable import Ingest

/// A meter that changes its community: what was found and made up goes where the meter is, what is usual moves with it.
@Suite final class MoveTests {
  let bench: ReadingBench

  /// M1 is of C1, and of C3 from 2025-04-10 on; both in Paris.
  init() throws { bench = try ReadingBench() }
  deinit { bench.dumps.remove() }

  func memberships(_ lines: String...) throws {
    let path = try bench.dumps.write(
      Data((["meter,community,from,to,interval_s,kind"] + lines).joined(separator: "\n").utf8), as: "meters.csv")
    _ = try importRegistry(.meters, file: path, asOf: ReadingBench.asOf, on: bench.database.connection)
  }

  func open() throws -> [String] {
    try bench.database.lines(
      """
      SELECT community, rule, min(day), max(last_day), count(*) FROM ingest.verdict JOIN grid.community USING (community_id)
      WHERE closed_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2
      """)
  }

  func estimates() throws -> [String] {
    try bench.database.lines(
      """
      SELECT community, method, min(day), max(day), count(*) FROM ingest.estimate JOIN grid.community USING (community_id)
      WHERE closed_at IS NULL AND register = 3 GROUP BY 1, 2 ORDER BY 1, 2
      """)
  }

  @Test("days that estimates stand in for may move, and are judged and estimated anew where the meter is")
  func announcedLate() throws {
    try bench.database.script(
      "UPDATE grid.membership SET during = '[2025-04-01,2025-04-10)' WHERE meter_id = 6 AND community_id = 1")
    try bench.load("M1", days: 0..<14)
    // Readings of the 10th to the 14th are of C3; nothing came of the 15th to the 18th.
    try bench.load("M1", days: 18..<30, as: "20250501T220000.csv")
    try bench.run(meter: "M1", estimates: true)
    #expect(try open() == ["C3|gap|2025-04-15|2025-04-18|1"])
    #expect(try estimates() == ["C3|like-days|2025-04-15|2025-04-18|4"])
    let values = try bench.values(.consumption, "2025-04-16", meter: "M1")
    // Its new community takes it over within the gap, with hindsight; then it is found that it had left before.
    #expect(throws: Refusal.self) {
      try self.memberships("M1,C3,2025-04-10,2025-04-14,900,household", "M1,C1,2025-04-14,,900,household")
    }
    #expect(throws: Refusal.self) {
      try self.memberships("M1,C3,2025-04-10,2025-04-16,900,household", "M1,C1,2025-04-16,,900,household")
    }
    try memberships(
      "M1,C3,2025-04-10,2025-04-16,900,household", "M1,C1,2025-04-16,2025-04-19,900,household",
      "M1,C3,2025-04-19,,900,household")
    try bench.run(meter: "M1", estimates: true)
    #expect(try open() == ["C1|gap|2025-04-16|2025-04-18|1", "C3|gap|2025-04-15|2025-04-15|1"])
    #expect(try estimates() == ["C1|like-days|2025-04-16|2025-04-18|3", "C3|like-days|2025-04-15|2025-04-15|1"])
    #expect(
      try bench.values(.consumption, "2025-04-16", meter: "M1") == values, "the same like days, whoever it belonged to")
    #expect(
      try bench.database.lines(
        "SELECT DISTINCT community_id FROM grid.interval_block JOIN grid.meter USING (meter_id) WHERE meter = 'M1' AND day BETWEEN '2025-04-16' AND '2025-04-18'"
      ) == ["1"])
    #expect(try bench.run(meter: "M1", estimates: true) == ValidationSummary())
    #expect(try bench.database.violations() == [])
  }

  @Test("a meter that has just moved is judged by what was usual before, and its gap is filled from there")
  func history() throws {
    try bench.load("M1", days: 0..<14) { day, slot in
      day == 10 && slot == 40
        ? "5000,\(ReadingBench.sunny(day, slot)),0"
        : day == 11 && (20..<60).contains(slot)
          ? nil : "\(ReadingBench.usual(day, slot)),\(ReadingBench.sunny(day, slot)),0"
    }
    try bench.run(meter: "M1", estimates: true)
    #expect(try open().contains("C3|spike|2025-04-11|2025-04-11|1"))
    #expect(try estimates().contains("C3|like-days|2025-04-12|2025-04-12|1"))
  }

  @Test(
    "a meter that comes back is validated for the days it was away from what was validated, and is no clock outlier")
  func returning() throws {
    try bench.database.script(
      """
      UPDATE grid.membership SET during = '[2023-01-01,2023-02-01)' WHERE community_id = 1 AND meter_id = 6;
      INSERT INTO grid.membership SELECT 6, 3, '[2023-02-01,2025-04-10)'
      """)
    try bench.database.script("DELETE FROM grid.membership WHERE meter_id = 6 AND lower(during) = '2025-04-10'")
    for (community, day) in [(1, "2023-01-15"), (3, "2023-06-01"), (3, "2024-03-01"), (3, "2025-02-01")] {
      try bench.database.script(
        """
        SELECT ops.add_partitions('grid.interval_block', ARRAY['\(day)'::date]);
        INSERT INTO grid.interval_block (community_id, meter_id, register, day, interval_s, exponent, revision, wh)
        VALUES (\(community), 6, 3, '\(day)', 900, 0, 1, array_fill(70, ARRAY[96]))
        """)
    }
    func run() throws -> ValidationSummary {
      try validate(ValidationRequest(meter: "M1", asOf: ReadingBench.asOf), on: bench.database.connection)
    }
    _ = try run()
    try memberships("M1,C1,2025-04-10,,900,household")
    #expect(try run().dayCount == 21)
    #expect(try open().contains { $0.hasPrefix("C1|gap") && $0.contains("2025-04-30") })
    #expect(try !open().contains { $0.contains("clock-outlier") })
    #expect(try run().dayCount == 0)
  }
}
