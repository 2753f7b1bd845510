import Database
import Foundation
import Grid
import Support
import Testing

@testable import Billing

/// What becomes of credit: money paid twice, documents taken back, several months at once.
@Suite struct CreditTests {
  let village: Village

  /// One meter of 1 kWh an hour from April to July, 0.10 EUR a kWh without VAT: 72.00 or 74.40 EUR a month.
  init() throws {
    village = try Village()
    try village.meter("M1", interval: 3600)
    try village.tariff("T", "energy all 0.1 0")
    try village.contract("A1")
    try village.read("M1", .imported, "1000", to: "2025-08-01")
  }

  private func pay(_ invoice: String, _ amount: String, on day: String = "2025-05-10") throws {
    try village.database.script(
      """
      INSERT INTO billing.payment
      SELECT community_id, invoice, '\(UUID())', 'transfer', '\(day)', \(amount) FROM billing.invoice WHERE invoice = '\(invoice)'
      """)
  }

  /// Replaces the readings of a day by as many Wh an hour, and drafts what corrects the bills of April.
  private func correct(_ wh: Int, threshold: String = "0") throws {
    try village.database.script(
      "UPDATE grid.interval_block SET wh = array_fill(\(wh), ARRAY[24]) WHERE day = '2025-04-07'")
    _ = try correctBills(
      period: Village.month("2025-04"), threshold: threshold, asOf: Instant("2025-08-01T10:00:00Z")!,
      on: village.connection)
  }

  private func open() throws -> [String] {
    try village.database.lines(
      "SELECT invoice || ' ' || total_eur || ' ' || round(set_off_eur, 2) || ' ' || open_eur AS t FROM billing.open_item ORDER BY 1"
    )
  }

  /// The community's seller with a mandate of the customer, so that its invoices can be collected.
  private func mandate() throws {
    try village.database.script(
      """
      INSERT INTO grid.seller (seller) VALUES ('S1');
      INSERT INTO grid.seller_version (seller_id, valid_from, name, street, postcode, city, country, iban, bic, creditor_id)
      SELECT seller_id, '2024-01-01', 'x', '1 rue', '44000', 'Nantes', 'FR', '\(Bank.account)', 'AGRIFRPP', 'FR72ZZZ123456'
      FROM grid.seller;
      UPDATE grid.community SET seller_id = (SELECT seller_id FROM grid.seller);
      INSERT INTO grid.mandate (mandate, customer_id, seller_id, holder, iban, signed_on)
      SELECT 'RUM1', customer_id, seller_id, 'x', '\(Bank.ibans[0])', '2025-01-10' FROM grid.customer, grid.seller
      """)
  }

  private func collect(_ asOf: String) throws -> [String] {
    _ = try collectBills(CollectionOrder(), asOf: Instant(asOf)!, on: village.connection) { _, _ in }
    return try village.database.lines(
      "SELECT concat_ws(' ', end_to_end, amount_eur, state) AS t FROM billing.collection_item ORDER BY collection_id, invoice"
    )
  }

  private func bank(_ state: String, _ invoice: String) throws {
    try village.database.script(
      "UPDATE billing.collection_item SET state = '\(state)', reason = 'AM04' WHERE invoice = '\(invoice)' AND state = 'open'"
    )
    guard state == "paid" else { return }
    try village.database.script(
      """
      INSERT INTO billing.payment SELECT community_id, invoice, end_to_end, 'direct_debit', collect_on, amount_eur
      FROM billing.collection_item WHERE invoice = '\(invoice)'
      """)
  }

  @Test("months issued by one command: a dry run says what the run says")
  func monthsAtOnce() throws {
    let months = ["2025-04", "2025-05", "2025-06"]
    for month in months { try village.bill(month) }
    let said = try village.connection.rehearsal { try months.flatMap { try village.issue($0).invoices } }
    #expect(said == ["F2026-000001", "F2026-000002", "F2026-000003"])
    #expect(try months.flatMap { try village.issue($0).invoices } == said)
    try village.expectChecksHold()
  }

