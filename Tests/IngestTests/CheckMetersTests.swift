import Database
import Grid
import Ingest
import Support
import Testing

/// What a technician is told of: absences, planned outages, and each only once.
@Suite struct CheckMetersTests {
  let place: Neighbourhood

  init() throws {
    place = try Neighbourhood()
    try place.community("C1")
  }

  /// `kind meter subject` of what a run added, and of what it closed.
  func check(_ asOf: String, community: String? = nil) throws -> (added: [String], closed: [String]) {
    let found = try place.connection.transaction {
      try checkMeters(community: community, asOf: Instant(asOf)!, on: place.connection)
    }
    func words(_ list: [Malfunction]) -> [String] {
      list.map { [$0.kind, $0.meter ?? $0.source, $0.subject].filter { !$0.isEmpty }.joined(separator: " ") }
    }
    return (words(found.added), words(found.closed))
  }

  func outage(_ code: String, _ scope: String, _ during: String, register: Int? = nil) throws {
    try place.database.script(
      """
      INSERT INTO grid.outage (outage, community_id, meter_id, register, during, reason)
      SELECT '\(code)', (SELECT community_id FROM grid.community WHERE community = '\(scope)'),
             (SELECT meter_id FROM grid.meter WHERE meter = '\(scope)'), \(register.map(String.init) ?? "NULL"), '\(during)', 'work'
      """)
  }

