import Aggregate
import Database
import Foundation
import Grid
import Ingest
import Support
import Testing

@Suite struct AggregateTests {
  let database: TestDatabase
  let asOf = Instant("2026-11-21T00:00:00Z")!

  init() throws {
    database = try TestDatabase()
    try database.script(
      """
      INSERT INTO grid.community (community, name, zone) VALUES ('C1', 'One', 'Europe/Paris'), ('C2', 'Two', 'Europe/Paris');
      INSERT INTO grid.meter (meter, interval_s, kind) VALUES
        ('A', 300, 'household'), ('B', 900, 'household'), ('C', 300, 'household');
      INSERT INTO grid.membership SELECT meter_id, 1, '[2026-01-01,)' FROM grid.meter WHERE meter IN ('A', 'B');
      INSERT INTO grid.membership SELECT meter_id, 2, '[2026-01-01,)' FROM grid.meter WHERE meter = 'C';
      """)
  }

  /// Loads rows `meter,instant,consumed,produced,battery`.
  func load(_ rows: [String], receivedAt: String = "2026-11-01T00:00:00Z") throws {
    let file = "/tmp/gridctl-aggregate-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let text = "meter_id,timestamp,consumed_wh,produced_wh,battery_wh\n" + rows.joined(separator: "\n") + "\n"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let summary = try ingest(
      file, IngestRequest(receivedAt: Instant(receivedAt), asOf: asOf), on: database.connection)
    #expect(summary.rejectedCount == 0)
  }

  /// A local day's readings of one meter, each the same.
  func day(_ meter: String, from start: String, hours: Int, every seconds: Int64, _ values: String) -> [String] {
    let start = Instant(start)!.seconds
    return (0..<Int64(hours) * 3600 / seconds).map { "\(meter),\(Instant(seconds: start + $0 * seconds)),\(values)" }
  }

  @Test(
    "the 23- and the 25-hour day add up in every grain",
    arguments: [("2026-03-29", "2026-03-28T23:00:00Z", 23), ("2026-10-25", "2026-10-24T22:00:00Z", 25)])
  func clockChange(local: String, start: String, hours: Int) throws {
    try load(
      day("A", from: start, hours: hours, every: 300, "10,4,0")
        + day("B", from: start, hours: hours, every: 900, "20,50,0"))
    let summary = try aggregate(on: database.connection)
    #expect(summary.meterDayCount == 2)
    let sums = [hours * 12 * 10 + hours * 4 * 20, hours * 12 * 4 + hours * 4 * 50, hours * 12 * 6, hours * 4 * 30]
    let text = "\(local)|" + sums.map(String.init).joined(separator: "|")
    let columns = "sum(consumption_wh), sum(production_wh), sum(import_wh), sum(export_wh)"
    for grain in [
      "slot", "quarter", "hour", "day", "community_slot", "community_quarter", "community_hour", "community_day",
    ] {
      let lines = try database.lines("SELECT day, \(columns) FROM aggregate.\(grain) GROUP BY day")
      #expect(lines == [text], "\(grain)")
    }
    #expect(try database.lines("SELECT \(columns) FROM aggregate.month") == [String(text.dropFirst(11))])
    #expect(
      try database.lines("SELECT count(*) FROM aggregate.community_slot WHERE community_id = 1") == ["\(hours * 4)"])
    #expect(
      try database.lines("SELECT count(DISTINCT starts_at) FROM aggregate.hour WHERE meter_id = 1") == ["\(hours)"])
    #expect(try database.violations() == [])
  }

  @Test("strict autarky of a community needs every member; net counts the known ones; balance is a percentage")
  func autarky() throws {
    // A makes more than it uses all day, B draws in the first hour only and is unknown in the last one.
    let start = "2026-06-01T22:00:00Z"
    var rows = day("A", from: start, hours: 24, every: 300, "10,30,0")
    rows += day("B", from: start, hours: 23, every: 900, "60,60,0").enumerated().map { index, row in
      index < 4 ? row.replacingOccurrences(of: ",60,60,", with: ",60,0,") : row
    }
    try load(rows)
    _ = try aggregate(on: database.connection)
    #expect(
      try database.lines(
        """
        SELECT hour, strict, net, strict_minutes, member_count, present_count FROM aggregate.community_hour
        WHERE hour IN (0, 1, 23) ORDER BY hour
        """) == ["0|f|t|0|2|2", "1|t|t|60|2|2", "23|f|t|0|2|1"])
    // Quarter hours, because B has no finer ones: 22 hours are strict.
    #expect(
      try database.lines("SELECT slot_s, strict_minutes, net_minutes, day_minutes FROM aggregate.community_day")
        == ["900|1320|1440|1440"])
    #expect(
      try database.lines("SELECT DISTINCT balance_percent FROM aggregate.community_slot WHERE slot = 1") == ["100.0"])
    #expect(try database.violations() == [])
  }

  @Test("a community of 5-minute meters has 5-minute autarky")
  func fine() throws {
    var rows = day("C", from: "2026-06-01T22:00:00Z", hours: 24, every: 300, "0,0,0")
    rows[3] = rows[3].replacingOccurrences(of: ",0,0,0", with: ",1,0,0")
    try load(rows)
    _ = try aggregate(on: database.connection)
    #expect(
      try database.lines("SELECT slot_s, length(strict_bits), strict_minutes FROM aggregate.community_day")
        == ["300|288|1435"])
  }

  @Test("only what is stale is made again, and a correction makes its own day stale")
  func stale() throws {
    try load(day("A", from: "2026-06-01T22:00:00Z", hours: 72, every: 300, "10,0,0"))
    #expect(try aggregate(on: database.connection).meterDayCount == 3)
    #expect(try aggregate(on: database.connection).meterDayCount == 0)
    try load(["A,2026-06-03T10:00:00Z,110,0,0"], receivedAt: "2026-11-02T00:00:00Z")
    let summary = try aggregate(on: database.connection)
    #expect(summary.meterDayCount == 1)
    #expect(
      try database.lines("SELECT day, import_wh FROM aggregate.community_day ORDER BY day")
        == ["2026-06-02|2880", "2026-06-03|2980", "2026-06-04|2880"])
    // The same value again, in a later dump, changes nothing.
    try load(["A,2026-06-03T10:00:00Z,110,0,0"], receivedAt: "2026-11-03T00:00:00Z")
    #expect(try aggregate(on: database.connection).meterDayCount == 0)
  }

  @Test("an aggregation waits for an ingest that touches a queued day, so that the correction is in its totals")
  func race() async throws {
    try load(day("A", from: "2026-06-01T22:00:00Z", hours: 24, every: 300, "10,0,0"))
    // An ingest that has queued the day and changed its block, but not yet committed.
    let writer = try database.another()
    _ = try writer.literal("BEGIN")
    try writer.query("ingest/mark_stale", [Int64(1)], [Int64(1)], [period("2026-06-02")], true, true)
    _ = try writer.literal("UPDATE grid.interval_block SET wh[1] = 110 WHERE register = 3")
    let conninfo = database.conninfo
    let run = Task.detached { try aggregate(on: Connection(conninfo)) }
    while try database.lines(
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()") == ["0"]
    {
      try await Task.sleep(for: .milliseconds(20))
    }
    _ = try writer.literal("COMMIT")
    _ = try await run.value
    #expect(try database.lines("SELECT import_wh FROM aggregate.meter_day") == ["2980"])
    #expect(try database.violations() == [])
  }

  @Test("an aggregation does not wait for an ingest of more days than are queued, and leaves it what it queues")
  func raceOfOtherDays() throws {
    try load(day("A", from: "2026-06-01T22:00:00Z", hours: 48, every: 300, "10,0,0"))
    #expect(try database.lines("SELECT days FROM ops.stale") == ["[2026-06-02,2026-06-04)"])
    let writer = try database.another()
    _ = try writer.literal("BEGIN")
    try writer.query("ingest/mark_stale", [Int64(1)], [Int64(1)], [period("2026-06-03..2026-06-05")], true, true)
    _ = try writer.literal("UPDATE grid.interval_block SET wh[1] = 110 WHERE register = 3 AND day = '2026-06-03'")
    #expect(try aggregate(on: database.connection).meterDayCount == 2)
    _ = try writer.literal("COMMIT")
    #expect(try database.lines("SELECT days FROM ops.stale") == ["[2026-06-03,2026-06-05)"])
    // What is queued twice is made once; a day without readings is none.
    try database.connection.query("ingest/mark_stale", [Int64(1)], [Int64(1)], [period("2026-06-03")], true, true)
    _ = try aggregate(on: database.connection)
    #expect(
      try database.lines("SELECT day, import_wh FROM aggregate.meter_day ORDER BY 1")
        == ["2026-06-02|2880", "2026-06-03|2980"])
    #expect(try database.violations() == [])
  }

  @Test("of queued days only those of the period are made, and the others stay queued")
  func partOfTheQueue() throws {
    try load(day("A", from: "2026-06-01T22:00:00Z", hours: 96, every: 300, "10,0,0"))
    #expect(try aggregate(period: period("2026-06-03..2026-06-05"), on: database.connection).meterDayCount == 2)
    #expect(
      try database.lines("SELECT days FROM ops.stale ORDER BY 1")
        == ["[2026-06-02,2026-06-03)", "[2026-06-05,2026-06-06)"])
    #expect(try aggregate(on: database.connection).meterDayCount == 2)
    #expect(try database.lines("SELECT count(*) FROM ops.stale") == ["0"])
    #expect(try database.lines("SELECT sum(import_wh) FROM aggregate.meter_day") == ["11520"])
  }

  private func period(_ text: String) -> Period { Period(text, today: LocalDay("2026-06-30")!)! }

  @Test("a community that fails does not hold up the others, and is tried again by the next run")
  func oneFails() throws {
    try load(day("A", from: "2026-06-01T22:00:00Z", hours: 24, every: 300, "10,0,0"))
    try load(day("C", from: "2026-06-01T22:00:00Z", hours: 24, every: 300, "10,0,0"))
    try database.script("ALTER TABLE aggregate.community_day ADD CONSTRAINT broken CHECK (community_id <> 1)")
    #expect(throws: DatabaseFailure.self) { try aggregate(on: database.connection) }
    #expect(try database.lines("SELECT community_id FROM aggregate.community_day") == ["2"])
    #expect(try database.lines("SELECT community_id FROM ops.stale") == ["1"])
    try database.script("ALTER TABLE aggregate.community_day DROP CONSTRAINT broken")
    #expect(try aggregate(on: database.connection).meterDayCount == 1)
    #expect(try database.violations() == [])
  }

  @Test("a dry run counts what the run then does, and keeps nothing")
  func rehearsal() throws {
    try load(day("A", from: "2026-06-01T22:00:00Z", hours: 24, every: 300, "10,0,0"))
    try load(day("C", from: "2026-06-02T22:00:00Z", hours: 24, every: 300, "10,0,0"))
    let rehearsed = try database.connection.rehearsal { try aggregate(on: database.connection) }
    #expect(try database.lines("SELECT count(*) FROM aggregate.meter_day") == ["0"])
    let done = try aggregate(on: database.connection)
    #expect((rehearsed.meterDayCount, rehearsed.communityDayCount) == (2, 2))
    #expect((done.meterDayCount, done.communityDayCount) == (2, 2))
  }

  @Test("a period can be forced, and a community picked")
  func forced() throws {
    try load(day("A", from: "2026-06-01T22:00:00Z", hours: 48, every: 300, "10,0,0"))
    try load(day("C", from: "2026-06-01T22:00:00Z", hours: 24, every: 300, "10,0,0"))
    #expect(try aggregate(community: "C2", on: database.connection).meterDayCount == 1)
    #expect(try aggregate(on: database.connection).meterDayCount == 2)
    let period = Period("2026-06-02", today: LocalDay("2026-06-30")!)!
    let again = try aggregate(community: "C1", period: period, isForced: true, on: database.connection)
    #expect(again.meterDayCount == 1)
  }

  @Test("everything of real readings equals the truth computed elsewhere", .enabled(if: samples != nil))
  func truth() throws {
    let readings = URL(fileURLWithPath: samples!).appendingPathComponent("readings")
    let database = try TestDatabase()
    try database.registerSamples(in: samples!)
    for file in try FileManager.default.contentsOfDirectory(atPath: readings.appendingPathComponent("clean").path)
      .sorted()
    {
      _ = try ingest(
        readings.appendingPathComponent("clean/\(file)").path, IngestRequest(asOf: asOf), on: database.connection)
    }
    _ = try aggregate(on: database.connection)
    let sums = "consumption_wh, production_wh, charge_wh, discharge_wh, import_wh, export_wh"
    let days = try database.lines(
      "SELECT meter, day, present_count, \(sums) FROM aggregate.meter_day JOIN grid.meter USING (meter_id) ORDER BY meter, day"
    )
    let dayTruth = try csv(readings.appendingPathComponent("meter_daily.csv"))
    #expect(days == dayTruth.map { $0.prefix(9).joined(separator: "|") }.sorted())
    // Autarkic all day: as many minutes as the day has.
    let autarkic = try database.lines(
      """
      SELECT meter, day FROM aggregate.meter_day JOIN grid.meter USING (meter_id)
      WHERE strict_minutes * 60 = expected_count * meter_day.interval_s ORDER BY meter, day
      """)
    #expect(autarkic == dayTruth.filter { $0[9] == "True" }.map { "\($0[0])|\($0[1])" }.sorted())
    let months = try database.lines(
      "SELECT meter, to_char(month, 'YYYY-MM'), present_count, \(sums) FROM aggregate.month JOIN grid.meter USING (meter_id) ORDER BY meter, month"
    )
    #expect(
      months
        == (try csv(readings.appendingPathComponent("meter_monthly.csv"))).map { $0.prefix(9).joined(separator: "|") }
        .sorted())
    let hours = try database.lines(
      """
      SELECT meter, to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), consumption_wh, production_wh, import_wh, export_wh
      FROM aggregate.hour JOIN grid.meter USING (meter_id) ORDER BY meter, starts_at
      """)
    let hourTruth = try csv(readings.appendingPathComponent("meter_hourly.csv.gz"))
    #expect(hours == hourTruth.map { "\($0[0])|\($0[1])|\($0[3])|\($0[4])|\($0[7])|\($0[8])" }.sorted())
    #expect(try database.violations() == [])
  }
}
