import Grid
import Ingest
import Testing

/// What a tariff may say beside a standing charge, energy and feed-in of every day.
@Suite struct TariffComponentTests {
  let fixture = RegistryFixture()
  static let header = "tariff,from,component,period,windows,price,vat_rate,above_kwh,power_kva,calendar\n"
  static let taxes = "tax,from,unit,rate,vat_rate\nTVA,2025-01-01,percent,20,\nACCISE,2025-02-01,kWh,0.0337,TVA\n"
  static let full = """
    T,2025-01-01,standing_charge,,,15.47,TVA,,6,TEMPO
    T,2025-01-01,standing_charge,,,19.39,TVA,,9.5,TEMPO
    T,2025-01-01,standing_charge,,,12,TVA,,0,TEMPO
    T,2025-01-01,power,,,0.9,5.5,,,TEMPO
    T,2025-01-01,energy,HP,mon-fri/06:00-22:00 red/weekend,0.2,TVA,,,TEMPO
    T,2025-01-01,energy,HP,,0.25,TVA,300,,TEMPO
    T,2025-01-01,energy,HP,,0.3,20,1000.5,,TEMPO
    T,2025-01-01,energy,HC,,0.1,TVA,0,,TEMPO
    T,2025-01-01,community,HP,,0.12,TVA,,,TEMPO
    T,2025-01-01,community,HC,,0.08,TVA,,,TEMPO
    T,2025-01-01,feed_in,jour,07:00-20:00,0.05,0,,,TEMPO
    T,2025-01-01,feed_in,nuit,,0.07,0,,,TEMPO
    T,2025-01-01,community_feed_in,,,0.09,0,,,TEMPO
    T,2025-01-01,tax,ACCISE,,,,,,TEMPO

    """

  func prepare() throws {
    try fixture.load(.taxes, Self.taxes)
    try fixture.load(.calendar, "calendar,day,colour\nTEMPO,2025-01-01,blue\nTEMPO,2025-01-02,red\nX,2025-01-02,red\n")
  }

  func refusal(_ rows: String) throws -> [String] {
    try fixture.refusal(
      .tariffs, "tariff,from,component,period,windows,price,vat_rate,above_kwh,power_kva,calendar\n" + rows)
  }

  @Test("every component is stored as it is said, and left alone when the file is imported again")
  func full() throws {
    try prepare()
    #expect(try fixture.counts(.tariffs, Self.header + Self.full) == "1/0/0")
    let before = try fixture.contents()
    #expect(try fixture.counts(.tariffs, Self.header + Self.full) == "0/0/1")
    #expect(try fixture.contents() == before)
    #expect(
      try fixture.database.lines(
        """
        SELECT component, period, above_kwh, power_kva, windows, price, vat_rate, v.tax, t.tax, calendar
        FROM grid.tariff_price AS p JOIN grid.tariff_version USING (tariff_id, valid_from)
        JOIN grid.calendar USING (calendar_id) LEFT JOIN grid.tax AS v ON v.tax_id = p.vat_tax_id
        LEFT JOIN grid.tax AS t ON t.tax_id = p.tax_id ORDER BY 1, 2, 3, 4
        """) == [
          "community|HC|0.000|0.000|{}|0.080000||TVA||TEMPO", "community|HP|0.000|0.000|{}|0.120000||TVA||TEMPO",
          "community_feed_in||0.000|0.000|{}|0.090000|0.00|||TEMPO", "energy|HC|0.000|0.000|{}|0.100000||TVA||TEMPO",
          "energy|HP|0.000|0.000|{weekend/red,weekday/06:00-22:00}|0.200000||TVA||TEMPO",
          "energy|HP|300.000|0.000|{}|0.250000||TVA||TEMPO", "energy|HP|1000.500|0.000|{}|0.300000|20.00|||TEMPO",
          "feed_in|jour|0.000|0.000|{07:00-20:00}|0.050000|0.00|||TEMPO",
          "feed_in|nuit|0.000|0.000|{}|0.070000|0.00|||TEMPO", "power||0.000|0.000|{}|0.900000|5.50|||TEMPO",
          "standing_charge||0.000|0.000|{}|12.000000||TVA||TEMPO",
          "standing_charge||0.000|6.000|{}|15.470000||TVA||TEMPO",
          "standing_charge||0.000|9.500|{}|19.390000||TVA||TEMPO", "tax|ACCISE|0.000|0.000|{}||||ACCISE|TEMPO",
        ])
    // Each of block, power, VAT, windows and calendar makes another version.
    for (old, new) in [
      ("300,,", "301,,"), (",9.5,", ",9,"), ("1000.5,,", "1000.6,,"), ("0.3,20,", "0.3,TVA,"), ("07:00", "07:01"),
      ("TEMPO", "X"),
    ] { #expect(try fixture.counts(.tariffs, Self.header + Self.full.replacing(old, with: new)) == "0/1/0", "\(new)") }
    #expect(try fixture.database.violations() == [])
  }

