import Foundation
import Grid
import Support
import Testing

@testable import Ingest

/// Items of a server whose tables are those of Debian's package.
@Suite(.enabled(if: ZabbixSite.hasSchema, "Scripts/setup.sh test fetches the tables"))
struct ZabbixTests {
  let fixture = try! DumpFixture()
  let site: ZabbixSite
  var database: TestDatabase { fixture.database }

  init() throws { site = try ZabbixSite() }

  private func declare(_ rows: [String]) throws {
    let path = try fixture.write(
      Data(
        (["meter,register,quantity,itemid,host,key,unit,negative,factor,hold_s,from"] + rows).joined(separator: "\n")
          .utf8),
      as: "items.csv")
    _ = try importRegistry(.zabbix, file: path, asOf: Instant("2025-06-01T00:00:00Z")!, on: database.connection)
  }

  private func read(_ asOf: String = "2025-05-02T00:00:00Z") throws -> ZabbixSummary {
    try ingestZabbix(
      site.conninfo + " options='-c search_path=zabbix'", IngestRequest(asOf: Instant(asOf)!), on: database.connection)
  }

  /// `starts_at mWh` of a meter's register.
  private func stored(_ meter: String, _ register: Int) throws -> [String] {
    try database.lines(
      """
      SELECT extract(epoch FROM starts_at)::bigint || ' ' || (wh * 1000)::bigint FROM grid.reading JOIN grid.meter USING (meter_id)
      WHERE meter = '\(meter)' AND register = \(register) ORDER BY starts_at
      """)
  }

  /// Power around 0 W, every minute a bit late, with a gap of ten minutes.
  private func fill(_ item: Int, from: Int = 0, to: Int = 600) throws {
    try site.database.script(
      """
      INSERT INTO zabbix.history (itemid, clock, value, ns)
      SELECT \(item), 1746057600 + 60 * i + i % 7, round((3000 * sin(i / 40.0))::numeric, 3)::float8, 1000 * i
      FROM generate_series(\(from), \(to)) AS i WHERE i NOT BETWEEN 200 AND 210
      """)
  }

  /// The same by SQL alone: of covered quarters the energy above and below zero, in mWh.
  private func expected(_ item: Int) throws -> (above: [String], below: [String]) {
    func lines(_ sign: String) throws -> [String] {
      try site.database.lines(
        """
        WITH v AS (
          SELECT clock + ns / 1e9::numeric AS t, value::text::numeric AS w,
                 lead(clock + ns / 1e9::numeric) OVER (ORDER BY clock, ns) AS next
          FROM zabbix.history WHERE itemid = \(item)),
        held AS (SELECT t, w, least(next, t + 180) AS until FROM v WHERE next IS NOT NULL),
        parts AS (
          SELECT q, w, least(until, q + 900) - greatest(t, q) AS seconds
          FROM held JOIN generate_series(1746057600, 1746100000, 900) AS q ON t < q + 900 AND until > q)
        SELECT q || ' ' || round(sum(greatest(\(sign)w, 0) * seconds) * 1000 / 3600)::bigint
        FROM parts GROUP BY q HAVING sum(seconds) = 900 ORDER BY q
        """)
    }
    return (try lines(""), try lines("-"))
  }

  @Test("what was read of an item and taken back is read again from its start, whole")
  func withdrawn() throws {
    try site.item(12, key: "power[other]", type: 0, units: "!W", delay: "1m")
    try fill(12)
    try declare(["Q1,import,power,,H,power[other],,export,,,"])
    _ = try read()
    let all = try stored("Q1", 1)
    for dump in try dumps(named: ["zabbix-12"], all: true, on: database.connection) {
      _ = try withdraw(
        dump, WithdrawalRequest(reason: "wrong meter", user: "ada", asOf: Instant("2025-05-02T00:00:00Z")!),
        on: database.connection)
    }
    #expect(try stored("Q1", 1) == [])
    #expect(try read().items[0].valueCount == 590)
    #expect(try stored("Q1", 1) == all)
  }

  @Test("momentary power becomes the energy of quarters, as SQL works it out by itself")
  func power() throws {
    try site.item(10, key: "power[house]", type: 0, units: "!W", delay: "1m")
    try fill(10)
    try declare(["Q1,import,power,,H,power[house],,export,,,"])
    let summary = try read()
    #expect(summary.version == "6.0")
    #expect(summary.ignored.isEmpty)
    #expect(summary.items[0].valueCount == 590)
    let (above, below) = try expected(10)
    #expect(above.count > 30)
    #expect(try stored("Q1", 1) == above)
    #expect(try stored("Q1", 2) == below)
    #expect(try database.violations() == [])

    // Nothing is new: nothing changes. What comes is taken up where it went on, also what comes late.
    _ = try read()
    #expect(try stored("Q1", 1) == above)
    try fill(10, from: 601, to: 700)
    try site.database.script("DELETE FROM zabbix.history WHERE clock BETWEEN 1746093000 AND 1746093120")
    let late = try read()
    #expect(late.items[0].valueCount < 250)
    try site.database.script(
      "INSERT INTO zabbix.history (itemid, clock, value, ns) VALUES (10, 1746098000, 5000.25, 7)")
    _ = try read()
    #expect(try stored("Q1", 1).suffix(5) == (try expected(10)).above.suffix(5))
    #expect(try database.lines("SELECT DISTINCT revision > 1 FROM grid.interval_block ORDER BY 1") == ["t"])
    #expect(try database.violations() == [])
  }

