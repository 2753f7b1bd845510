import Database
import Grid
import Support
import Testing

@testable import Billing

@Suite struct PartnerInvoiceTests {
  let database = try! TestDatabase()

  init() throws {
    try database.script(
      """
      INSERT INTO partner.partner (partner, name, trust, plan, eur_per_1000, vat_rate) VALUES
        ('B', 'Beta', 2, 'request', 15, 20), ('A', 'Alpha', 3, 'datapoints', 0.123456, 5.5), ('Z', 'Zeta', 1, 'datapoints', 1, 20);
      """)
  }

  private func enter(
    _ partner: String, _ kind: String, _ datapoints: Int, _ at: String, price: String, product: String = "production",
    reference: String
  ) throws {
    // A debit is of a package.
    try database.script(
      """
      WITH entry AS (
        INSERT INTO partner.ledger (partner_id, kind, product, datapoints, eur_per_1000, entered_at, reference)
        SELECT partner_id, '\(kind)', '\(product)', \(datapoints), \(price), '\(at)', '\(reference)' FROM partner.partner WHERE partner = '\(partner)'
        RETURNING *
      )
      INSERT INTO partner.package (package, partner_id, product, communities, grain, period, built_at, datapoints, suppressed, file, bytes, sha256, ledger_id)
      SELECT reference, partner_id, product, ARRAY[reference], 'hour', '[2025-01-01,2025-01-02)', entered_at, -datapoints, 0, 'x', 1, repeat('0', 64), ledger_id
      FROM entry WHERE kind = 'debit'
      """)
  }

  @discardableResult
  private func invoice(_ month: String = "2025-05", asOf: String = "2025-06-02T08:00:00Z") throws -> [String] {
    let summary = try invoicePartners(period: Village.month(month), asOf: Instant(asOf)!, on: database.connection)
    return summary.invoices.map { "\($0.number) \($0.partner) \($0.lines) \($0.net) \($0.vat) \($0.total)" }
      + summary.carried.map { "\($0) carried" }
  }

