import Grid
import Ingest
import Testing

@Suite struct RegistryTariffTests {
  let fixture = RegistryFixture()
  let header = "tariff,from,component,period,windows,price,vat_rate\n"
  let blue = """
    BLEU,2025-01-01,standing_charge,,,12.34,5.5
    BLEU,2025-01-01,energy,HP,,0.2068,20
    BLEU,2025-01-01,energy,HC,12:30-14:00 22:10-06:10,0.15,20
    BLEU,2025-01-01,feed_in,,,0.04,0

    """

  var prices: [String] {
    get throws {
      try fixture.database.lines(
        """
        SELECT tariff, valid_from, component, period, windows, price, vat_rate FROM grid.tariff_price
        JOIN grid.tariff USING (tariff_id) ORDER BY 1, 2, 3, 4
        """)
    }
  }

  func refusal(_ rows: String) throws -> [String] { try fixture.refusal(.tariffs, header + rows) }

  @Test("a tariff is added, and left alone when the file is imported again")
  func add() throws {
    #expect(try fixture.counts(.tariffs, header + blue) == "1/0/0")
    let before = try fixture.contents()
    #expect(try fixture.counts(.tariffs, header + blue) == "0/0/1")
    #expect(try fixture.contents() == before)
    #expect(
      try prices == [
        "BLEU|2025-01-01|energy|HC|{12:30-14:00,22:10-06:10}|0.150000|20.00",
        "BLEU|2025-01-01|energy|HP|{}|0.206800|20.00", "BLEU|2025-01-01|feed_in||{}|0.040000|0.00",
        "BLEU|2025-01-01|standing_charge||{}|12.340000|5.50",
      ])
  }

  @Test("order of windows, spelling of numbers and a decimal comma make no other tariff")
  func spelling() throws {
    try fixture.load(.tariffs, header + blue)
    let file = """
      component;price;vat_rate;tariff;from;period;windows
      feed_in;0,040000;0,00;BLEU;2025-01-01;;
      energy;0,15;20;BLEU;2025-01-01;HC;22:10-06:10 12:30-14:00
      energy;0.2068;20;BLEU;2025-01-01;HP;
      standing_charge;12,34;5,5;BLEU;2025-01-01;;
      """
    #expect(try fixture.counts(.tariffs, file) == "0/0/1")
  }

  @Test("a version that differs is replaced as a whole, others stay")
  func replace() throws {
    try fixture.load(.tariffs, header + blue + blue.replacingOccurrences(of: "2025-01", with: "2025-08"))
    let old = try prices.filter { $0.contains("2025-01") }
    #expect(
      try fixture.counts(.tariffs, "tariff,from,component,price,vat_rate\nBLEU,2025-08-01,energy,0.19,20\n") == "0/1/0")
    #expect(try prices == old + ["BLEU|2025-08-01|energy|base|{}|0.190000|20.00"])
  }

  @Test("prices have six decimals at most, rates two, and neither is negative")
  func numbers() throws {
    for price in ["0.1234567", "-1", "1e-2", "1000000", "1,5", ".5", "5.", "+1", "NaN"] {
      let found = try refusal("T,2025-01-01,energy,,,\"\(price)\",20\n")
      #expect(
        found == [
          "tariffs.csv:2:6: invalid-price: price is not a number from 0 to 999999.999999 with at most 6 decimals"
        ])
    }
    for rate in ["100.01", "5.555", "-0.1", "20 %"] {
      #expect(
        try refusal("T,2025-01-01,energy,,,0.1,\(rate)\n")
          == ["tariffs.csv:2:7: invalid-vat-rate: vat_rate is not a percentage from 0 to 100 with at most 2 decimals"])
    }
    #expect(try fixture.counts(.tariffs, header + "T,2025-01-01,energy,,,999999.999999,100\n") == "1/0/0")
  }

  @Test("components, periods and windows are checked, and repeated prices named")
  func rows() throws {
    #expect(
      try refusal(
        """
        T,2025-01-01,peak,,,1,20
        T,2025-01-01,power,HP,22:00-06:00,1,20
        T,2025-01-01,standing_charge,,,1,20
        T,2025-01-01,standing_charge,,,2,20
        T,2025-01-01,energy,HC,22:00-24:01,1,20
        T,2025-01-01,energy,HN,5:00-06:00,1,20
        T,2025-01-01,energy,HP,06:00-06:00,1,20
        """) == [
          "tariffs.csv:2:3: unknown-component: component is none of standing_charge, power, energy, community, "
            + "feed_in, community_feed_in, tax",
          "tariffs.csv:3:4: period-without-energy: period belongs to energy, feed_in, community, tax, not to power",
          "tariffs.csv:3:5: windows-without-energy: windows belongs to energy, feed_in, not to power",
          "tariffs.csv:5:3: duplicate-row: standing_charge of tariff T from 2025-01-01 is on line 4 already",
          "tariffs.csv:6:5: invalid-window: windows are not written as 22:10-06:10 or 11-01..04-01/weekday/06:00-22:00: "
            + "'22:00-24:01'",
          "tariffs.csv:7:5: invalid-window: windows are not written as 22:10-06:10 or 11-01..04-01/weekday/06:00-22:00: "
            + "'5:00-06:00'",
          "tariffs.csv:8:5: invalid-window: a window that ends when it starts is empty; the whole day is 00:00-24:00",
        ])
  }

  @Test("windows that share a minute are refused with both lines, whether they wrap midnight or not")
  func overlap() throws {
    #expect(
      try refusal(
        "T,2025-01-01,energy,HC,22:10-06:10,1,20\nT,2025-01-01,energy,HP,06:09-22:10,1,20\n") == [
          "tariffs.csv:3:3: overlapping-windows: windows of tariff T from 2025-01-01 overlap at 06:09: "
            + "HC (line 2) and HP (line 3)"
        ])
    // Two windows of one period may overlap: whichever it is, the price is the same.
    #expect(
      try refusal("T,2025-01-01,energy,HC,22:10-06:10 05:00-07:00,1,20\nT,2025-01-01,energy,HP,,1,20\n") == ["accepted"]
    )
  }

  @Test("energy periods cover every minute of the day exactly once")
  func coverage() throws {
    #expect(
      try refusal("T,2025-01-01,energy,HC,22:10-06:10,1,20\nT,2025-01-01,energy,HP,06:10-12:00 12:01-22:10,1,20\n") == [
        "tariffs.csv:2:3: uncovered-minutes: no energy period of tariff T from 2025-01-01 covers 12:00-12:01"
      ])
    #expect(
      try refusal("T,2025-01-01,energy,HC,,1,20\nT,2025-01-01,energy,HP,,1,20\n") == [
        "tariffs.csv:3:3: several-rest-periods: two periods of tariff T from 2025-01-01 take the rest of the day: "
          + "HC (line 2) and HP (line 3)"
      ])
    #expect(
      try refusal("T,2025-01-01,energy,HC,00:00-24:00,1,20\nT,2025-01-01,energy,HP,,1,20\n") == [
        "tariffs.csv:3:3: unused-period: windows of tariff T from 2025-01-01 cover the whole day, nothing is left for "
          + "HP (line 3)"
      ])
    // Exactly the day, over midnight, to the minute; 00:00 as an end is 24:00.
    #expect(
      try fixture.counts(
        .tariffs,
        header + """
          T,2025-01-01,energy,HC,22:10-06:10,1,20
          T,2025-01-01,energy,HP,06:10-22:10,1,20
          U,2025-01-01,energy,base,00:00-24:00,1,20
          V,2025-01-01,energy,HC,22:00-00:00 00:00-06:00,1,20
          V,2025-01-01,energy,HP,06:00-22:00,1,20
          W,2025-01-01,feed_in,,,1,20
          """) == "4/0/0")
    #expect(try prices.contains("V|2025-01-01|energy|HC|{00:00-06:00,22:00-24:00}|1.000000|20.00"))
  }

  @Test("a version whose days are invoiced does not change, and none comes between")
  func invoiced() throws {
    try fixture.registry()
    try fixture.load(
      .contracts, "contract,customer,meter,kind,tariff,from\nK1,C1,M1,consumption,T,2025-01-01\n")
    try fixture.load(.tariffs, header + "T,2025-08-01,energy,,,0.3,20\n")
    try fixture.invoiced("[2025-03-01,2025-04-01)")
    #expect(
      try refusal("T,2025-01-01,energy,,,0.21,20\n")
        == ["tariffs.csv:2:3: version-is-invoiced: tariff T from 2025-01-01 applies to days of issued invoice F-1"])
    #expect(
      try refusal("T,2025-03-31,energy,,,0.21,20\n")
        == ["tariffs.csv:2:3: version-is-invoiced: tariff T from 2025-03-31 applies to days of issued invoice F-1"])
    #expect(
      try fixture.counts(
        .tariffs,
        header + "T,2025-01-01,energy,,,0.2,20\nT,2025-04-01,energy,,,0.25,20\nT,2025-08-01,energy,,,0.31,20\n")
        == "1/1/1")
  }
}

