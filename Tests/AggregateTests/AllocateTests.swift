import Aggregate
import Foundation
import Grid
import Ingest
import Support
import Testing

/// Allocation in the database. Community C1 of quarter-hour meters: A and B draw, P feeds in; figures repeat all day.
@Suite struct AllocateTests {
  let place: Neighbourhood
  var database: TestDatabase { place.database }

  init() throws {
    place = try Neighbourhood()
    try place.community("C1")
    for meter in ["A", "B", "P"] { try place.meter(meter, of: "C1", interval: 900) }
  }

  /// Stores what a meter drew and fed in, the same in each slot of a day.
  func exchange(_ meter: String, on day: String, _ imported: Int, _ exported: Int, count: Int = 96) throws {
    try place.read(meter, .imported, on: day, [Int?](repeating: imported, count: count))
    try place.read(meter, .exported, on: day, [Int?](repeating: exported, count: count))
  }

  func load(_ kind: RegistryKind, _ text: String) throws {
    let file = "/tmp/gridctl-allocate-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    _ = try importRegistry(kind, file: file, asOf: Instant(seconds: 0), on: database.connection)
  }

  @discardableResult
  func run() throws -> AllocationSummary {
    _ = try aggregate(on: database.connection)
    return try allocate(on: database.connection)
  }

  /// `meter|day|first slot in|first slot out|day in|day out`.
  func rows(_ condition: String = "true") throws -> [String] {
    try database.lines(
      """
      SELECT meter, day, shared_in[1], shared_out[1], shared_in_wh, shared_out_wh FROM aggregate.allocation
      JOIN grid.meter USING (meter_id) WHERE \(condition) ORDER BY day, meter
      """)
  }

  func period(_ text: String) -> Period { Period(text, today: LocalDay("2026-07-01")!)! }

