import Database
import Grid
import Ingest
import Support
import Testing

@Suite struct RegistryStorageTests {
  let fixture = RegistryFixture()

  init() throws { try fixture.registry() }

  static let header =
    "battery,meter,community,from,to,capacity_wh,min_percent,max_charge_w,max_discharge_w,efficiency_percent,initial_wh\n"

  @Test("batteries are added, changed, and left alone when the file is imported again")
  func batteries() throws {
    let file =
      Self.header + """
        B1,M1,,2025-01-01,2025-07-01,10000,10,3000,2500,92.5,5000
        B1,M1,,2025-07-01,,9001,12.5,3000,2500,90,
        SILO,,A,2025-01-01,,200000,0,0,0,100,0

        """
    #expect(try fixture.counts(.batteries, file) == "3/0/0")
    let before = try fixture.contents()
    #expect(try fixture.counts(.batteries, file) == "0/0/3")
    #expect(try fixture.contents() == before)
    #expect(try fixture.counts(.batteries, file.replacingOccurrences(of: "92.5", with: "93")) == "0/1/2")
    #expect(
      try fixture.database.lines(
        """
        SELECT battery, meter_id, community_id, capacity_wh, min_percent, max_charge_w, max_discharge_w, efficiency_percent,
               initial_wh, during FROM grid.battery ORDER BY battery, during
        """) == [
          "B1|1||10000|10.00|3000|2500|93.00|5000|[2025-01-01,2025-07-01)",
          // 12.5 % of 9001 Wh are 1125.125 Wh: it starts with a whole Wh that is no less.
          "B1|1||9001|12.50|3000|2500|90.00|1126|[2025-07-01,)",
          "SILO||1|200000|0.00|0|0|100.00|0|[2025-01-01,)",
        ])
    #expect(try fixture.database.violations() == [])
  }

  @Test("a battery has one owner, and numbers that a battery can have")
  func ranges() throws {
    #expect(
      try fixture.refusal(
        .batteries,
        Self.header + """
          B1,M1,A,2025-01-01,,1000,0,1,1,90,
          B2,,,2025-01-01,,1000,0,1,1,90,
          B3,M1,,2025-01-01,,1000,0,1,1,100.01,
          B4,M1,,2025-01-01,,1000,100,1,1,90,
          B5,M1,,2025-01-01,,1000,10,1,1,90,99
          B6,M1,,2025-01-01,,1000,10,1,1,90,1001
          B7,M1,,2025-01-01,,-1000,10,-1,1,0,
          B8,M9,,2025-01-01,,1000,10,1,1,90,

          """) == [
          "batteries.csv:2:1: one-owner: battery B1 needs either a meter or a community",
          "batteries.csv:3:1: one-owner: battery B2 needs either a meter or a community",
          "batteries.csv:4:10: invalid-percent: efficiency_percent is not a percentage above 0, up to 100, with at most 2 decimals",
          "batteries.csv:5:7: invalid-percent: min_percent is not a percentage from 0 to below 100 with at most 2 decimals",
          "batteries.csv:6:11: initial-out-of-range: initial_wh of battery B5 is not between its minimum and its capacity",
          "batteries.csv:7:11: initial-out-of-range: initial_wh of battery B6 is not between its minimum and its capacity",
          "batteries.csv:8:6: invalid-number: capacity_wh is not a whole number above zero",
          "batteries.csv:8:8: invalid-number: max_charge_w is not a whole number, zero or above",
          "batteries.csv:8:10: invalid-percent: efficiency_percent is not a percentage above 0, up to 100, with at most 2 decimals",
          "batteries.csv:9:2: unknown-meter: there is no meter 'M9'",
        ])
  }

  @Test("rows of one battery, or of one meter, that share a day are refused, both named")
  func overlaps() throws {
    try fixture.load(.batteries, Self.header + "B1,M1,,2025-01-01,,1000,0,1,1,90,\n")
    #expect(
      try fixture.refusal(
        .batteries,
        Self.header + """
          B1,,A,2025-06-30,,1000,0,1,1,90,
          B2,M1,,2024-12-01,2025-01-02,1000,0,1,1,90,

          """) == [
          "batteries.csv:2:4: overlapping-battery: battery B1 has one row at a time: B1 2025-01-01.. (stored) and B1 2025-06-30.. (line 2) overlap",
          "batteries.csv:3:4: overlapping-battery-meter: meter M1 measures one battery at a time: B2 2024-12-01..2025-01-02 (line 3) and B1 2025-01-01.. (stored) overlap",
        ])
  }

  @Test("prices are added, changed and left alone; they may be negative and have a decimal comma")
  func prices() throws {
    let file = """
      market;starts_at;eur_mwh;interval_s
      EPEX;2025-10-26T02:00:00+02:00;-12,5;
      EPEX;2025-10-26T02:00:00+01:00;0;900
      EPEX;2025-10-26T02:15:00+01:00;61,07;900

      """
    #expect(try fixture.counts(.prices, file) == "3/0/0")
    let before = try fixture.contents()
    #expect(try fixture.counts(.prices, file) == "0/0/3")
    #expect(try fixture.contents() == before)
    #expect(try fixture.counts(.prices, "market,starts_at,eur_mwh\nEPEX,2025-10-26T00:00:00Z,-0.01\n") == "0/1/0")
    #expect(
      try fixture.database.lines("SELECT starts_at, interval_s, eur_mwh FROM grid.price ORDER BY 1") == [
        "2025-10-26 00:00:00+00|3600|-0.01", "2025-10-26 01:00:00+00|900|0.00", "2025-10-26 01:15:00+00|900|61.07",
      ])
    #expect(
      try fixture.database.lines(
        "SELECT count(*), sum(eur_mwh) FROM grid.market_quarter('EPEX', '2025-10-26T00:15Z', '2025-10-26T02:00Z')")
        == ["5|61.04"])
  }

  @Test("a price that covers another one's instant, off the grid or without offset is refused")
  func badPrices() throws {
    try fixture.load(.prices, "market,starts_at,eur_mwh\nEPEX,2025-04-07T10:00:00Z,50\n")
    #expect(
      try fixture.refusal(
        .prices,
        """
        market,starts_at,eur_mwh,interval_s
        EPEX,2025-04-07T10:15:00Z,50,900
        EPEX,2025-04-07T12:00,50,900
        EPEX,2025-04-07T12:20:00Z,50,900
        EPEX,2025-04-07T12:00:00Z,50,1200
        EPEX,2025-04-07T13:00:00Z,5e1,900
        EPEX,2025-04-07T14:00:00Z,--5,900

        """) == [
          "prices.csv:2:2: overlapping-price: market EPEX has one price at a time: 2025-04-07T10:00:00Z of 3600 s (stored) and 2025-04-07T10:15:00Z of 900 s (line 2) overlap",
          "prices.csv:3:2: invalid-instant: starts_at is no instant with its offset, as 2025-04-07T04:00:00+02:00",
          "prices.csv:4:2: off-grid: starts_at is no multiple of interval_s (900)",
          "prices.csv:5:4: invalid-interval: interval_s is none of 900, 1800, 3600",
          "prices.csv:6:3: invalid-price: eur_mwh is not a number of at most 8 digits and 2 decimals, with or without a minus sign",
          "prices.csv:7:3: invalid-price: eur_mwh is not a number of at most 8 digits and 2 decimals, with or without a minus sign",
        ])
    #expect(
      try fixture.refusal(.prices, "market,starts_at,eur_mwh\nX,2025-04-07T10:00Z,1\nX,2025-04-07T12:00+02:00,1\n") == [
        "prices.csv:3:2: duplicate-row: the price of X from 2025-04-07T10:00:00Z is on line 2 already"
      ])
  }
}
