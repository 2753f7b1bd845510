import Database
import Documents
import Foundation
import Grid
import Support
import Testing

@testable import Reports

/// The sheets about money, partners and what came before, beside figures worked out by hand; and the workbook as others read it.
@Suite struct ManagementSheetTests {
  let database = try! TestDatabase()
  let period = Period("2025-03-28..2025-04-03", today: LocalDay(number: 0))!
  let asOf = Instant("2025-06-01T04:00:00+02:00")!

  init() throws {
    try Fixture.fill(database)
    try database.script(Self.money)
  }

  /// Of the fixture's invoice of 12.01 there are 5 paid; another of 20 is taken back, and 3 are owed for feed-in.
  private static let money = """
    INSERT INTO billing.invoice (community_id, series, year, number, document, version, corrects, customer_id, meter_id, period,
      issued_at, issued_on, due_on, buyer_name, buyer_country, language, expected_count, present_count, net_eur, vat_eur,
      total_eur, credit_eur)
    SELECT 1, 'R', 2025, v.number, v.document, 0, v.corrects, 2, 2, '[2025-04-01,2025-05-01)', '2025-05-02T08:00:00Z', '2025-05-02',
      v.due::date, 'x', 'FR', 'fr', 192, 192, v.net, v.vat, v.net + v.vat, 0
    FROM (VALUES (2, 'credit_note', 'R2025-000009', -16.00, -4.00, '2025-05-02'),
                 (3, 'self_billed', NULL, -2.50, -0.50, '2025-07-01')) AS v (number, document, corrects, net, vat, due);
    INSERT INTO billing.payment VALUES (1, 'R2025-000001', 'X1', 'transfer', '2025-05-10', 5.00);
    INSERT INTO billing.invoice_line
    SELECT 1, v.invoice, v.line, 3, v.kind, 'base', 0, v.during::daterange, false, NULL, v.quantity, v.unit, v.price, v.net, 20
    FROM (VALUES ('R2025-000001', 1, 'energy', '[2025-04-01,2025-05-01)', 50.5, 'kWh', 0.2, 10.10),
                 ('R2025-000001', 2, 'feed_in', '[2025-04-01,2025-05-01)', -0.9, 'kWh', 0.1, -0.09),
                 ('R2025-000002', 1, 'energy', '[2025-03-28,2025-04-01)', -20.25, 'kWh', 0.2, -4.05),
                 ('R2025-000003', 1, 'feed_in', '[2025-04-03,2025-05-01)', -9, 'kWh', 0.1, -0.90))
      AS v (invoice, line, kind, during, quantity, unit, price, net);
    INSERT INTO partner.partner (partner, name, trust, plan, eur_per_1000, vat_rate) VALUES
      ('P1', 'x', 2, 'request', 2.5, 20), ('P2', 'x', 1, 'datapoints', 1, 20);
    INSERT INTO partner.ledger (partner_id, kind, product, datapoints, eur_per_1000, entered_at, reference) VALUES
      (1, 'topup', 'x', 130, 0, '2025-03-01T00:00Z', 'a'), (1, 'debit', 'production', -70, 2.5, '2025-03-29T23:30Z', 'b'),
      (1, 'topup', 'x', 100, 0, '2025-04-02T21:59Z', 'c'), (1, 'debit', 'production', -70, 2.5, '2025-04-02T22:00Z', 'd');
    INSERT INTO partner.package (package, partner_id, product, communities, grain, period, built_at, datapoints, suppressed, file,
      bytes, sha256, ledger_id)
    VALUES ('K1', 1, 'production', '{}', 'hour', '[2025-03-29,2025-03-30)', '2025-03-29T23:30Z', 240, 12, 'k.zip', 10,
      repeat('0', 64), 2);
    GRANT UPDATE (package_id) ON partner.package TO CURRENT_USER;
    INSERT INTO partner.request (partner_id, product, communities, grain, period, asked_at, package_id, refusal) VALUES
      (1, 'production', '{}', 'hour', '[2025-03-29,2025-03-30)', '2025-03-29T23:30Z', 1, NULL),
      (1, 'consumption_detailed', '{}', 'hour', '[2025-03-29,2025-03-30)', '2025-03-30T00:30Z', NULL, 'trust'),
      (2, 'production', '{}', 'hour', '[2025-03-29,2025-03-30)', '2025-03-30T00:30Z', NULL, 'trust');
    """

