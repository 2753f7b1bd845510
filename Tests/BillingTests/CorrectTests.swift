import Database
import Foundation
import Grid
import Ingest
import Support
import Testing

@testable import Billing

@Suite struct CorrectTests {
  let village: Village

  /// One meter of 1 kWh an hour in April, May and June, 10 EUR a month and 0.10 EUR a kWh.
  init() throws {
    village = try Village()
    try village.meter("M1", interval: 3600)
    try village.tariff("T", "standing_charge base 10 5.5\nenergy all 0.1 20")
    try village.contract("A1")
    try village.read("M1", .imported, "1000", to: "2025-07-01")
  }

  /// Replaces the readings of a day by as many Wh an hour.
  private func change(_ wh: Int, on day: String, _ meter: String = "M1") throws {
    try village.database.script(
      """
      UPDATE grid.interval_block SET wh = array_fill(\(wh), ARRAY[array_length(wh, 1)])
      WHERE day = '\(day)' AND meter_id = (SELECT meter_id FROM grid.meter WHERE meter = '\(meter)')
      """)
  }

  @discardableResult
  private func correct(_ month: String = "2025-04", threshold: String = "10", asOf: String = "2025-08-01T10:00:00Z")
    throws -> [String]
  {
    let summary = try correctBills(
      period: Village.month(month), threshold: threshold, asOf: Instant(asOf)!, on: village.connection)
    #expect(summary.findings.isEmpty)
    return summary.corrections.map { "\($0.invoice) \($0.mode) \($0.delta)" }
  }

  /// `number document total credit due` of all issued documents.
  private func issued() throws -> [String] {
    try village.database.lines(
      """
      SELECT concat_ws(' ', invoice, document, corrects, total_eur, credit_eur, due_eur) AS t
      FROM billing.invoice ORDER BY issued_at, series, invoice
      """)
  }

  @Test("nothing to correct: nothing is drafted, however often it runs")
  func nothing() throws {
    try village.bill()
    try village.issue()
    let before = try village.contents()
    #expect(try correct() == [])
    #expect(try correct() == [])
    #expect(try village.contents() == before)
  }

  @Test("a large difference makes a credit note of exactly minus the invoice, and a new invoice")
  func credit() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try change(11_000, on: "2025-04-07")

    // 24 h x 10 kWh x 0.10 x 1.2.
    #expect(try correct() == ["F2025-000001 credit 28.80"])
    let drafts = try village.contents()
    #expect(try correct() == ["F2025-000001 credit 28.80"])
    #expect(try village.contents() == drafts)
    #expect(try village.bill().drafts == 2)
    #expect(try village.issue(asOf: "2025-05-10T10:00:00Z").invoices == ["C2025-000001", "F2025-000002"])

