import Foundation
import Grid
import Ingest
import Support
import Testing

/// Keys, shares and coefficients; communities A and B, meters M1 and M2 in A from 2025-01-01.
@Suite struct SharingImportTests {
  let fixture = RegistryFixture()
  var database: TestDatabase { fixture.database }

  init() throws { try fixture.registry() }

  /// An aggregated day of community A, so that changes have something to queue.
  func aggregated(_ days: String...) throws {
    for day in days {
      try database.script(
        """
        INSERT INTO aggregate.community_day (community_id, day, member_count, expected_count, present_count, consumption_wh,
          production_wh, import_wh, export_wh, charge_wh, discharge_wh, day_minutes, strict_minutes, net_minutes, exponent,
          slot_s, consumption, production, import, export, present, strict_bits)
        VALUES (1, '\(day)', 2, 0, 0, 0, 0, 0, 0, 0, 0, 1440, 0, 0, 0, 900, '{}', '{}', '{}', '{}', '{}', '')
        """)
    }
  }

  /// Queued days; the queue is emptied.
  func queued() throws -> [String] {
    let days = try database.lines("SELECT day FROM ops.stale_allocation ORDER BY day")
    try database.script("DELETE FROM ops.stale_allocation")
    return days
  }

  @Test("keys are added, ended and changed, and only the days they touch are queued")
  func keys() throws {
    try aggregated("2025-05-31", "2025-06-01", "2025-06-15", "2025-07-01")
    let header = "community,key,from,to,slot_s\n"
    #expect(try fixture.counts(.keys, header + "A,static,2025-06-01,,\n") == "1/0/0")
    #expect(try queued() == ["2025-06-01", "2025-06-15", "2025-07-01"])
    #expect(try fixture.counts(.keys, header + "A,static,2025-06-01,,900\n") == "0/0/1")
    #expect(try queued() == [])
    #expect(
      try fixture.counts(.keys, header + "A,static,2025-06-01,2025-06-15,\nA,priority,2025-06-15,,1800\n") == "1/1/0")
    #expect(try queued() == ["2025-06-15", "2025-07-01"])
    #expect(try fixture.counts(.keys, header + "A,dynamic,2025-06-01,2025-06-15,\n") == "0/1/0")
    #expect(try queued() == ["2025-06-01"])
    #expect(
      try database.lines("SELECT key, during, slot_s FROM grid.sharing_key ORDER BY during")
        == ["dynamic|[2025-06-01,2025-06-15)|900", "priority|[2025-06-15,)|1800"])
  }

  @Test("keys that overlap, are unknown or of an unknown community are refused")
  func badKeys() throws {
    let header = "community,key,from,to,slot_s\n"
    try fixture.load(.keys, header + "A,static,2025-06-01,,\n")
    #expect(
      try fixture.refusal(.keys, header + "A,prorata,2025-07-01,,\n") == [
        "keys.csv:2:3: overlapping-key: community A has one key at a time: static 2025-06-01.. (stored) and "
          + "prorata 2025-07-01.. (line 2) overlap"
      ])
    #expect(
      try fixture.refusal(.keys, header + "Z,fair,2025-07-01,,600\n") == [
        "keys.csv:2:1: unknown-community: there is no community 'Z'",
        "keys.csv:2:2: unknown-key: key is none of prorata, static, dynamic, full_dynamic, priority",
        "keys.csv:2:5: invalid-interval: slot_s is neither 900 nor 1800",
      ])
  }

  @Test("coefficients add up to exactly one on every day, or are refused with the day and the sum")
  func sums() throws {
    let header = "community,meter,from,to,coefficient\n"
    func refused(_ rows: String) throws -> [String] { try fixture.refusal(.shares, header + rows) }
    #expect(
      try refused("A,M1,2025-02-01,,0.5\nA,M2,2025-02-01,,0.499999\n") == [
        "shares.csv:2:3: shares-not-one: coefficients of community A add up to 0.999999 from 2025-02-01, not to 1.000000"
      ])
    #expect(
      try refused("A,M1,2025-02-01,,0.5\nA,M2,2025-02-01,2025-03-01,0.5\n") == [
        "shares.csv:2:3: shares-not-one: coefficients of community A add up to 0.500000 from 2025-03-01, not to 1.000000"
      ])
    #expect(
      try refused("A,M1,2025-02-01,,-0.5\nA,M2,2025-02-01,,1.5\n") == [
        "shares.csv:2:5: invalid-coefficient: coefficient is not a number from 0 to 1 with at most 6 decimals",
        "shares.csv:3:5: invalid-coefficient: coefficient is not a number from 0 to 1 with at most 6 decimals",
      ])
    #expect(
      try refused("A,M1,2025-02-01,,0.3333333\nA,M2,2025-02-01,,\n") == [
        "shares.csv:2:5: invalid-coefficient: coefficient is not a number from 0 to 1 with at most 6 decimals",
        "shares.csv:3:5: missing-value: coefficient is empty",
      ])
    // M2 is no member before it joins: its share is nobody's.
    #expect(
      try refused("A,M1,2024-12-01,,0.4\nA,M2,2024-12-01,,0.6\n") == [
        "shares.csv:2:3: shares-not-one: coefficients of community A add up to 0.000000 from 2024-12-01, not to 1.000000; "
          + "not a member that day: M1, M2"
      ])
    #expect(try fixture.counts(.shares, header + "A,M1,2025-02-01,,0.333333\nA,M2,2025-02-01,,0.666667\n") == "2/0/0")
    #expect(try fixture.counts(.shares, header + "A,M1,2025-02-01,,0.333333\nA,M2,2025-02-01,,0.6666670\n") == "0/0/2")
    // One row alone would leave the other day of the pair short.
    #expect(
      try refused("A,M1,2025-02-01,,0.4\n") == [
        "shares.csv:2:3: shares-not-one: coefficients of community A add up to 1.066667 from 2025-02-01, not to 1.000000"
      ])
  }

  @Test("shares change within the month when the old rows end and the new ones begin, in one file")
  func change() throws {
    try aggregated("2025-02-01", "2025-02-14", "2025-02-15")
    let header = "community,meter,from,to,coefficient,rank\n"
    try fixture.load(.shares, header + "A,M1,2025-02-01,,1,\n")
    #expect(try queued() == ["2025-02-01", "2025-02-14", "2025-02-15"])
    #expect(
      try fixture.refusal(.shares, header + "A,M1,2025-02-15,,0.5,\nA,M2,2025-02-15,,0.5,\n") == [
        "shares.csv:2:3: overlapping-share: meter M1 has one share in community A at a time: "
          + "share 2025-02-01.. (stored) and share 2025-02-15.. (line 2) overlap"
      ])
    #expect(
      try fixture.counts(
        .shares, header + "A,M1,2025-02-01,2025-02-15,1,\nA,M1,2025-02-15,,0.5,\nA,M2,2025-02-15,,0.5,\n") == "2/1/0")
    #expect(try queued() == ["2025-02-15"])
    // Ranks stand beside coefficients, so that both keys can be compared.
    #expect(try fixture.counts(.shares, header + "A,M1,2025-02-01,,,2\nA,M2,2025-02-01,,,1\n") == "2/0/0")
    #expect(
      try fixture.refusal(.shares, header + "A,M1,2025-02-01,,1,1\nA,M2,2025-02-01,,,0\n") == [
        "shares.csv:2:6: both-shares: a row has a coefficient or a rank, not both",
        "shares.csv:3:6: invalid-number: rank is not a whole number above zero",
      ])
    #expect(
      try database.lines("SELECT meter_id, coefficient, rank, during FROM grid.sharing_member ORDER BY 1, 4, 2") == [
        "1|1.000000||[2025-02-01,2025-02-15)", "1||2|[2025-02-01,)", "1|0.500000||[2025-02-15,)", "2||1|[2025-02-01,)",
        "2|0.500000||[2025-02-15,)",
      ])
  }

  /// Coefficients of all slots of a local day of Paris that starts at an instant.
  func slots(
    from start: String = "2025-05-31T22:00:00Z", count: Int64 = 96, every seconds: Int64 = 900, _ rows: String...
  ) -> [String] {
    let first = Instant(start)!.seconds
    return (0..<count).flatMap { slot in rows.map { "A,\(Instant(seconds: first + slot * seconds)),\($0)" } }
  }

  let header = "community,starts_at,meter,coefficient,producer\n"

  func file(_ lines: [String]) -> String { header + lines.joined(separator: "\n") + "\n" }

  @Test("a day's coefficients are stored, stay when they are imported again, and are replaced slot by slot")
  func coefficients() throws {
    try aggregated("2025-06-01", "2025-06-02")
    let lines = slots("M1,0.25,", "M2,0.75,")
    #expect(try fixture.counts(.coefficients, file(lines)) == "192/0/0")
    #expect(try queued() == ["2025-06-01"])
    let before = try database.lines("SELECT ctid, xmin FROM grid.sharing_slot ORDER BY 1")
    #expect(try fixture.counts(.coefficients, file(lines.reversed())) == "0/0/192")
    #expect(try database.lines("SELECT ctid, xmin FROM grid.sharing_slot ORDER BY 1") == before)
    #expect(try queued() == [])
    // M2 is not named any more: nothing of it stays.
    #expect(try fixture.counts(.coefficients, file(slots("M1,1,"))) == "0/96/0")
    #expect(try queued() == ["2025-06-01"])
    #expect(
      try database.lines("SELECT meter_id, count(*), sum(coefficient) FROM grid.sharing_slot GROUP BY 1")
        == ["1|96|96.000000"])
    // Those of a producer stand beside them.
    #expect(try fixture.counts(.coefficients, file(slots("M2,1,M2"))) == "96/0/0")
    #expect(
      try database.lines("SELECT producer_meter_id, count(*) FROM grid.sharing_slot GROUP BY 1 ORDER BY 1")
        == ["0|96", "2|96"])
    #expect(try database.violations().filter { $0.contains("coefficients") } == [])
  }

  @Test("slots that do not add up to one, and days that lack a slot, are refused; zeros share nothing by intent")
  func badSums() throws {
    var lines = slots("M1,0.25,", "M2,0.75,")
    lines[3] = lines[3].replacingOccurrences(of: "0.75", with: "0.74")
    #expect(
      try fixture.refusal(.coefficients, file(lines)) == [
        "coefficients.csv:4: slot-not-one: coefficients of 2025-05-31T22:15:00Z add up to 0.990000, not to 1.000000"
      ])
    lines.removeSubrange(2...3)
    #expect(
      try fixture.refusal(.coefficients, file(lines)) == [
        "coefficients.csv:2: incomplete-day: community A has coefficients of 95 of 96 slots of 2025-06-01; "
          + "2025-05-31T22:15:00Z is missing"
      ])
    #expect(try fixture.counts(.coefficients, file(slots("M1,0,", "M2,0,"))) == "192/0/0")
  }

  @Test(
    "days on which the clock changes are told by all of their 92 or 100 slots",
    arguments: [("2025-03-29T23:00:00Z", 92), ("2025-10-25T22:00:00Z", 100)] as [(String, Int64)])
  func clockChange(start: String, count: Int64) throws {
    #expect(try fixture.counts(.coefficients, file(slots(from: start, count: count, "M1,1,"))) == "\(count)/0/0")
    #expect(
      try fixture.refusal(.coefficients, file(slots(from: start, count: count - 1, "M2,1,"))).count == 1)
  }

  @Test("half-hour settlement needs half of the slots, and no others")
  func halfHours() throws {
    try fixture.load(.keys, "community,key,from,slot_s\nA,dynamic,2025-06-01,1800\n")
    #expect(try fixture.counts(.coefficients, file(slots(count: 48, every: 1800, "M1,1,"))) == "48/0/0")
    #expect(
      try fixture.refusal(.coefficients, file(["A,2025-05-31T22:15:00Z,M1,1,"])) == [
        "coefficients.csv:2: unaligned-slot: starts_at is no start of a slot of 1800 s"
      ])
  }

  @Test("strangers, repeated rows, bad instants and negative coefficients are all named")
  func badRows() throws {
    try fixture.load(
      .meters, "meter,community,from,interval_s,kind\nX,B,2025-01-01,900,household\n")
    #expect(
      try fixture.refusal(
        .coefficients,
        file([
          "A,2025-05-31T22:00:00Z,X,1,", "A,2025-05-31T22:00:00Z,M1,1,X", "A,2025-06-01T00:00:00,M1,1,",
          "A,2025-05-31T22:00:00Z,M1,-1,", "A,2025-05-31T22:00:00Z,M9,1,", "Z,2025-05-31T22:00:00Z,M1,1,",
          "A,2024-12-31T22:00:00Z,M1,1,",
        ])) == [
          "coefficients.csv:2: not-a-member: meter X is no member of community A on 2025-06-01",
          "coefficients.csv:3: not-a-member: producer X is no member of community A on 2025-06-01",
          "coefficients.csv:4:2: invalid-instant: starts_at is not an instant with its offset, written "
            + "2025-03-30T03:00:00+02:00",
          "coefficients.csv:5:4: invalid-coefficient: coefficient is not a number from 0 to 1 with at most 6 decimals",
          "coefficients.csv:6:3: unknown-meter: there is no meter 'M9'",
          "coefficients.csv:7:1: unknown-community: there is no community 'Z'",
          "coefficients.csv:8: not-a-member: meter M1 is no member of community A on 2024-12-31",
        ])
    var lines = slots("M1,0.5,", "M2,0.5,")
    lines[1] = lines[0]
    #expect(
      try fixture.refusal(.coefficients, file(lines)) == [
        "coefficients.csv:3: duplicate-row: the coefficient of this slot and meter is on line 2 already"
      ])
  }
}
