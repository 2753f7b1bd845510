import Database
import Foundation
import Grid
import Support
import Testing

@testable import Billing

/// A year of twenty meters, billed by gridctl and by a walk over instants with Foundation's calendar and integers.
@Suite struct YearTests {
  struct Price {
    let component, period: String
    /// Millionths of a euro; hundredths of a percent.
    let price, vat: Int
    var windows: [Range<Int>] = []
  }

  struct Version {
    let from: String
    let prices: [Price]
  }

  struct Meter {
    let number: Int
    let interval: Int
    /// Tariff and first day; each ends when the next begins.
    let contracts: [(tariff: String, from: String)]
    /// Zone and first day.
    let stays: [(zone: String, from: String)]
    var sellsFrom: String?
    var code: String { "M" + padded(number, 2) }

    /// Wh of an interval that starts at `e`.
    func value(_ register: Int, at e: Int) -> Int { (e / interval * 7919 + number * 104_729 + register * 331) % 1000 }
    func formula(_ register: Int) -> String { "(e / \(interval) * 7919 + \(number * 104_729 + register * 331)) % 1000" }
  }

  static let tariffs: [String: [Version]] = [
    "FLAT": [
      Version(
        from: "2024-01-01",
        prices: [
          Price(component: "standing_charge", period: "base", price: 11_730_000, vat: 550),
          Price(component: "energy", period: "all", price: 201_617, vat: 2000),
        ]),
      Version(
        from: "2025-08-01",
        prices: [
          Price(component: "standing_charge", period: "base", price: 12_010_000, vat: 2000),
          Price(component: "energy", period: "all", price: 194_950, vat: 2000),
        ]),
    ],
    "HPHC": [
      Version(
        from: "2024-01-01",
        prices: [
          Price(component: "standing_charge", period: "base", price: 15_960_000, vat: 550),
          Price(component: "standing_charge", period: "cta", price: 2_191_111, vat: 550),
          Price(component: "energy", period: "HC", price: 206_800, vat: 2000, windows: [1350..<1830, 750..<840]),
          Price(component: "energy", period: "HP", price: 270_000, vat: 2000),
        ])
    ],
    "THREE": [
      Version(
        from: "2025-01-01",
        prices: [
          Price(component: "energy", period: "day", price: 220_001, vat: 2000, windows: [345..<1080]),
          Price(component: "energy", period: "evening", price: 310_499, vat: 1000, windows: [1080..<1395]),
          Price(component: "energy", period: "night", price: 140_000, vat: 2000, windows: [1395..<1785]),
        ]),
      Version(
        from: "2025-10-26",
        prices: [
          Price(component: "energy", period: "day", price: 225_005, vat: 2000, windows: [150..<1080]),
          Price(component: "energy", period: "evening", price: 300_000, vat: 1000, windows: [1080..<1395]),
          Price(component: "energy", period: "night", price: 150_000, vat: 2000, windows: [1395..<1590]),
        ]),
    ],
    "SALE": [
      Version(from: "2024-01-01", prices: [Price(component: "feed_in", period: "all", price: 130_100, vat: 0)])
    ],
  ]

  static let zones = ["Europe/Paris", "Atlantic/Canary"]

  static let meters = (1...20).map { number in
    let names = ["FLAT", "HPHC", "THREE"]
    var contracts = [(tariff: names[number % 3], from: "2025-01-01")]
    if number % 7 == 3 { contracts.append((names[(number + 1) % 3], "2025-05-10")) }
    var stays = [(zone: zones[0], from: "2024-01-01")]
    if number % 6 == 0 { stays.append((zones[1], "2025-09-17")) }
    return Meter(
      number: number, interval: [3600, 900, 1800, 3600, 300][number % 5], contracts: contracts, stays: stays,
      sellsFrom: number % 4 == 1 ? "2025-03-\(10 + number)" : nil)
  }

  @Test("a year of twenty meters agrees to the cent with a walk over instants", .timeLimit(.minutes(1)))
  func year() throws {
    let village = try Village(zone: YearTests.zones[0])
    try village.community("C2", zone: YearTests.zones[1])
    for (code, versions) in YearTests.tariffs {
      for version in versions { try village.tariff(code, from: version.from, text(version.prices)) }
    }
    for meter in YearTests.meters { try build(meter, in: village) }

    for month in 1...12 {
      let name = "2025-\(padded(month, 2))"
      let summary = try village.bill(name)
      #expect(summary.findings.isEmpty && summary.incomplete.isEmpty)
      try village.issue(name, asOf: "\(month == 12 ? "2026-01" : "2025-\(padded(month + 1, 2))")-02T10:00:00Z")
    }
    let found = try village.database.lines(
      """
      SELECT m.meter || ' ' || c.community || ' ' || to_char(lower(i.period), 'YYYY-MM') || ' '
             || (100 * net_eur)::bigint || ' ' || (100 * vat_eur)::bigint || ' ' || (100 * total_eur)::bigint AS text
      FROM billing.invoice AS i JOIN grid.meter AS m USING (meter_id) JOIN grid.community AS c USING (community_id)
      """
    ).sorted()
    let calendars = YearTests.zones.map { Clock(zone: $0) }
    let expected = YearTests.meters.flatMap { bills(of: $0, calendars) }.sorted()
    // Every month of every meter, one more in September for the three that move.
    #expect(found.count == 243)
    #expect(found == expected)
    try village.expectChecksHold()
  }

  // MARK: Fixtures

