import Foundation
import Grid
import Ingest
import Testing

@Suite struct OpenEIImportTests {
  let fixture = RegistryFixture()

  /// Months of summer, 0…11.
  static let summer = Set(5...8)

  /// Period of each hour: 2 at summer peaks of weekdays, 1 at winter mornings and evenings of all days, else 0.
  static func period(month: Int, hour: Int, isWeekend: Bool) -> Int {
    if summer.contains(month) { return !isWeekend && (16..<21).contains(hour) ? 2 : 0 }
    return (7..<10).contains(hour) || (17..<22).contains(hour) ? 1 : 0
  }

  static func schedule(isWeekend: Bool) -> String {
    let months = (0..<12).map { month in
      "[" + (0..<24).map { "\(period(month: month, hour: $0, isWeekend: isWeekend))" }.joined(separator: ",") + "]"
    }
    return "[" + months.joined(separator: ",\n") + "]"
  }

  static let threePeriods = """
    {"items": [{
      "label": "539fba68ec4f024bc1dc2db3", "name": "TOU-3", "utility": "Test Power", "sector": "Residential", "uri": "",
      "startdate": 1433142000, "approved": true, "country": "USA", "dgrules": "Net Billing Instantaneous",
      "usenetmetering": false, "demandunits": "kW", "demandratestructure": [[{"rate": 0, "max": 10}]],
      "demandweekdayschedule": [[1]], "mincharge": 0, "minchargeunits": "$/month", "fueladjustmentsmonthly": [0, 0.0],
      "fixedchargefirstmeter": 10.5, "fixedchargeunits": "$/month",
      "energyratestructure": [
        [{"unit": "kWh", "rate": 0.1, "adj": 0.012345, "sell": 0.03}],
        [{"rate": 5e-2}],
        [{"max": 1e+38, "rate": 0.4, "sell": 0.06}]],
      "energyweekdayschedule": \(schedule(isWeekend: false)),
      "energyweekendschedule": \(schedule(isWeekend: true))
    }]}
    """

  var prices: [String] {
    get throws {
      try fixture.database.lines(
        """
        SELECT tariff, valid_from, component, period, above_kwh::text, array_to_string(windows, ' '), price, vat_rate
        FROM grid.tariff_price JOIN grid.tariff USING (tariff_id) ORDER BY 1, 3, 4, above_kwh
        """)
    }
  }

  /// A flat rate and what else is said of it.
  func flat(_ members: String, rate: String = "{\"rate\": 0.1}") -> String {
    "{\"label\": \"L\", \"startdate\": 1735689600, \"energyratestructure\": [[\(rate)]]\(members)}"
  }

  func refusal(_ text: String) throws -> [String] { try fixture.refusal(.tariffs, text, name: "rate.json") }