  @Test("without a key the surplus goes by what each draws, and running twice changes nothing")
  func prorata() throws {
    try exchange("A", on: "2026-06-02", 300, 0)
    try exchange("B", on: "2026-06-02", 100, 0)
    try exchange("P", on: "2026-06-02", 0, 101)
    let summary = try run()
    #expect((summary.communityCount, summary.dayCount, summary.memberDayCount) == (1, 1, 3))
    #expect(
      try rows() == [
        "A|2026-06-02|76|0|7296|0", "B|2026-06-02|25|0|2400|0", "P|2026-06-02|0|101|0|9696",
      ])
    #expect(
      try database.lines(
        "SELECT starts_at, shared_in_wh, key FROM aggregate.allocation_slot WHERE meter_id = 1 AND slot IN (1, 96) ORDER BY 1"
      )
        == ["2026-06-01 22:00:00+00|76|prorata", "2026-06-02 21:45:00+00|76|prorata"])
    let before = try database.lines("SELECT ctid, xmin FROM aggregate.allocation")
    #expect(try run().dayCount == 0)
    #expect(try database.lines("SELECT ctid, xmin FROM aggregate.allocation") == before)
    // Forced, it makes the same again.
    let stored = try rows()
    let again = try allocate(
      community: "C1", period: period("2026-06"), isForced: true, on: database.connection)
    #expect(again.dayCount == 1)
    #expect(try rows() == stored)
    #expect(try database.violations() == [])
  }

  @Test(
    "days on which the clock changes have 92 and 100 slots",
    arguments: [("2026-03-29", 92), ("2026-10-25", 100)])
  func clockChange(day: String, count: Int) throws {
    try exchange("A", on: day, 10, 0, count: count)
    try exchange("P", on: day, 0, 7, count: count)
    try run()
    #expect(try rows() == ["A|\(day)|7|0|\(7 * count)|0", "P|\(day)|0|7|0|\(7 * count)"])
    #expect(try database.lines("SELECT cardinality(shared) FROM aggregate.community_allocation") == ["\(count)"])
    var slots: [SlotCoefficient] = []
    let days = try exportCoefficients(period(day), community: "C1", on: database.connection) { slots.append($0) }
    #expect((days, slots.count) == (1, 3 * count))
    #expect(Set(slots.map(\.start)).count == count)
    // The wall clock of the last slot shows 23:45 on both days.
    #expect((slots.last!.start + Int64(slots.last!.offset)) % 86_400 == 85_500)
    #expect(try database.violations() == [])
  }

  @Test("a key that changes within the month is in force by days, and half-hour settlement with it")
  func keyChange() throws {
    for day in ["2026-06-14", "2026-06-15", "2026-06-16"] {
      try exchange("A", on: day, 10, 0)
      try exchange("B", on: day, 100, 0)
      try exchange("P", on: day, 0, 100)
    }
    try run()
    try load(
      .keys,
      "community,key,from,to,slot_s\nC1,static,2026-06-15,2026-06-16,\nC1,priority,2026-06-16,,1800\n")
    try load(
      .shares,
      "community,meter,from,coefficient,rank\nC1,A,2026-06-01,0.5,\nC1,B,2026-06-01,0.5,\nC1,B,2026-06-01,,1\n")
    let summary = try run()
    #expect((summary.dayCount, summary.openDays) == (3, []))
    #expect(
      try rows("meter <> 'P'") == [
        "A|2026-06-14|9|0|864|0", "B|2026-06-14|91|0|8736|0", "A|2026-06-15|10|0|960|0", "B|2026-06-15|50|0|4800|0",
        "A|2026-06-16|0|0|0|0", "B|2026-06-16|200|0|9600|0",
      ])
    #expect(
      try database.lines("SELECT key, slot_s, shared_wh FROM aggregate.community_allocation ORDER BY day")
        == ["prorata|900|9600", "static|900|5760", "priority|1800|9600"])
    #expect(try database.violations() == [])
  }

  @Test("a member that comes and goes within the month takes part on its days; shares that fell short are named")
  func membershipChange() throws {
    try place.meter("N", of: "C1", interval: 900, during: "[2026-06-15,2026-06-16)")
    for day in ["2026-06-14", "2026-06-15", "2026-06-16"] {
      try exchange("A", on: day, 100, 0)
      try exchange("P", on: day, 0, 60)
    }
    try exchange("N", on: "2026-06-15", 100, 0)
    try run()
    #expect(
      try rows("meter IN ('A', 'N')") == [
        "A|2026-06-14|60|0|5760|0", "A|2026-06-15|30|0|2880|0", "N|2026-06-15|30|0|2880|0", "A|2026-06-16|60|0|5760|0",
      ])
    try load(.keys, "community,key,from,to\nC1,static,2026-06-15,2026-06-16\n")
    try load(
      .shares, "community,meter,from,to,coefficient\nC1,A,2026-06-15,2026-06-16,0.7\nC1,N,2026-06-15,2026-06-16,0.3\n")
    #expect(try run().openDays == [])
    #expect(
      try rows("day = '2026-06-15' AND meter <> 'P'") == ["A|2026-06-15|42|0|4032|0", "N|2026-06-15|18|0|1728|0"])
    // N was never a member: its share is nobody's, and the day says so at every run until it is mended.
    try database.script(
      "DELETE FROM grid.membership WHERE meter_id = (SELECT meter_id FROM grid.meter WHERE meter = 'N')")
    _ = try aggregate(community: "C1", period: period("2026-06-15"), isForced: true, on: database.connection)
    for _ in 0..<2 {
      let open = try allocate(on: database.connection).openDays
      #expect(open.map { "\($0.community) \($0.day) \($0.key) \($0.slotCount)" } == ["C1 2026-06-15 static 96"])
    }
    #expect(try rows("day = '2026-06-15'") == ["A|2026-06-15|0|0|0|0", "P|2026-06-15|0|0|0|0"])
    #expect(throws: PlainFailure.self) {
      try exportCoefficients(period("2026-06"), community: "C1", on: database.connection) { _ in }
    }
    #expect(try database.violations() == [])
  }

  @Test("a member without readings has no row, and an unknown slot takes no part")
  func unknown() throws {
    try place.read("A", .imported, on: "2026-06-02", [nil] + [Int?](repeating: 50, count: 95))
    try place.read("A", .exported, on: "2026-06-02", [Int?](repeating: 0, count: 96))
    try exchange("P", on: "2026-06-02", 0, 20)
    let summary = try run()
    #expect(summary.memberDayCount == 2)
    #expect(try rows() == ["A|2026-06-02|0|0|1900|0", "P|2026-06-02|0|0|0|1900"])
    #expect(try database.violations() == [])
  }

  @Test("meters in Wh and in mWh are shared in mWh, five-minute meters by quarter hours")
  func mixedUnits() throws {
    try place.meter("F", of: "C1", interval: 300)
    try place.read("F", .imported, on: "2026-06-02", [Int?](repeating: 1500, count: 288))
    try place.read("F", .exported, on: "2026-06-02", [Int?](repeating: 0, count: 288))
    try database.script("UPDATE grid.interval_block SET exponent = -3")
    try exchange("A", on: "2026-06-02", 4, 0)
    try exchange("P", on: "2026-06-02", 0, 1)
    try run()
    // 4500 and 4000 mWh are drawn, 1000 are there: 529.41… and 470.58….
    #expect(
      try rows() == [
        "A|2026-06-02|471|0|45.216|0.000", "F|2026-06-02|529|0|50.784|0.000", "P|2026-06-02|0|1000|0.000|96.000",
      ])
    #expect(try database.violations() == [])
  }

  @Test("a correction of a reading is allocated again, for its day alone")
  func correction() throws {
    for day in ["2026-06-02", "2026-06-03"] {
      try exchange("A", on: day, 10, 0)
      try exchange("P", on: day, 0, 5)
    }
    try run()
    try exchange("P", on: "2026-06-03", 0, 6)
    #expect(try run().dayCount == 1)
    #expect(try rows("meter = 'A'") == ["A|2026-06-02|5|0|480|0", "A|2026-06-03|6|0|576|0"])
    #expect(try database.violations() == [])
  }

  @Test("coefficients exported from one key, imported as a dynamic key, share the same again")
  func roundTrip() throws {
    for (day, surplus) in [("2026-06-02", 100), ("2026-06-03", 40), ("2026-06-04", 0)] {
      try exchange("A", on: day, 20, 0)
      try exchange("B", on: day, 60, 0)
      try exchange("P", on: day, 0, surplus)
    }
    try run()
    let before = try rows()
    var lines = ["community,starts_at,meter,coefficient"]
    _ = try exportCoefficients(period("2026-06"), community: "C1", on: database.connection) { slot in
      let digits = padded(Int(slot.millionths), 7)
      lines.append("C1,\(Instant(seconds: slot.start)),\(slot.meter),\(digits.dropLast(6)).\(digits.suffix(6))")
    }
    #expect(lines.count == 1 + 3 * 288)
    try load(.coefficients, lines.joined(separator: "\n") + "\n")
    try load(.keys, "community,key,from\nC1,dynamic,2026-06-02\n")
    let summary = try run()
    #expect((summary.dayCount, summary.openDays) == (3, []))
    #expect(try rows() == before)
    #expect(try database.violations() == [])
  }

  @Test("full dynamic debits the producers that a member's coefficients name")
  func fullDynamic() throws {
    try place.meter("Q", of: "C1", interval: 900)
    try exchange("A", on: "2026-06-02", 60, 0)
    try exchange("B", on: "2026-06-02", 100, 0)
    try exchange("P", on: "2026-06-02", 0, 100)
    try exchange("Q", on: "2026-06-02", 0, 80)
    let start = Instant("2026-06-01T22:00:00Z")!.seconds
    let lines = (0..<Int64(96)).flatMap { slot -> [String] in
      let at = Instant(seconds: start + slot * 900)
      return ["C1,\(at),P,A,1", "C1,\(at),Q,A,0.25", "C1,\(at),Q,B,0.75"]
    }
    try load(.coefficients, "community,starts_at,producer,meter,coefficient\n" + lines.joined(separator: "\n") + "\n")
    try load(.keys, "community,key,from\nC1,full_dynamic,2026-06-02\n")
    #expect(try run().openDays == [])
    #expect(
      try rows().map { $0.split(separator: "|").prefix(4).joined(separator: "|") } == [
        "A|2026-06-02|60|0", "B|2026-06-02|60|0", "P|2026-06-02|0|50", "Q|2026-06-02|0|70",
      ])
    #expect(try database.violations() == [])
  }

  @Test("keys are compared side by side, and nothing is stored")
  func compare() throws {
    try exchange("A", on: "2026-06-02", 10, 0)
    try exchange("B", on: "2026-06-02", 100, 0)
    try exchange("P", on: "2026-06-02", 0, 100)
    _ = try aggregate(on: database.connection)
    try load(
      .shares,
      "community,meter,from,coefficient,rank\nC1,A,2026-06-01,0.5,\nC1,B,2026-06-01,0.5,\nC1,B,2026-06-01,,1\n")
    let comparison = try compareKeys(period("2026-06"), community: "C1", on: database.connection)
    #expect(comparison.keys == [.prorata, .priority, .fixed])
    #expect(comparison.members.map(\.meter) == ["A", "B", "P"])
    // mWh of 96 slots.
    #expect(comparison.members[0].shared == [9, 0, 10].map { $0 * 96_000 })
    #expect(comparison.members[1].shared == [91, 100, 50].map { $0 * 96_000 })
    #expect(comparison.surplus == [0, 0, 40].map { $0 * 96_000 })
    #expect(comparison.members[0].coverage == [900_000, 0, 1_000_000])
    #expect(comparison.all.coverage == [909_091, 909_091, 545_455])
    #expect((comparison.members[0].alone, comparison.members[2].alone) == (0, nil))
    #expect(comparison.openSlots == [0, 0, 0])
    #expect(try database.lines("SELECT count(*) FROM aggregate.allocation") == ["0"])
  }

  @Test("a dry run keeps nothing, and a community can be picked")
  func rehearsal() throws {
    try place.community("C2")
    try place.meter("X", of: "C2", interval: 900)
    try exchange("X", on: "2026-06-02", 5, 5)
    try exchange("A", on: "2026-06-02", 5, 5)
    _ = try aggregate(on: database.connection)
    let rehearsed = try database.connection.rehearsal { try allocate(on: database.connection) }
    #expect(rehearsed.dayCount == 2)
    #expect(try rows() == [])
    #expect(try allocate(community: "C2", on: database.connection).dayCount == 1)
    // Both registers count as they are: X takes of its own.
    #expect(try rows() == ["X|2026-06-02|5|5|480|480"])
    #expect(try allocate(on: database.connection).dayCount == 1)
  }
}
