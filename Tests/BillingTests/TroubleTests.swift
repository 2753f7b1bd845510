import Database
import Grid
import Support
import Testing

@testable import Billing

/// Prices that lack a part, readings that cannot be, and corrections that cross each other.
@Suite struct TroubleTests {
  let village: Village

  /// Two meters of 1 kWh an hour from April to June.
  init() throws {
    village = try Village()
    try village.tariff("T", "standing_charge base 10 5.5\nenergy all 0.1 20\nfeed_in all 0.05 0")
    for meter in ["M1", "M2"] {
      try village.meter(meter, interval: 3600)
      try village.contract("A" + meter, meter: meter)
      try village.read(meter, .imported, "1000", to: "2025-07-01")
      try village.read(meter, .exported, "500", to: "2025-07-01")
    }
  }

  private func change(_ wh: Int, on day: String, _ meter: String = "M1") throws {
    try village.database.script(
      """
      UPDATE grid.interval_block SET wh = array_fill(\(wh), ARRAY[24])
      WHERE day = '\(day)' AND register = 1 AND meter_id = (SELECT meter_id FROM grid.meter WHERE meter = '\(meter)')
      """)
  }

  private func tax(_ code: String, _ unit: String, vat: String = "NULL", from day: String = "2020-01-01") throws {
    try village.database.script(
      """
      INSERT INTO grid.tax (tax) VALUES ('\(code)');
      INSERT INTO grid.tax_rate (tax_id, valid_from, unit, rate, vat_rate) SELECT tax_id, '\(day)', '\(unit)', 0.5, \(vat) FROM grid.tax WHERE tax = '\(code)';
      """)
  }

  private func levy(_ code: String) throws {
    try village.database.script(
      """
      INSERT INTO grid.tariff_price (tariff_id, valid_from, component, period, tax_id)
      SELECT tariff_id, '2024-01-01', 'tax', '\(code)', tax_id FROM grid.tariff, grid.tax WHERE tariff = 'T' AND tax = '\(code)'
      """)
  }

  private func correct(_ month: String = "2025-04", customer: String? = nil, threshold: String = "10") throws
    -> [String]
  {
    try correctBills(
      period: Village.month(month), customer: customer, threshold: threshold, asOf: Instant("2025-08-01T10:00:00Z")!,
      on: village.connection
    ).corrections.map { "\($0.invoice) \($0.mode) \($0.delta)" }
  }

  private func findings() throws -> [String] { try village.bill().findings.map { "\($0.contract) \($0.text)" } }