  @Test("a meter is absent a second after its tolerance, counted from the end of its last reading in a day of 25 hours")
  func absence() throws {
    try place.meter("A", of: "C1", interval: 900)
    // Of 100 quarter hours 40 are known: the last ends ten hours after local midnight, 22:00Z the day before.
    try place.read("A", .imported, on: "2025-10-26", Array(repeating: 10, count: 40))
    #expect(try check("2025-10-28T08:00:00Z").added == [])
    #expect(try check("2025-10-28T08:00:01Z").added == ["absence A"])
    #expect(try check("2025-10-28T09:00:00Z").added == [])
    #expect(
      try place.database.lines(
        """
        SELECT m.kind, since_at AT TIME ZONE 'UTC', detected_at AT TIME ZONE 'UTC', last_seen_at AT TIME ZONE 'UTC', closed_at,
               evidence->>'every_s', evidence->>'tolerated_s', (evidence->>'last_reading_at')::timestamptz AT TIME ZONE 'UTC'
        FROM grid.malfunction AS m
        """) == [
          "absence|2025-10-26 08:00:00|2025-10-28 08:00:01|2025-10-28 09:00:00||86400|172800|2025-10-26 08:00:00"
        ])
    // Readings come again, for an hour that ends after the run that found it; then it is silent anew.
    try place.read("A", .imported, on: "2025-10-28", Array(repeating: 10, count: 48))
    let after = try check("2025-10-28T12:00:00Z")
    #expect(after.added == [] && after.closed == ["absence A"])
    #expect(try check("2025-10-30T11:00:01Z").added == ["absence A"])
    #expect(
      try place.database.lines(
        "SELECT key, message->>'kind', message->>'meter', message->>'since' FROM ops.outbox ORDER BY outbox_id") == [
          "C1 A absence 2025-10-28T08:00:01Z|absence|A|2025-10-26 09:00",
          "C1 A absence 2025-10-30T11:00:01Z|absence|A|2025-10-28 12:00",
        ])
    #expect(try place.database.violations() == [])
  }

  @Test("a silence that was broken and began anew between two runs is another malfunction")
  func anew() throws {
    try place.meter("A", of: "C1", interval: 900)
    try place.read("A", .imported, on: "2025-06-01", Array(repeating: 10, count: 96))
    #expect(try check("2025-06-05T00:00:00Z").added == ["absence A"])
    try place.read("A", .imported, on: "2025-06-10", Array(repeating: 10, count: 96))
    let found = try check("2025-06-20T00:00:00Z")
    #expect(found.added == ["absence A"] && found.closed == ["absence A"])
    // An older dump that fills a gap moves neither.
    try place.read("A", .imported, on: "2025-06-05", Array(repeating: 10, count: 96))
    #expect(try check("2025-06-20T01:00:00Z").added == [])
    #expect(throws: PlainFailure.self) { try check("2025-06-20T00:59:59Z") }
  }

  @Test("only members are absent, from their first day on when there never was a reading")
  func members() throws {
    try place.meter("NEW", of: "C1", during: "[2025-03-30,)")
    try place.meter("GONE", of: "C1", during: "[2025-01-01,2025-03-01)")
    try place.meter("NEXT", of: "C1", during: "[2025-05-01,)")
    // The first day begins at 23:00Z and has 23 hours.
    #expect(try check("2025-03-31T23:00:00Z").added == [])
    #expect(try check("2025-03-31T23:00:01Z").added == ["absence NEW"])
    #expect(try check("2025-03-31T23:00:02Z", community: "C1").added == [])
  }

  @Test("estimates of our own and edits are no readings, the sender's estimates are")
  func quality() throws {
    for code in ["A", "B", "E"] {
      try place.meter(code, of: "C1", interval: 3600)
      try place.read(code, .imported, on: "2025-06-01", Array(repeating: 10, count: 24))
      try place.read(code, .imported, on: "2025-06-02", Array(repeating: 10, count: 24))
    }
    try place.database.script(
      """
      UPDATE grid.interval_block AS b SET quality = array_fill(CASE m.meter WHEN 'A' THEN 3 WHEN 'B' THEN -2 ELSE 1 END, ARRAY[24])
      FROM grid.meter AS m WHERE m.meter_id = b.meter_id AND day = '2025-06-02'
      """)
    // 2025-06-01 ends at 22:00Z.
    #expect(try check("2025-06-03T22:00:01Z").added == ["absence A", "absence B"])
    #expect(try check("2025-06-04T22:00:01Z").added == ["absence E"])
  }

  @Test("a register that stops while others go on is absent; one that was taken away by an outage is not")
  func register() throws {
    for meter in ["A", "B"] {
      try place.meter(meter, of: "C1", interval: 3600)
      try place.read(meter, .imported, "10", on: "2025-06-01", days: 9)
      try place.read(meter, .batteryCharge, "1", on: "2025-06-01", days: 2)
    }
    try outage("O", "B", "[2025-06-03,)", register: 5)
    #expect(try check("2025-06-05T22:00:00Z").added == ["absence A battery_charge"])
    // When the whole meter is silent too, that is another malfunction.
    let all = try check("2025-06-12T00:00:00Z")
    #expect(all.added == ["absence A", "absence B"] && all.closed == [])
    try place.read("A", .batteryCharge, "1", on: "2025-06-09", days: 1)
    #expect(try check("2025-06-12T00:00:01Z").closed == ["absence A battery_charge"])
  }

  @Test("tolerances: the meter's own before kind and format, format, kind, everything")
  func tolerances() throws {
    for (meter, kind) in [("A", "household"), ("B", "plant"), ("C", "charger"), ("D", "household")] {
      try place.meter(meter, of: "C1", interval: 900, kind: kind)
      try place.read(meter, .imported, on: "2025-06-01", Array(repeating: 10, count: 96))
    }
    try place.database.script(
      """
      INSERT INTO grid.tolerance (meter_id, kind, every_s, tolerance_percent)
      SELECT meter_id, NULL, 900, 400 FROM grid.meter WHERE meter = 'A' UNION ALL SELECT NULL, 'plant', 60, 200
      """)
    // All end at 22:00Z: A waits an hour, B twice its own quarter hour, C and D 48 hours.
    #expect(try check("2025-06-01T22:30:00Z").added == [])
    #expect(try check("2025-06-01T22:30:01Z").added == ["absence B"])
    #expect(try check("2025-06-01T23:00:01Z").added == ["absence A"])
    #expect(try check("2025-06-03T22:00:01Z").added == ["absence C", "absence D"])
  }

  @Test("outages: the tolerance begins anew at the end of the last of a chain, across the hour that comes twice")
  func outages() throws {
    for meter in ["A", "B", "C"] {
      try place.meter(meter, of: "C1", interval: 900)
      try place.read(meter, .imported, on: "2025-10-25", Array(repeating: 10, count: 96))
    }
    // A's readings end at 22:00Z. Two windows overlap, the second ends at 02:30 the second time, which is 01:30Z of the 27th.
    try outage("O1", "A", "[2025-10-26T00:00Z,2025-10-26T12:00Z)")
    try outage("O2", "A", "[2025-10-26T11:00Z,2025-10-27T01:30Z)")
    // B's begins a minute after its tolerance, and suppresses nothing.
    try outage("O3", "B", "[2025-10-27T22:01Z,2025-10-30T00:00Z)")
    try outage("O4", "C", "[2025-10-27T22:00Z,2025-10-28T00:00Z)")
    #expect(try check("2025-10-27T22:00:01Z").added == ["absence B"])
    #expect(try check("2025-10-29T01:30:00Z").added == [])
    #expect(try check("2025-10-29T01:30:01Z").added == ["absence A"])
    #expect(try check("2025-10-30T00:00:01Z").added == ["absence C"])
    #expect(
      try place.database.lines(
        "SELECT meter, since_at AT TIME ZONE 'UTC', (evidence->>'outage_until') IS NOT NULL FROM grid.malfunction JOIN grid.meter USING (meter_id) ORDER BY 1"
      )
        == ["A|2025-10-27 01:30:00|t", "B|2025-10-25 22:00:00|f", "C|2025-10-28 00:00:00|t"])
    // One of the whole community, until further notice, that began in time.
    try outage("O5", "C1", "[2025-10-26T00:00Z,)")
    #expect(try check("2025-10-30T01:00:00Z").closed == ["absence A", "absence B", "absence C"])
    #expect(try place.database.violations() == [])
  }

  @Test("open failures of rules are one malfunction a meter and rule")
  func verdicts() throws {
    try place.meter("A", of: "C1", interval: 900)
    try place.read("A", .imported, "10", on: "2025-06-01", days: 3)
    func verdict(_ day: String, _ rule: String, _ severity: String) throws {
      try place.database.script(
        """
        INSERT INTO ingest.verdict (community_id, meter_id, day, last_day, rule, register, starts_at, ends_at, severity, threshold, evidence, opened_at)
        SELECT community_id, meter_id, '\(day)', '\(day)', '\(rule)', 1, '\(day) 10:00Z', '\(day) 11:00Z', '\(severity)', '1', '{}', '2025-06-03 12:00Z'
        FROM grid.membership
        """)
    }
    try verdict("2025-06-01", "pv-at-night", "fail")
    try verdict("2025-06-02", "pv-at-night", "fail")
    try verdict("2025-06-02", "spike", "warn")
    #expect(try check("2025-06-03T12:00:00Z").added == ["inconsistency A pv-at-night"])
    #expect(
      try place.database.lines(
        "SELECT evidence->>'verdict_count', evidence->>'first_day', evidence->>'last_day', since_at AT TIME ZONE 'UTC' FROM grid.malfunction"
      )
        == ["2|2025-06-01|2025-06-02|2025-06-01 10:00:00"])
    // What rejected rows tell is told of dumps; a clock of the year 2000 is wrong since it was found.
    try verdict("2025-06-02", "negative", "fail")
    try place.database.script(
      #"UPDATE ingest.verdict SET evidence = '{"rejected": 1}' WHERE rule = 'negative'"#)
    try verdict("2000-01-01", "clock-outlier", "fail")
    #expect(try check("2025-06-03T12:30:00Z").added == ["inconsistency A clock-outlier"])
    #expect(
      try place.database.lines(
        "SELECT since_at AT TIME ZONE 'UTC' FROM grid.malfunction WHERE subject = 'clock-outlier'")
        == ["2025-06-03 12:00:00"])
    try place.database.script("UPDATE ingest.verdict SET closed_at = '2025-06-03 13:00Z' WHERE rule <> 'clock-outlier'")
    #expect(try check("2025-06-03T13:00:00Z").closed == ["inconsistency A pv-at-night"])
  }

  @Test("many meters of a community that fall silent at once are one message, and one row each")
  func many() throws {
    try place.community("C2")
    for number in 1...5 {
      try place.meter("A\(number)", of: "C1", interval: 3600)
      // The last two are silent two hours before the others; one goes on.
      if number < 5 {
        try place.read("A\(number)", .imported, on: "2025-06-01", Array(repeating: 10, count: number > 2 ? 22 : 24))
      }
    }
    try place.read("A5", .imported, "10", on: "2025-06-01", days: 4)
    for number in 1...2 {
      try place.meter("B\(number)", of: "C2", interval: 3600)
      try place.read("B\(number)", .imported, on: "2025-06-01", Array(repeating: 10, count: 24))
    }
    let found = try place.connection.transaction {
      try checkMeters(community: nil, asOf: Instant("2025-06-04T00:00:00Z")!, on: place.connection)
    }
    #expect(found.added.count == 6 && found.added[0].memberCount == 5)
    #expect(Malfunction.grouped(found.added).map(\.count) == [4, 1, 1])
    #expect(try place.database.lines("SELECT count(*) FROM grid.malfunction") == ["6"])
    #expect(
      try place.database.lines("SELECT key, message FROM ops.outbox ORDER BY outbox_id") == [
        "C1 4 meters absence 2025-06-04T00:00:00Z|"
          + #"{"type":"Malfunction","meter_count":4,"member_count":5,"kind":"absence","since":"2025-06-01 22:00","latest":"2025-06-02 00:00","#
          + #""meters":[{"meter":"A1","since":"2025-06-02 00:00"},{"meter":"A2","since":"2025-06-02 00:00"},"#
          + #"{"meter":"A3","since":"2025-06-01 22:00"},{"meter":"A4","since":"2025-06-01 22:00"}],"malfunctions":[1,2,3,4]}"#,
        #"C2 B1 absence 2025-06-04T00:00:00Z|{"type":"Malfunction","meter":"B1","kind":"absence","since":"2025-06-02 00:00","malfunction":5}"#,
        #"C2 B2 absence 2025-06-04T00:00:00Z|{"type":"Malfunction","meter":"B2","kind":"absence","since":"2025-06-02 00:00","malfunction":6}"#,
      ])
    #expect(try check("2025-06-04T01:00:00Z").added == [])
    #expect(try place.database.lines("SELECT count(*) FROM ops.outbox") == ["3"])
    #expect(try place.database.violations() == [])
  }
}