  @Test("what was paid too much of an invoice pays the next ones")
  func overpaid() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try pay("F2025-000001", "172.00")
    try village.bill("2025-05")
    try village.issue("2025-05", asOf: "2025-06-03T10:00:00Z")
    try village.bill("2025-06")
    try village.issue("2025-06", asOf: "2025-07-03T10:00:00Z")
    #expect(
      try open() == [
        "F2025-000001 72.00 100.00 0.00", "F2025-000002 74.40 -74.40 0.00", "F2025-000003 72.00 -25.60 46.40",
      ])
    #expect(
      try village.database.lines("SELECT invoice, credit_eur, due_eur FROM billing.invoice ORDER BY 1") == [
        "F2025-000001|0.00|72.00", "F2025-000002|74.40|0.00", "F2025-000003|25.60|46.40",
      ])
    #expect(try village.database.violations() == [])
  }

  @Test("of a partly paid invoice that is taken back, the money pays what replaces it")
  func partlyPaid() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try pay("F2025-000001", "30.00")
    try correct(11_000)
    try village.issue(asOf: "2025-05-12T10:00:00Z")
    #expect(
      try open() == [
        "C2025-000001 -72.00 72.00 0.00", "F2025-000001 72.00 -42.00 0.00", "F2025-000002 96.00 -30.00 66.00",
      ])
    let april = try billedYear(months: [Village.month("2025-04")], customer: "KM1", on: village.connection).months
    #expect(april.map { "\($0.billed ?? 0) \($0.paid ?? 0)" } == ["96.00 30.00"])
    #expect(try village.database.violations() == [])
  }

  @Test("an invoice taken back while the bank collects it: what the bank brings or does not bring is asked for once")
  func takenBackInCollection() throws {
    try mandate()
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    #expect(try collect("2025-05-14T08:00:00Z") == ["F2025-000001-1 72.00 open"])
    try correct(11_000)
    try village.issue(asOf: "2025-05-15T10:00:00Z")
    // The credit note pays the new invoice, since the bank will bring the money of the old one.
    #expect(
      try open() == [
        "C2025-000001 -72.00 72.00 0.00", "F2025-000001 72.00 0.00 72.00", "F2025-000002 96.00 -72.00 24.00",
      ])

    let paid = try village.connection.rehearsal {
      try bank("paid", "F2025-000001")
      return try open()
    }
    #expect(paid[1] == "F2025-000001 72.00 0.00 0.00")

    // It does not: what is left to pay is asked for again.
    try bank("rejected", "F2025-000001")
    #expect(
      try collect("2025-06-02T08:00:00Z") == [
        "F2025-000001-1 72.00 rejected", "F2025-000001-2 72.00 open", "F2025-000002-2 24.00 open",
      ])
    #expect(try village.database.violations() == [])
  }

  @Test("a credit note that nothing used pays what it takes back once the bank gave up, and is never collected")
  func takenBackAndRejected() throws {
    try mandate()
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    _ = try collect("2025-05-14T08:00:00Z")
    try village.database.script("DELETE FROM grid.contract")
    try correct(1000)
    #expect(try village.issue(asOf: "2025-05-15T10:00:00Z").invoices == ["C2025-000001"])
    try bank("rejected", "F2025-000001")
    #expect(try collect("2025-06-02T08:00:00Z") == ["F2025-000001-1 72.00 rejected"])
    #expect(try open() == ["C2025-000001 -72.00 72.00 0.00", "F2025-000001 72.00 -72.00 0.00"])
    #expect(try village.database.violations() == [])
  }

  @Test("credit of one seller does not pay the invoices of the next")
  func sellers() throws {
    try mandate()
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try pay("F2025-000001", "100.00")
    try village.database.script(
      """
      INSERT INTO grid.seller (seller) VALUES ('S2');
      UPDATE grid.community SET seller_id = (SELECT seller_id FROM grid.seller WHERE seller = 'S2')
      """)
    try village.bill("2025-05")
    try village.issue("2025-05", asOf: "2025-06-03T10:00:00Z")
    #expect(try open() == ["F2025-000001 72.00 0.00 -28.00", "F2025-000002 74.40 0.00 74.40"])
  }

  @Test("a credit note waits with what replaces the invoice, when that lacks readings")
  func held() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try village.database.script("DELETE FROM grid.interval_block WHERE day = '2025-04-09'")
    try village.database.script("UPDATE grid.contract SET during = '[2024-01-01,2025-05-01)'")
    try correct(11_000)
    let held = try village.issue(asOf: "2025-05-12T10:00:00Z")
    #expect(held.invoices.isEmpty && held.held.count == 2)
    #expect(
      try village.issue(asOf: "2025-05-12T10:00:00Z", tolerance: "5").invoices == ["C2025-000001", "F2025-000002"])
    try village.expectChecksHold()
  }

  @Test("a regularisation is on one invoice, when several months were drafted")
  func regularisedOnce() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try correct(2000, threshold: "10")
    try village.bill("2025-05")
    try village.bill("2025-06")
    try village.issue("2025-05", asOf: "2025-07-03T10:00:00Z")
    try village.issue("2025-06", asOf: "2025-07-03T10:00:00Z")
    #expect(
      try village.database.lines("SELECT sum(net_eur) FROM billing.billed_line WHERE period @> '2025-04-01'::date")
        == ["74.40"])
    try village.expectChecksHold()
  }

  @Test("a regularisation that changed after a draft took it in is billed as it is now")
  func regularisedAnew() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-03T10:00:00Z")
    try correct(2000, threshold: "10")
    try village.bill("2025-05")
    try correct(3000, threshold: "10")
    #expect(
      failure(of: { try village.issue("2025-05", asOf: "2025-06-03T10:00:00Z") })
        == "65: drafts of 2025-05 have regularisations that changed since: customer 'KM1'")
    try village.bill("2025-05")
    try village.issue("2025-05", asOf: "2025-06-03T10:00:00Z")
    try village.bill("2025-06")
    try village.issue("2025-06", asOf: "2025-07-03T10:00:00Z")
    #expect(
      try village.database.lines("SELECT sum(net_eur) FROM billing.billed_line WHERE period @> '2025-04-01'::date")
        == ["76.80"])
    try village.expectChecksHold()
  }
}