@Suite struct RegistryTariffJSONTests {
  let fixture = RegistryFixture()

  let blue = """
    {"tariffs": [
      {"tariff": "BLEU", "versions": [{
        "from": "2025-01-01",
        "standing_charge": {"price": "12.34", "vat_rate": "5.5"},
        "energy": [
          {"period": "HP", "windows": [], "price": 0.2068, "vat_rate": 20},
          {"period": "HC", "windows": ["22:10-06:10", "12:30-14:00"], "price": "0.15", "vat_rate": "20"}
        ],
        "feed_in": {"price": "0.04", "vat_rate": 0}
      }]}
    ]}
    """

  func refusal(_ text: String) throws -> [String] { try fixture.refusal(.tariffs, text, name: "t.json") }

  /// A tariff with one energy price, all on one line.
  func flat(price: String, from: String = "2025-01-01", windows: String = "[]") -> String {
    """
    {"tariffs":[{"tariff":"T","versions":[{"from":"\(from)","energy":[
    {"windows":\(windows),"price":\(price),"vat_rate":20}]}]}]}
    """
  }

  @Test("the same tariff as JSON and as CSV is the same tariff")
  func equalsCSV() throws {
    try fixture.load(.tariffs, "tariff,from,component,period,windows,price,vat_rate\n" + RegistryTariffTests().blue)
    let before = try fixture.contents()
    #expect(try fixture.counts(.tariffs, blue, name: "t.json") == "0/0/1")
    #expect(try fixture.contents() == before)
    let other = RegistryFixture()
    #expect(try other.counts(.tariffs, blue, name: "T.JSON") == "1/0/0")
    let sql = "SELECT component, period, windows, price, vat_rate FROM grid.tariff_price ORDER BY 1, 2"
    #expect(try other.database.lines(sql) == fixture.database.lines(sql))
  }

