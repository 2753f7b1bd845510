import Foundation
import Grid
import Support
import Testing

@testable import Billing

/// A year of hours billed by gridctl and by NREL's utilityrate5, before anything is rounded.
///
/// utilityrate5 knows no clock changes and no leap day, and its year starts on a Monday: 2018 where no clock changes. It
/// counts a month's blocks over all periods in the order of the hours, gridctl in each period on its own; the two are the
/// same where a month has one period, as in the seasons here.
@Suite struct UtilityRateTests {
  struct Period: Sendable {
    let name: String
    let windows: String
    /// From how many kWh of a month which price holds, EUR a kWh.
    let blocks: [(above: Int, price: String)]
    let feedIn: String
    /// Whether an hour of a month (1…12) is in the period.
    let contains: @Sendable (_ month: Int, _ isWeekend: Bool, _ hour: Int) -> Bool
  }

  struct Tariff: Sendable {
    let name, fixed: String
    let periods: [Period]
  }

  static let seasons = [
    ("winter", "12-01..03-01", [12, 1, 2]), ("spring", "03-01..06-01", [3, 4, 5]),
    ("summer", "06-01..09-01", [6, 7, 8]), ("autumn", "09-01..12-01", [9, 10, 11]),
  ]

  static let tariffs = [
    Tariff(
      name: "flat", fixed: "11.73",
      periods: [
        Period(name: "all", windows: "", blocks: [(0, "0.201617")], feedIn: "0.1269") { _, _, _ in true }
      ]),
    Tariff(
      name: "weekend", fixed: "15.96",
      periods: [
        Period(
          name: "HC", windows: "weekday/00:00-06:00 weekday/22:00-24:00", blocks: [(0, "0.2068")], feedIn: "0.04"
        ) { _, isWeekend, hour in !isWeekend && !(6..<22 ~= hour) },
        Period(name: "WE", windows: "weekend", blocks: [(0, "0.195001")], feedIn: "0.05") { _, isWeekend, _ in isWeekend
        },
        Period(name: "HP", windows: "", blocks: [(0, "0.27")], feedIn: "0.130077") { _, isWeekend, hour in
          !isWeekend && 6..<22 ~= hour
        },
      ]),
    Tariff(
      name: "seasons", fixed: "12.005",
      periods: seasons.enumerated().map { index, season in
        Period(
          name: season.0, windows: season.1,
          blocks: [
            (0, "0.1\(index)"), (120 + 37 * index, "0.2\(index)3"), (300 - 11 * index, "0.31\(index)7"),
          ], feedIn: "0.0\(index + 4)5"
        ) { month, _, _ in season.2.contains(month) }
      }),
    Tariff(
      name: "eight", fixed: "0",
      periods: seasons.enumerated().flatMap { index, season in
        [
          Period(
            name: season.0 + "_day", windows: "\(season.1)/07:00-21:00", blocks: [(0, "0.2\(index)1")],
            feedIn: "0.1\(index)"
          ) { month, _, hour in season.2.contains(month) && 7..<21 ~= hour },
          Period(
            name: season.0 + "_night", windows: "\(season.1)/00:00-07:00 \(season.1)/21:00-24:00",
            blocks: [(0, "0.1\(index)1")], feedIn: "0.0\(index + 1)"
          ) { month, _, hour in season.2.contains(month) && !(7..<21 ~= hour) },
        ]
      }),
  ]

  @Test("a year under four tariffs is what NREL's utilityrate5 bills, to a millionth of a euro")
  func year() throws {
    let village = try Village(zone: "Africa/Abidjan")
    for meter in ["WO", "W"] {
      try village.meter(meter, interval: 3600, during: "[2017-01-01,)")
      try village.read(meter, .consumption, Self.load, from: "2018-01-01", to: "2019-01-01")
    }
    try village.read("W", .production, Self.made, from: "2018-01-01", to: "2019-01-01", exponent: -3)
    for tariff in Self.tariffs { try build(tariff, in: village) }
    try village.contract("AWO", meter: "WO", tariff: "flat", during: "[2017-01-01,)")
    try village.contract("AW", meter: "W", tariff: "flat", during: "[2017-01-01,)")
    try village.contract("SW", "production", meter: "W", tariff: "flat", during: "[2017-01-01,)")

    let cases = try hours(of: village)
    let expected = try utilityRate(cases)
    var found: [[Double]] = []
    for (number, tariff) in Self.tariffs.enumerated() {
      try village.database.script(
        "UPDATE grid.contract SET tariff_id = (SELECT tariff_id FROM grid.tariff WHERE tariff = '\(tariff.name)')")
      for month in 1...12 {
        let summary = try village.bill("2018-\(padded(month, 2))")
        #expect(summary.findings.isEmpty && summary.incomplete.isEmpty)
        found += try bills(of: tariff, number, month, in: village)
      }
    }
    #expect(found.map { Array($0[..<3]) } == expected.map { Array($0[..<3]) })
    #expect(found.count == 12 * (1 + 1 + 3 + 1 + 4 + 1 + 8 + 1))
    for (a, b) in zip(found, expected) {
      #expect(abs(a[3] - b[3]) < 1e-6 && abs(a[4] - b[4]) < 1e-6, "\(a) and utilityrate5 \(b)")
    }
    // Not a comparison of zeros.
    #expect(expected.allSatisfy { $0[2] > 0 || $0[3] > 50 && $0[4] < $0[3] - 20 })
  }

