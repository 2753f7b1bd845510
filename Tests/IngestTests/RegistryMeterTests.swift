import Grid
import Ingest
import Testing

@Suite struct RegistryMeterTests {
  let fixture = RegistryFixture()
  let header = "meter,community,from,to,interval_s,kind,limit_w\n"

  var memberships: [String] {
    get throws {
      try fixture.database.lines(
        """
        SELECT meter, community, during FROM grid.membership JOIN grid.meter USING (meter_id)
        JOIN grid.community USING (community_id) ORDER BY 1, 3
        """)
    }
  }

  @Test("meters and memberships are added, and left alone when the file is imported again")
  func add() throws {
    try fixture.communities()
    let file =
      header + """
        M1,A,2025-01-01,2025-07-01,900,household,9000
        M1,B,2025-07-01,,900,household,9000
        M2,A,2025-01-01,,60,plant,
        M3,A,2025-01-01,,3600,charger,
        """
    #expect(try fixture.counts(.meters, file) == "4/0/0")
    let before = try fixture.contents()
    #expect(try fixture.counts(.meters, file) == "0/0/4")
    #expect(try fixture.contents() == before)
    #expect(
      try memberships == [
        "M1|A|[2025-01-01,2025-07-01)", "M1|B|[2025-07-01,)", "M2|A|[2025-01-01,)", "M3|A|[2025-01-01,)",
      ])
    #expect(
      try fixture.database.lines("SELECT meter, interval_s, kind, limit_w FROM grid.meter ORDER BY 1")
        == ["M1|900|household|9000", "M2|60|plant|", "M3|3600|charger|"])
  }

  @Test("a membership is closed and the meter moves on, although its readings stay behind")
  func move() throws {
    try fixture.registry()
    try fixture.readings(meter: "M1", community: "A", days: ["2025-06-29", "2025-06-30"])
    #expect(try fixture.counts(.meters, header + "M1,A,2025-01-01,2025-07-01,900,household,\n") == "0/1/0")
    #expect(try fixture.counts(.meters, header + "M1,B,2025-07-01,,900,household,\n") == "1/0/0")
    #expect(try memberships == ["M1|A|[2025-01-01,2025-07-01)", "M1|B|[2025-07-01,)", "M2|A|[2025-01-01,)"])
    #expect(
      try fixture.counts(
        .meters,
        header + "M2,A,2025-01-01,2025-03-01,900,plant,\nM2,B,2025-03-01,,900,plant,\n") == "1/1/0")
  }

  @Test("overlapping memberships within a file are refused with both lines")
  func overlapInFile() throws {
    try fixture.communities()
    let file =
      header + """
        M1,A,2025-01-01,2025-07-01,900,household,
        M1,B,2025-06-30,,900,household,
        """
    #expect(
      try fixture.refusal(.meters, file) == [
        "meters.csv:3:3: overlapping-membership: meter M1 is in one community at a time: "
          + "A 2025-01-01..2025-07-01 (line 2) and B 2025-06-30.. (line 3) overlap"
      ])
  }

  @Test("memberships that overlap a stored one are refused with its community and days")
  func overlapWithStored() throws {
    try fixture.registry()
    #expect(
      try fixture.refusal(.meters, header + "M1,B,2025-07-01,,900,household,\n") == [
        "meters.csv:2:3: overlapping-membership: meter M1 is in one community at a time: "
          + "A 2025-01-01.. (stored) and B 2025-07-01.. (line 2) overlap"
      ])
    #expect(
      try fixture.refusal(.meters, header + "M1,B,2024-07-01,2025-01-02,900,household,\n") == [
        "meters.csv:2:3: overlapping-membership: meter M1 is in one community at a time: "
          + "B 2024-07-01..2025-01-02 (line 2) and A 2025-01-01.. (stored) overlap"
      ])
    #expect(try fixture.counts(.meters, header + "M1,B,2024-07-01,2025-01-01,900,household,\n") == "1/0/0")
  }

  @Test("days with readings do not move to another community")
  func moveWithReadings() throws {
    try fixture.registry()
    try fixture.readings(meter: "M1", community: "A", days: ["2025-02-01", "2025-07-02", "2025-07-03"])
    #expect(
      try fixture.refusal(
        .meters, header + "M1,A,2025-01-01,2025-07-01,900,household,\nM1,B,2025-07-01,,900,household,\n") == [
          "meters.csv:3:3: membership-has-readings: meter M1 has readings in community A between 2025-07-02 and "
            + "2025-07-03, days that would move to community B"
        ])
    #expect(
      try fixture.refusal(.meters, header + "M1,B,2025-01-01,,900,household,\n") == [
        "meters.csv:2:3: membership-has-readings: meter M1 has readings in community A between 2025-02-01 and "
          + "2025-07-03, days that would move to community B"
      ])
    // Closing a membership leaves the later readings where they are, and the days cannot be given away afterwards.
    #expect(try fixture.counts(.meters, header + "M1,A,2025-01-01,2025-07-01,900,household,\n") == "0/1/0")
    #expect(try fixture.refusal(.meters, header + "M1,B,2025-07-03,,900,household,\n").count == 1)
    #expect(try fixture.counts(.meters, header + "M1,B,2025-07-04,,900,household,\n") == "1/0/0")
    // Another meter's readings are no obstacle.
    #expect(try fixture.counts(.meters, header + "M2,B,2025-01-01,,900,plant,\n") == "0/1/0")
  }

  @Test("a meter with readings keeps its interval")
  func interval() throws {
    try fixture.registry()
    #expect(try fixture.counts(.meters, header + "M1,A,2025-01-01,,300,household,\n") == "0/1/0")
    try fixture.readings(meter: "M1", community: "A", days: ["2025-02-01"])
    #expect(
      try fixture.refusal(.meters, header + "M1,A,2025-01-01,,900,household,\n")
        == ["meters.csv:2: interval-has-readings: meter M1 has readings of another interval_s"])
    #expect(try fixture.counts(.meters, header + "M1,A,2025-01-01,,300,charger,5\n") == "0/1/0")
  }

  @Test("every rule of a row is named with its column")
  func rules() throws {
    try fixture.communities()
    let file =
      header + """
        M1,X,2025-02-30,,7,house,
        M2,A,2025-01-01,2025-01-01,,plant,0
        M3,A,0001-01-01,01/02/2025,1200,plant,
        M4,A,2025-01-01,,900,plant,
        M4,B,2026-01-01,,900,household,
        M5,A,2025-01-01,2026-01-01,900,plant,
        M5,A,2025-01-01,,900,plant,
        """
    #expect(
      try fixture.refusal(.meters, file) == [
        "meters.csv:2:2: unknown-community: there is no community 'X'",
        "meters.csv:2:3: invalid-day: from is not a day between 1900 and 2199, written 2025-03-30",
        "meters.csv:2:5: invalid-interval: interval_s divides no quarter-hour and is not 1800 or 3600",
        "meters.csv:2:6: unknown-kind: kind is none of household, plant, charger",
        "meters.csv:3:4: empty-range: to (2025-01-01) is not after from (2025-01-01); the last day is excluded",
        "meters.csv:3:5: missing-value: interval_s is empty",
        "meters.csv:3:7: invalid-number: limit_w is not a whole number above zero",
        "meters.csv:4:3: invalid-day: from is not a day between 1900 and 2199, written 2025-03-30",
        "meters.csv:4:4: invalid-day: to is not a day between 1900 and 2199, written 2025-03-30",
        "meters.csv:4:5: invalid-interval: interval_s divides no quarter-hour and is not 1800 or 3600",
        "meters.csv:6: contradicting-meter: kind of meter M4 differs from line 5",
        "meters.csv:6:3: overlapping-membership: meter M4 is in one community at a time: "
          + "A 2025-01-01.. (line 5) and B 2026-01-01.. (line 6) overlap",
        "meters.csv:8:3: duplicate-row: meter M5 from 2025-01-01 is on line 7 already",
      ])
  }

  @Test("community days that exist are marked stale when their members change")
  func stale() throws {
    try fixture.registry()
    try fixture.database.script(
      """
      INSERT INTO aggregate.community_day (community_id, day, member_count, expected_count, present_count,
        consumption_wh, production_wh, import_wh, export_wh, charge_wh, discharge_wh, day_minutes, strict_minutes,
        net_minutes, exponent, slot_s, consumption, production, import, export, present, strict_bits)
      SELECT community_id, day, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1440, 0, 0, 0, 900, '{}', '{}', '{}', '{}', '{}', ''
      FROM grid.community, generate_series(date '2025-05-01', '2025-05-06', '1 day') AS day
      """)
    #expect(try fixture.counts(.meters, header + "M1,A,2025-01-01,2025-05-05,900,household,\n") == "0/1/0")
    #expect(try staleDays == ["A|M1|2025-05-05", "A|M1|2025-05-06"])
    #expect(try fixture.counts(.meters, header + "M1,B,2025-05-06,,900,household,\n") == "1/0/0")
    #expect(try staleDays == ["A|M1|2025-05-05", "A|M1|2025-05-06", "B|M1|2025-05-06"])
    // A meter that is new to the registry counts too.
    #expect(try fixture.counts(.meters, header + "M9,B,2025-05-01,2025-05-02,900,household,\n") == "1/0/0")
    #expect(try staleDays.contains("B|M9|2025-05-01"))
    try fixture.database.script("DELETE FROM ops.stale")
    #expect(try fixture.counts(.meters, header + "M9,B,2025-05-01,2025-05-02,900,household,\n") == "0/0/1")
    #expect(try fixture.counts(.meters, header + "M9,B,2025-05-01,2025-05-02,60,household,\n") == "0/1/0")
    #expect(try staleDays == ["B|M9|2025-05-01"])
  }

  private var staleDays: [String] {
    get throws {
      try fixture.database.lines(
        """
        SELECT community, meter, day FROM ops.stale_day JOIN grid.community USING (community_id)
        JOIN grid.meter USING (meter_id) ORDER BY 1, 2, 3
        """)
    }
  }
}
