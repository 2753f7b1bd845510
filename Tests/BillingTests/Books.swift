import Database
import Foundation
import Grid
import Support
import Testing

/// Issued documents, set-offs and payments of two communities, written as SQL: what the books are made of.
final class Books {
  let database: TestDatabase
  var connection: Connection { database.connection }

  /// Codes that hledger or a spreadsheet would misread.
  static let customers = ["K1", "K:2;  a", "=K3"]

  init() throws {
    database = try TestDatabase()
    try database.script(
      """
      INSERT INTO grid.community (community, name, zone) VALUES ('C1', 'x', 'Europe/Paris'), ('C2', 'y', 'Europe/Paris');
      INSERT INTO grid.tariff (tariff) VALUES ('T');
      """)
    for (index, code) in Self.customers.enumerated() {
      try database.script(
        """
        INSERT INTO grid.customer (customer, name) VALUES ('\(code)', '=1+\(index)');
        INSERT INTO grid.meter (meter, interval_s, kind) VALUES ('M\(index)', 900, 'household');
        INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during)
        SELECT 'A\(index)', customer_id, meter_id, 'consumption', tariff_id, '[2024-01-01,)'
        FROM grid.customer, grid.meter, grid.tariff WHERE customer = '\(code)' AND meter = 'M\(index)';
        """)
    }
    try issue(
      "F", 1, "invoice", of: 0, "2025-05-05",
      [
        "standing_charge - 1 15.96 5.5", "energy HP 210.123 45.09 20", "energy HC 98.0005 16.62 20",
        "community - 55.1 6.61 20", "tax accise 363.2235 10.89 20", "feed_in - -44.321 -4.43 0",
      ])
    try issue(
      "P", 1, "self_billed", of: 0, "2025-05-05", ["feed_in - -310.5 -12.42 20", "community_feed_in - -10 -1.10 20"])
    try issue(
      "F", 2, "invoice", of: 1, "2025-05-05", ["energy base 400 100.00 20", "power - 6 7.41 5.5"], community: "C2")
    try issue("F", 3, "invoice", of: 2, "2025-05-05", ["standing_charge - 1 5.00 20", "feed_in - -500 -63.45 0"])
    try issue(
      "A", 1, "credit_note", of: 0, "2025-06-02",
      [
        "standing_charge - -1 -15.96 5.5", "energy HP -210.123 -45.09 20", "energy HC -98.0005 -16.62 20",
        "community - -55.1 -6.61 20", "tax accise -363.2235 -10.89 20", "feed_in - 44.321 4.43 0",
      ], corrects: "F2025-000001")
    try issue(
      "F", 4, "invoice", of: 0, "2025-06-02", ["energy HP 200 42.92 20", "tax CTA 1 2.15 5.5"],
      corrects: "F2025-000001",
      version: 1, credit: "53.77")
    try issue("Q", 1, "self_billed_credit", of: 0, "2025-06-02", ["feed_in - 310.5 12.42 20"], corrects: "P2025-000001")
    try setOff("P2025-000001", "F2025-000004", "16.22", on: "2025-06-02")
    try setOff("A2025-000001", "F2025-000004", "37.55", on: "2025-06-02")
    try pay("F2025-000002", "bank;1|x", "direct_debit", "127.82", on: "2025-05-19")
    try pay("F2025-000002", "bank;1|x", "reversal", "-127.82", on: "2025-05-22")
    try pay("F2025-000002", "T 77", "transfer", "50.00", on: "2025-06-01")
    try pay("F2025-000003", "OUT-1", "payout", "-57.45", on: "2025-05-30")
  }

  /// Makes a document of lines, `kind period quantity net rate`, with its VAT by rate and its totals.
  private func issue(
    _ series: String, _ number: Int, _ document: String, of customer: Int, _ day: String, _ lines: [String],
    corrects: String? = nil, version: Int = 0, credit: String = "0", community: String = "C1"
  ) throws {
    let values = lines.enumerated().map { index, line in
      let word = line.split(separator: " ").map(String.init)
      return
        "(\(index + 1), '\(word[0])', '\(word[1] == "-" ? "" : word[1])', \(word[2]), \(word[3]), \(word[4])::numeric(5,2))"
    }.joined(separator: ", ")
    let name = "\(series)2025-\(padded(number, 6))"
    let reference = corrects.map { "'\($0)'" } ?? "NULL"
    try database.script(
      """
      CREATE TEMP TABLE paper AS SELECT * FROM (VALUES \(values)) AS v (line, kind, tariff_period, quantity, net_eur, vat_rate);
      CREATE TEMP TABLE rate AS
      SELECT vat_rate, sum(net_eur) AS base_eur, round(sum(net_eur) * vat_rate / 100, 2) AS vat_eur FROM paper GROUP BY vat_rate;
      INSERT INTO billing.invoice (community_id, series, year, number, document, version, corrects, customer_id, meter_id,
        period, issued_at, issued_on, due_on, buyer_name, buyer_country, language, expected_count, present_count, net_eur,
        vat_eur, total_eur, credit_eur)
      SELECT community_id, '\(series)', 2025, \(number), '\(document)', \(version), \(reference), customer_id, meter_id,
        '[2025-04-01,2025-05-01)', '\(day) 08:00Z', '\(day)', '\(day)'::date + 14, name, 'FR', 'fr', 1, 1,
        (SELECT sum(base_eur) FROM rate), (SELECT sum(vat_eur) FROM rate), (SELECT sum(base_eur + vat_eur) FROM rate), \(credit)
      FROM grid.customer JOIN grid.contract USING (customer_id), (SELECT community_id FROM grid.community WHERE community = '\(community)') AS c
      WHERE contract = 'A\(customer)';
      INSERT INTO billing.invoice_line
      SELECT i.community_id, i.invoice, p.line, a.contract_id, p.kind, p.tariff_period, 0, i.period, false, NULL, p.quantity,
             'kWh', 0.1, p.net_eur, p.vat_rate
      FROM paper AS p, billing.invoice AS i, grid.contract AS a WHERE i.invoice = '\(name)' AND a.contract = 'A\(customer)';
      INSERT INTO billing.invoice_vat SELECT i.community_id, i.invoice, r.* FROM rate AS r, billing.invoice AS i WHERE i.invoice = '\(name)';
      DROP TABLE paper, rate
      """)
  }

  private func setOff(_ credit: String, _ invoice: String, _ amount: String, on day: String) throws {
    try database.script(
      """
      INSERT INTO billing.set_off SELECT community_id, '\(credit)', '\(invoice)', \(amount), '\(day)'
      FROM billing.invoice WHERE invoice = '\(invoice)'
      """)
  }

  private func pay(_ invoice: String, _ reference: String, _ kind: String, _ amount: String, on day: String) throws {
    try database.script(
      """
      INSERT INTO billing.payment SELECT community_id, '\(invoice)', '\(reference)', '\(kind)', '\(day)', \(amount)
      FROM billing.invoice WHERE invoice = '\(invoice)'
      """)
  }
}
