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
      INSERT INTO ingest.batch VALUES
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

  func report(_ day: String = "2025-10-26", asOf: String, hours: Int = 48, in language: PrintLanguage = .en) throws
    -> MalfunctionReport
  {
    try MalfunctionReport(
      period: Period(day, today: LocalDay(number: 0))!, community: nil, tolerance: hours * 3600, asOf: Instant(asOf)!,
      language: language, on: place.connection)
  }

  @Test("who is silent, who has gaps, what was rejected")
  func all() throws {
    let found = try report(asOf: "2025-10-29T05:00:00Z")
    // Of B's 300 intervals 42 are known. A's last reading ends at midnight, 54 hours before.
    #expect(
      try lines(of: found.document.sheets[0]) == [
        "C1|A|silent|household||2025-10-27 00:00 +01:00|||54|hours||",
        "C1|A|gaps|household||2025-10-26 00:00 +02:00|2025-10-27 00:00 +01:00|1|4|readings missing||",
        "C1|A|rejected|household|negative|2025-10-26 02:30 +01:00|2025-10-26 04:00 +01:00||3|rows|one.csv|7",
        "C1|B|silent|household||2025-10-26 02:30 +01:00|||75|hours||",
        "C1|B|gaps|household||2025-10-26 00:00 +02:00|2025-10-27 00:00 +01:00|1|258|readings missing||",
        "C1|N|silent|household||2025-10-25 00:00 +02:00|||103|hours||",
        "C1|N|gaps|household||2025-10-26 00:00 +02:00|2025-10-27 00:00 +01:00|1|100|readings missing||",
        "C1||rejected||unknown-meter|2025-10-26 02:30 +01:00|2025-10-26 02:30 +01:00||1|rows|one.csv|4",
      ])
    #expect([found.silentCount, found.gapCount, found.rejectedCount] == [3, 3, 4])
  }

  @Test("a tolerance of 48 hours forgives two days of silence to the second, and gaps of a day as recent")
  func tolerance() throws {
    // B's last reading ends at 01:30Z.
    #expect(try report(asOf: "2025-10-28T01:30:00Z").silentCount == 1)
    #expect(try report(asOf: "2025-10-28T01:30:01Z").silentCount == 2)
    // The day is over for 48 hours at the midnight that begins 2025-10-29.
    #expect(try report(asOf: "2025-10-28T22:59:59Z").gapCount == 0)
    #expect(try report(asOf: "2025-10-28T23:00:00Z").gapCount == 3)
    #expect(try report(asOf: "2025-10-26T12:00:00Z", hours: 1).silentCount == 2)
  }

  @Test("a day without a fault has none, in French too")
  func none() throws {
    let found = try report("2025-10-01", asOf: "2025-10-01T12:00:00Z", in: .fr)
    #expect(try lines(of: found.document.sheets[0]).count == found.silentCount)
    #expect(found.document.title == "Dysfonctionnements, 2025-10-01")
  }
}
