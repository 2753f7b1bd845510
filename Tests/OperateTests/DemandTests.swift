import Database
import Foundation
import Grid
import Ingest
import Support
import Testing

@testable import Operate

@Suite struct DemandTests {
  let fixture: Neighbourhood
  var database: TestDatabase { fixture.database }

  init() throws {
    fixture = try Neighbourhood()
    try fixture.community("C1")
    try fixture.community("C2", zone: "Indian/Reunion")
    try fixture.plant("P1", of: "C1", most: 5000)
    try database.script("INSERT INTO grid.customer (customer, name) VALUES ('K1', 'x'), ('K2', 'x')")
  }

  /// `added/changed/unchanged`, or the findings.
  func announce(_ rows: String, asOf: String = "2026-06-01T00:00:00Z") throws -> [String] {
    let file = "/tmp/gridctl-demands-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try "demand,partner,community,power_w,from,to,day,until\n\(rows)\n".write(
      toFile: file, atomically: true, encoding: .utf8)
    do {
      let summary = try announceDemands(file: file, asOf: Instant(asOf)!, on: fixture.connection)
      return ["\(summary.added)/\(summary.changed)/\(summary.unchanged)"]
    } catch let refusal as Refusal {
      return refusal.findings.map { "\($0.line):\($0.column ?? 0): \($0.code): \($0.text)" }
    }
  }

  func dispatch(_ asOf: String) throws -> [String] {
    try database.connection.transaction {
      try dispatchDemands(community: nil, asOf: Instant(asOf)!, on: database.connection)
    }
  }

  /// Every five minutes from one instant up to another.
  func replay(_ from: String, _ to: String) throws -> [String] {
    var instant = Instant(from)!
    var all: [String] = []
    while instant < Instant(to)! {
      all += try dispatch(instant.description).map { "\(instant) \($0)" }
      instant = Instant(seconds: instant.seconds + 300)
    }
    return all
  }

  @Test("a demand is dispatched once a day, one hour ahead, until its last day, which is excluded")
  func daily() throws {
    #expect(try announce("D1,K1,C1,2000,10:00,12:00,2026-06-02,2026-06-05") == ["1/0/0"])
    // 10:00 in Paris is 08:00Z.
    let expected = [
      "2026-06-02T07:00:00Z D1 2026-06-02", "2026-06-03T07:00:00Z D1 2026-06-03", "2026-06-04T07:00:00Z D1 2026-06-04",
    ]
    #expect(try replay("2026-06-01T00:00:00Z", "2026-06-07T00:00:00Z") == expected)
    #expect(try replay("2026-06-01T00:00:00Z", "2026-06-07T00:00:00Z") == [])
    #expect(
      try database.lines("SELECT key, created_at, expires_at, message FROM ops.outbox ORDER BY key LIMIT 1") == [
        #"D1 2026-06-02|2026-06-02 07:00:00+00|2026-06-02 08:00:00+00|{"type" : "Demand", "demand" : "D1", "partner" : "K1", "community" : "C1", "power_w" : 2000, "start" : "2026-06-02T08:00:00Z", "end" : "2026-06-02T10:00:00Z", "short_notice" : false, "suppliers" : ["S"]}"#
      ])
    #expect(try database.violations() == [])
  }

  @Test(
    "one announced within its last hour is dispatched at once, with short notice; one that has started the next day")
  func shortNotice() throws {
    let row = "D1,K1,C1,2000,10:00,12:00,2026-06-02,"
    #expect(try announce(row, asOf: "2026-06-02T07:20:00Z") == ["1/0/0"])
    #expect(try dispatch("2026-06-02T07:19:00Z") == [])
    #expect(try dispatch("2026-06-02T07:20:00Z") == ["D1 2026-06-02"])
    #expect(try announce(row.replacing("D1", with: "D2"), asOf: "2026-06-02T08:00:00Z") == ["1/0/0"])
    #expect(try dispatch("2026-06-02T08:00:00Z") == [])
    #expect(try dispatch("2026-06-03T07:30:00Z") == ["D1 2026-06-03", "D2 2026-06-03"])
    #expect(
      try database.lines("SELECT demand_id, day, short_notice FROM operate.demand_dispatch ORDER BY 1, 2")
        == ["1|2026-06-02|t", "1|2026-06-03|f", "2|2026-06-03|f"])
  }

  @Test("a window that wraps midnight starts on its own day; each community's clock counts")
  func wrapping() throws {
    #expect(
      try announce("D1,K1,C1,2000,22:30,00:30,2026-06-02,\nD2,K2,C2,500,00:15,00:00,2026-06-03,") == ["2/0/0"])
    // 22:30 in Paris is 20:30Z; 00:15 on Réunion is 20:15Z of the day before.
    #expect(
      try replay("2026-06-02T00:00:00Z", "2026-06-03T00:00:00Z")
        == ["2026-06-02T19:15:00Z D2 2026-06-03", "2026-06-02T19:30:00Z D1 2026-06-02"])
    #expect(
      try database.lines("SELECT starts_at, ends_at FROM operate.demand_dispatch ORDER BY demand_id") == [
        "2026-06-02 20:30:00+00|2026-06-02 22:30:00+00", "2026-06-02 20:15:00+00|2026-06-03 20:00:00+00",
      ])
  }

  @Test("a time the clock skips counts by the offset before the jump, one it shows twice is the first")
  func clockChange() throws {
    // Paris: 02:00 to 03:00 is skipped at 2026-03-29T01:00Z and shown twice around 2026-10-25T01:00Z.
    #expect(
      try announce(
        """
        D1,K1,C1,1000,02:30,04:00,2026-03-01,
        D2,K1,C1,1000,02:15,02:45,2026-03-01,
        D3,K1,C1,1000,02:30,03:15,2026-03-01,
        D4,K1,C1,1000,01:30,02:30,2026-03-01,
        """, asOf: "2026-02-01T00:00:00Z") == ["4/0/0"])
    let windows = """
      SELECT demand_id, to_char(starts_at AT TIME ZONE 'UTC', 'HH24:MI') || '-' || to_char(ends_at AT TIME ZONE 'UTC', 'HH24:MI')
      FROM operate.demand_dispatch WHERE day = $ ORDER BY 1
      """
    // 02:30 is 03:30 summer time, 01:30Z; what the jump would turn round keeps its length.
    #expect(try replay("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z").count == 4)
    #expect(
      try database.lines(windows.replacing("$", with: "'2026-03-29'"))
        == ["1|01:30-02:00", "2|01:15-01:45", "3|01:30-02:15", "4|00:30-01:30"])
    // The first 02:30 is summer time, 00:30Z; 04:00 and 03:15 are winter time.
    #expect(try replay("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z").count == 4)
    #expect(
      try database.lines(windows.replacing("$", with: "'2026-10-25'"))
        == ["1|00:30-03:00", "2|00:15-00:45", "3|00:30-02:15", "4|23:30-00:30"])
  }

  @Test("a file with a bad demand is refused as a whole, each finding with its line")
  func refused() throws {
    #expect(
      try announce(
        """
        D1,K9,C1,2000,10:00,12:00,2026-06-02,
        D2,K1,C9,0,10:00,10:00,2026-06-02,
        D3,K1,C1,5,10:00,24:01,2026-06-02,2026-06-02
        D4,K1,C1,5,10:00,11:00,2026-05-02,2026-05-09
        D5,K1,C1,5,10:00,11:00,2026-06-02,2026-06-02
        D6,K1,C1,5,02:00,11:00,2026-05-02,2026-06-02
        D6,K1,C1,5,03:00,11:00,2026-05-02,2026-06-02
        """, asOf: "2026-06-01T00:00:00Z") == [
          "2:2: unknown-partner: there is no partner 'K9'", "3:3: unknown-community: there is no community 'C9'",
          "3:4: invalid-number: power_w is not a whole number above zero",
          "3:5: invalid-window: from and to are equal: the window is empty",
          "4:5: invalid-window: from and to are not times as 06:10 and 22:00",
          "5:8: past-demand: the last window of demand D4 began before 2026-06-01T00:00:00Z",
          "6:8: empty-range: until (2026-06-02) is not after day; the last day is excluded",
          "7:8: past-demand: the last window of demand D6 began before 2026-06-01T00:00:00Z",
          "8:8: duplicate-row: demand D6 is on line 7 already",
        ])
    #expect(try database.lines("SELECT count(*) FROM grid.demand") == ["0"])
  }

  @Test("a demand is changed or ended under its code; the same again, even when it is over, changes nothing")
  func changed() throws {
    let row = "D1,K1,C1,2000,10:00,12:00,2026-06-02,2026-06-05"
    #expect(try announce(row) == ["1/0/0"])
    let before = try database.lines("SELECT xmin, d::text FROM grid.demand AS d")
    #expect(try announce(row, asOf: "2026-07-01T00:00:00Z") == ["0/0/1"])
    #expect(try database.lines("SELECT xmin, d::text FROM grid.demand AS d") == before)
    #expect(
      try announce(row.replacing("K1,C1", with: "K2,C2"))
        == ["2:8: other-partner: demand D1 is of partner K1", "2:8: other-community: demand D1 is of community C1"])
    #expect(try dispatch("2026-06-02T07:00:00Z") == ["D1 2026-06-02"])
    // What was dispatched stays; the next day has the new power.
    let connection = fixture.connection
    #expect(
      try announceDemand(["demand": "D1", "power_w": "3000"], asOf: Instant("2026-06-02T07:10:00Z")!, on: connection)
        .changed == 1)
    #expect(try dispatch("2026-06-03T07:00:00Z") == ["D1 2026-06-03"])
    #expect(
      try announceDemand(
        ["demand": "D1", "until": "2026-06-04"], asOf: Instant("2026-06-03T09:00:00Z")!, on: connection
      )
      .changed == 1)
    #expect(try dispatch("2026-06-04T07:00:00Z") == [])
    #expect(
      try database.lines("SELECT day, power_w FROM operate.demand_dispatch ORDER BY day")
        == ["2026-06-02|2000", "2026-06-03|3000"])
    #expect(throws: PlainFailure.self) {
      try announceDemand(["demand": "D2", "partner": "K1"], asOf: Instant("2026-06-03T09:00:00Z")!, on: connection)
    }
  }

  @Test("a demand can be ended before it begins; its next window is listed until then")
  func ended() throws {
    #expect(try announce("D1,K1,C1,2000,10:00,12:00,2026-06-02,") == ["1/0/0"])
    func next(_ asOf: String) throws -> [String] {
      try demands(community: nil, partner: nil, asOf: Instant(asOf)!, on: fixture.connection).map {
        "\($0.demand) \($0.window) \($0.next?.start ?? "-") \($0.lastDispatched?.description ?? "-")"
      }
    }
    #expect(try next("2026-06-01T00:00:00Z") == ["D1 10:00-12:00 2026-06-02T08:00Z -"])
    #expect(try next("2026-06-02T08:00:00Z") == ["D1 10:00-12:00 2026-06-03T08:00Z -"])
    #expect(try announce("D1,K1,C1,2000,10:00,12:00,2026-06-02,2026-06-02") == ["0/1/0"])
    #expect(try next("2026-06-01T00:00:00Z") == ["D1 10:00-12:00 - -"])
    #expect(try replay("2026-06-02T00:00:00Z", "2026-06-03T00:00:00Z") == [])
  }
}
