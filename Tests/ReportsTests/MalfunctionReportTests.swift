import Aggregate
import Database
import Documents
import Grid
import Support
import Testing

@testable import Reports

@Suite struct MalfunctionReportTests {
  let place: Neighbourhood

  /// A reads the 25 hours of 2025-10-26 but one, B ends at 02:30 the second time, N never sent anything.
  init() throws {
    place = try Neighbourhood()
    try place.community("C1")
    try place.meter("A", of: "C1", interval: 900)
    try place.meter("B", of: "C1")
    try place.meter("N", of: "C1", interval: 900, during: "[2025-10-25,)")
    try place.meter("X", of: "C1", interval: 900, during: "[2025-01-01,2025-10-01)")
    var readings = [Int?](repeating: 10, count: 100)
    for slot in 40..<44 { readings[slot] = nil }
    try place.read("A", .consumption, on: "2025-10-26", readings)
    try place.read("B", .consumption, on: "2025-10-26", Array(repeating: 5, count: 42))
    try place.database.script(
      """
      INSERT INTO ingest.batch (batch_id, digest, file, bytes, community_id, received_at, entered_at, loaded_at, layout, read_count,
                                loaded_count, rejected_count, repeated_count, conflict_count) VALUES
        (1, '\\x01', 'one.csv', 10, 1, '2025-10-26T01:30Z', '2025-10-26T01:30Z', '2025-10-26T01:30Z', 'house', 9, 4, 5, 0, 0),
        (2, '\\x02', 'two.csv', 10, 1, '2025-10-26T03:00Z', '2025-10-26T03:00Z', '2025-10-26T03:00Z', 'house', 9, 8, 1, 0, 0),
        (3, '\\x03', 'old.csv', 10, 1, '2025-10-20T03:00Z', '2025-10-26T03:00Z', '2025-10-26T03:00Z', 'house', 9, 8, 1, 0, 0);
      INSERT INTO ingest.reject (batch_id, line, code, raw) VALUES
        (1, 7, 'negative', 'A,2025-10-26T00:00:00+02:00,-1'), (1, 9, 'negative', ' "A" ;2025;-2'), (2, 3, 'negative', 'A,x,-1'),
        (1, 4, 'unknown-meter', 'Z,2025-10-26T00:00:00+02:00,1'), (1, 2, 'conflicting-duplicate', 'A,x,1'),
        (3, 2, 'negative', 'A,x,-1');
      """)
    _ = try aggregate(on: place.connection)
  }

  func report(
    _ state: MalfunctionReport.State = .open, _ day: String = "2025-10-26", asOf: String, hours: Int = 48,
    in language: PrintLanguage = .en
  ) throws -> MalfunctionReport {
    try MalfunctionReport(
      state, lasting: nil, period: Period(day, today: LocalDay(number: 0))!, community: nil, tolerance: hours * 3600,
      asOf: Instant(asOf)!, language: language, on: place.connection)
  }

  /// Enters a malfunction; `meter` NULL is not known.
  func malfunction(
    _ meter: String, _ kind: String, _ subject: String, since: String, detected: String, closed: String? = nil,
    source: String = "", _ evidence: String
  ) throws {
    try place.database.script(
      """
      INSERT INTO grid.malfunction (community_id, meter_id, kind, subject, source, since_at, detected_at, last_seen_at, closed_at, evidence)
      SELECT 1, (SELECT meter_id FROM grid.meter WHERE meter = '\(meter)'), '\(kind)', '\(subject)', '\(source)', '\(since)',
             '\(detected)', '\(detected)', \(closed.map { "'\($0)'" } ?? "NULL"), '\(evidence)'
      """)
  }