  private func text(_ prices: [Price]) -> String {
    prices.map { price in
      let windows = price.windows.map { "\(clock($0.lowerBound))-\(clock($0.upperBound % 1440))" }
      let amount = "\(price.price / 1_000_000).\(padded(price.price % 1_000_000, 6))"
      return ([price.component, price.period, amount, "\(price.vat / 100).\(padded(price.vat % 100, 2))"] + windows)
        .joined(separator: " ")
    }.joined(separator: "\n")
  }

  private func clock(_ minute: Int) -> String { "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))" }

  private func build(_ meter: Meter, in village: Village) throws {
    let moves = meter.stays.count > 1
    try village.meter(
      meter.code, interval: meter.interval, during: moves ? "[2024-01-01,\(meter.stays[1].from))" : "[2024-01-01,)")
    if moves { try village.member(meter.code, of: "C2", "[\(meter.stays[1].from),)") }
    for (index, contract) in meter.contracts.enumerated() {
      let end = index + 1 < meter.contracts.count ? meter.contracts[index + 1].from : ""
      try village.contract(
        "A\(meter.code)\(index)", meter: meter.code, tariff: contract.tariff, during: "[\(contract.from),\(end))")
    }
    if let from = meter.sellsFrom {
      try village.contract("S\(meter.code)", "production", meter: meter.code, tariff: "SALE", during: "[\(from),)")
    }
    try village.read(meter.code, .consumption, meter.formula(3), from: "2025-01-01", to: "2026-01-01")
    if meter.sellsFrom != nil {
      try village.read(
        meter.code, .production, meter.formula(4) + " * 1000", from: "2025-01-01", to: "2026-01-01", exponent: -3)
    }
  }

  // MARK: The walk

  /// A zone's days of 2025: their instants of five minutes with the minute that the wall clock shows.
  struct Clock {
    var days: [(day: String, start: Int, minutes: [Int])] = []

    init(zone: String) {
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = TimeZone(identifier: zone)!
      let first = calendar.date(from: DateComponents(year: 2025, month: 1, day: 1))!
      let end = Int(calendar.date(from: DateComponents(year: 2026, month: 1, day: 1))!.timeIntervalSince1970)
      for e in stride(from: Int(first.timeIntervalSince1970), to: end, by: 300) {
        let part = calendar.dateComponents(
          [.month, .day, .hour, .minute], from: Date(timeIntervalSince1970: Double(e)))
        let day = "2025-\(padded(part.month!, 2))-\(padded(part.day!, 2))"
        if days.last?.day != day { days.append((day, e, [])) }
        days[days.count - 1].minutes.append(part.hour! * 60 + part.minute!)
      }
    }
  }

  /// One line to be: what it costs, and for how many days or mWh.
  private struct Line {
    let price, vat: Int
    var days = 0
    var milliwatthours = 0
  }

  private func bills(of meter: Meter, _ clocks: [Clock]) -> [String] {
    (1...12).flatMap { month in
      meter.stays.indices.compactMap { bill(meter, stay: $0, month: "2025-\(padded(month, 2))", clocks) }
    }
  }

  private func bill(_ meter: Meter, stay: Int, month: String, _ clocks: [Clock]) -> String? {
    let days = clocks[stay].days.filter { $0.day.hasPrefix(month) }
    var lines: [String: Line] = [:]
    for day in days where meter.stays.lastIndex(where: { $0.from <= day.day }) == stay {
      let contract = meter.contracts.lastIndex { $0.from <= day.day }!
      let versions = YearTests.tariffs[meter.contracts[contract].tariff]!
      let version = versions.lastIndex { $0.from <= day.day }!
      let prices = versions[version].prices
      for price in prices {
        let key = "\(contract) \(version) \(price.component) \(price.period)"
        lines[key, default: Line(price: price.price, vat: price.vat)].days +=
          price.component == "standing_charge" ? 1 : 0
      }
      let sells = meter.sellsFrom.map { $0 <= day.day } ?? false
      if sells, lines["sale"] == nil { lines["sale"] = Line(price: 130_100, vat: 0) }
      for step in stride(from: 0, to: day.minutes.count, by: meter.interval / 300) {
        let e = day.start + step * 300
        let made = meter.sellsFrom == nil ? 0 : meter.value(4, at: e)
        let net = meter.value(3, at: e) - made
        let minute = day.minutes[step]
        let price =
          prices.first { $0.windows.contains { $0.contains(minute) || $0.contains(minute + 1440) } }
          ?? prices.first { $0.component == "energy" && $0.windows.isEmpty }!
        lines["\(contract) \(version) energy \(price.period)"]!.milliwatthours += max(0, net) * 1000
        if sells { lines["sale"]!.milliwatthours -= max(0, -net) * 1000 }
      }
    }
    guard !lines.isEmpty else { return nil }
    var bases: [Int: Int] = [:]
    for line in lines.values {
      bases[line.vat, default: 0] +=
        line.days > 0
        ? rounded(line.price * line.days, by: days.count * 10_000)
        : rounded(line.price * line.milliwatthours, by: 10_000_000_000)
    }
    let net = bases.values.reduce(0, +)
    let vat = bases.reduce(0) { $0 + rounded($1.key * $1.value, by: 10_000) }
    return "\(meter.code) C\(stay + 1) \(month) \(net) \(vat) \(net + vat)"
  }

  /// A quotient rounded to the nearest integer, half away from zero.
  private func rounded(_ value: Int, by divisor: Int) -> Int {
    let magnitude = (2 * abs(value) + divisor) / (2 * divisor)
    return value < 0 ? -magnitude : magnitude
  }
}
