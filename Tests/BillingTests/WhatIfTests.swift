import Database
import Documents
import Grid
import Support
import Testing

@testable import Billing

/// Bills of months that are not over, under other tariffs, and in another world.
@Suite struct WhatIfTests {
  let village: Village

  init() throws {
    village = try Village()
    try village.meter("M1", interval: 3600)
  }

  /// Totals of a month's days as `aggregate` makes them, from the blocks of the register of import.
  private func aggregate() throws {
    try village.database.script(
      """
      SELECT ops.add_partitions('aggregate.meter_day', array_agg(day)) FROM grid.interval_block;
      INSERT INTO aggregate.meter_day
      SELECT community_id, meter_id, day, interval_s, count(*), count(w), 0, 0,
             coalesce(sum(w) FILTER (WHERE register = 1), 0), coalesce(sum(w) FILTER (WHERE register = 2), 0), 0, 0, NULL,
             0, 0, 0, 900, '{}', '{}', '{}', '{}', NULL, '', 300
      FROM grid.interval_block, unnest(wh) AS w
      GROUP BY community_id, meter_id, day, interval_s
      """)
  }

  private func estimate(_ asOf: String, period: String? = nil) throws -> BillEstimate {
    let (estimates, findings) = try estimateBills(
      period: period.map { Village.month($0) }, asOf: Instant(asOf)!, on: village.connection)
    #expect(findings.isEmpty)
    return try #require(estimates.first)
  }

  @Test("ten days of 9.5 kWh and last year's 270 kWh make 278.333 kWh of a month of thirty days")
  func vector() throws {
    try village.tariff("T", "standing_charge base 10 20\nenergy HC 0.1 20 00:00-06:00\nenergy HP 0.2 20")
    try village.contract("A1")
    // 9 kWh a day last year; 95 kWh in ten days, a fifth of them before six in the morning.
    try village.read("M1", .imported, "375", from: "2025-11-01", to: "2025-12-01")
    try village.read(
      "M1", .imported, "CASE extract(hour FROM t) WHEN 3 THEN 1900 WHEN 12 THEN 7600 ELSE 0 END", from: "2026-11-01",
      to: "2026-11-11")
    try aggregate()

    let bill = try estimate("2026-11-11T11:00:00+01:00")

    let contract = try #require(bill.contracts.first)
    #expect((contract.known, contract.days) == (10, 30))
    #expect("\(contract.soFar) \(contract.monthDaily ?? 0) \(contract.lastYearDaily ?? 0)" == "95.000 9.500 9.000")
    #expect("\(contract.remaining)" == "183.333")
    // 278.333 kWh: 19 + 36.667 at 0.1, 76 + 146.667 at 0.2; lines 10.00, 1.90, 3.67, 15.20, 29.33; + 20 %.
    #expect("\(bill.total)" == "72.12")
    // 20 x 9.5 = 190 kWh and 20 x 9 = 180 kWh to come: 3.80 + 30.40 and 3.60 + 28.80.
    #expect("\(bill.low) \(bill.high)" == "71.40 73.56")
    #expect(try village.contents().isEmpty)
  }

  @Test("without last year the month's mean stands alone, and in its first two days last year's does")
  func ingredients() {
    func daily(_ known: Int64, _ soFar: Int64, _ lastYear: (Int64, Int64)?) -> Int64 {
      DailyMean(.blend, soFar: soFar, known: known, of: 30, lastYear: lastYear.map { ($0.0, $0.1) }).energy(of: 1)
    }
    #expect(daily(10, 95, nil) == 10)
    #expect(daily(0, 0, nil) == 0)
    #expect(daily(2, 1000, (30, 270)) == 9)
    #expect(daily(3, 30_000, (30, 270_000)) == 9100)
    #expect(daily(30, 3000, (30, 1)) == 100)
  }