  @Test("the technician's list: by place, then urgency, with what was seen, what to do and planned outages")
  func list() throws {
    try malfunction(
      "A", "format", "off-grid", since: "2025-10-26T03:00Z", detected: "2025-10-26T04:00Z", source: "*_C1.csv",
      #"{"dump_count":2,"row_count":25,"read_count":1000,"file":"b.csv","line":7,"format":"native"}"#)
    try malfunction(
      "B", "absence", "", since: "2025-10-26T01:30Z", detected: "2025-10-28T02:00Z",
      #"{"last_reading_at":"2025-10-26T01:30:00+00:00","every_s":86400,"tolerated_s":172800}"#)
    try malfunction(
      "A", "inconsistency", "pv-at-night", since: "2025-10-20T01:30Z", detected: "2025-10-21T02:00Z",
      #"{"verdict_count":3,"first_day":"2025-10-20","last_day":"2025-10-22"}"#)
    try malfunction(
      "N", "absence", "export", since: "2025-10-20T00:00Z", detected: "2025-10-21T02:00Z", closed: "2025-10-28T08:00Z",
      #"{"last_reading_at":"2025-10-20T00:00:00+00:00","every_s":900,"tolerated_s":3600}"#)
    try malfunction(
      "", "format", "refused-dump", since: "2025-10-27T00:00Z", detected: "2025-10-27T02:00Z", source: "*_C1.csv",
      #"{"dump_count":1,"file":"c.csv","reason":"c.csv: 9 of 10 rows are bad"}"#)
    try place.database.script(
      """
      INSERT INTO grid.outage (outage, meter_id, during, reason)
      SELECT 'W', meter_id, '[2025-11-03T08:00Z,2025-11-03T12:00Z)', 'new cabinet' FROM grid.meter WHERE meter = 'B'
      """)
    let found = try report(asOf: "2025-10-29T05:00:00Z")
    #expect(
      try lines(of: found.document.sheets[0]) == [
        "C1|B|household|high|absence||2025-10-26 02:30 +01:00|75||"
          + "Last reading 2025-10-26 02:30 +01:00; expected every 24 h, 48 h tolerated.|"
          + "Check supply, modem and terminal on site.|2025-11-03 09:00 – 2025-11-03 13:00: new cabinet|2",
        "C1|*_C1.csv||high|format|refused-dump|2025-10-27 01:00 +01:00|53||Refused: c.csv: 9 of 10 rows are bad.|"
          + "Ask the sender for the file again, in its usual form.||5",
        "C1|A|household|medium|inconsistency|pv-at-night|2025-10-20 03:30 +02:00|219||"
          + "3 findings from 2025-10-20 to 2025-10-22.|Check direction and wiring of the meter.||3",
        "C1|A|household|low|format|off-grid|2025-10-26 04:00 +01:00|74||25 of 1000 rows in 2 dumps, e.g. b.csv:7.|"
          + "Set the clock and the zone of meter or terminal.||1",
      ])
    #expect([found.listedCount, found.urgentCount] == [4, 2])
    // As it stood before the register came back, and before B was found.
    #expect(
      try columns(["Meter", "Of"], of: report(asOf: "2025-10-28T01:00:00Z").document.sheets[0]) == [
        "*_C1.csv|refused-dump", "N|export", "A|pv-at-night", "A|off-grid",
      ])
    #expect(
      try columns(
        ["Compteur", "Heures", "Clos", "Défaut"],
        of: report(.closed, asOf: "2025-10-29T05:00:00Z", in: .fr).document.sheets[0])
        == ["N|200|2025-10-28 09:00 +01:00|absence"])
  }

  @Test("days with gaps and rejected rows are further tables")
  func all() throws {
    let found = try report(asOf: "2025-10-29T05:00:00Z")
    // Of B's 300 intervals 42 are known.
    #expect(
      try lines(of: found.document.sheets[1]) == [
        "C1|A|household|2025-10-26 00:00 +02:00|2025-10-27 00:00 +01:00|1|4",
        "C1|B|household|2025-10-26 00:00 +02:00|2025-10-27 00:00 +01:00|1|258",
        "C1|N|household|2025-10-26 00:00 +02:00|2025-10-27 00:00 +01:00|1|100",
      ])
    #expect(
      try lines(of: found.document.sheets[2]) == [
        "C1|A|household|negative|2025-10-26 02:30 +01:00|2025-10-26 04:00 +01:00|3|one.csv|7",
        "C1|||unknown-meter|2025-10-26 02:30 +01:00|2025-10-26 02:30 +01:00|1|one.csv|4",
      ])
    #expect([found.listedCount, found.gapCount, found.rejectedCount] == [0, 3, 4])
  }

  @Test("a tolerance of 48 hours forgives gaps of a day as recent")
  func tolerance() throws {
    // The day is over for 48 hours at the midnight that begins 2025-10-29.
    #expect(try report(asOf: "2025-10-28T22:59:59Z").gapCount == 0)
    #expect(try report(asOf: "2025-10-28T23:00:00Z").gapCount == 3)
  }
}