  @Test("a reading below zero holds the customer's month, whatever its register, and no other month")
  func negative() throws {
    try change(-1, on: "2025-04-30")
    try village.contract("S1", "production")
    #expect(
      try village.bill().findings
        == ["AM1", "S1"].map {
          BillFinding(contract: $0, code: "negative-energy", text: "a reading of 2025-04-30 is below zero")
        })
    #expect(try village.database.lines("SELECT count(*) AS n FROM billing.draft") == ["1"])
    #expect(try village.bill("2025-05").findings.isEmpty)
  }

  @Test("a levy on power, and a charge that knows not the contract's power, are findings, not failures")
  func power() throws {
    try tax("subscription", "kVA", vat: "20")
    try levy("subscription")
    #expect(try findings().first == "AM1 tariff 'T' has a levy on power, and the contract has none, in 2025-04")
    try village.database.script("UPDATE grid.contract SET power_kva = 6")
    #expect(try findings() == [])
    // Another charge for any power does not stand in for the one that lacks 6 kVA.
    try village.database.script(
      """
      UPDATE grid.tariff_price SET power_kva = 9 WHERE component = 'standing_charge';
      INSERT INTO grid.tariff_price (tariff_id, valid_from, component, period, price, vat_rate)
      SELECT tariff_id, '2024-01-01', 'standing_charge', 'metering', 1, 20 FROM grid.tariff
      """)
    #expect(
      try findings().first == "AM1 tariff 'T' has no standing charge 'base' for the contract's power in 2025-04")
  }

  @Test("a VAT without a rate is a finding for production with a power too, and a levy is no VAT")
  func vat() throws {
    try tax("vat", "percent", from: "2025-05-01")
    try tax("levy", "kWh", vat: "20")
    try village.database.script(
      """
      DELETE FROM grid.contract;
      UPDATE grid.tariff_price SET vat_rate = NULL, vat_tax_id = (SELECT tax_id FROM grid.tax WHERE tax = 'vat')
      WHERE component = 'feed_in'
      """)
    try village.contract("S1", "production")
    try village.database.script("UPDATE grid.contract SET power_kva = 6")
    #expect(try findings() == ["S1 tariff 'T' has no rate of tax 'vat' in 2025-04"])
    try village.database.script(
      "UPDATE grid.tariff_price SET vat_tax_id = (SELECT tax_id FROM grid.tax WHERE tax = 'levy') WHERE component = 'feed_in'"
    )
    #expect(try findings() == ["S1 tariff 'T' has for VAT the levy 'levy' in 2025-04"])
  }

  @Test("correcting one customer leaves the corrections of the others as they are")
  func oneCustomer() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    for meter in ["M1", "M2"] { try change(11_000, on: "2025-04-07", meter) }
    #expect(try correct().count == 2)
    let drafts = try village.contents()
    #expect(try correct(customer: "KM1") == ["F2025-000001 credit 28.80"])
    #expect(try village.contents() == drafts)
    #expect(
      try village.issue(asOf: "2025-05-10T10:00:00Z").invoices == [
        "C2025-000001", "C2025-000002", "F2025-000003", "F2025-000004",
      ])
    #expect(try correct() == [])
  }

  @Test("a regularisation is taken into one draft, and a draft whose regularisation changed is not issued")
  func regularisation() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try change(2000, on: "2025-04-07")
    #expect(try correct() == ["F2025-000001 regularisation 2.88"])
    try village.bill("2025-05")
    try village.bill("2025-06")
    func taken() throws -> [String] {
      try village.database.lines(
        """
        SELECT to_char(lower(period), 'MM'), sum(net_eur) FROM billing.draft_line
        WHERE regularises IS NOT NULL AND document = 'invoice' GROUP BY 1 ORDER BY 1
        """)
    }
    #expect(try taken() == ["05|2.40"])

    try change(3000, on: "2025-04-07")
    #expect(try correct() == ["F2025-000001 regularisation 5.76"])
    #expect(
      failure(of: { try village.issue("2025-05", asOf: "2025-07-02T10:00:00Z") })
        == "65: drafts of 2025-05 have regularisations that changed since: customer 'KM1'")
    try village.bill("2025-05")
    #expect(try taken() == ["05|4.80"])
    for month in ["2025-05", "2025-06"] {
      #expect(try village.issue(month, asOf: "2025-07-02T10:00:00Z").invoices.count == 2)
    }
    #expect(try correct() == [])
    #expect(try village.database.lines("SELECT count(*) AS n FROM billing.draft") == ["0"])
    try village.expectChecksHold()
  }

  @Test("what replaces an invoice that regularised does not swallow a regularisation that waits")
  func waiting() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try change(2000, on: "2025-04-07")
    _ = try correct()
    try village.bill("2025-05")
    try village.issue("2025-05", asOf: "2025-06-03T10:00:00Z")
    // Both months change: May is credited and replaced while April's second regularisation waits for June.
    try change(4000, on: "2025-04-08")
    try change(30_000, on: "2025-05-08")
    #expect(try correct() == ["F2025-000001 regularisation 8.64"])
    #expect(try correct("2025-05").first?.hasSuffix("credit 83.52") == true)
    try village.issue("2025-05", asOf: "2025-06-10T10:00:00Z")
    #expect(try village.database.lines("SELECT document FROM billing.draft") == ["regularisation"])
    try village.bill("2025-06")
    try village.issue("2025-06", asOf: "2025-07-03T10:00:00Z")
    #expect(try correct() == [])
    #expect(try correct("2025-05") == [])
    try village.expectChecksHold()
  }

  @Test("no regularisation waits for a customer whose only contract that runs on is self-billed")
  func selfBilled() throws {
    try village.contract("S1", "production")
    try village.database.script(
      """
      UPDATE grid.contract SET settlement = 'self_billed' WHERE contract = 'S1';
      UPDATE grid.contract SET during = '[2024-01-01,2025-05-01)' WHERE contract = 'AM1'
      """)
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try change(2000, on: "2025-04-07")
    #expect(try correct() == ["F2025-000001 credit 2.88"])
  }

  /// The totals of a day of 1 kWh an hour.
  private func total(_ meter: String, on day: String) throws {
    try village.database.script(
      """
      INSERT INTO aggregate.meter_day
      SELECT community_id, meter_id, '\(day)', 3600, 24, 24, 24000, 0, 24000, 0, 0, 0, 1000, 0, 0, 0, 900, '{}', '{}', '{}', '{}', NULL, '', 900
      FROM grid.membership WHERE meter_id = (SELECT meter_id FROM grid.meter WHERE meter = '\(meter)')
      """)
  }

  @Test("readings that come after an invoice of nothing are a finding, and those that a meter estimated are none")
  func differences() throws {
    try village.database.script(
      """
      UPDATE grid.interval_block SET wh = array_fill(NULL::integer, ARRAY[24])
      WHERE register = 1 AND meter_id = (SELECT meter_id FROM grid.meter WHERE meter = 'M1');
      UPDATE grid.interval_block SET quality = array_fill(1::smallint, ARRAY[24])
      WHERE day = '2025-04-09' AND meter_id = (SELECT meter_id FROM grid.meter WHERE meter = 'M2');
      SELECT ops.add_partitions('aggregate.meter_day', array_agg(d::date)) FROM generate_series('2025-04-01'::timestamp, '2025-04-30', '1 day') AS d;
      """)
    for day in 1...30 { try total("M2", on: "2025-04-\(padded(day, 2))") }
    try village.tariff("Z", "energy low 0.1 20 00:00-06:00\nenergy high 0.2 20")
    try village.database.script(
      "UPDATE grid.contract SET tariff_id = (SELECT tariff_id FROM grid.tariff WHERE tariff = 'Z') WHERE contract = 'AM1'"
    )
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z", tolerance: "100")
    #expect(try findings() == [])
    try total("M1", on: "2025-04-07")
    #expect(try village.bill().findings.map(\.code) == ["invoice-differs"])
  }
}