    // 72.00 + 14.40 VAT, 10.00 + 0.55; then 24.00 more. The credit note pays the first invoice, which is open.
    #expect(
      try issued() == [
        "F2025-000001 invoice 96.95 0.00 96.95", "C2025-000001 credit_note F2025-000001 -96.95 0.00 0.00",
        "F2025-000002 invoice F2025-000001 125.75 0.00 125.75",
      ])
    #expect(
      try village.database.lines("SELECT invoice, open_eur FROM billing.open_item ORDER BY 1") == [
        "C2025-000001|0.00", "F2025-000001|0.00", "F2025-000002|125.75",
      ])
    #expect(try correct() == [])
    try village.expectChecksHold()
  }

  @Test("a paid invoice that is taken back pays the one that replaces it")
  func creditOfPaid() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try village.database.script(
      "INSERT INTO billing.payment SELECT community_id, invoice, 'x', 'transfer', '2025-05-09', 96.95 FROM billing.invoice"
    )
    try change(11_000, on: "2025-04-07")
    try correct()
    try village.issue(asOf: "2025-05-10T10:00:00Z")

    #expect(try issued().last == "F2025-000002 invoice F2025-000001 125.75 96.95 28.80")
    #expect(
      try village.database.lines("SELECT credit, invoice, amount_eur FROM billing.set_off") == [
        "C2025-000001|F2025-000002|96.95"
      ])
    try village.expectChecksHold()
  }

  @Test("a small difference goes onto the next invoice, once, and is corrected again when it changes again")
  func regularisation() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try change(2000, on: "2025-04-07")

    #expect(try correct() == ["F2025-000001 regularisation 2.88"])
    #expect(try correct() == ["F2025-000001 regularisation 2.88"])
    try village.bill("2025-05")
    #expect(
      try village.database.lines(
        "SELECT kind, regularises, quantity, net_eur FROM billing.draft_line WHERE period @> '2025-05-01'::date ORDER BY line"
      ) == [
        "standing_charge||1|10.00", "energy||744|74.40", "energy|F2025-000001|-720|-72.00",
        "energy|F2025-000001|744|74.40",
      ])
    #expect(try village.issue("2025-05", asOf: "2025-06-03T10:00:00Z").invoices == ["F2025-000002"])
    #expect(try correct() == [])
    #expect(try village.database.lines("SELECT count(*) AS n FROM billing.draft") == ["0"])
    // 10.00 x 1.055 + (74.40 + 2.40) x 1.2.
    #expect(try issued().last == "F2025-000002 invoice 102.71 0.00 102.71")

    try change(1000, on: "2025-04-07")
    #expect(try correct(threshold: "0") == ["F2025-000001 regularisation -2.88"])
    try village.bill("2025-06")
    try village.issue("2025-06", asOf: "2025-07-03T10:00:00Z")
    #expect(
      try village.database.lines(
        """
        SELECT sum(quantity), sum(net_eur) FROM billing.billed_line WHERE period @> '2025-04-01'::date AND kind = 'energy'
        """) == ["720|72.00"])
    #expect(try correct() == [])
    try village.expectChecksHold()
  }

  @Test("an invoice that took in a regularisation is credited whole, and its successor keeps the regularisation")
  func creditOfRegularising() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try change(2000, on: "2025-04-07")
    try correct()
    try village.bill("2025-05")
    try village.issue("2025-05", asOf: "2025-06-03T10:00:00Z")
    try change(21_000, on: "2025-05-07")

    #expect(try correct("2025-05") == ["F2025-000002 credit 57.60"])
    #expect(try village.issue("2025-05", asOf: "2025-06-10T10:00:00Z").invoices == ["C2025-000001", "F2025-000003"])
    // 102.71 + 57.60.
    #expect(try issued().last == "F2025-000003 invoice F2025-000002 160.31 0.00 160.31")
    #expect(try correct() == [])
    #expect(try correct("2025-05") == [])
    try village.expectChecksHold()
  }

  @Test("estimates are trued up on the next invoice, whatever they come to")
  func trueUp() throws {
    try change(5000, on: "2025-04-07")
    try village.database.script(
      """
      UPDATE grid.interval_block SET wh = array_fill(NULL::integer, ARRAY[24]) WHERE day = '2025-04-08'
      """)
    try village.bill()
    // 29 days are known: (28 x 24 + 120) kWh over 696 intervals, 24 intervals are missing: 27.310344… kWh.
    #expect(
      try village.lines() == [
        "standing_charge base 04-01..05-01 1 10.00 5.50", "energy all 04-01..05-01 792 79.20 20.00",
        "energy all 04-01..05-01 27.310345 2.73 20.00 estimated",
      ])
    #expect(try village.issue(asOf: "2025-05-03T10:00:00Z").held.count == 1)
    try village.issue(asOf: "2025-05-03T10:00:00Z", tolerance: "5")
    #expect(try correct() == [])

    try change(20_000, on: "2025-04-08")
    #expect(try correct(threshold: "0") == ["F2025-000001 regularisation 54.32"])
    try village.bill("2025-05")
    try village.issue("2025-05", asOf: "2025-06-03T10:00:00Z")
    #expect(
      try village.database.lines(
        """
        SELECT estimated, sum(net_eur) FROM billing.billed_line
        WHERE period @> '2025-04-01'::date AND kind = 'energy' GROUP BY 1 ORDER BY 1
        """) == ["f|127.20", "t|0.00"])
    try village.expectChecksHold()
  }

  @Test("what validation made up is billed as estimated, once, and trued up when the dump comes")
  func validationEstimates() throws {
    try village.meter("V1", interval: 3600)
    try village.contract("V", meter: "V1")
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gridctl-vee-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let start = Instant("2025-04-01T00:00:00+02:00")!
    func load(_ hours: some Sequence<Int>, _ wh: Int, as name: String) throws {
      let rows = hours.map { "V1,\(start.advanced(by: $0 * 3600)),\(wh),0,0\n" }.joined()
      let file = folder.appendingPathComponent(name)
      try Data("meter_id,timestamp,consumed_wh,produced_wh,battery_wh\n\(rows)".utf8).write(to: file)
      _ = try ingest(file.path, IngestRequest(asOf: Instant("2025-06-01T00:00:00Z")!), on: village.connection)
    }
    // Ten hours of the 22nd are missing: 22 days of 24 hours and 14 hours before and behind, all of 1 kWh.
    try load((0..<720).filter { !(510..<520).contains($0) }, 1000, as: "20250501T040000.csv")
    let request = ValidationRequest(meter: "V1", estimates: true, asOf: Instant("2025-05-01T00:00:00+02:00")!)
    // Production and the battery's two directions are estimated too.
    #expect(try validate(request, on: village.connection).estimatedCount == 40)
    func lines() throws -> [String] {
      try village.database.lines(
        """
        SELECT quantity, estimated FROM billing.draft_line JOIN grid.meter USING (meter_id)
        WHERE meter = 'V1' AND draft_line.kind = 'energy' ORDER BY line
        """)
    }
    try village.bill()
    #expect(try lines() == ["710|f", "10|t"])
    try village.issue(asOf: "2025-05-03T10:00:00Z", tolerance: "5")
    try load(510..<520, 3000, as: "20250504T040000.csv")
    #expect(try validate(request, on: village.connection).withdrawnCount == 4)
    #expect(try correct(threshold: "0").count == 1)
    try village.bill("2025-05")
    try village.issue("2025-05", asOf: "2025-06-03T10:00:00Z", tolerance: "100")
    #expect(
      try village.database.lines(
        """
        SELECT l.estimated, sum(l.quantity) FROM billing.billed_line AS l JOIN grid.meter AS m USING (meter_id)
        WHERE m.meter = 'V1' AND l.period @> '2025-04-01'::date AND l.kind = 'energy' GROUP BY 1 ORDER BY 1
        """) == ["f|740", "t|0"])
    try village.expectChecksHold()
  }

  @Test("a customer who has left gets a credit note, not a line on an invoice that will never come")
  func left() throws {
    try village.database.script("UPDATE grid.contract SET during = '[2024-01-01,2025-05-01)'")
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try change(1100, on: "2025-04-07")
    #expect(try correct() == ["F2025-000001 credit 0.29"])
  }

  @Test("a contract that came late is billed by a correction, and one that never was is taken back")
  func contracts() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try village.tariff("S", "feed_in all 0.05 0")
    try village.contract("A2", "production", tariff: "S")
    try village.read("M1", .exported, "100")
    #expect(try village.bill().findings.map(\.code).contains("not-in-invoice"))
    #expect(try correct(threshold: "1") == ["F2025-000001 credit -3.60"])
    try village.issue(asOf: "2025-05-04T10:00:00Z")

    try village.database.script("DELETE FROM grid.contract WHERE contract = 'A1'")
    #expect(try correct(threshold: "1") == ["F2025-000002 credit -96.95"])
    try village.issue(asOf: "2025-05-05T10:00:00Z")
    try village.database.script("DELETE FROM grid.contract")
    #expect(try correct() == ["F2025-000003 credit 3.60"])
    #expect(try village.issue(asOf: "2025-05-06T10:00:00Z").invoices == ["C2025-000003"])
    #expect(try correct() == [])
    #expect(try village.database.lines("SELECT count(*) AS n FROM billing.standing") == ["0"])
    try village.expectChecksHold()
  }

  @Test("a month that cannot be rated now is not taken back")
  func unratable() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try village.database.script("DELETE FROM grid.tariff_price WHERE component = 'energy'")
    let summary = try correctBills(
      period: Village.month("2025-04"), asOf: Instant("2025-08-01T10:00:00Z")!, on: village.connection)
    #expect(summary.corrections.isEmpty)
    #expect(summary.findings.map(\.code) == ["no-energy-price"])
    #expect(try village.database.lines("SELECT count(*) AS n FROM billing.draft") == ["0"])
  }

  @Test("a dry run corrects nothing, and says what the run says")
  func dryRun() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try change(11_000, on: "2025-04-07")
    let before = try village.contents()
    let said = try village.connection.rehearsal { try correct() }
    #expect(try village.contents() == before)
    #expect(try correct() == said)
  }
}
