import Grid
import Support

/// The tariffs, taxes and meters of `YearFeatureTests`. Energy periods are written twice: as windows for gridctl, and as
/// Swift for the walk.
enum YearOfFeatures {
  enum VAT: Sendable {
    /// Hundredths of a percent.
    case rate(Int)
    case tax(String)
  }

  struct Rate: Sendable {
    let from, unit: String
    /// Millionths of a euro, or of a percent.
    let rate: Int
    var vat: VAT?
  }

  struct Price: Sendable {
    let component, period: String
    /// Millionths of a euro.
    let price: Int
    let vat: VAT
    /// kWh, kVA.
    var above = 0
    var power = 0
    var windows = ""
  }

  /// What the wall clock and the calendar show.
  struct Moment {
    /// Month x 100 + day; 0 Monday; minute of the day.
    let monthDay, weekday, minute: Int
    let colour, eve: String
  }

  struct Version: Sendable {
    let from: String
    let prices: [Price]
    var taxes: [String] = []
    var drawn: @Sendable (Moment) -> String = { _ in "all" }
    var fedIn: @Sendable (Moment) -> String = { _ in "all" }
  }

  struct Contract: Sendable {
    let tariff, from, customer: String
    var power = 0
    var isSelfBilled = false
  }

  struct Meter: Sendable {
    let number, interval: Int
    /// Unit of its consumption: 1,000 Wh, 1 for readings in mWh.
    let unit: Int
    let contracts, sales: [Contract]
    /// Community 1 or 2, and first day.
    let stays: [(community: Int, from: String)]
    /// Whether readings are missing and estimated.
    let isFaulty: Bool
    let first, end: String
    var code: String { "M" + padded(number, 2) }
    var produces: Bool { !sales.isEmpty }

    func index(_ e: Int) -> Int { e / interval }
    /// mWh used and made in the interval that starts at `e`; nil: missing.
    func used(_ e: Int) -> Int? {
      isFaulty && (index(e) + number) % 89 < 2 ? nil : ((index(e) * 7919 + number * 104_729) % 1000) * unit
    }
    func made(_ e: Int) -> Int { produces ? ((index(e) * 331 + number) % 900) * 1000 : 0 }
    func isEstimated(_ e: Int) -> Bool { isFaulty && index(e) % 31 == 7 }
  }

  /// Wh (community 1) or 997 mWh that a meter took over and gave away in a slot, from 1, of a day that starts at `e`.
  static func shared(_ number: Int, _ e: Int, slot: Int, isOut: Bool) -> Int {
    (slot * 37 + number * 11 + e / 3600 * 5 + (isOut ? 17 : 0)) % 61
  }
  static let slots = [900, 1800]
  static let zones = ["Europe/Paris", "Atlantic/Canary"]

  static let taxes: [String: [Rate]] = [
    "vat": [
      Rate(from: "2020-01-01", unit: "percent", rate: 5_500_000),
      Rate(from: "2025-08-01", unit: "percent", rate: 20_000_000),
    ],
    "vat_mid": [
      Rate(from: "2020-01-01", unit: "percent", rate: 10_000_000),
      Rate(from: "2025-05-14", unit: "percent", rate: 20_000_000),
    ],
    "excise": [
      Rate(from: "2020-01-01", unit: "kWh", rate: 33_700, vat: .rate(2000)),
      Rate(from: "2025-08-01", unit: "kWh", rate: 29_980, vat: .tax("vat_mid")),
    ],
    "network": [
      Rate(from: "2020-01-01", unit: "grid_kWh", rate: 11_007, vat: .tax("vat")),
      Rate(from: "2025-03-17", unit: "grid_kWh", rate: 12_503, vat: .tax("vat")),
    ],
    "cta": [Rate(from: "2020-01-01", unit: "month", rate: 2_191_111, vat: .tax("vat"))],
    "subscription": [
      Rate(from: "2020-01-01", unit: "kVA", rate: 250_333, vat: .rate(550)),
      Rate(from: "2025-11-11", unit: "kVA", rate: 300_001, vat: .rate(2000)),
    ],
  ]

  static let tariffs: [String: [Version]] = [
    // A colour holds from 06:00 to 06:00.
    "TEMPO": [
      Version(
        from: "2024-01-01",
        prices: tempoPrices(), taxes: ["excise", "cta", "subscription"],
        drawn: { at in
          at.minute < 360 ? at.eve + "_night" : at.minute < 1320 ? at.colour + "_day" : at.colour + "_night"
        })
    ],
    "BLOCK": [
      Version(
        from: "2024-01-01", prices: blockPrices(0), taxes: ["network", "excise"],
        drawn: { block($0) }),
      Version(
        from: "2025-09-10", prices: blockPrices(10_101), taxes: ["network"],
        drawn: { block($0) }),
    ],
    "DAYS": [
      Version(
        from: "2025-01-01",
        prices: [
          Price(component: "power", period: "", price: 1_100_007, vat: .tax("vat")),
          Price(
            component: "energy", period: "low", price: 150_003, vat: .tax("vat_mid"),
            windows: "sat-mon/21:30-07:00 12:30-14:00"),
          Price(component: "energy", period: "high", price: 250_007, vat: .rate(2000)),
          Price(component: "community", period: "low", price: 90_001, vat: .rate(2000)),
          Price(component: "community", period: "high", price: 110_009, vat: .rate(1000)),
        ], taxes: ["network", "cta"],
        drawn: { at in
          // Saturday, Sunday and Monday evenings, and the mornings that follow them.
          let isNight =
            at.minute >= 1290 && [5, 6, 0].contains(at.weekday) || at.minute < 420 && [6, 0, 1].contains(at.weekday)
          return isNight || 750..<840 ~= at.minute ? "low" : "high"
        })
    ],
    "SALE": [
      Version(from: "2024-01-01", prices: [Price(component: "feed_in", period: "all", price: 130_100, vat: .rate(0))])
    ],
    "SUN": [
      Version(
        from: "2024-01-01",
        prices: [
          Price(component: "feed_in", period: "sun", price: 60_001, vat: .tax("vat"), windows: "10:00-16:00"),
          Price(component: "feed_in", period: "dark", price: 100_003, vat: .tax("vat")),
          Price(component: "community_feed_in", period: "all", price: 105_007, vat: .tax("vat_mid")),
        ], fedIn: { 600..<960 ~= $0.minute ? "sun" : "dark" })
    ],
  ]

