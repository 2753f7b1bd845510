import Database
import Documents
import Grid
import Support
import Testing

@testable import Reports

/// Completeness, estimates and revisions by meter and month, counted once more over the rows of `grid.reading`.
@Suite struct QualityReportTests {
  let place: Neighbourhood

  /// A has two registers of quarter hours in March and April, B hours in March, N nothing, G left on 2025-03-11.
  init() throws {
    place = try Neighbourhood()
    try place.community("C1")
    try place.meter("A", of: "C1", interval: 900)
    try place.meter("B", of: "C1", interval: 3600)
    try place.meter("N", of: "C1", interval: 900, during: "[2025-03-30,)")
    try place.meter("G", of: "C1", interval: 900, during: "[2025-01-01,2025-03-11)")
    // Every 37th and every 53rd quarter hour is missing.
    try place.read(
      "A", .imported, "CASE WHEN extract(epoch FROM at)::bigint / 900 % 37 <> 0 THEN 100 + extract(hour FROM at) END",
      on: "2025-03-01", days: 61)
    try place.read(
      "A", .exported, "CASE WHEN extract(epoch FROM at)::bigint / 900 % 53 <> 0 THEN 7 END", on: "2025-03-01", days: 61)
    try place.read("B", .imported, "1000", on: "2025-03-01", days: 31)
    try place.read("G", .imported, "5", on: "2025-03-05", days: 2)
    try place.database.script(
      """
      INSERT INTO grid.quality (code, grade, raw) VALUES (20, 'E', 'E14'), (21, 'S', 'S14'), (-20, 'F', 'F17'), (-21, '?', 'Z');
      -- Codes in turn on some days; a struck-out value is an edit without a value.
      UPDATE grid.interval_block SET quality = (
        SELECT array_agg((ARRAY[0, 3, 20, 21, -20, -2, -21, 0])[1 + i % 8]::smallint) FROM generate_series(1, cardinality(wh)) AS i),
        revision = 3
      WHERE meter_id = 1 AND day IN ('2025-03-30', '2025-03-31', '2025-04-02');
      INSERT INTO ingest.batch (batch_id, digest, file, bytes, community_id, received_at, entered_at, loaded_at, layout, read_count,
                                loaded_count, rejected_count, repeated_count, conflict_count)
      VALUES (1, '\\x01', 'one.csv', 9, 1, '2025-04-03T22:00Z', '2025-04-03T22:00Z', '2025-04-03T22:00Z', 'native', 9, 4, 5, 0, 0);
      INSERT INTO ingest.reject (batch_id, line, code, raw)
      VALUES (1, 7, 'negative', 'A,x,-1'), (1, 8, 'negative', 'A;x;-1'), (1, 9, 'negative', 'B,x,-1'), (1, 3, 'unknown-meter', 'Z,x,1');
      -- Received 48 hours after the end of the 1st of April, to the second, and more after the 31st of March.
      UPDATE grid.interval_block SET batch_id = 1 WHERE meter_id = 1 AND day IN ('2025-03-31', '2025-04-01');
      """)
  }

  func report(_ period: String, asOf: String = "2025-06-01T00:00:00Z") throws -> QualityReport {
    try QualityReport(
      period: Period(period, today: LocalDay(number: 0))!, community: nil, lateAfter: 48 * 3600, asOf: Instant(asOf)!,
      language: .en, on: place.connection)
  }

  @Test("figures are what a count over single readings gives, with a day of 23 hours")
  func figures() throws {
    let sheet = try report("2025-03-01..2025-05-01").document.sheets[0]
    // March has 743 hours here, April 720; A has two registers, N is a member for 23 + 24 hours of March.
    #expect(
      try columns(["Meter", "Month", "Registers", "Days", "Readings expected"], of: sheet) == [
        "A|2025-03|2|31|\(2 * 4 * 743)", "A|2025-04|2|30|\(2 * 4 * 720)", "B|2025-03|1|31|743", "B|2025-04|0|30|720",
        "G|2025-03|1|10|960", "N|2025-03|0|2|\(4 * 47)", "N|2025-04|0|30|\(4 * 720)",
      ])
    let counted = try place.database.lines(
      """
      SELECT concat_ws('|', meter, to_char(day, 'YYYY-MM'), count(*) FILTER (WHERE quality NOT IN ('E', 'S')),
               count(*) FILTER (WHERE quality IN ('E', 'S')),
               round(100.0 * count(*) FILTER (WHERE quality IN ('E', 'S'))
                     / CASE meter || min(to_char(day, 'MM')) WHEN 'A03' THEN 2 * 4 * 743 WHEN 'A04' THEN 2 * 4 * 720 WHEN 'B03' THEN 743 ELSE 960 END,
                     2) || ' %',
               round(100 * coalesce(sum(wh) FILTER (WHERE quality IN ('E', 'S')), 0) / sum(wh), 2) || ' %',
               count(*) FILTER (WHERE quality = 'S'), count(*) FILTER (WHERE quality = 'F'), count(*) FILTER (WHERE quality = '?'),
               to_char(min(starts_at) AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD HH24:MI'),
               to_char(max(starts_at + make_interval(secs => r.interval_s)) AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD HH24:MI'))
      FROM grid.reading AS r JOIN grid.meter USING (meter_id) GROUP BY meter, to_char(day, 'YYYY-MM') ORDER BY meter, to_char(day, 'YYYY-MM')
      """)
    let shown = try columns(
      [
        "Meter", "Month", "Readings measured", "Estimated", "Estimated share", "Estimated energy", "Substituted",
        "Final substitutes",
        "Unknown quality", "First reading", "Last reading",
      ], of: sheet
    ).filter { !$0.contains("|0|0||") }
    #expect(shown.map { $0.replacing(#/ \+0\d:00/#, with: "") } == counted)
    #expect(counted.count == 4)
  }

  @Test("edits, revisions, rejects and late dumps, and the community's total")
  func counts() throws {
    let sheet = try report("2025-03-01..2025-05-01").document.sheets[0]
    // Of eight codes in turn one is an edit: 92, 96 and 96 quarter hours of two registers. Late for March only.
    #expect(
      try columns(
        ["Meter", "Month", "Edited", "Revised blocks", "Revisions", "Rejected rows", "Late dumps"], of: sheet
      )
      .prefix(4) == ["A|2025-03|46|4|8|0|1", "A|2025-04|24|2|4|2|0", "B|2025-03|0|0|0|0|0", "B|2025-04|0|0|0|1|0"])
    let total = try report("2025-03").document.sheets[1]
    let counted = try place.database.lines(
      """
      SELECT concat_ws('|', count(*) FILTER (WHERE quality NOT IN ('E', 'S')),
                       round(100 * sum(wh) FILTER (WHERE quality IN ('E', 'S')) / sum(wh), 2) || ' %')
      FROM grid.reading WHERE day < '2025-04-01'
      """)
    #expect(try columns(["Readings measured", "Estimated energy"], of: total) == counted)
    #expect(try columns(["Readings expected"], of: total) == ["\(8 * 743 + 743 + 960 + 188)"])
  }

  @Test("only days that are over are expected and counted")
  func today() throws {
    let found = try report("2025-03", asOf: "2025-03-30T21:59:59Z")
    #expect(try columns(["Meter", "Days"], of: found.document.sheets[0]) == ["A|29", "B|29", "G|10"])
    #expect(try report("2025-03", asOf: "2025-03-30T22:00:00Z").expected == 8 * 719 + 719 + 960 + 92)
    #expect(try report("2024-01", asOf: "2023-12-01T00:00:00Z").rowCount == 0)
  }
}