  @Test("a partner's month is one invoice: a line a product and price, rounded once, VAT once a rate")
  func month() throws {
    // The trace of the partner: 130 - 70 = 60, + 100 = 160, of which 70 were used.
    try enter("B", "topup", 130, "2025-05-01T10:00:00Z", price: "0", reference: "O1")
    try enter("B", "debit", -70, "2025-05-02T10:00:00Z", price: "15", reference: "R1")
    try enter("B", "topup", 100, "2025-05-03T10:00:00Z", price: "0", reference: "O2")
    #expect(try database.lines("SELECT sum(datapoints) FROM partner.ledger") == ["160"])
    try enter("A", "topup", 2_000_000, "2025-04-01T10:00:00Z", price: "0", reference: "O")
    // Three debits of 0.0049.. each: nothing when rounded one by one, a cent together.
    func third(_ number: Int, _ at: String) throws {
      try enter("A", "debit", -40, at, price: "0.123456", product: "aggregated", reference: "A\(number)")
    }
    try third(0, "2025-04-30T22:00:00Z")
    try third(1, "2025-05-15T10:00:00Z")
    try enter("A", "debit", -1_000_000, "2025-05-15T10:00:00Z", price: "0.123456", reference: "A4")
    try enter("A", "debit", -500, "2025-05-20T10:00:00Z", price: "0.2", reference: "A5")
    try enter("A", "refund", 100, "2025-05-21T10:00:00Z", price: "0.2", reference: "A5")
    try third(2, "2025-05-31T21:59:59Z")
    // What cost nothing is on no invoice; and in Paris the last one is June.
    try enter("Z", "debit", 0, "2025-05-31T21:59:59Z", price: "1", reference: "Z0")
    try enter("A", "debit", -1, "2025-05-31T22:00:00Z", price: "1000", reference: "A6")
    // A: 123.46 + 0.10 + 0.01 (120 x 0.123456 / 1000 = 0.0148) - 0.02 = 123.55, VAT 6.79525.
    // B: 70 x 15 / 1000 = 1.05, VAT 0.21.
    #expect(try invoice() == ["P2025-000001 A 4 123.55 6.80 130.35", "P2025-000002 B 1 1.05 0.21 1.26"])
    #expect(
      try database.lines(
        "SELECT invoice, line, kind, product, requests, datapoints, eur_per_1000, net_eur FROM billing.partner_invoice_line ORDER BY 1, 2"
      ) == [
        "P2025-000001|1|debit|aggregated|3|120|0.123456|0.01",
        "P2025-000001|2|debit|production|1|1000000|0.123456|123.46",
        "P2025-000001|3|debit|production|1|500|0.200000|0.10", "P2025-000001|4|refund|production|1|-100|0.200000|-0.02",
        "P2025-000002|1|debit|production|1|70|15.000000|1.05",
      ])
    #expect(try database.violations() == [])
  }

  @Test("an entry is invoiced once; a late one is in the next invoice, and a credit waits for it")
  func once() throws {
    for partner in ["A", "Z"] {
      try enter(partner, "topup", 20_000, "2025-04-01T10:00:00Z", price: "0", reference: "O")
    }
    try enter("A", "debit", -10_000, "2025-05-10T10:00:00Z", price: "1", reference: "A1")
    try enter("Z", "debit", -2_000, "2025-05-10T10:00:00Z", price: "1", reference: "Z1")
    #expect(try invoice() == ["P2025-000001 A 1 10.00 0.55 10.55", "P2025-000002 Z 1 2.00 0.40 2.40"])
    #expect(try invoice() == [])
    try enter("A", "debit", -1_000, "2025-05-31T10:00:00Z", price: "1", reference: "A2")
    try enter("Z", "refund", 2_000, "2025-06-01T10:00:00Z", price: "1", reference: "Z1")
    #expect(try invoice("2025-06", asOf: "2025-07-01T08:00:00Z") == ["P2025-000003 A 1 1.00 0.06 1.06", "Z carried"])
    try enter("Z", "debit", -5_000, "2025-07-01T10:00:00Z", price: "1", reference: "Z2")
    #expect(try invoice("2025-07", asOf: "2025-08-01T08:00:00Z") == ["P2025-000004 Z 2 3.00 0.60 3.60"])
    #expect(try database.violations() == [])
  }

  @Test("numbers have no gap, two runs at once invoice once, and nothing is invoiced early or back in time")
  func numbers() throws {
    for partner in ["A", "B"] {
      try enter(partner, "topup", 10_000, "2025-04-01T10:00:00Z", price: "0", reference: "O")
    }
    try enter("A", "debit", -10_000, "2025-05-10T10:00:00Z", price: "1", reference: "A1")
    try enter("B", "debit", -10_000, "2025-06-10T10:00:00Z", price: "1", reference: "B1")
    #expect(
      failure { try invoice(asOf: "2025-05-31T21:59:59Z") }
        == "65: 2025-05 cannot be issued on 2025-05-31: it has not ended")
    #expect(
      failure {
        _ = try invoicePartners(
          period: Period("2025-05-07", today: LocalDay(number: 0))!, asOf: Instant("2025-06-02T08:00:00Z")!,
          on: database.connection)
      }?.hasPrefix("64:") == true)
    _ = try database.connection.rehearsal {
      try invoicePartners(
        period: Village.month("2025-05"), asOf: Instant("2025-06-02T08:00:00Z")!, on: database.connection)
    }
    #expect(try database.lines("SELECT count(*) FROM billing.partner_invoice") == ["0"])
    #expect(
      try invoice("2025-06", asOf: "2025-07-02T08:00:00Z") == [
        "P2025-000001 A 1 10.00 0.55 10.55", "P2025-000002 B 1 10.00 2.00 12.00",
      ])
    #expect(failure { try invoice() } == "65: an invoice of 2025-07-02 exists, so none can be issued on 2025-06-02")
    #expect(throws: DatabaseFailure.self) { try database.script("UPDATE partner.ledger SET datapoints = 0") }
    #expect(throws: DatabaseFailure.self) { try database.script("DELETE FROM billing.partner_invoice_line") }
    #expect(throws: DatabaseFailure.self) {
      try enter("A", "debit", -10_000, "2025-05-10T10:00:00Z", price: "1", reference: "A1")
    }
    #expect(try database.violations() == [])
  }
}