  @Test("numbers are read digit by digit")
  func numbers() throws {
    for price in ["0.1234567", "-0.1", "1e-2", "0.20680000000000000000000000000000000000000001"] {
      #expect(
        try refusal(flat(price: price)) == [
          "t.json:2:23: invalid-price: tariffs[0].versions[0].energy[0].price: "
            + "this is not a number from 0 to 999999.999999 with at most 6 decimals"
        ])
    }
    #expect(try fixture.counts(.tariffs, flat(price: "0.2068"), name: "t.json") == "1/0/0")
    #expect(try fixture.database.lines("SELECT period, price FROM grid.tariff_price") == ["base|0.206800"])
  }

  @Test("findings name line, column and path")
  func findings() throws {
    let text = """
      {"tariffs": [{"tariff": "T", "versions": [
        {"from": "2025-13-01", "energy": [{"period": 1, "window": [], "vat_rate": true}]},
        {"feed_in": {"price": 1, "vat_rate": 101}},
        7
      ]}]}
      """
    let found = try refusal(text)
    #expect(
      found == [
        "t.json:2:12: invalid-day: tariffs[0].versions[0].from: this is not a day between 1900 and 2199, written 2025-03-30",
        "t.json:2:37: missing-value: tariffs[0].versions[0].energy[0]: there is no 'price'",
        "t.json:2:48: wrong-type: tariffs[0].versions[0].energy[0].period: a text is expected here",
        "t.json:2:61: unknown-name: tariffs[0].versions[0].energy[0].window: expected period, windows, above_kwh, price, vat_rate",
        "t.json:2:77: invalid-vat-rate: tariffs[0].versions[0].energy[0].vat_rate: "
          + "this is not a percentage from 0 to 100 with at most 2 decimals",
        "t.json:3:3: missing-value: tariffs[0].versions[1]: there is no 'from'",
        "t.json:3:40: invalid-vat-rate: tariffs[0].versions[1].feed_in.vat_rate: "
          + "this is not a percentage from 0 to 100 with at most 2 decimals",
        "t.json:4:3: wrong-type: tariffs[0].versions[2]: an object is expected here",
      ])
    #expect(
      try refusal(flat(price: "1", windows: "[\"22:00-06:00\"]")) == [
        "t.json:2:1: uncovered-minutes: tariffs[0].versions[0].energy[0]: no energy period of tariff T from 2025-01-01 "
          + "covers 06:00-22:00"
      ])
  }

  @Test("what is no JSON is refused where it goes wrong")
  func syntax() throws {
    #expect(
      try refusal("{\"tariffs\": [\n  {\"tariff\" \"T\"}]}") == ["t.json:2:13: invalid-json: ':' is expected here"])
    #expect(try refusal("{\"tariffs\": []} x") == ["t.json:1:17: invalid-json: text after the end of the document"])
    #expect(try refusal("{\"a\": 01}") == ["t.json:1:9: invalid-json: a number is expected here"])
    #expect(try refusal("{\"a\": 1, \"a\": 2}") == ["t.json:1:10: invalid-json: the object has this name twice"])
    #expect(try refusal("{\"a\": \"\\ud800\"}") == ["t.json:1:14: invalid-json: half a character"])
    #expect(try refusal(String(repeating: "[", count: 100_000)) == ["t.json:1:65: invalid-json: nested too deeply"])
    #expect(
      try refusal("{\"tariffs\": [{\"tariff\": \"T\\u0000\", \"versions\": [{\"from\": \"2025-01-01\"}]}]}")
        == ["t.json:1:25: control-character: tariffs[0].tariff: a control character in a text"])
    #expect(try refusal("{\"tariffs\": []}") == ["65 t.json has no tariff"])
    #expect(try refusal("[]") == ["t.json:1:1: wrong-type: an object is expected here"])
  }
}
