import Database
import Grid
import Support
import Testing

@testable import Billing

/// The forms of documents that the room itself made: from readings to XML and journal.
@Suite struct BillChainTests {
  let village: Village

  init() throws {
    village = try Village()
    try village.tariff(
      "T", "standing_charge base 15.47 5.5\nenergy HP 0.2081 20 06:00-22:00\nenergy HC 0.1635 20")
    try village.tariff("S", "feed_in all 0.04 0")
    try village.tariff("V", "feed_in all 0.1269 20")
    for meter in ["M1", "M2", "M3"] {
      try village.meter(meter, interval: 3600)
      // A contract that begins within the month has a standing charge of many decimals.
      try village.contract("A\(meter)", meter: meter, during: meter == "M1" ? "[2025-04-12,)" : "[2024-01-01,)")
      try village.contract("P\(meter)", "production", meter: meter, tariff: meter == "M3" ? "V" : "S")
      try village.read(meter, .imported, "300 + e / 3600 % 7", to: "2025-07-01")
      try village.read(
        meter, .exported, "CASE WHEN extract(hour FROM t) BETWEEN 9 AND 17 THEN 777 ELSE 0 END", to: "2025-07-01")
    }
    try village.database.script(
      """
      INSERT INTO grid.seller (seller) VALUES ('S1');
      INSERT INTO grid.seller_version (seller_id, valid_from, name, street, postcode, city, country, siren, vat_number, iban)
      SELECT seller_id, '2024-01-01', 'Val', 'x', '1', 'y', 'FR', '732829320', 'FR44732829320', 'FR7630006000011234567890189'
      FROM grid.seller;
      UPDATE grid.community SET seller_id = (SELECT seller_id FROM grid.seller);
      UPDATE grid.contract SET settlement = 'self_billed' WHERE contract IN ('PM2', 'PM3');
      UPDATE grid.customer SET siren = '443061841', vat_number = 'FR64443061841' WHERE customer = 'KM3';
      """)
  }

  /// Bills, issues, corrects on a grand and on a small scale, and issues again.
  private func run() throws {
    try village.bill()
    try village.issue(asOf: "2025-05-05T10:00:00Z")
    try change(900, on: "2025-04-20")
    _ = try correctBills(
      period: Village.month("2025-04"), threshold: "1", asOf: Instant("2025-06-01T10:00:00Z")!, on: village.connection)
    try village.issue(asOf: "2025-06-02T10:00:00Z")
    try change(901, on: "2025-04-20")
    _ = try correctBills(
      period: Village.month("2025-04"), threshold: "50", asOf: Instant("2025-06-03T10:00:00Z")!, on: village.connection)
    try village.bill("2025-05")
    try village.issue("2025-05", asOf: "2025-06-05T10:00:00Z")
  }

  private func change(_ wh: Int, on day: String) throws {
    try village.database.script(
      "UPDATE grid.interval_block SET wh = array_fill(\(wh), ARRAY[array_length(wh, 1)]) WHERE day = '\(day)'")
  }

  @Test("what the room issues is valid XML, and its books balance to the open items")
  func chain() throws {
    try run()
    var texts: [String: String] = [:]
    var kinds: [BillDocument.Kind: Int] = [:]
    var isRegularised = false
    try forEachBill(BillSelection(), on: village.connection) { bill in
      texts[bill.number!] = try bill.electronicInvoice()
      kinds[bill.kind, default: 0] += 1
      isRegularised = isRegularised || bill.lines.contains { $0.regularises != nil }
    }
    #expect(Set(kinds.keys) == Set(BillDocument.Kind.allCases))
    #expect(isRegularised)
    let found = try BillXMLTests.validate(texts)
    let privates = try village.database.lines(
      """
      SELECT invoice FROM billing.invoice JOIN grid.customer USING (customer_id)
      WHERE document LIKE 'self%' AND siren IS NULL ORDER BY 1
      """)
    #expect(found.keys.sorted() == privates)
    for lines in found.values { #expect(BillXMLTests.rules(lines) == ["BR-FR-10"]) }

    var journal = ""
    let year = Period("2025-01-01..2026-01-01", today: LocalDay(number: 0))!
    let summary = try billJournal(year, on: village.connection) { journal += $0 }
    #expect(summary.documents == texts.count && summary.setOffs > 0)
    #expect(try hledger(["check", "--strict"], journal) != nil)
    let owed = try hledger(["balance", "--no-total", "--depth", "1", "--output-format", "csv", "411", "401"], journal)
    let expected = try village.database.lines(
      """
      SELECT '"' || CASE WHEN document LIKE 'self%' THEN '401 Producers' ELSE '411 Customers' END || '","' || sum(open_eur) || ' EUR"'
      FROM billing.open_item GROUP BY document LIKE 'self%' HAVING sum(open_eur) <> 0 ORDER BY 1
      """)
    #expect(owed?.split(separator: "\n").dropFirst().map(String.init) == expected)
    try village.expectChecksHold()
  }
}
