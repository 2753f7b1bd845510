import Database
import Foundation
import Grid
import Support
import Testing

@testable import Billing

/// Readings, contracts, prices and communities that change at random while months are billed, corrected and issued.
///
/// `GRIDCTL_SEEDS=200` tries as many sequences.
@Suite struct CorrectionSequenceTests {
  static let seeds = 1...(ProcessInfo.processInfo.environment["GRIDCTL_SEEDS"].flatMap { Int($0) } ?? 10)

  @Test("after all corrections are issued, what was billed is what the months come to now", arguments: seeds)
  func settles(seed: Int) throws {
    let town = try Town(seed: seed)
    for _ in 0..<town.pick(12...25) { try town.act() }
    try town.settle()

    for month in town.months {
      let (billed, due) = (try town.billed(month), try town.due(month))
      #expect(billed == due, "seed \(seed), \(month)\n\(town.log.joined(separator: "\n"))")
    }
    #expect(try town.village.database.lines("SELECT document FROM billing.draft") == [], "seed \(seed)")
    #expect(try town.village.database.violations() == [], "seed \(seed)\n\(town.log.joined(separator: "\n"))")
  }
}

/// Three meters of two communities, and the dice that change them.
private final class Town {
  let village = try! Village()
  private(set) var log: [String] = []
  private var state: UInt64
  /// Months that were billed: January 2025 to this one.
  private var last = 1
  private var today = LocalDay("2025-02-03")!

  var months: [String] { (1...last).map { "2025-\(padded($0, 2))" } }

  init(seed: Int) throws {
    state = UInt64(seed)
    try village.community("C2", zone: "Atlantic/Canary")
    try village.database.script(
      """
      INSERT INTO grid.tax (tax) VALUES ('vat'), ('excise');
      INSERT INTO grid.tax_rate (tax_id, valid_from, unit, rate, vat_rate)
      SELECT tax_id, f::date, u, r, v FROM grid.tax JOIN (VALUES ('vat', '2020-01-01', 'percent', 5.5, NULL),
        ('vat', '2025-02-10', 'percent', 20, NULL), ('excise', '2020-01-01', 'kWh', 0.0337, 20)) AS x (t, f, u, r, v) ON t = tax;
      """)
    try village.tariff("T", "standing_charge base 10.01 5.5\nenergy all 0.1 20")
    try village.tariff("U", "standing_charge base 7 5.5\nenergy night 0.1 20 22:00-06:00\nenergy day 0.25 20")
    try village.tariff("S", "feed_in all 0.06 20")
    try village.tariff("SU", "feed_in day 0.07 0 08:00-20:00\nfeed_in night 0.05 0")
    // The excise, and a VAT that changes in February; 100 kWh of U's days are cheap.
    try sql(
      """
      INSERT INTO grid.tariff_price (tariff_id, valid_from, component, period, tax_id)
      SELECT tariff_id, '2024-01-01', 'tax', 'excise', tax_id FROM grid.tariff, grid.tax WHERE tariff = 'U' AND tax = 'excise';
      INSERT INTO grid.tariff_price (tariff_id, valid_from, component, period, above_kwh, price, vat_rate)
      SELECT tariff_id, '2024-01-01', 'energy', 'day', 100, 0.29, 20 FROM grid.tariff WHERE tariff = 'U';
      UPDATE grid.tariff_price SET vat_rate = NULL, vat_tax_id = (SELECT tax_id FROM grid.tax WHERE tax = 'vat')
      WHERE component = 'standing_charge' AND price = 7
      """)
    for number in 1...3 {
      let meter = "M\(number)"
      try village.meter(meter, interval: 3600)
      try village.contract("A\(number)", meter: meter, tariff: number == 2 ? "U" : "T")
      try village.read(meter, .imported, "(e / 3600 * 7919) % \(400 * number)", from: "2025-01-01", to: "2025-07-01")
      guard number > 1 else { continue }
      try village.read(meter, .exported, "(e / 3600 * 331) % 900", from: "2025-01-01", to: "2025-07-01")
      try village.contract("S\(number)", "production", meter: meter, tariff: number == 2 ? "S" : "SU")
    }
    try sql("UPDATE grid.contract SET settlement = 'self_billed' WHERE contract = 'S3'")
  }

  // MARK: Dice