  private static func tempoPrices() -> [Price] {
    var prices = [
      Price(component: "standing_charge", period: "base", price: 12_960_000, vat: .tax("vat"), power: 6),
      Price(component: "standing_charge", period: "base", price: 16_160_000, vat: .tax("vat"), power: 9),
      Price(component: "standing_charge", period: "base", price: 9_999_999, vat: .tax("vat")),
      Price(component: "standing_charge", period: "metering", price: 1_010_101, vat: .rate(2000)),
    ]
    for (colour, night, day) in [("blue", 128_801, 155_200), ("white", 144_700, 179_207), ("red", 146_001, 654_900)] {
      for (name, price, hours) in [("night", night, "22:00-06:00"), ("day", day, "06:00-22:00")] {
        prices.append(
          Price(
            component: "energy", period: "\(colour)_\(name)", price: price, vat: .tax("vat_mid"),
            windows: "\(colour)/\(hours)"))
      }
    }
    return prices
  }

  private static func block(_ at: Moment) -> String {
    401..<1101 ~= at.monthDay ? "summer" : at.weekday < 5 ? "winter" : "weekend"
  }

  private static func blockPrices(_ more: Int) -> [Price] {
    [
      Price(component: "standing_charge", period: "base", price: 10_010_000 + more, vat: .rate(550)),
      Price(component: "energy", period: "summer", price: 100_001 + more, vat: .rate(2000), windows: "04-01..11-01"),
      Price(component: "energy", period: "summer", price: 170_003 + more, vat: .rate(2000), above: 100),
      Price(component: "energy", period: "summer", price: 230_009 + more, vat: .rate(1000), above: 333),
      Price(component: "energy", period: "winter", price: 210_001, vat: .rate(2000), windows: "11-01..04-01/weekday"),
      Price(component: "energy", period: "winter", price: 200_001, vat: .rate(2000), above: 200),
      Price(component: "energy", period: "weekend", price: 190_001, vat: .rate(2000), windows: "11-01..04-01/weekend"),
      Price(component: "community", period: "local", price: 140_003 + more, vat: .tax("vat")),
    ]
  }

  static func colour(_ dayNumber: Int) -> String {
    dayNumber % 9 == 4 ? "red" : dayNumber % 5 == 2 ? "white" : "blue"
  }

  static let meters: [Meter] = (1...24).map { number in
    let names = ["TEMPO", "BLOCK", "DAYS"]
    let (code, power) = ("K\(padded(number, 2))", [6000, 9000, 4500][number % 3 == 1 ? 0 : number % 7 % 3])
    var contracts = [Contract(tariff: names[number % 3], from: "2025-01-01", customer: code, power: power)]
    if number % 5 == 2 {
      contracts.append(Contract(tariff: names[(number + 1) % 3], from: "2025-05-10", customer: code, power: 9000))
    }
    if number % 8 == 3 {
      contracts.append(Contract(tariff: names[(number + 2) % 3], from: "2025-10-21", customer: "KNEW", power: 6000))
    }
    var sales: [Contract] = []
    if number % 4 == 1 { sales.append(Contract(tariff: "SALE", from: "2025-03-\(padded(number, 2))", customer: code)) }
    if number % 4 == 2 {
      sales.append(
        Contract(tariff: "SUN", from: "2025-02-\(padded(number, 2))", customer: code, isSelfBilled: number % 8 == 2))
    }
    var stays = [(community: 1 + number % 2, from: "2024-01-01")]
    if number % 6 == 0 { stays.append((community: 2 - number % 2, from: "2025-09-17")) }
    // One of a minute, of two months with a clock change between.
    let isMinute = number == 22
    return Meter(
      number: number, interval: isMinute ? 60 : [3600, 900, 1800, 3600, 300][number % 5],
      unit: number % 3 == 0 ? 1 : 1000,
      contracts: isMinute ? [Contract(tariff: "TEMPO", from: "2025-10-01", customer: code, power: 6000)] : contracts,
      sales: isMinute ? [] : sales, stays: stays, isFaulty: number % 4 == 3,
      first: isMinute ? "2025-10-01" : "2025-01-01", end: isMinute ? "2025-12-01" : "2026-01-01")
  }
}
