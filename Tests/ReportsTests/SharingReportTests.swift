import Database
import Documents
import Grid
import Reports
import Support
import Testing

/// What the reports make of stored allocations; the figures of each are worked out by hand.
@Suite struct SharingReportTests {
  let database: TestDatabase
  let period = Period("2025-04", today: LocalDay("2025-05-05")!)!
  let asOf = Instant("2025-05-05T04:00:00Z")!

  /// One community, two days of which the first is allocated. A draws 100 Wh in a quarter hour; B makes 100, uses 40 of
  /// it itself and gives 25 of the 60 that are left.
  init() throws {
    database = try TestDatabase()
    try database.script(
      """
      INSERT INTO grid.community (community, name, zone) VALUES ('C', 'x', 'Europe/Paris');
      INSERT INTO grid.meter (meter, interval_s, kind) VALUES ('A', 900, 'household'), ('B', 900, 'household');
      INSERT INTO grid.membership SELECT meter_id, 1, '[2025-01-01,)' FROM grid.meter;
      SELECT ops.add_partitions('aggregate.meter_day', '{2025-04-01}'), ops.add_partitions('aggregate.allocation', '{2025-04-01}');
      INSERT INTO aggregate.meter_day
      SELECT 1, m.meter_id, d::date, 900, 96, 96, m.used, m.made, m.import, m.export, 0, 0, 4 * m.import, 0, 0, 0, 900,
             q.used, q.made, q.import, q.export, NULL, repeat('0', 96)::bit varying, 900
      FROM (VALUES (1, 100, 0, 100, 0), (2, 40, 100, 0, 60)) AS m (meter_id, used, made, import, export),
           generate_series('2025-04-01'::timestamp, '2025-04-02', '1 day') AS d,
           LATERAL (SELECT array_prepend(m.used::bigint, z) AS used, array_prepend(m.made::bigint, z) AS made,
                           array_prepend(m.import::bigint, z) AS import, array_prepend(m.export::bigint, z) AS export
                    FROM (SELECT array_fill(0::bigint, '{95}') AS z) AS zeros) AS q;
      INSERT INTO aggregate.community_day (community_id, day, member_count, expected_count, present_count, consumption_wh,
        production_wh, import_wh, export_wh, charge_wh, discharge_wh, day_minutes, strict_minutes, net_minutes, exponent,
        slot_s, consumption, production, import, export, present, strict_bits)
      SELECT 1, day, 2, 192, 192, 140, 100, 100, 60, 0, 0, 1440, 0, 0, 0, 900, array_prepend(140::bigint, z),
             array_prepend(100::bigint, z), array_prepend(100::bigint, z), array_prepend(60::bigint, z),
             array_fill(2, '{96}'), repeat('0', 96)::bit varying
      FROM (SELECT DISTINCT day FROM aggregate.meter_day) AS d, (SELECT array_fill(0::bigint, '{95}') AS z) AS zeros;
      INSERT INTO aggregate.community_allocation
      SELECT 1, '2025-04-01', 'static', 900, 0, 0, array_prepend(25::bigint, array_fill(0::bigint, '{95}')), 25;
      INSERT INTO aggregate.allocation
      SELECT 1, m, '2025-04-01', 'static', 900, 0, array_prepend(CASE m WHEN 1 THEN 25 ELSE 0 END::bigint, z),
             array_prepend(CASE m WHEN 2 THEN 25 ELSE 0 END::bigint, z), CASE m WHEN 1 THEN 25 ELSE 0 END,
             CASE m WHEN 2 THEN 25 ELSE 0 END
      FROM generate_series(1, 2) AS m, (SELECT array_fill(0::bigint, '{95}') AS z) AS zeros;
      """)
  }

  @Test("rates of members and of the community count the days that are allocated")
  func sharing() throws {
    let report = try SharingReport(period: period, community: "C", asOf: asOf, on: database.connection)
    #expect((report.memberCount, report.communityCount, report.staleCount) == (2, 1, 1))
    var lines: [String] = []
    for line in try TextTable().lines(of: report.document.sheets[0]) {
      lines.append(
        line.split(separator: "|").map { $0.trimmingPrefix(" ").split(separator: " ").joined(separator: " ") }
          .joined(separator: "|"))
    }
    #expect(
      lines.suffix(3) == [
        "C|A|1|0.100|0.000|0.000|0.025|0.000|0.075|0.000||25.0 %",
        "C|B|1|0.040|0.100|0.040|0.000|0.025|0.000|0.035|65.0 %|100.0 %",
        // 40 on site and 25 to the neighbour of 100 made; 40 + 25 of 140 used.
        "C|all|1|0.140|0.100|0.040|0.025|0.025|0.075|0.035|65.0 %|46.4 %",
      ])
    #expect(lines.contains("C: 1 day not allocated yet."))
    #expect(try database.violations() == [])
  }

  @Test("the community's reports follow the key where a day is allocated, and show the most it could share elsewhere")
  func communities() throws {
    let row = try database.connection.query("reports/communities", period, "C", asOf)[0]
    // 25 Wh as allocated, and least(100, 60) of the other day.
    #expect(row.text("shared_kwh") == "0.085")
    #expect(row.text("outside_kwh") == "0.115")
    // 75 Wh from outside in a quarter hour of the first day are 300 W.
    #expect(row.text("peak_w") == "300")
    let days = try database.connection.query("reports/days", period, "C", asOf).filter {
      $0.optional("used_kwh") != nil
    }
    #expect(days.map { $0.text("outside_kwh") } == ["0.075", "0.04"])
  }
}