  private func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  func pick(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(next() % UInt64(range.count)) }
  private func pick<T>(_ list: [T]) -> T { list[pick(0...(list.count - 1))] }
  private func day() -> LocalDay { LocalDay("2025-01-01")!.advanced(by: pick(0...(last * 30))) }
  private func meter() -> String { "M\(pick(1...3))" }
  private func month() -> String { pick(months) }

  private func sql(_ text: String) throws {
    log.append(text)
    try village.database.script(text)
  }

  // MARK: What happens

  func act() throws {
    switch pick(0...15) {
    case 0...2: try changeReadings()
    case 3: try changeContract()
    case 4: try succeedContract()
    case 5:
      try sql(
        "UPDATE grid.tariff_price SET price = price + 0.01 * \(pick(1...5)) WHERE component = '\(pick(["energy", "feed_in"]))'"
      )
    case 6:
      try sql(
        "UPDATE grid.contract SET settlement = '\(pick(["line", "self_billed"]))' WHERE contract = 'S\(pick(2...3))'")
    case 7: try move()
    case 8...10:
      try correct(month(), threshold: pick(["0", "1", "10", "1000"]), customer: pick([nil, nil, "K" + meter()]))
    case 11: try bill(month())
    case 12, 13: try issue(month(), tolerance: pick(["0", "100"]))
    default:
      last = min(last + 1, 5)
      today = max(today, LocalDay("2025-\(padded(last + 1, 2))-02")!)
      try bill(months[last - 1])
      if pick(0...2) > 0 { try issue(months[last - 1], tolerance: "100") }
    }
  }

  private func changeReadings() throws {
    let (meter, day) = (meter(), day())
    let value = pick(["NULL::integer", "\(pick(0...3000))", "0", "wh[1] + 1"])
    try sql(
      """
      UPDATE grid.interval_block SET wh = array_fill(\(value), ARRAY[array_length(wh, 1)])
      WHERE register = \(pick(1...2)) AND day >= '\(day)' AND day < '\(day.advanced(by: pick([1, 1, 3, 40])))'
        AND meter_id = (SELECT meter_id FROM grid.meter WHERE meter = '\(meter)')
      """)
    if pick(0...3) == 0 {
      try sql(
        """
        UPDATE grid.interval_block SET quality = array_fill(\(pick(0...1))::smallint, ARRAY[array_length(wh, 1)])
        WHERE day = '\(day)' AND meter_id = (SELECT meter_id FROM grid.meter WHERE meter = '\(meter)')
        """)
    }
  }

  /// Begins or ends a contract earlier or later; one that would overlap another stays as it is.
  private func changeContract() throws {
    let code = pick(["A1", "A2", "A3", "S2", "S3"])
    let during = pick(["[2024-01-01,\(day()))", "[\(day()),)", "[2024-01-01,)", "[2031-01-01,)"])
    try attempt(
      "UPDATE grid.contract SET during = '\(during)' WHERE contract = '\(code)' AND NOT isempty('\(during)'::daterange)"
    )
  }

  /// Ends a meter's contract and begins another, of the same customer or a new one.
  private func succeedContract() throws {
    let (meter, day, code) = (meter(), day(), "N\(log.count)")
    try attempt(
      """
      UPDATE grid.contract SET during = daterange(lower(during), '\(day)')
      WHERE kind = 'consumption' AND meter_id = (SELECT meter_id FROM grid.meter WHERE meter = '\(meter)')
        AND during @> '\(day)'::date AND lower(during) < '\(day)'
      """)
    do {
      try village.contract(
        code, meter: meter, tariff: pick(["T", "U"]), during: "[\(day),)", customer: pick([nil, "KNEW"]))
      log.append("contract \(code) of \(meter) from \(day)")
    } catch is DatabaseFailure {}
  }

  /// Moves a meter to the other community from a day on, with its readings, or back for good.
  private func move() throws {
    let (meter, day, isBack) = (meter(), day(), pick(0...2) == 0)
    let id = "(SELECT meter_id FROM grid.meter WHERE meter = '\(meter)')"
    try sql("DELETE FROM grid.membership WHERE meter_id = \(id)")
    try village.member(meter, of: "C1", isBack ? "[2024-01-01,)" : "[2024-01-01,\(day))")
    if !isBack { try village.member(meter, of: "C2", "[\(day),)") }
    try sql(
      """
      UPDATE grid.interval_block AS b SET community_id = m.community_id FROM grid.membership AS m
      WHERE b.meter_id = \(id) AND m.meter_id = b.meter_id AND m.during @> b.day AND b.community_id <> m.community_id
      """)
  }