  // MARK: gridctl

  /// Wh of an hour: more in winter and in the evening.
  private static let load =
    "(e / 3600 * 7919) % 700 + CASE WHEN extract(month FROM t) IN (1, 2, 12) THEN 400 ELSE 90 END + CASE WHEN extract(hour FROM t) > 17 THEN 333 ELSE 0 END"
  /// mWh of an hour.
  private static let made =
    "CASE WHEN extract(hour FROM t) BETWEEN 7 AND 18 THEN (e / 3600 * 104729) % 2100000 + extract(month FROM t) * 1001 ELSE 0 END"

  private func build(_ tariff: Tariff, in village: Village) throws {
    var lines = ["standing_charge base \(tariff.fixed) 20"]
    for period in tariff.periods {
      lines.append("energy \(period.name) \(period.blocks[0].price) 20 \(period.windows)")
      lines.append("feed_in \(period.name) \(period.feedIn) 0 \(period.windows)")
    }
    try village.tariff(tariff.name, from: "2017-01-01", lines.joined(separator: "\n"))
    for period in tariff.periods {
      for block in period.blocks.dropFirst() {
        try village.database.script(
          """
          INSERT INTO grid.tariff_price (tariff_id, valid_from, component, period, above_kwh, price, vat_rate)
          SELECT tariff_id, '2017-01-01', 'energy', '\(period.name)', \(block.above), \(block.price), 20
          FROM grid.tariff WHERE tariff = '\(tariff.name)'
          """)
      }
    }
  }

  /// `case month period EUR EUR` of the months' periods: unrounded sums of WO's lines and of W's; period 0 is the whole bill.
  private func bills(of tariff: Tariff, _ number: Int, _ month: Int, in village: Village) throws -> [[Double]] {
    var sums: [String: [String: Double]] = [:]
    for line in try village.database.lines(
      """
      SELECT m.meter || '|' || CASE l.kind WHEN 'standing_charge' THEN '' ELSE tariff_period END || '|' || sum(quantity * unit_price)
      FROM billing.draft_line AS l JOIN grid.meter AS m USING (meter_id)
      WHERE period @> '2018-\(padded(month, 2))-01'::date
      GROUP BY m.meter, CASE l.kind WHEN 'standing_charge' THEN '' ELSE tariff_period END
      """)
    {
      let word = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      sums[word[0], default: [:]][word[1]] = Double(word[2])!
    }
    var rows = [[0, sums["WO"]!.values.reduce(0, +), sums["W"]!.values.reduce(0, +)]]
    for (index, period) in tariff.periods.enumerated() {
      rows.append([Double(index + 1), sums["WO"]![period.name] ?? 0, sums["W"]![period.name] ?? 0])
    }
    return rows.map { [Double(number), Double(month)] + $0 }
  }

  // MARK: utilityrate5

  private struct Case: Encodable {
    let load, gen: [Double]
    let fixed: Double
    let prices: [[Double]]
    let weekday, weekend: [[Int]]
  }

  private func hours(of village: Village) throws -> [Case] {
    func values(_ register: Register) throws -> [Double] {
      try village.database.lines(
        """
        SELECT r.wh FROM grid.reading AS r JOIN grid.meter AS m USING (meter_id)
        WHERE m.meter = 'W' AND r.register = \(register.rawValue) ORDER BY r.starts_at
        """
      ).map { Double($0)! / 1000 }
    }
    let (load, made) = (try values(.consumption), try values(.production))
    #expect(load.count == 8760 && made.count == 8760)
    return Self.tariffs.map { tariff in
      // All periods have as many blocks; the last is open.
      let blocks = tariff.periods.map(\.blocks.count).max()!
      var prices: [[Double]] = []
      for (index, period) in tariff.periods.enumerated() {
        for block in 0..<blocks {
          let end = block + 1 < blocks ? Double(period.blocks[block + 1].above) : 1e38
          prices.append([
            Double(index + 1), Double(block + 1), end, 0, Double(period.blocks[block].price)!, Double(period.feedIn)!,
          ])
        }
      }
      func schedule(_ isWeekend: Bool) -> [[Int]] {
        (1...12).map { month in
          (0..<24).map { hour in 1 + tariff.periods.firstIndex { $0.contains(month, isWeekend, hour) }! }
        }
      }
      return Case(
        load: load, gen: made, fixed: Double(tariff.fixed)!, prices: prices, weekday: schedule(false),
        weekend: schedule(true))
    }
  }

  private func utilityRate(_ cases: [Case]) throws -> [[Double]] {
    let file = FileManager.default.temporaryDirectory.appending(path: "gridctl-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try JSONEncoder().encode(cases).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "\(repository)/Tests/BillingTests/utilityrate.py", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "run Scripts/setup.sh test")
    return output.split(separator: "\n").map { line in line.split(separator: " ").map { Double(String($0))! } }
  }
}