  @Test("three periods, weekends and two seasons become windows")
  func periods() throws {
    #expect(try fixture.counts(.tariffs, Self.threePeriods, name: "rate.json") == "1/0/0")
    #expect(try fixture.counts(.tariffs, Self.threePeriods, name: "rate.json") == "0/0/1")
    let low =
      "06-01..10-01/weekday/00:00-16:00 06-01..10-01/weekend 10-01..06-01/00:00-07:00 10-01..06-01/10:00-17:00 "
      + "06-01..10-01/weekday/21:00-24:00 10-01..06-01/22:00-24:00"
    let winter = "10-01..06-01/07:00-10:00 10-01..06-01/17:00-22:00"
    let peak = "06-01..10-01/weekday/16:00-21:00"
    let code = "539fba68ec4f024bc1dc2db3|2015-06-01"
    let stored = try prices
    #expect(
      stored == [
        "\(code)|energy|P1|0.000|\(low)|0.112345|0.00", "\(code)|energy|P2|0.000|\(winter)|0.050000|0.00",
        "\(code)|energy|P3|0.000|\(peak)|0.400000|0.00", "\(code)|feed_in|P1|0.000|\(low)|0.030000|0.00",
        "\(code)|feed_in|P2|0.000|\(winter)|0.000000|0.00", "\(code)|feed_in|P3|0.000|\(peak)|0.060000|0.00",
        "\(code)|standing_charge||0.000||10.500000|0.00",
      ])
    #expect(try fixture.database.violations() == [])
  }

  /// Summer and winter, each of one period all day.
  private func seasons(_ winter: String, _ summer: String, hour: String = "0") -> String {
    let months = (0..<12).map { month in
      "[" + Array(repeating: Self.summer.contains(month) ? "1" : "0", count: 23).joined(separator: ",") + ",\(hour)]"
    }
    let schedule = "[" + months.joined(separator: ",") + "]"
    return """
      {"label": "L", "startdate": 1735689600, "energyratestructure": [\(winter), \(summer)],
       "energyweekdayschedule": \(schedule), "energyweekendschedule": \(schedule)}
      """
  }

  @Test("tiers become blocks of the months that have one period, and are refused in others")
  func tiers() throws {
    let tiers = """
      [{"max": 300, "unit": "kWh", "rate": 0.1, "adj": 0.012345}, {"max": 900.5, "unit": "kWh", "rate": 0.15, "adj": -0.01},
       {"unit": "kWh", "rate": 0.2}]
      """
    let text = seasons(tiers, "[{\"rate\": 0.3}]", hour: "0").replacing("1,0]", with: "1,1]")
    #expect(try fixture.counts(.tariffs, text, name: "rate.json") == "1/0/0")
    #expect(
      try prices == [
        "L|2025-01-01|energy|P1|0.000|10-01..06-01|0.112345|0.00", "L|2025-01-01|energy|P1|300.000||0.140000|0.00",
        "L|2025-01-01|energy|P1|900.500||0.200000|0.00", "L|2025-01-01|energy|P2|0.000|06-01..10-01|0.300000|0.00",
      ])
    // The last hour of each summer day is winter's period.
    #expect(
      try refusal(seasons(tiers, "[{\"rate\": 0.3}]")).map { String($0.drop { $0 != " " }.dropFirst()) } == [
        "cannot-be-expressed: energyratestructure[0]: tiers hold in months with one period; blocks are of one period's kWh"
      ])
  }

  @Test("each hour of two years has the period of the two schedules")
  func roundTrip() throws {
    try fixture.load(.tariffs, Self.threePeriods, name: "rate.json")
    let periods = try prices.filter { $0.contains("|energy|") && $0.contains("|0.000|") }.map { line in
      try line.split(separator: "|", omittingEmptySubsequences: false)[5].split(separator: " ").map {
        try TariffWindow($0)
      }
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "UTC")!
    for number in LocalDay("2024-01-01")!.number..<LocalDay("2026-01-01")!.number {
      let parts = calendar.dateComponents(
        [.month, .weekday], from: Date(timeIntervalSince1970: Double(number) * 86_400))
      let kinds = [number - 1, number].map { TariffWindow.DayKind(LocalDay(number: $0), colour: nil) }
      let minutes = periods.map { windows in
        windows.flatMap { $0.minutes(on: kinds[1], after: kinds[0]) }.flatMap(Array.init).sorted()
      }
      for (index, minutes) in minutes.enumerated() {
        let hours = (0..<24).filter {
          Self.period(month: parts.month! - 1, hour: $0, isWeekend: [1, 7].contains(parts.weekday!)) == index
        }
        #expect(minutes == hours.flatMap { Array($0 * 60..<$0 * 60 + 60) }, "\(LocalDay(number: number)) P\(index + 1)")
      }
    }
  }

  @Test("one object, one period without schedules, one price of feed-in, and VAT that is stated")
  func single() throws {
    let text = flat(
      ", \"vat_rate\": 5.5, \"fixedchargefirstmeter\": 100, \"fixedchargeunits\": \"$/year\"",
      rate: "{\"rate\": \"0.1\", \"sell\": 0.02}")
    #expect(try fixture.counts(.tariffs, text, name: "rate.json") == "1/0/0")
    #expect(
      try prices == [
        "L|2025-01-01|energy|base|0.000||0.100000|5.50", "L|2025-01-01|feed_in||0.000||0.020000|5.50",
        "L|2025-01-01|standing_charge||0.000||8.333333|5.50",
      ])
  }

  @Test(
    "what a tariff cannot say is refused with its path",
    arguments: [
      (", \"mincharge\": 5", "mincharge"), (", \"demandratestructure\": [[{\"rate\": 3.5}]]", "demandratestructure"),
      (", \"flatdemandstructure\": [[{\"adj\": 1}]]", "flatdemandstructure"),
      (", \"coincidentratestructure\": [[{\"rate\": 1e-3}]]", "coincidentratestructure"),
      (", \"fueladjustmentsmonthly\": [0, 0.01]", "fueladjustmentsmonthly"),
      (", \"fixedchargeeaaddl\": 1", "fixedchargeeaaddl"),
      (", \"usenetmetering\": true", "usenetmetering"), (", \"enddate\": 1767225600", "enddate"),
      (", \"annualmincharge\": 5", "annualmincharge"), (", \"fixedmonthlycharge\": 5", "fixedmonthlycharge"),
      (", \"surcharge\": \"some\"", "surcharge"),
    ])
  func inexpressible(members: String, name: String) throws {
    let found = try refusal(flat(members))
    #expect(found.count == 1)
    #expect(
      found.first?.hasSuffix(
        ": cannot-be-expressed: \(name): a tariff has nothing for this, and it is neither empty nor zero") == true,
      "\(found)")
  }

  @Test("rules, units, tiers and numbers that do not fit are named")
  func findings() throws {
    func found(_ members: String, rate: String = "{\"rate\": 0.1}") throws -> [String] {
      try refusal(flat(members, rate: rate)).map { String($0.drop { $0 != " " }.dropFirst()) }
    }
    let path = "energyratestructure[0]"
    #expect(
      try found(", \"dgrules\": \"Net Metering\"")
        == ["cannot-be-expressed: dgrules: only 'Net Billing Instantaneous' is what feed_in means"])
    #expect(
      try found(", \"fixedchargefirstmeter\": 0.3, \"fixedchargeunits\": \"$/day\"") == [
        "cannot-be-expressed: fixedchargeunits: a standing charge is in $/month or $/year; months differ in their days"
      ])
    let precise = try found("", rate: "{\"rate\": 0.1234567}, {\"unit\": \"kWh/kW\", \"rate\": 1e-7, \"adj\": 1}")
    #expect(
      precise == [
        "missing-value: \(path)[0]: there is no 'max', and another tier follows",
        "invalid-price: \(path)[0].rate: this is not a number between -999999.999999 and 999999.999999 with at most 6 decimals",
        "cannot-be-expressed: \(path)[1].unit: tiers are in kWh a month",
        "invalid-price: \(path)[1].rate: this is not a number between -999999.999999 and 999999.999999 with at most 6 decimals",
      ])
    let tiers = try found(
      "", rate: "{\"max\": 300, \"rate\": 0.1}, {\"max\": 300, \"rate\": 0.1, \"adj\": -0.2}, {\"max\": 400}")
    #expect(
      tiers == [
        "negative-price: \(path)[1]: rate and adj add up to less than zero",
        "tiers-not-ascending: \(path)[1]: max is not above that of the tier before",
        "missing-value: \(path)[2]: there is neither 'rate' nor 'adj'",
        "tier-with-end: \(path)[2].max: what is above the last tier has no price; leave its max out",
      ])
    #expect(
      try found("", rate: "{\"max\": 300, \"rate\": 0.1, \"sell\": 0.1}, {\"rate\": 0.1, \"sell\": 0.2}") == [
        "cannot-be-expressed: \(path)[1]: feed_in has no blocks: sell is the same in all tiers of a period"
      ])
    #expect(try refusal("{\"label\": \"L\", \"startdate\": \"2025\", \"energyratestructure\": []}").count == 2)
    #expect(
      try refusal(
        Self.threePeriods.replacingOccurrences(
          of: "\"energyweekendschedule\": [[", with: "\"energyweekendschedule\": [[7,")
      ).count
        == 1)
    #expect(
      try refusal(
        Self.threePeriods.replacingOccurrences(
          of: "\"energyweekendschedule\": [[0,", with: "\"energyweekendschedule\": [[3,")
      )
      .map { String($0.drop { $0 != " " }.dropFirst()) } == [
        "unknown-period: items[0].energyweekendschedule[0][0]: energyratestructure has no period of this index"
      ])
  }

  @Test("numbers with an exponent are read exactly")
  func exponents() throws {
    for (text, expected) in [
      ("5e-05", "0.000050"), ("1.25E-1", "0.125000"), ("12e2", "1200.000000"), ("0.000001e1", "0.000010"),
      ("1e0", "1.000000"),
      ("100e-8", "0.000001"),
    ] {
      let fixture = RegistryFixture()
      try fixture.load(.tariffs, flat("", rate: "{\"rate\": \(text)}"), name: "rate.json")
      #expect(try fixture.database.lines("SELECT price FROM grid.tariff_price") == [expected], "\(text)")
    }
  }
}