  func report(_ language: PrintLanguage = .en, asOf: Instant? = nil) throws -> Document {
    try ManagementReport(
      period, community: nil, asOf: asOf ?? self.asOf, language: language, on: database.connection
    ).document()
  }

  @Test("accounts: invoiced, credited, paid, open, overdue, owed")
  func accounts() throws {
    // Without the invoice that it takes back the credit note is owed too: 20 + 3.
    #expect(
      try lines(of: sheet("Accounts", of: report())) == [
        "CA|1|12.01 €|1|-20.00 €|1|-3.00 €|1|6.66 €|1|5.00 €|7.01 €|1|7.01 €|23.00 €"
      ])
    let early = try report(asOf: Instant("2025-05-16T04:00:00+02:00")!)
    #expect(try columns(["Overdue", "Overdue €", "Open"], of: sheet("Accounts", of: early)) == ["0|0.00 €|7.01 €"])
    #expect(
      try columns(["Invoice", "Document", "Status", "Paid", "Open"], of: sheet("Invoices", of: report())) == [
        "draft|invoice|draft||", "R2025-000001|invoice|overdue|5.00 €|7.01 €",
        "R2025-000002|credit note|open|0.00 €|-20.00 €",
        "R2025-000003|self-billed|open|0.00 €|-3.00 €", "none||not billed||",
      ])
  }

  @Test("revenue by component: lines whose days begin in the period, what was taken back subtracted")
  func revenue() throws {
    #expect(
      try lines(of: sheet("Revenue", of: report())) == [
        "CA|energy|30.3|kWh|6.05 €|0.00 €|2", "CA|feed-in|-0.9|kWh|-0.09 €|0.00 €|1",
      ])
    #expect(try columns(["Meter", "Bought back"], of: sheet("Production", of: report())) == ["A2|0.09 €"])
  }

  @Test("partners: what they asked for and paid, cut at local midnights")
  func partners() throws {
    #expect(
      try lines(of: sheet("Partners", of: report())) == [
        // 130 - 70 + 100; the last debit is at midnight after the period.
        "P1|2|per request|2|1|trust 1|1|240|12|100|70|0|160|0.18 €|",
        "P2|1|datapoints|1|1|trust 1|0|0|0|0|0|0|0|0.00 €|",
      ])
  }

  @Test("the summary judges what is to be looked at, and stands beside the period before")
  func summary() throws {
    #expect(
      try columns(["Figure", "State"], of: sheet("Summary", of: report())).contains("Silent meters|"), "nobody looked")
    try database.script(
      """
      INSERT INTO ops.run (command, arguments, as_of, started_at, host, version)
      VALUES ('check meters', '{}', '2025-05-01T00:00Z', '2025-05-01T00:00Z', 'h', '0');
      UPDATE ops.run SET ended_at = started_at, status = 1;
      INSERT INTO grid.malfunction (community_id, meter_id, kind, subject, since_at, detected_at, last_seen_at, closed_at, evidence)
      SELECT community_id, meter_id, kind, subject, '2025-04-01T00:00Z', '2025-04-03T00:00Z', '2025-04-03T00:00Z', closed_at::timestamptz, '{}'
      FROM (SELECT min(meter_id) AS meter_id, community_id FROM grid.membership GROUP BY community_id) AS m
      CROSS JOIN (VALUES ('absence', '', NULL), ('absence', '', '2025-04-04T00:00Z'), ('absence', 'export', NULL), ('inconsistency', '', NULL))
        AS k (kind, subject, closed_at)
      WHERE community_id = 1
      """)
    let now = try sheet("Summary", of: report())
    #expect(try columns(["Figure", "CA", "CB", "All"], of: now).contains("Silent meters|1.00|0.00|1.00"))
    let states = try columns(["Figure", "State"], of: now)
    #expect(states.contains("Data completeness|● watch"))  // 2759 of 2860
    #expect(states.contains("Overdue|● act"))  // 7.01 of 12.01
    #expect(states.contains("Silent meters|● act"))
    #expect(states.contains("Not billed|● watch"))
    #expect(!now.columns.contains { $0.heading.hasPrefix("Since") })
    // The three days before have the readings of 2025-03-28 to 30.
    let later = try ManagementReport(
      Period("2025-03-31..2025-04-03", today: LocalDay(number: 0))!, community: "CB", asOf: asOf,
      on: database.connection)
    let trend = try sheet("Summary", of: later.document())
    let since = "Since 2025-03-28 to 2025-03-30"
    let used = try columns(["Figure", "CB", "2025-03-28 to 2025-03-30", since], of: trend)[0]
    let sums = try database.lines(
      """
      SELECT round(n * 0.001, 2) || '|' || round(b * 0.001, 2) || '|' || round((n - b) * 100.0 / b, 1)
      FROM (SELECT sum(used) FILTER (WHERE day BETWEEN '2025-03-31' AND '2025-04-02') AS n,
                   sum(used) FILTER (WHERE day BETWEEN '2025-03-28' AND '2025-03-30') AS b
            FROM fixture.slot WHERE community_id = 2) AS s
      """)[0]
    #expect(used == "Used|\(sums)")
    #expect(try later.document().figures.map(\.name).prefix(2) == ["Used, kWh", "Produced, kWh"])
  }

  @Test("both languages have the same figures, and no English is left in French headings")
  func french() throws {
    let (english, french) = (try report(), try report(.fr))
    #expect(english.sheets.count == french.sheets.count)
    let same: Set = [
      "CA", "CB", "Code", "Production", "Batteries", "Client", "Action", "Minutes", "Plans", "Flexible kWh", "Document",
    ]
    for (one, other) in zip(english.sheets, french.sheets) {
      #expect(one.columns.count == other.columns.count, "\(one.name)")
      for (a, b) in zip(one.columns, other.columns) where !same.contains(b.heading) {
        #expect(a.heading != b.heading, "\(one.name)")
      }
      guard case .list(let rows) = one.rows, case .list(let others) = other.rows else { continue }
      let numbers = { (rows: [[Cell]]) in rows.joined().filter { if case .text = $0 { false } else { true } } }
      #expect(numbers(rows) == numbers(others), "\(one.name)")
    }
  }

  @Test(
    "openpyxl finds numbers, dates, formulas, conditional formats and page set-up; recalculated formulas are those stored",
    .enabled(if: Office.isInstalled, "soffice is not installed"), arguments: [PrintLanguage.en, .fr])
  func workbook(language: PrintLanguage) throws {
    let office = try Office()
    try XLSXWriter().write(report(language), to: office.path("report.xlsx"))
    try office.recalculate("report.xlsx", into: "again")
    let said = try office.python("workbook.py", "report.xlsx", "again/report.xlsx")
    #expect(said == "fine\n")
  }

  @Test(
    "the summary is one printed page", .enabled(if: Office.isInstalled, "soffice is not installed"),
    arguments: [PrintLanguage.en, .fr])
  func onePage(language: PrintLanguage) throws {
    let office = try Office()
    var document = try report(language)
    document.sheets.removeLast(document.sheets.count - 1)
    for index in document.sheets[0].charts.indices { document.sheets[0].charts[index].sheet = nil }
    try XLSXWriter().write(document, to: office.path("summary.xlsx"))
    #expect(try office.pages(of: "summary.xlsx") == 1)
  }
}
