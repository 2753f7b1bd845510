import Foundation
import Grid
import Support
import Testing

@testable import Ingest

/// Two months of four communities, and what their sums must be: consumption, production, charge, discharge, and the import
/// and export that follow from them.
@Suite(.serialized, .enabled(if: samples != nil)) struct CleanTests {
  static let folder = "\(samples ?? "")/readings"
  // The suite is serialized: one test at a time uses the connection.
  nonisolated(unsafe) static let shared = Result { try loaded() }

  static func loaded() throws -> TestDatabase {
    let database = try TestDatabase()
    try database.registerSamples(in: samples!)
    let request = IngestRequest(asOf: Instant("2025-05-01T00:00:00Z")!)
    for file in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/clean").sorted() {
      let summary = try ingest("\(folder)/clean/\(file)", request, on: database.connection)
      #expect(summary.readCount == summary.loadedCount && summary.readCount > 0, "\(file)")
    }
    try database.script(
      """
      CREATE TABLE interval_sum AS
      WITH flow AS (
        SELECT meter, starts_at, day,
               sum(wh) FILTER (WHERE register = 3)::bigint AS used, sum(wh) FILTER (WHERE register = 4)::bigint AS made,
               sum(wh) FILTER (WHERE register = 5)::bigint AS charged,
               sum(wh) FILTER (WHERE register = 6)::bigint AS discharged
        FROM grid.reading JOIN grid.meter USING (meter_id) GROUP BY meter, starts_at, day
      )
      SELECT *, greatest(used + charged - made - discharged, 0) AS drawn,
             greatest(made + discharged - used - charged, 0) AS fed
      FROM flow
      """)
    return database
  }

  private func sums(by period: String) throws -> Set<String> {
    Set(
      try CleanTests.shared.get().lines(
        """
        SELECT meter, \(period), count(*), sum(used), sum(made), sum(charged), sum(discharged), sum(drawn), sum(fed)
        FROM interval_sum GROUP BY 1, 2
        """))
  }

  /// The truth without its last column, whether the period was autarkic.
  private func truth(_ name: String) throws -> Set<String> {
    let file = URL(fileURLWithPath: "\(CleanTests.folder)/\(name)")
    return Set(try csv(file).map { $0.dropLast().joined(separator: "|") })
  }

  @Test("all rows are loaded, and no day comes from two dumps")
  func allRowsAreLoaded() throws {
    let counts = "SELECT sum(loaded_count), sum(rejected_count), sum(repeated_count) FROM ingest.batch"
    #expect(
      try CleanTests.shared.get().lines(counts) == ["\(140_448 + 105_336 + 70_224 + 48_240)|0|0"])
    #expect(try CleanTests.shared.get().lines("SELECT count(*) FROM interval_sum") == ["364248"])
    #expect(try CleanTests.shared.get().lines("SELECT count(*) FROM grid.block_part") == ["0"])
  }

  @Test("hours add up to the truth, import and export too")
  func hoursAddUpToTheTruth() throws {
    let expected = try truth("meter_hourly.csv.gz")
    #expect(expected.count > 80_000)
    let hour = "to_char(date_trunc('hour', starts_at), 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
    #expect(try sums(by: hour).symmetricDifference(expected) == [])
  }

  @Test("days add up to the truth")
  func daysAddUpToTheTruth() throws {
    let expected = try truth("meter_daily.csv")
    #expect(expected.count == (24 + 18 + 12) * 61 + 12 * 14)
    #expect(try sums(by: "day").symmetricDifference(expected) == [])
  }

  @Test("months add up to the truth")
  func monthsAddUpToTheTruth() throws {
    let expected = try truth("meter_monthly.csv")
    #expect(expected.count == 66 * 2)
    #expect(try sums(by: "to_char(day, 'YYYY-MM')").symmetricDifference(expected) == [])
  }

  @Test("the day of the spring clock change has 23 hours")
  func theDayOfTheSpringClockChangeHas23Hours() throws {
    #expect(
      try CleanTests.shared.get().lines(
        """
        SELECT DISTINCT interval_s, cardinality(wh), (SELECT count(w) FROM unnest(wh) AS w)
        FROM grid.interval_block WHERE day = '2025-03-30' ORDER BY 1
        """) == ["300|276|276", "900|92|92"])
  }
}