  @Test("indices are kept around the edges of intervals, and quarters are made of them")
  func index() throws {
    try site.item(11, key: "index", type: 3, units: "Wh", delay: "30s")
    try site.database.script(
      """
      INSERT INTO zabbix.history_uint (itemid, clock, value, ns)
      SELECT 11, 1746057600 + 30 * i, 1000000 + 25 * i, 0 FROM generate_series(0, 240) AS i
      """)
    try declare(["Q1,import,index,11,,,,,,,"])
    let summary = try read()
    #expect(summary.items[0].valueCount == 241)
    // 25 Wh in 30 s are 750 Wh a quarter; of 241 reads those at the edges and before them are kept.
    #expect(try stored("Q1", 1) == (0..<8).map { "\(1_746_057_600 + 900 * $0) 750000" })
    #expect(try database.lines("SELECT count(*) FROM grid.register_read") == ["17"])
    #expect(try database.violations() == [])
  }

  @Test("what cannot be read is told, and keeps no other item from being read")
  func ignored() throws {
    try site.item(12, key: "a", type: 0, units: "V")
    try site.item(13, key: "b", type: 4, units: "W")
    try site.item(14, key: "c", type: 0, units: "kW", delay: "0")
    try site.item(15, key: "d", type: 0, units: "kW")
    try site.database.script(
      "INSERT INTO zabbix.history SELECT 15, 1746057600 + 60 * i, 'NaN', 0 FROM generate_series(0, 3) AS i")
    try declare([
      "Q1,import,power,12,,,,,,,", "Q1,export,power,13,,,,,,,", "Q2,import,power,14,,,,,,,",
      "Q2,export,power,99,,,,,,,",
      "F5,import,power,15,,,,,,,",
    ])
    let summary = try read()
    #expect(
      summary.ignored.map { "\($0.item): \($0.reason)" } == [
        "Q1 import: item 12 is in 'V', no unit of power: name it in the column unit",
        "Q1 export: item 13 has texts, no numbers",
        "Q2 import: item 14 does not say how often it is read: name hold_s", "Q2 export: Zabbix has no item 99",
      ])
    #expect(summary.items.map(\.badCount) == [4])
  }

  @Test("a database that is none of Zabbix's, or cannot be reached, is told as what it is")
  func missing() throws {
    try declare(["Q1,import,power,12,,,,,,,"])
    let request = IngestRequest(asOf: Instant("2025-06-01T00:00:00Z")!)
    let other = #expect(throws: PlainFailure.self) {
      try ingestZabbix(site.conninfo, request, on: database.connection)
    }
    #expect(other?.message == "the Zabbix database has none of Zabbix's tables")
    #expect(other?.status == .configuration)
    let away = #expect(throws: PlainFailure.self) {
      try ingestZabbix("host=/nowhere dbname=zabbix", request, on: database.connection)
    }
    #expect(away?.status == .unavailable)
    try site.database.script("DELETE FROM zabbix.dbversion")
    #expect(throws: PlainFailure.self) { try read() }
  }

  @Test("a file of items is refused with all that is wrong with it")
  func items() throws {
    let refusal = #expect(throws: Refusal.self) {
      try declare([
        "Q1,import,power,,,,,,,,", "Q9,import,power,1,,,,,,,", "Q1,battery_level,power,1,,,,,,,",
        "Q1,export,power,1,,,Wh,,,,",
        "Q1,production,index,1,,,,export,,,", "Q2,import,power,1,H,k,,,,,",
      ])
    }
    #expect(
      refusal?.findings.map { "\($0.line) \($0.code)" } == [
        "2 id-or-key", "3 unknown-meter", "4 wrong-register", "5 unknown-unit", "6 wrong-register", "7 id-or-key",
      ])
    try declare(["Q1,import,power,1,,,W,export,0.50,90,2025-01-01T00:00:00+01:00"])
    try declare(["Q1,import,power,1,,,W,export,0.5,90,2025-01-01T00:00:00+01:00"])
    #expect(try database.lines("SELECT factor, hold_s, negative FROM ingest.zabbix_item") == ["0.5|90|2"])
  }
}