  @Test("a contract that follows another one within the month goes on as that one did, in its periods")
  func followed() throws {
    try village.tariff("T", "energy HC 0.1 0 00:00-06:00\nenergy HP 0.2 0")
    try village.tariff("T", from: "2026-11-16", "energy HC 0.2 0 00:00-06:00\nenergy HP 0.3 0")
    try village.contract("A1", during: "[2024-01-01,2026-11-21)")
    try village.contract("A2", during: "[2026-11-21,)")
    // 10 kWh a day, a fifth of them before six in the morning.
    try village.read(
      "M1", .imported, "CASE extract(hour FROM t) WHEN 3 THEN 2000 WHEN 12 THEN 8000 ELSE 0 END", from: "2026-11-01",
      to: "2026-11-11")
    let bill = try estimate("2026-11-11T11:00:00+01:00")
    #expect(
      bill.contracts.map { "\($0.contract) \($0.known)/\($0.days) \($0.remaining)" } == [
        "A1 10/20 100.000", "A2 0/10 100.000",
      ])
    // 15 days at 0.2 + 1.6 EUR, 15 days at 0.4 + 2.4 EUR.
    #expect("\(bill.total)" == "69.00")
  }

  @Test("last year's month is the customer's own, and a day with gaps counts as the others")
  func lastYear() throws {
    try village.tariff("T", "energy all 0.1 0")
    try village.contract("A0", during: "[2024-01-01,2025-11-11)", customer: "BEFORE")
    try village.contract("A1", during: "[2025-11-11,)")
    // 24 kWh a day; of the tenant before 240. On ten days the afternoon is missing.
    try village.read(
      "M1", .imported,
      "CASE WHEN t < '2025-11-11' THEN 10000 WHEN t >= '2025-11-21' AND extract(hour FROM t) >= 12 THEN NULL ELSE 1000 END",
      from: "2025-11-01", to: "2025-12-01")
    try aggregate()
    let contract = try #require(try estimate("2026-11-01T11:00:00+01:00").contracts.first)
    #expect("\(contract.lastYearDaily ?? 0) \(contract.remaining)" == "24.000 720.000")
  }

  @Test("on the last day the estimate is the invoice, to the cent")
  func lastDay() throws {
    try village.tariff("T", "standing_charge base 9.99 5.5\nenergy HC 0.123456 20 22:00-06:00\nenergy HP 0.2 20")
    try village.tariff("T", from: "2025-04-11", "standing_charge base 8 5.5\nenergy all 0.222222 20")
    try village.tariff("S", "feed_in all 0.0777 0")
    try village.contract("A1", during: "[2025-04-03,)")
    try village.contract("A2", "production", tariff: "S")
    try village.read("M1", .imported, "(e / 3600 * 7919) % 1000")
    try village.read("M1", .exported, "(e / 3600 * 104729) % 700")
    try village.bill()
    let drafts = try village.totals()

    let last = try estimate("2025-05-01T00:00:00+02:00", period: "2025-04")
    let day = try estimate("2025-04-30T23:59:59+02:00")

    #expect(drafts[0].hasSuffix("= \(last.total)"))
    #expect(last.low == last.total && last.high == last.total)
    #expect(day.contracts.map(\.known) == [27, 29])
    #expect(day.total != last.total)
    #expect(try village.totals() == drafts)
    // Issued months are estimated as what they were.
    try village.issue()
    #expect(try estimate("2025-06-01T00:00:00+02:00", period: "2025-04").total == last.total)
  }

  @Test("what will come of neighbours is shared as the month so far")
  func neighbours() throws {
    try village.tariff("T", "energy all 0.2 20\ncommunity all 0.1 20")
    try village.contract("A1")
    try village.read("M1", .imported, "1000", to: "2025-04-11")
    try village.database.script(
      """
      SELECT ops.add_partitions('aggregate.allocation', ARRAY['2025-04-01'::date]);
      INSERT INTO aggregate.allocation
      SELECT community_id, meter_id, day, 'prorata', 900, 0, array_fill(125::bigint, ARRAY[96]), array_fill(0::bigint, ARRAY[96]), 12000, 0
      FROM grid.interval_block;
      INSERT INTO aggregate.community_allocation
      SELECT community_id, day, 'prorata', 900, 0, 0, array_fill(125::bigint, ARRAY[96]), 12000 FROM grid.interval_block
      """)
    // Half of 24 kWh a day; 10 days known, 20 to come: 120 and 240 kWh of each kind.
    let bill = try estimate("2025-04-11T12:00:00+02:00")
    #expect("\(bill.total)" == "129.60")
  }

  @Test("backtests of a steady meter are exact, of a rising one they get better day by day")
  func backtest() throws {
    try village.meter("M2", interval: 3600)
    try village.read("M1", .imported, "100")
    try aggregate()
    let month = Village.month("2025-04")
    let steady = try estimateErrors(period: month, on: village.connection)
    #expect(steady.map(\.error) == Array(repeating: "0.0", count: 30))
    #expect(steady.allSatisfy { $0.byLastYear == nil && $0.months == 1 })

    try village.database.script("DELETE FROM aggregate.meter_day")
    try village.read("M2", .imported, "100 * extract(day FROM t)::int")
    try aggregate()
    let errors = try estimateErrors(period: month, customer: nil, on: village.connection)
    // M2: day d of 1…30 uses d units, 465 in all; after 10 days 55 + 20 x 5.5 = 165: 64.516 % off, M1 none.
    #expect(errors[9].byMonth == "32.3")
    #expect(errors[29].error == "0.0")
  }

  @Test("another tariff is compared month by month, under its own prices or those of one day")
  func simulate() throws {
    try village.tariff("T", "standing_charge base 10 20\nenergy all 0.2 20")
    try village.tariff("N", from: "2025-05-01", "energy night 0.1 20 00:00-12:00\nenergy day 0.2 20")
    try village.contract("A1")
    try village.read("M1", .imported, "1000", to: "2025-06-01")
    try aggregate()
    try village.bill("2025-05")
    let before = try village.contents()
    let months = [Village.month("2025-04"), Village.month("2025-05")]

    let own = try simulateBills(months: months, customer: "KM1", tariff: "N", on: village.connection)
    // 720 and 744 kWh.
    #expect(own.months.map { "\($0.drawn.rounded(to: 0)) \($0.own ?? 0)" } == ["720 184.80", "744 190.56"])
    #expect(own.months.map { $0.other.map { "\($0)" } } == [nil, "133.92"])
    #expect(own.findings.map(\.code) == ["no-tariff-version"])

    let then = try simulateBills(
      months: months, customer: "KM1", tariff: "N", priceDay: LocalDay("2025-07-01")!, on: village.connection)
    #expect(then.months.map { "\($0.other ?? 0)" } == ["129.60", "133.92"])
    #expect(then.findings.isEmpty)
    #expect(try village.contents() == before)
    #expect(
      failure(of: { _ = try simulateBills(months: months, customer: "KM1", tariff: "X", on: village.connection) })
        == "66: there is no tariff 'X'")
  }

  @Test("another world bills neither the regularisations that wait nor a month without readings")
  func waiting() throws {
    try village.tariff("T", "energy all 0.1 0")
    try village.contract("A1")
    try village.read("M1", .imported, "1000", to: "2025-07-01")
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try village.database.script(
      "UPDATE grid.interval_block SET wh = array_fill(2000, ARRAY[24]) WHERE day = '2025-04-07'")
    _ = try correctBills(
      period: Village.month("2025-04"), asOf: Instant("2025-08-01T10:00:00Z")!, on: village.connection)
    try aggregate()
    let months = ["2025-05", "2025-06", "2025-07"].map { Village.month($0) }
    let year = try billedYear(months: months, customer: "KM1", on: village.connection).months
    #expect(year.map { $0.alone.map { "\($0)" } } == ["74.40", "72.00", nil])
    let other = try simulateBills(months: months, customer: "KM1", tariff: "T", on: village.connection).months
    #expect(other.map { $0.own.map { "\($0)" } } == ["74.40", "72.00", nil])
    #expect(other.map(\.other) == other.map(\.own))
  }

  @Test("a year says what was billed, paid and saved against a life without production and neighbours")
  func year() throws {
    try village.tariff("T", "standing_charge base 10 20\nenergy all 0.2 20")
    try village.tariff("R", "energy all 0.3 20")
    try village.tariff("S", "feed_in all 0.1 0")
    try village.contract("A1")
    try village.contract("A2", "production", tariff: "S")
    // 1 kWh an hour used; 3 kWh made at noon: 23 kWh drawn and 2 fed in a day.
    try village.read("M1", .consumption, "1000", to: "2025-06-01")
    try village.read("M1", .production, "CASE extract(hour FROM t) WHEN 12 THEN 3000 ELSE 0 END", to: "2025-06-01")
    try village.database.script(
      """
      SELECT ops.add_partitions('aggregate.meter_day', array_agg(day)) FROM grid.interval_block;
      INSERT INTO aggregate.meter_day
      SELECT DISTINCT community_id, meter_id, day, 3600, 24, 24, 24000, 3000, 23000, 2000, 0, 0, NULL::int,
             0, 0, 0, 900, '{}'::bigint[], '{}'::bigint[], '{}'::bigint[], '{}'::bigint[], NULL::smallint[], ''::varbit, 300
      FROM grid.interval_block
      """)
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try village.database.script(
      "INSERT INTO billing.payment SELECT community_id, invoice, 'x', 'transfer', '2025-05-09', 100 FROM billing.invoice"
    )

    let (months, findings) = try billedYear(
      months: [Village.month("2025-04"), Village.month("2025-05")], customer: "KM1", reference: "R",
      on: village.connection)

    #expect(findings.isEmpty)
    let april = months[0]
    #expect("\(april.used.rounded(to: 0)) \(april.drawn.rounded(to: 0)) \(april.fedIn.rounded(to: 0))" == "720 690 60")
    // (10 + 138) x 1.2 - 6; (10 + 144) x 1.2; 207 x 1.2 - 6.
    #expect(
      "\(april.billed ?? 0) \(april.paid ?? 0) \(april.alone ?? 0) \(april.reference ?? 0)"
        == "171.60 100.00 184.80 242.40")
    #expect("\(april.saved ?? 0) \(april.savedAgainstReference ?? 0)" == "13.20 70.80")
    #expect(months[1].billed == nil && months[1].saved == nil)
    #expect("\(months[1].alone ?? 0)" == "190.56")
  }
}
