import Decode
import Foundation
import Grid
import Support
import Testing

@testable import Ingest

@Suite struct ReadTests {
  let reads: ReadFixture

  init() throws { reads = try ReadFixture() }

  @Test("daily reads are kept, make no intervals, and their deltas are hours of days of 23, 24 and 25 hours")
  func daily() throws {
    // Local midnights around both changes of the clock.
    try reads.load([
      "Q1 1.8.0 2025-03-29T23:00:00Z 100", "Q1 1.8.0 2025-03-30T22:00:00Z 123.5", "Q1 1.8.0 2025-03-31T22:00:00Z 147.5",
      "Q1 1.8.0 2025-10-25T22:00:00Z 500", "Q1 1.8.0 2025-10-26T23:00:00Z 525",
    ])
    #expect(
      try reads.deltas() == [
        "03-29T23:00|03-30T22:00|23500|f|", "03-30T22:00|03-31T22:00|24000|f|", "03-31T22:00|10-25T22:00|352500|f|",
        "10-25T22:00|10-26T23:00|25000|f|",
      ])
    #expect(try reads.readings() == [])
    #expect(try reads.database.violations() == [])
  }

  @Test("reads at most an interval apart make intervals that add up to the difference of the indices")
  func telescoping() throws {
    // Every 7 minutes from 00:02 local: no read lies on an edge. 1 kWh, then 2 kWh a read, in turn.
    let start = Instant("2025-04-01T22:02:00Z")!.seconds
    var index = 1000
    var lines: [String] = []
    for step in 0..<20 {
      lines.append("Q1 1.8.0 \(Instant(seconds: start + Int64(step) * 420)) \(index)")
      index += step % 2 + 1
    }
    try reads.load(lines)
    let found = try reads.readings()
    // 22:15 … 24:00: the first edge with reads around it is 22:15, the last one 24:15 (reads at 24:08 and 24:15).
    #expect(found.count == 8)
    // 22:15 lies 6 of 7 minutes after 22:09 (1001): 1001 + 2 × 6/7 kWh = 1002714285.714 mWh, rounded down;
    // 22:30 is the fourth read: 22:02 + 28 min, index 1000 + 1 + 2 + 1 + 2 = 1006.
    #expect(found[0] == "Q1|2025-04-01T22:15Z|3285.715")
    let sum = try reads.database.lines("SELECT sum(wh) FROM grid.reading")
    // 24:15 is the read of step 19: 1000 + 9 × 3 + 1 = 1028.
    #expect(sum == ["25285.715"])
    #expect(1_028_000_000 - 1_002_714_285 == 25_285_715)
  }

  @Test("an index that is farther apart than an interval leaves the slots between missing")
  func apart() throws {
    try reads.load([
      "Q1 1.8.0 2025-04-01T10:00:00Z 10", "Q1 1.8.0 2025-04-01T10:15:00Z 10.1", "Q1 1.8.0 2025-04-01T10:31:00Z 10.4",
      "Q1 1.8.0 2025-04-01T10:45:00Z 10.8", "Q1 1.8.0 2025-04-01T11:00:00Z 11",
    ])
    #expect(try reads.readings() == ["Q1|2025-04-01T10:00Z|100", "Q1|2025-04-01T10:45Z|200"])
  }

  @Test("tariff dials add up, a total dial wins over its parts, directions stay apart")
  func dials() throws {
    try reads.load([
      "Q1 1-0:1.8.1 2025-04-01T10:00:00Z 1", "Q1 1-0:1.8.2 2025-04-01T10:00:00Z 5",
      "Q1 1-0:2.8.1 2025-04-01T10:00:00Z 7",
      "Q1 1-0:1.8.1 2025-04-01T10:15:00Z 1.25", "Q1 1-0:1.8.2 2025-04-01T10:15:00Z 5.5",
      "Q1 1-0:2.8.1 2025-04-01T10:15:00Z 7.125", "Q2 1-0:1.8.0 2025-04-01T10:00:00Z 1",
      "Q2 1-0:1.8.1 2025-04-01T10:00:00Z 1", "Q2 1-0:1.8.0 2025-04-01T10:15:00Z 1.3",
      "Q2 1-0:1.8.1 2025-04-01T10:15:00Z 1.2",
    ])
    #expect(try reads.readings() == ["Q1|2025-04-01T10:00Z|750", "Q2|2025-04-01T10:00Z|300"])
    #expect(try reads.readings(.exported) == ["Q1|2025-04-01T10:00Z|125"])
    #expect(
      ["1.8.0", "1-1:1.8.0*255", "EAS T", "import", "1.8.2", "EAS D4", "EAS F10", "11"].map(Dial.family)
        == [0, 0, 0, 0, 1, 1, 2, 1])
  }

  @Test("an exchange in the middle of a day: each device's energies, and the slot in which both were read")
  func exchange() throws {
    #expect(try reads.serials("Q1,OLD,2025-01-01T00:00:00Z,,\nQ1,NEW,2025-04-01T10:20:00Z,,").added == 2)
    try reads.load([
      "Q1 1.8.0 2025-04-01T10:00:00Z 90", "Q1 1.8.0 2025-04-01T10:15:00Z 91", "Q1 1.8.0 2025-04-01T10:20:00Z 91.5 OLD",
      "Q1 1.8.0 2025-04-01T10:20:00Z 3 NEW", "Q1 1.8.0 2025-04-01T10:30:00Z 3.25", "Q1 1.8.0 2025-04-01T10:45:00Z 4",
    ])
    #expect(
      try reads.readings() == [
        "Q1|2025-04-01T10:00Z|1000", "Q1|2025-04-01T10:15Z|750", "Q1|2025-04-01T10:30Z|750",
      ])
    #expect(
      try reads.database.lines(
        "SELECT serial, sum(wh)::int, count(*) FROM grid.register_delta GROUP BY serial ORDER BY 1 DESC")
        == ["OLD|1500|2", "NEW|1000|2"])
    #expect(try reads.database.violations() == [])
  }

  @Test("a device that the registry does not have at that time is refused, at the exchange both are right")
  func mismatch() throws {
    _ = try reads.serials("Q1,OLD,2025-01-01T00:00:00Z,,\nQ1,NEW,2025-04-01T10:00:00Z,,")
    let outcomes = try reads.load([
      "Q1 1.8.0 2025-04-01T09:59:59Z 1 OLD", "Q1 1.8.0 2025-04-01T10:00:00Z 1 OLD",
      "Q1 1.8.0 2025-04-01T10:00:00Z 1 NEW",
      "Q1 1.8.0 2025-04-01T10:00:01Z 1 OLD", "Q1 1.8.0 2025-04-01T09:00:00Z 1 NEW",
      "Q2 1.8.0 2025-04-01T09:00:00Z 1 ANY",
      "N1 1.8.0 2025-04-01T09:00:00Z 1", "Q1 1.8.0 2024-04-01T09:00:00Z 1", "Q1 1.8.0 2027-04-01T09:00:00Z 1",
    ])
    #expect(
      outcomes.map { $0.contains("rejected") ? String($0.split(separator: ".")[2].prefix { $0 != "," }) : $0 } == [
        "loaded", "loaded", "loaded", "serialMismatch", "serialMismatch", "loaded", "unknownMeter", "outsideMembership",
        "future",
      ])
  }

  @Test("a decrease is a rollover when the digits are known and the energy is plausible, else nothing is said")
  func rollover() throws {
    let lines = [
      // 99,999.5 → 0.25 kWh: 0.75 kWh in 15 minutes is 3 kW.
      "Q2 1.8.0 2025-04-01T10:00:00Z 99999.5", "Q2 1.8.0 2025-04-01T10:15:00Z 0.25",
      // 0.25 → 0.1 kWh would be 99,999.85 kWh.
      "Q2 1.8.0 2025-04-01T10:30:00Z 0.1", "Q2 1.8.0 2025-04-01T10:45:00Z 0.2",
    ]
    try reads.load(lines, received: "2025-07-01T00:00:00Z")
    #expect(
      try reads.deltas() == [
        "04-01T10:00|04-01T10:15||f|index-decreased", "04-01T10:15|04-01T10:30||f|index-decreased",
        "04-01T10:30|04-01T10:45|100|f|",
      ])
    #expect(try reads.readings() == ["Q2|2025-04-01T10:30Z|100"])
    // The digits are registered later: the intervals that stand on them are made then.
    _ = try reads.serials("Q2,S1,2025-01-01T00:00:00Z,5,kWh")
    #expect(
      try reads.deltas() == [
        "04-01T10:00|04-01T10:15|750|t|", "04-01T10:15|04-01T10:30||f|index-decreased",
        "04-01T10:30|04-01T10:45|100|f|",
      ])
    #expect(try reads.readings() == ["Q2|2025-04-01T10:00Z|750", "Q2|2025-04-01T10:30Z|100"])
    // Above 4 kW the display did not turn: 1.25 kWh in 15 minutes are 5 kW.
    try reads.load(["Q2 1.8.0 2025-04-01T10:15:00Z 0.75"], received: "2025-07-02T00:00:00Z")
    #expect(try reads.deltas()[0] == "04-01T10:00|04-01T10:15||f|index-decreased")
  }

  @Test("of two dumps that differ the one received later holds, whatever was loaded first", arguments: [false, true])
  func correction(isReversed: Bool) throws {
    let dumps = [
      (received: "2025-04-02T00:00:00Z", reads: ["10:00:00Z 10", "10:15:00Z 11", "10:30:00Z 12"]),
      (received: "2025-04-03T00:00:00Z", reads: ["10:15:00Z 11.5"]),
      (received: "2025-04-04T00:00:00Z", reads: ["10:30:00Z 12", "10:45:00Z 14"]),
    ]
    for (at, dump) in isReversed ? Array(dumps.enumerated().reversed()) : Array(dumps.enumerated()) {
      try reads.load(
        dump.reads.map { "Q1 1.8.0 2025-04-01T\($0)" }, received: dump.received, batch: Int64(at) + 1)
    }
    #expect(
      try reads.readings() == [
        "Q1|2025-04-01T10:00Z|1500", "Q1|2025-04-01T10:15Z|500", "Q1|2025-04-01T10:30Z|2000",
      ])
    // The later dump changed two known values; the third says again what holds, and one slot more.
    #expect(try reads.database.lines("SELECT revision, batch_id FROM grid.interval_block") == ["2|"])
    #expect(
      try reads.database.lines(
        """
        SELECT batch_id, e.i, e.wh FROM grid.block_part CROSS JOIN unnest(wh) WITH ORDINALITY AS e (wh, i)
        WHERE e.wh IS NOT NULL ORDER BY 1, 2
        """) == ["1|49|1000", "1|50|1000", "2|49|1500", "2|50|500", "3|50|500", "3|51|2000"])
    #expect(try reads.database.lines("SELECT count(*), count(DISTINCT batch_id) FROM grid.register_read") == ["6|3"])
    #expect(try reads.database.lines("SELECT day FROM ops.stale_day") == ["2025-04-01"])
  }

  @Test("the slot between two dumps is made with the later of them, also over midnight and in the autumn hour")
  func border() throws {
    try reads.load(
      ["Q1 1.8.0 2025-10-25T21:50:00Z 1", "Q1 1.8.0 2025-10-25T21:59:00Z 1.9"], received: "2025-10-26T00:00:00Z")
    #expect(try reads.readings() == [])
    try reads.load(
      ["Q1 1.8.0 2025-10-25T22:01:00Z 2.1", "Q1 1.8.0 2025-10-25T22:16:00Z 3.6"], received: "2025-10-27T00:00:00Z")
    // 22:00 is the mean of 1.9 and 2.1; 22:15 lies 14 of 15 minutes after 2.1: 3.5.
    #expect(try reads.readings() == ["Q1|2025-10-25T22:00Z|1500"])
    let hours = (0..<26 as Range<Int64>).map {
      "H1 1.8.0 \(Instant(seconds: Instant("2025-10-25T22:00:00Z")!.seconds + $0 * 3600)) \(100 + $0)"
    }
    try reads.load(hours, received: "2025-10-28T00:00:00Z")
    #expect(
      try reads.database.lines(
        "SELECT cardinality(wh), (SELECT sum(w) FROM unnest(wh) AS w) FROM grid.interval_block WHERE interval_s = 3600")
        == ["25|25000"])
  }

  @Test("a dump says a read twice: once it is a repetition, with another index the later one holds")
  func twice() throws {
    let lines = [
      "Q1 1.8.0 2025-04-01T10:00:00Z 1", "Q1 1.8.0 2025-04-01T10:00:00Z 1.0", "Q1 1.8.0 2025-04-01T10:00:00Z 2",
    ]
    let first = try reads.load(lines, batch: 1)
    #expect(first == ["loaded", "repeated", "replaced(\"replaces index_mwh 1000000\")"])
    #expect(try reads.load(lines, batch: 1) == first, "the same dump again")
    #expect(try reads.database.lines("SELECT index_mwh FROM grid.register_read") == ["2000000"])
  }

  @Test("a read that is said again has the quality that was said last, by one dump and by two")
  func laterQuality() throws {
    let all = (0..<3).map { "Q1 1-0:1.8.0 2025-04-01T10:\(["00", "15", "30"][$0]):00Z \(100 + $0)" }
    func qualities() throws -> [String] {
      try reads.database.lines(
        "SELECT b.quality FROM grid.interval_block AS b UNION ALL SELECT array_agg(quality ORDER BY read_at) FROM grid.register_state"
      )
    }
    _ = try reads.load(all, received: "2025-07-01T00:00:00Z", quality: 1)
    #expect(try qualities() != ["", "{0,0,0}"])
    _ = try reads.load(all, received: "2025-07-02T00:00:00Z", quality: 0)
    #expect(try qualities() == ["", "{0,0,0}"])
    // An earlier word that comes late changes nothing.
    _ = try reads.load([all[0]], received: "2025-06-01T00:00:00Z", quality: 2)
    #expect(try qualities() == ["", "{0,0,0}"])
  }

  @Test("a read at the midnight at which a meter moves ends one membership and begins the other")
  func move() throws {
    try reads.load([
      "M1 1.8.0 2025-04-08T22:00:00Z 1", "M1 1.8.0 2025-04-09T22:00:00Z 2", "M1 1.8.0 2025-04-10T22:00:00Z 4",
    ])
    #expect(
      try reads.database.lines("SELECT community_id, trim_scale(wh) FROM grid.register_delta ORDER BY 1")
        == ["1|1000", "3|2000"])
  }

  @Test("indices against the sum of intervals: where all are known, and what is taken when a read cuts an interval")
  func check() throws {
    let quarter = (0...8 as ClosedRange<Int64>).map {
      "Q1 1.8.0 \(Instant(seconds: Instant("2025-03-30T00:30:00Z")!.seconds + $0 * 900)) \(10 + $0)"
    }
    try reads.load(quarter, received: "2025-04-01T00:00:00Z")
    // Another dial would be added up; a total of the same register is compared on its own: the same energy.
    try reads.load(
      [
        "Q1 import 2025-03-30T00:30:00Z 70", "Q1 import 2025-03-30T01:30:00Z 74", "Q1 import 2025-03-30T02:20:00Z 77.5",
        "Q1 import 2025-03-30T03:30:00Z 82",
      ], received: "2025-04-02T00:00:00Z")
    #expect(
      try reads.database.lines(
        """
        SELECT to_char(from_at AT TIME ZONE 'UTC', 'HH24:MI'), to_char(to_at AT TIME ZONE 'UTC', 'HH24:MI'),
               trim_scale(delta_wh), trim_scale(interval_wh), missing_count, is_exact
        FROM grid.register_check ORDER BY from_at
        """)
        == ["00:30|01:30|4000|4000|0|t", "01:30|02:20|3500|3000|0|f", "02:20|03:30|4500|0|4|f"])
  }
}
