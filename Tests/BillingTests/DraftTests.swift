import Database
import Foundation
import Grid
import Support
import Testing

@testable import Billing

@Suite struct DraftTests {
  let village: Village

  init() throws {
    village = try Village()
  }

  @Test("a flat tariff bills the standing charge and all the energy of the month")
  func flat() throws {
    try village.meter("M1")
    try village.tariff("T", "standing_charge base 12 20\nenergy all 0.25 20")
    try village.contract("A1")
    try village.read("M1", .imported, "500")

    let summary = try village.bill()

    // 30 days x 96 x 0.5 kWh.
    #expect(
      try village.lines() == [
        "standing_charge base 04-01..05-01 1 12.00 20.00", "energy all 04-01..05-01 1440 360.00 20.00",
      ])
    #expect(
      summary
        == BillRunSummary(
          drafts: 1, lines: 2, net: "372.00", vat: "74.40", total: "446.40", findings: [], incomplete: []))
    #expect(try village.connection.query("billing/communities", nil as String?, nil as String?).count == 1)
  }

  @Test("windows split five-minute readings at 22:10, through midnight and at noon, in spring and in autumn")
  func windows() throws {
    try village.meter("M1", interval: 300)
    try village.tariff("T", "energy HP 0.27 20\nenergy HC 0.2068 20 22:10-06:10 12:00-14:00")
    try village.contract("A1")
    for (month, end) in [("2025-03", "2025-04"), ("2025-10", "2025-11")] {
      try village.read("M1", .imported, "(e / 300) % 289 + 1", from: month + "-01", to: end + "-01")

      try village.bill(month)

      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = TimeZone(identifier: "Europe/Paris")!
      var sums = ["HP": 0, "HC": 0]
      let year = 2025
      let number = Int(month.suffix(2))!
      let start = calendar.date(from: DateComponents(year: year, month: number, day: 1))!
      let stop = calendar.date(from: DateComponents(year: year, month: number + 1, day: 1))!
      for e in stride(from: Int(start.timeIntervalSince1970), to: Int(stop.timeIntervalSince1970), by: 300) {
        let clock = calendar.dateComponents([.hour, .minute], from: Date(timeIntervalSince1970: Double(e)))
        let time = clock.hour! * 100 + clock.minute!
        let isOffPeak = time >= 2210 || time < 610 || (1200..<1400).contains(time)
        sums[isOffPeak ? "HC" : "HP"]! += (e / 300) % 289 + 1
      }
      let found = try village.database.lines(
        """
        SELECT tariff_period || ' ' || (quantity * 1000)::bigint AS line FROM billing.draft_line
        WHERE period @> '\(month)-01'::date ORDER BY line
        """)
      #expect(found == ["HC \(sums["HC"]!)", "HP \(sums["HP"]!)"])
    }
  }

  @Test("the autumn hour is billed twice and the spring hour never")
  func clockChanges() throws {
    try village.meter("M1", interval: 3600)
    try village.tariff("T", "energy night 1 20 02:00-03:00\nenergy rest 1 20")
    try village.contract("A1")
    try village.read("M1", .imported, "1000", from: "2025-03-01", to: "2025-04-01")
    try village.read("M1", .imported, "1000", from: "2025-10-01", to: "2025-11-01")

    #expect(try village.bill("2025-03").incomplete.isEmpty)
    #expect(
      try village.lines() == ["energy night 03-01..04-01 30 30.00 20.00", "energy rest 03-01..04-01 713 713.00 20.00"])
    try village.issue("2025-03")
    #expect(try village.bill("2025-10").incomplete.isEmpty)
    #expect(
      try village.lines() == ["energy night 10-01..11-01 32 32.00 20.00", "energy rest 10-01..11-01 713 713.00 20.00"])
  }

  @Test("a price that changes within the month cuts the lines in two")
  func priceChange() throws {
    try village.meter("M1")
    try village.tariff("T", "standing_charge base 10 20\nenergy all 0.20 20")
    try village.tariff("T", from: "2025-04-11", "standing_charge base 12.5 20\nenergy all 0.30 20")
    try village.contract("A1")
    try village.read("M1", .imported, "250")

    try village.bill()

    // 24 kWh a day; 10/30 x 10 = 3.333…, 12.5 x 20/30 = 8.333….
    #expect(
      try village.lines() == [
        "standing_charge base 04-01..04-11 0.333333 3.33 20.00", "energy all 04-01..04-11 240 48.00 20.00",
        "standing_charge base 04-11..05-01 0.666667 8.33 20.00", "energy all 04-11..05-01 480 144.00 20.00",
      ])
    #expect(try village.totals() == ["203.66 + 40.73 = 244.39"])
  }

  @Test("a contract is billed from its first day to the day before its last")
  func contractWithinMonth() throws {
    try village.meter("M1")
    try village.tariff("T", "standing_charge base 9.30 20\nenergy all 0.1 20")
    try village.contract("A1", during: "[2025-04-02,2025-04-12)")
    try village.contract("A2", during: "[2025-04-20,2025-04-21)", customer: "K2")
    try village.read("M1", .imported, "250")

    let summary = try village.bill()

    #expect(
      try village.lines() == [
        "standing_charge base 04-02..04-12 0.333333 3.10 20.00", "energy all 04-02..04-12 240 24.00 20.00",
        "standing_charge base 04-20..04-21 0.033333 0.31 20.00", "energy all 04-20..04-21 24 2.40 20.00",
      ])
    #expect(summary.drafts == 2)
    #expect(try village.database.lines("SELECT expected_count AS n FROM billing.draft ORDER BY 1") == ["96", "960"])
  }

  @Test("VAT is taken once a rate on the summed net")
  func twoRates() throws {
    try village.meter("M1", interval: 3600)
    try village.tariff(
      "T",
      """
      standing_charge base 15.96 5.5
      standing_charge cta 3.07 5.5
      energy HC 0.10 20 00:00-12:00
      energy HP 0.20 20
      """)
    try village.contract("A1")
    try village.read("M1", .imported, "37")

    try village.bill()

    // 13.32 kWh each: 1.332 -> 1.33, 2.664 -> 2.66. 19.03 x 5.5 % = 1.04665, 3.99 x 20 % = 0.798.
    #expect(
      try village.database.lines("SELECT vat_rate, base_eur, vat_eur FROM billing.draft_vat ORDER BY 1") == [
        "5.50|19.03|1.05", "20.00|3.99|0.80",
      ])
    #expect(try village.totals() == ["23.02 + 1.85 = 24.87"])
  }

  @Test("feed-in is a negative quantity on the same bill, and may turn the total negative")
  func feedIn() throws {
    try village.meter("M1", interval: 3600)
    try village.tariff("T", "standing_charge base 10 20\nenergy all 0.20 20")
    try village.tariff("S", "feed_in all 0.13 0\nstanding_charge ignored 99 20")
    try village.contract("A1")
    try village.contract("A2", "production", tariff: "S")
    // At noon 3 kWh made and 1 kWh used: 2 kWh out; else 1 kWh used: 23 kWh in a day.
    try village.read("M1", .consumption, "1000")
    try village.read("M1", .production, "CASE extract(hour FROM t) WHEN 12 THEN 8000000 ELSE 0 END", exponent: -3)

    let summary = try village.bill()

    #expect(
      try village.lines() == [
        "standing_charge base 04-01..05-01 1 10.00 20.00", "energy all 04-01..05-01 690 138.00 20.00",
        "feed_in all 04-01..05-01 -210 -27.30 0.00",
      ])
    #expect(try village.totals() == ["120.70 + 29.60 = 150.30"])
    #expect(try village.database.lines("SELECT expected_count, present_count FROM billing.draft") == ["720|720"])
    #expect(summary.lines == 3)
  }

  @Test("a production contract of another customer is a credit of its own")
  func creditOnly() throws {
    try village.meter("M1", interval: 3600)
    try village.tariff("S", "feed_in all 0.1 20")
    try village.contract("A2", "production", tariff: "S", customer: "K9")
    try village.read("M1", .production, "1000")

    let summary = try village.bill()

    #expect(try village.lines() == ["feed_in all 04-01..05-01 -720 -72.00 20.00"])
    #expect(summary.total == "-86.40")
  }

  @Test("half a cent is rounded away from zero")
  func rounding() throws {
    try village.meter("M1", interval: 3600)
    try village.meter("M2", interval: 3600)
    try village.tariff("T", "energy all 1 0\nfeed_in all 1 0")
    try village.contract("A1", during: "[2025-04-01,2025-04-02)")
    try village.contract("A2", "production", meter: "M2", during: "[2025-04-01,2025-04-02)")
    let value = "CASE extract(hour FROM t) WHEN 0 THEN 2345 ELSE 0 END"
    try village.read("M1", .imported, value)
    try village.read("M2", .exported, value)

    try village.bill()

    #expect(
      try village.lines() == ["energy all 04-01..04-02 2.345 2.35 0.00", "feed_in all 04-01..04-02 -2.345 -2.35 0.00"])
  }

  @Test("energy of registers in Wh and in mWh adds up exactly")
  func exponents() throws {
    try village.meter("M1", interval: 3600)
    try village.tariff("T", "energy all 1 0")
    try village.contract("A1", during: "[2025-04-01,2025-04-03)")
    try village.read("M1", .consumption, "2", to: "2025-04-02")
    try village.read("M1", .batteryDischarge, "1999", to: "2025-04-02", exponent: -3)
    try village.read("M1", .imported, "7", from: "2025-04-02", to: "2025-04-03")

    try village.bill()

    // 24 x (2 Wh - 1.999 Wh) + 24 x 7 Wh.
    #expect(try village.lines() == ["energy all 04-01..04-03 0.168024 0.17 0.00"])
  }

  @Test("a meter that moves within the month gets a bill from each community, and the standing charges add up")
  func move() throws {
    try village.community("C2", zone: "Europe/Paris")
    try village.meter("M1", interval: 3600, during: "[2024-01-01,2025-04-11)")
    try village.member("M1", of: "C2", "[2025-04-11,)")
    try village.tariff("T", "standing_charge base 12 20\nenergy all 0.1 20")
    try village.contract("A1")
    try village.read("M1", .imported, "1000")

    let summary = try village.bill()

    #expect(summary.drafts == 2)
    #expect(summary.incomplete.isEmpty)
    #expect(
      try village.lines() == [
        "standing_charge base 04-01..04-11 0.333333 4.00 20.00", "energy all 04-01..04-11 240 24.00 20.00",
        "standing_charge base 04-11..05-01 0.666667 8.00 20.00", "energy all 04-11..05-01 480 48.00 20.00",
      ])
    #expect(try village.bill(community: "C2").total == "67.20")
  }
}