  @Test("fields of other components, prices of taxes and wrong numbers are named")
  func fields() throws {
    try prepare()
    let found1 = try refusal(
      """
      T,2025-01-01,standing_charge,,,1,20,5,,
      T,2025-01-01,power,,,1,20,,6,
      T,2025-01-01,community_feed_in,HP,,1,20,,,
      T,2025-01-01,community,HP,06:00-22:00,1,20,,,
      T,2025-01-01,tax,ACCISE,,1,20,,,
      T,2025-01-01,tax,,,,,,,
      T,2025-01-01,energy,,,1,20,-1,,
      T,2025-01-01,standing_charge,,,1,20,,6.0001,
      T,2025-01-01,energy,A,red/blue/06:00-22:00,1,20,,,
      """)
    #expect(
      found1 == [
        "tariffs.csv:2:8: above-kwh-without-energy: above_kwh belongs to energy, not to standing_charge",
        "tariffs.csv:3:9: power-kva-without-standing-charge: power_kva belongs to standing_charge, not to power",
        "tariffs.csv:4:4: period-without-energy: period belongs to energy, feed_in, community, tax, not to "
          + "community_feed_in",
        "tariffs.csv:5:5: windows-without-energy: windows belongs to energy, feed_in, not to community",
        "tariffs.csv:6:6: price-of-a-tax: price is empty for a tax: 'import taxes' says its rates",
        "tariffs.csv:6:7: price-of-a-tax: vat_rate is empty for a tax: 'import taxes' says its rates",
        "tariffs.csv:7:4: missing-value: period is empty; of a tax it is the tax's code",
        "tariffs.csv:8:8: invalid-number: above_kwh is not a number from 0 to 999999.999 with at most 3 decimals",
        "tariffs.csv:9:9: invalid-number: power_kva is not a number from 0 to 999999.999 with at most 3 decimals",
        "tariffs.csv:10:5: invalid-window: a window has one colour: 'red/blue/06:00-22:00'",
      ])
  }

  @Test("taxes and calendars are known, of the right kind and in force")
  func references() throws {
    try prepare()
    let found2 = try refusal(
      """
      T,2024-12-31,energy,,,1,TVA,,,
      T,2024-12-31,power,,,1,TVB,,,
      T,2024-12-31,feed_in,,,1,ACCISE,,,
      T,2024-12-31,tax,CTA,,,,,,
      T,2024-12-31,tax,TVA,,,,,,
      T,2024-12-31,tax,ACCISE,,,,,,
      U,2025-01-01,energy,,,1,20,,,EJP
      V,2025-01-01,energy,,,1,20,,,TEMPO
      V,2025-01-01,feed_in,,,1,20,,,
      W,2025-01-01,energy,A,red,1,20,,,
      W,2025-01-01,energy,B,,1,20,,,
      """)
    #expect(
      found2 == [
        "tariffs.csv:2:7: vat-without-rate: VAT TVA has no rate yet on 2024-12-31",
        "tariffs.csv:3:7: unknown-tax: there is no tax 'TVB'",
        "tariffs.csv:4:7: not-a-vat-rate: tax ACCISE is a levy, not a VAT rate",
        "tariffs.csv:5:4: unknown-tax: there is no tax 'CTA'",
        "tariffs.csv:6:4: not-a-levy: tax TVA is a VAT rate, not a levy",
        "tariffs.csv:8:10: unknown-calendar: there is no calendar 'EJP'",
        "tariffs.csv:10:10: several-calendars: tariff V from 2025-01-01 has one calendar or none: see lines 9 and 10",
        "tariffs.csv:11:3: colour-without-calendar: a window of energy A is for days of 'red', and tariff W from "
          + "2025-01-01 has no calendar",
      ])
  }

  @Test("blocks begin at zero, carry windows on their first row, and do not repeat; community prices fit the periods")
  func blocks() throws {
    let found3 = try refusal(
      """
      T,2025-01-01,energy,A,06:00-22:00,1,20,100,,
      T,2025-01-01,energy,B,,1,20,,,
      U,2025-01-01,energy,A,06:00-22:00,1,20,,,
      U,2025-01-01,energy,A,06:00-22:00,2,20,100,,
      U,2025-01-01,energy,A,,3,20,100.000,,
      U,2025-01-01,energy,B,,1,20,,,
      U,2025-01-01,community,A,,1,20,,,
      U,2025-01-01,community,C,,1,20,,,
      U,2025-01-01,community,,,1,20,,,
      """)
    #expect(
      found3 == [
        "tariffs.csv:2:3: first-block-above-zero: the first 100.000 kWh of A of tariff T from 2025-01-01 have no price",
        "tariffs.csv:2:3: windows-of-a-block: windows of A of tariff T from 2025-01-01 are on its row with above_kwh 0, "
          + "and on no other",
        "tariffs.csv:5:3: windows-of-a-block: windows of A of tariff U from 2025-01-01 are on its row with above_kwh 0, "
          + "and on no other",
        "tariffs.csv:6:3: duplicate-row: energy A of tariff U from 2025-01-01 is on line 5 already",
        "tariffs.csv:8:3: missing-period: tariff U from 2025-01-01 has no price of community for B",
        "tariffs.csv:9:3: unknown-period: tariff U from 2025-01-01 has a price of community of 'C', which is no energy "
          + "period",
        "tariffs.csv:10:3: unknown-period: tariff U from 2025-01-01 has a price of community beside prices of single "
          + "periods",
      ])
  }

  @Test("gaps and overlaps of some days only are found, with a day on which they are")
  func coverage() throws {
    try prepare()
    let found4 = try refusal(
      """
      A,2025-01-01,energy,W,weekday,1,20,,,
      A,2025-01-01,energy,S,sat,1,20,,,
      B,2025-01-01,energy,W,11-01..04-01,1,20,,,
      B,2025-01-01,energy,S,04-02..11-01,1,20,,,
      C,2025-01-01,energy,R,red/06:00-22:00,1,20,,,TEMPO
      C,2025-01-01,energy,B,blue/06:00-22:00,1,20,,,TEMPO
      C,2025-01-01,energy,N,blue/22:00-06:00,1,20,,,TEMPO
      D,2025-01-01,energy,R,red,1,20,,,TEMPO
      D,2025-01-01,energy,E,sun,1,20,,,TEMPO
      D,2025-01-01,energy,X,,1,20,,,TEMPO
      E,2025-01-01,energy,N,11-01..04-01/22:00-06:00,1,20,,,
      E,2025-01-01,energy,M,00:00-06:00,1,20,,,
      E,2025-01-01,energy,X,,1,20,,,
      F,2025-01-01,feed_in,A,weekday,1,20,,,
      G,2025-01-01,feed_in,A,weekday,1,20,,,
      G,2025-01-01,feed_in,B,weekend,1,20,,,
      G,2025-01-01,feed_in,C,,1,20,,,
      H,2025-01-01,energy,A,02-29..03-01,1,20,,,
      H,2025-01-01,energy,B,03-01..02-29,1,20,,,
      """)
    #expect(
      found4 == [
        "tariffs.csv:2:3: uncovered-minutes: no energy period of tariff A from 2025-01-01 covers 00:00-24:00 on Sunday",
        "tariffs.csv:4:3: uncovered-minutes: no energy period of tariff B from 2025-01-01 covers 00:00-24:00 on 04-01",
        "tariffs.csv:6:3: uncovered-minutes: no energy period of tariff C from 2025-01-01 covers 00:00-06:00 when blue "
          + "follows red",
        "tariffs.csv:10:3: overlapping-windows: windows of tariff D from 2025-01-01 overlap at 00:00 on Sunday when the "
          + "day is red: R (line 9) and E (line 10)",
        "tariffs.csv:13:3: overlapping-windows: windows of tariff E from 2025-01-01 overlap at 00:00 on 04-01: N (line 12) "
          + "and M (line 13)",
        "tariffs.csv:15:3: uncovered-minutes: no feed-in period of tariff F from 2025-01-01 covers 00:00-24:00 on Saturday",
        "tariffs.csv:18:3: unused-period: feed-in windows of tariff G from 2025-01-01 cover the whole day, nothing is left "
          + "for C (line 18)",
      ])
    // A night that only the first morning of a season lacks, and colours of the calendar that no window names.
    let found5 = try refusal(
      """
      A,2025-01-01,energy,N,11-01..04-01/22:00-06:00 04-01..11-01/22:00-05:00 04-01..11-01/05:00-06:00,1,20,,,
      A,2025-01-01,energy,D,06:00-22:00,1,20,,,
      B,2025-01-01,energy,R,red,1,20,,,TEMPO
      """)
    #expect(
      found5 == [
        "tariffs.csv:2:3: uncovered-minutes: no energy period of tariff A from 2025-01-01 covers 05:00-06:00 on 11-01",
        "tariffs.csv:4:3: uncovered-minutes: no energy period of tariff B from 2025-01-01 covers 00:00-24:00 when the day "
          + "is blue",
      ])
  }

  @Test("the same tariff as JSON is the same tariff")
  func json() throws {
    try prepare()
    try fixture.load(.tariffs, Self.header + Self.full)
    let before = try fixture.contents()
    let json = """
      {"tariffs": [{"tariff": "T", "versions": [{
        "from": "2025-01-01", "calendar": "TEMPO",
        "standing_charge": [{"power_kva": 6, "price": 15.47, "vat_rate": "TVA"},
          {"power_kva": "9.5", "price": 19.39, "vat_rate": "TVA"}, {"price": 12, "vat_rate": "TVA"}],
        "power": {"price": 0.9, "vat_rate": 5.5},
        "energy": [{"period": "HP", "windows": ["weekday/06:00-22:00", "red/weekend"], "price": 0.2, "vat_rate": "TVA"},
          {"period": "HP", "above_kwh": 300, "price": 0.25, "vat_rate": "TVA"},
          {"period": "HP", "above_kwh": "1000.5", "price": 0.3, "vat_rate": 20},
          {"period": "HC", "price": 0.1, "vat_rate": "TVA"}],
        "community": [{"period": "HP", "price": 0.12, "vat_rate": "TVA"}, {"period": "HC", "price": 0.08, "vat_rate": "TVA"}],
        "feed_in": [{"period": "jour", "windows": ["07:00-20:00"], "price": 0.05, "vat_rate": 0},
          {"period": "nuit", "price": 0.07, "vat_rate": 0}],
        "community_feed_in": {"price": 0.09, "vat_rate": "0"},
        "taxes": ["ACCISE"]
      }]}]}
      """
    #expect(try fixture.counts(.tariffs, json, name: "t.json") == "0/0/1")
    #expect(try fixture.contents() == before)
    let found7 = try fixture.refusal(
      .tariffs,
      json.replacing("\"TEMPO\"", with: "\"EJP\"").replacing("\"vat_rate\": 5.5", with: "\"vat_rate\": \"CTA\"")
        .replacing("\"ACCISE\"", with: "\"TVA\""), name: "t.json")
    #expect(
      found7 == [
        "t.json:2:37: unknown-calendar: tariffs[0].versions[0].standing_charge[0]: there is no calendar 'EJP'",
        "t.json:5:39: unknown-tax: tariffs[0].versions[0].power: there is no tax 'CTA'",
        "t.json:14:13: not-a-levy: tariffs[0].versions[0].taxes[0]: tax TVA is a VAT rate, not a levy",
      ])
  }
}
