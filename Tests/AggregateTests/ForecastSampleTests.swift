import Aggregate
import Foundation
import Grid
import Ingest
import Support
import Testing

/// Forecasts of real readings: March and April 2025 of four communities.
@Suite struct ForecastSampleTests {
  @Test("what the backtest chooses is over a fortnight not worse than persistence", .enabled(if: samples != nil))
  func notWorse() throws {
    let database = try TestDatabase()
    try database.registerSamples(in: samples!)
    let clean = URL(fileURLWithPath: samples!).appendingPathComponent("readings/clean")
    for file in try FileManager.default.contentsOfDirectory(atPath: clean.path).sorted() {
      _ = try ingest(
        clean.appendingPathComponent(file).path, IngestRequest(asOf: Instant("2026-11-21T00:00:00Z")!),
        on: database.connection)
    }
    _ = try aggregate(on: database.connection)
    for day in 14..<28 {
      let asOf = Instant(seconds: Instant("2025-03-31T22:00:00Z")!.seconds + Int64(day) * 86_400)
      let made = try forecast(ForecastRequest(asOf: asOf, horizonHours: 24), on: database.connection)
      #expect(made.count == 8 && made.allSatisfy { $0.method != nil && $0.slotCount == 96 })
    }
    // Absolute errors of what was issued, and of the same quarter hour the day before; no clock changes in these weeks.
    let errors = try database.lines(
      """
      WITH actual AS (
        SELECT community_id, starts_at, 'consumption' AS quantity, consumption_wh AS wh FROM aggregate.community_quarter
        UNION ALL SELECT community_id, starts_at, 'production', production_wh FROM aggregate.community_quarter)
      SELECT community, f.quantity, count(*), sum(abs(f.wh - a.wh)) <= sum(abs(b.wh - a.wh)),
             round(100 * sum(abs(f.wh - a.wh)) / sum(a.wh), 1), round(100 * sum(abs(b.wh - a.wh)) / sum(a.wh), 1)
      FROM aggregate.forecast AS f
      JOIN actual AS a USING (community_id, quantity, starts_at)
      JOIN actual AS b ON b.community_id = a.community_id AND b.quantity = a.quantity
        AND b.starts_at = a.starts_at - interval '24 hours'
      JOIN grid.community AS c ON c.community_id = f.community_id
      GROUP BY 1, 2 ORDER BY 1, 2
      """)
    // EC4's readings end on 6 April: its forecasts go on, but there is nothing to judge them by.
    #expect(errors.count == 6)
    for line in errors { #expect(line.contains("|1344|t|"), "\(line)") }
    #expect(try database.violations() == [])
  }
}
