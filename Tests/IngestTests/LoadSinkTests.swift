import Decode
import Foundation
import Grid
import Support
import Testing

@testable import Ingest

/// Runs of decoders become blocks.
@Suite final class LoadSinkTests {
  let dumps: DumpFixture

  init() throws { dumps = try DumpFixture() }
  deinit { dumps.remove() }

  private func values(_ meter: String = "Q1", _ register: Register = .imported) throws -> [String] {
    try dumps.readings(register).filter { $0.hasPrefix(meter) }.map { $0.replacing("\(meter)|2025-", with: "") }
  }

  private func rejects(_ columns: String = "line, code, note") throws -> [String] {
    try dumps.database.lines("SELECT \(columns) FROM ingest.reject ORDER BY line, number")
  }

  @Test("a run over midnight and over the clock change of spring is cut into local days")
  func days() throws {
    // 2025-03-29 23:00 to 2025-03-31 01:00 in Paris: 4 + 92 + 4 quarter-hours.
    let summary = try dumps.decode([line("Q1", "2025-03-29T22:00:00Z", (1...100).map { Int64($0) })])
    #expect((summary.readCount, summary.loadedCount, summary.rejectedCount) == (100, 100, 0))
    #expect(
      try dumps.database.lines(
        """
        SELECT day, cardinality(wh), array_position(wh, 1), array_position(wh, 5), array_position(wh, 97), batch_id IS NULL
        FROM grid.interval_block ORDER BY 1
        """) == ["2025-03-29|96|93|||f", "2025-03-30|92||1||f", "2025-03-31|96|||1|f"])
    #expect(try dumps.database.lines("SELECT sum(wh) FROM grid.reading") == ["5050"])
    #expect(try dumps.database.lines("SELECT day FROM ops.stale_day ORDER BY 1").count == 3)
    #expect(try dumps.database.violations() == [])
  }

  @Test("the 25 hours of autumn are 100 quarter-hours")
  func autumn() throws {
    try dumps.decode([line("Q1", "2025-10-25T22:00:00Z", Array(repeating: 3, count: 100))])
    #expect(
      try dumps.database.lines("SELECT day, cardinality(wh), cardinality(array_remove(wh, 3)) FROM grid.interval_block")
        == ["2025-10-26|100|0"])
  }

  @Test("a day whose clock changes by half an hour ends in a part that is off the grid")
  func lordHowe() throws {
    // 2025-04-06 on Lord Howe is 24.5 hours: 49 half-hours, but 24 hours and a rest.
    try dumps.database.script("UPDATE grid.meter SET interval_s = 3600 WHERE meter = 'L1'")
    let summary = try dumps.decode([line("L1", "2025-04-05T13:00:00Z", Array(repeating: 1, count: 25), every: 3600)])
    #expect((summary.loadedCount, summary.rejectedCount) == (24, 1))
    #expect(try rejects("code, note") == ["off-grid|2025-04-06T13:00:00Z"])
  }

  @Test(
    "units become mWh, rounded once, half away from zero",
    arguments: [
      (.energy(milliWh: 1_000_000), 3, 12_345, "12345.000"), (.energy(milliWh: 1_000_000), 6, 1_234_500, "1234.500"),
      (.energy(milliWh: 1_000_000), 9, 1_000_499, "1.000"), (.energy(milliWh: 1_000_000), 7, 15, "0.002"),
      (.energy(milliWh: 1_000_000), 7, 14, "0.001"), (.power(milliW: 1000), 0, 1000, "250.000"),
      // 7 W over a quarter of an hour are 1.75 Wh; 10.0002 W are 2.50005 Wh.
      (.power(milliW: 1000), 0, 7, "1.750"), (.power(milliW: 1000), 4, 100_002, "2.500"),
      (.power(milliW: 1_000_000), 3, 2500, "625.000"), (.energy(milliWh: 1_000_000_000), 9, 7_000_000, "7000.000"),
      (.energy(milliWh: 1), 0, 7, "0.007"),
    ] as [(Quantity, Int, Int64, String)])
  func units(_ quantity: Quantity, _ scale: Int, _ mantissa: Int64, _ wh: String) throws {
    try dumps.decode([line("Q1", "2025-04-01T10:00:00Z", [mantissa], .imported, quantity, scale: scale)])
    #expect(try dumps.database.lines("SELECT wh::numeric(12,3) FROM grid.reading") == [wh])
    #expect(
      try dumps.database.lines("SELECT exponent FROM grid.interval_block") == [wh.hasSuffix(".000") ? "0" : "-3"])
  }

  @Test("finer intervals are summed, and a slot is known when all its parts are, from wherever they come")
  func sums() throws {
    let five = [1, 2, 3, nil, 5, 6, 7] as [Int64?]
    let first = [
      line("Q1", "2025-04-01T10:00:00Z", five, every: 300), line("Q1", "2025-04-01T10:35:00Z", [8], every: 300),
      line("Q1", "2025-04-01T10:40:00Z", [9], every: 300),
    ]
    #expect(try dumps.decode(first, as: "a.txt").loadedCount == 8)
    #expect(try values() == ["04-01T10:00Z|6", "04-01T10:30Z|24"])
    try dumps.decode(first + [line("Q1", "2025-04-01T10:15:00Z", [4], every: 300)], as: "b.txt", byteLimit: 1)
    #expect(try values() == ["04-01T10:00Z|6", "04-01T10:15Z|15", "04-01T10:30Z|24"])
    #expect(try rejects() == [])
  }

  @Test("a file whose interval changes within a day keeps both, and a longer value replaces the parts it covers")
  func changingInterval() throws {
    try dumps.decode(
      [
        line("H1", "2025-04-01T08:00:00Z", [10, 20], every: 1800), line("H1", "2025-04-01T09:00:00Z", [7], every: 3600),
        line("H1", "2025-04-01T10:00:00Z", [1, 2, 3, 4, 5, 6], every: 600),
        line("H1", "2025-04-01T11:00:00Z", [5, 6], every: 1800),
        line("H1", "2025-04-01T11:00:00Z", [40], every: 3600),
      ])
    #expect(
      try values("H1") == ["04-01T08:00Z|30", "04-01T09:00Z|7", "04-01T10:00Z|21", "04-01T11:00Z|40"])
    #expect(try rejects() == ["6|conflicting-duplicate|2025-04-01T11:00:00Z: replaces 5 Wh"])
  }

  @Test("a value longer than the cells of its day is one value, also where the day began with fine ones")
  func longAfterFine() throws {
    let summary = try dumps.decode(
      [
        line("Q1", "2025-04-01T20:55:00Z", [9], every: 300), line("Q1", "2025-04-01T10:00:00Z", [600, 700]),
        line("Q1", "2025-04-01T10:05:00Z", [7], every: 300), line("Q1", "2025-04-01T10:15:00Z", [700]),
      ])
    #expect(try values() == ["04-01T10:15Z|700"])
    #expect((summary.loadedCount, summary.repeatedCount, summary.conflictCount) == (4, 1, 1))
    #expect(try rejects() == ["4|conflicting-duplicate|2025-04-01T10:05:00Z: replaces 600 Wh"])
  }

  @Test("the quality of a sum is the worst of its parts")
  func worst() throws {
    let (final, estimate) = (Quality(.final, raw: "F52"), Quality(.substituted, raw: "S14"))
    try dumps.decode([
      line(
        "Q1", "2025-04-01T10:00:00Z", [1, 1, 1, 1, 1, 1, 1, 1, 1], every: 300,
        qualities: [.actual, final, estimate, .actual, .actual, final, .actual, .actual, .actual])
    ])
    #expect(
      try dumps.database.lines("SELECT wh, quality FROM grid.reading ORDER BY starts_at") == ["3|S", "3|F", "3|A"])
    #expect(
      try dumps.database.lines("SELECT code, grade, raw FROM grid.quality WHERE abs(code) >= 100 ORDER BY 1")
        == ["-100|F|F52", "100|S|S14"])
  }

  @Test("the greater version holds, else the later record; equal values are repetitions, others conflicts")
  func versions() throws {
    let at = "2025-04-01T10:00:00Z"
    let summary = try dumps.decode([
      line("Q1", at, [1, 2, 3], version: 20), line("Q1", at, [1, 5, nil, 7], version: 10),
      line("Q1", at, [1, 2, 4], version: 30), line("Q1", at, [8], version: 20),
    ])
    #expect(try values() == ["04-01T10:00Z|1", "04-01T10:15Z|2", "04-01T10:30Z|4", "04-01T10:45Z|7"])
    #expect(
      (summary.readCount, summary.loadedCount, summary.repeatedCount, summary.conflictCount) == (10, 7, 3, 3))
    #expect(
      try rejects() == [
        "3|conflicting-duplicate|2025-04-01T10:15:00Z: an older version of 2 Wh",
        "4|conflicting-duplicate|2025-04-01T10:30:00Z: replaces 3 Wh",
        "5|conflicting-duplicate|2025-04-01T10:00:00Z: an older version of 1 Wh",
      ])
  }

  @Test("what the registry refuses is kept as readings that can be read again")
  func refusals() throws {
    let at = "2025-04-01T10:00:00Z"
    let lines = [
      line("N1", at, [1, 2]), line("L1", at, [1, 2], every: 1800), line("Q1", at, [1], every: 1800),
      line("Q1", at, [1, 2], every: 700), line("Q1", "2025-04-01T10:05:00Z", [4, 5]),
      line("Q1", "2024-12-31T22:30:00Z", [1, 1, 1, 1]), line("Q2", at, [999, 1001, 1000, 1002]),
      line("Q1", at, [-1, 1]), line("Q1", "2025-12-31T23:30:00Z", [1, 1, 1]), line("Q2", at, [7], register: "E2"),
      "x",
    ]
    let summary = try dumps.decode(lines, community: "C1")
    #expect(
      try rejects() == [
        "2|unknown-meter|", "3|foreign-meter|", "4|interval-mismatch|intervals of 1800 s, but the meter's are of 900 s",
        "5|interval-mismatch|intervals of 700 s, but the meter's are of 900 s", "6|off-grid|",
        "7|outside-membership|2 values, the first at 2024-12-31T22:30:00Z",
        "8|above-limit|2 values, the first at 2025-04-01T10:15:00Z", "9|negative|2025-04-01T10:00:00Z",
        "10|future|2026-01-01T00:15:00Z",
        "11|second-register|E1 fills the register of the meter; import an alias Q2/E2 of a meter of its own",
        "12|not-a-number|",
      ])
    #expect(summary.codes.first { $0.code == "unknown-meter" }?.count == 2)
    #expect((summary.readCount, summary.loadedCount, summary.rejectedCount) == (25, 7, 18))
    for row in try rejects("line, code, reading") {
      let parts = row.split(separator: "|", omittingEmptySubsequences: false)
      let (index, code) = (Int(parts[0])! - 2, parts[1])
      guard code != "negative", code != "not-a-number" else {
        #expect(parts[2].isEmpty)
        continue
      }
      let reading = try #require(StoredReading(parts[2]))
      if ["unknown-meter", "foreign-meter", "interval-mismatch", "off-grid"].contains(code) {
        #expect(reading == StoredReading(lines[index]))
      }
      #expect(reading.text == String(parts[2]))
    }
    #expect(
      try rejects("reading")[6].hasSuffix(" 1743502500 900 0 0 A 1001,,1002"), "what was loaded of the run is left out")
  }

  @Test("what does not fit into 32 bits of a day is refused with a note, and the rest is loaded")
  func tooLarge() throws {
    try dumps.database.script("UPDATE grid.meter SET limit_w = 100000000000 WHERE meter = 'Q1'")
    let at = "2025-04-01T10:00:00Z"
    try dumps.decode([line("Q1", at, [2_147_483_647, 2_147_483_648, 3])])
    let next = "2025-04-02T10:00:00Z"
    try dumps.decode(
      [line("Q1", next, [3_000_000]), line("Q1", next, [nil, 5, 6000], .imported, .energy(milliWh: 1))], as: "b.txt")
    try dumps.decode(
      [
        line("Q1", "2025-04-03T10:00:00Z", [5, 2_147_483_647, 2_147_483_648], .imported, .energy(milliWh: 1)),
        line("Q1", "2025-04-03T11:00:00Z", [400_000_000, 900_000_000], every: 300, .imported, .energy(milliWh: 1)),
      ], as: "c.txt")
    #expect(
      try dumps.database.lines(
        "SELECT file, code, note FROM ingest.reject JOIN ingest.batch USING (batch_id) ORDER BY 1, line")
        == [
          "b.txt|too-precise|the day has values that are too large to be kept in mWh; 2025-04-02T10:15:00Z",
          "c.txt|too-precise|too large to be kept in mWh; 2025-04-03T10:30:00Z",
          "c.txt|too-precise|too large to be kept in mWh; 2025-04-03T11:05:00Z",
          "dump.txt|too-precise|too large to be kept in Wh; 2025-04-01T10:15:00Z",
        ])
    #expect(try values().count == 2 + 2 + 2)
  }

  @Test("a battery's level is that at the end of the interval, whatever its power")
  func level() throws {
    try dumps.decode([
      line("Q2", "2025-04-01T10:00:00Z", [5000, 6000, 7000, 7100], every: 300, nil, .level(milliWh: 1000))
    ])
    #expect(try values("Q2", .batteryLevel) == ["04-01T10:00Z|7000"])
  }

  @Test("what is not kept is counted, and so are the records that are not ours")
  func passed() throws {
    let summary = try dumps.decode([
      line("Q1", "2025-04-01T10:00:00Z", [1, nil, 3], register: "Q1", nil, .other), "pass 4",
      "remark stamps are starts",
      "remark stamps are starts",
    ])
    #expect((summary.readCount, summary.passedCount, summary.loadedCount) == (6, 6, 0))
    #expect(summary.layout == "dsmr; stamps are starts")
    #expect(
      try dumps.database.lines("SELECT format, layout, read_count, passed_count FROM ingest.batch")
        == ["dsmr|dsmr; stamps are starts|6|6"])
  }

  @Test("a dump was received when it was made, where nobody says another time, and never later than it came")
  func made() throws {
    let run = line("Q1", "2025-04-01T10:00:00Z", [1])
    try dumps.decode(["made 2025-04-02T00:00:00Z", run], as: "a.txt")
    try dumps.decode(["made 2025-04-03T00:00:00Z", run], as: "20250404T000000.txt")
    try dumps.decode(["made 2025-04-05T00:00:00Z", run], as: "c.txt", receivedAt: "2025-04-06T00:00:00Z")
    try dumps.decode(["made 2199-04-05T00:00:00Z", run], as: "d.txt")
    #expect(
      try dumps.database.lines("SELECT received_at, received_at = entered_at FROM ingest.batch ORDER BY 1").prefix(3)
        == ["2025-04-02 00:00:00+00|f", "2025-04-04 00:00:00+00|f", "2025-04-06 00:00:00+00|f"])
    #expect(
      try dumps.database.lines("SELECT max(received_at) < clock_timestamp() + interval '1 s' FROM ingest.batch") == [
        "t"
      ])
    #expect(try dumps.decode(["made 2025-04-02T00:00:00Z", run], as: "a.txt").sameAs == "a.txt")
  }
}