  private func attempt(_ text: String) throws {
    do { try sql(text) } catch let failure as DatabaseFailure where failure.code == "23P01" || failure.code == "23514" {
    }
  }

  @discardableResult
  private func correct(_ month: String, threshold: String, customer: String? = nil) throws -> Int {
    let summary = try correctBills(
      period: Village.month(month), customer: customer, threshold: threshold, asOf: now, on: village.connection)
    #expect(summary.findings.isEmpty)
    log.append(
      "\(today) correct \(month) \(threshold) \(customer ?? "all"): \(summary.corrections.map { "\($0.invoice) \($0.mode) \($0.delta)" })"
    )
    return summary.corrections.count
  }

  private var now: Instant { Instant("\(today)T10:00:00Z")! }

  private func bill(_ month: String) throws {
    log.append("\(today) run \(month): \(try village.bill(month).drafts)")
  }

  private func issue(_ month: String, tolerance: String) throws {
    do {
      log.append("\(today) issue \(month): \(try village.issue(month, asOf: "\(now)", tolerance: tolerance).invoices)")
    } catch BillingFailure.staleRegularisation {
      try bill(month)
      log.append(
        "\(today) stale, issue \(month): \(try village.issue(month, asOf: "\(now)", tolerance: tolerance).invoices)")
    }
    today = today.advanced(by: pick(0...2))
  }

  /// Corrects, bills and issues until nothing is left to do; regularisations wait for the next month.
  func settle() throws {
    for _ in 0..<7 {
      var found = 0
      for month in months { found += try correct(month, threshold: "5") }
      for month in months { try bill(month) }
      for month in months { try issue(month, tolerance: "100") }
      if found == 0, try village.database.lines("SELECT 1 AS one FROM billing.draft") == [] { return }
      last += 1
      today = max(today, last < 12 ? LocalDay("2025-\(padded(last + 1, 2))-02")! : LocalDay("2026-01-02")!)
    }
    Issue.record("does not settle:\n\(log.joined(separator: "\n"))")
  }

  // MARK: What came of it

  private static let columns =
    """
    concat_ws(' ', m.meter, c.community, u.customer, k.contract, l.kind, l.tariff_period, l.during, l.estimated, l.unit_price,
      l.vat_rate, sum(l.quantity)::numeric(14,6), sum(l.net_eur)) AS text
    """
  private static let joins =
    """
    JOIN grid.meter AS m USING (meter_id) JOIN grid.community AS c USING (community_id)
    JOIN grid.customer AS u ON u.customer_id = l.customer_id JOIN grid.contract AS k ON k.contract_id = l.contract_id
    GROUP BY m.meter, c.community, u.customer, k.contract, l.kind, l.tariff_period, l.above_kwh, l.during, l.estimated,
      l.unit_price, l.vat_rate
    HAVING sum(l.quantity) <> 0 OR sum(l.net_eur) <> 0 ORDER BY 1
    """

  /// The sums of all lines about a month, on whatever document.
  func billed(_ month: String) throws -> [String] {
    try village.database.lines(
      """
      SELECT \(Self.columns) FROM (SELECT * FROM billing.billed_line WHERE lower(period) = '\(month)-01') AS l \(Self.joins)
      """)
  }

  /// The same of the month as it is rated now.
  func due(_ month: String) throws -> [String] {
    let connection = village.connection
    let period = Village.month(month)
    return try connection.rehearsal {
      try village.database.script(
        "DELETE FROM billing.draft; DELETE FROM billing.draft_line; DELETE FROM billing.draft_vat")
      var book = TariffBook(period)
      for community in try billedCommunities(period: period, nil, on: connection) {
        let result = try Rating(period: period, scope: .all).makeDrafts(of: community, &book, on: connection)
        #expect(result.findings.isEmpty)
      }
      return try village.database.lines("SELECT \(Self.columns) FROM billing.draft_line AS l \(Self.joins)")
    }
  }
}
