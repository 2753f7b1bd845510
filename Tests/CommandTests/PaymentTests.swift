import Foundation
import Support
import Testing

/// The way of the money at the command line: mandates, a message to the bank, what comes back; and nobody's account on the way.
@Suite struct PaymentTests {
  let place: Workplace
  static let account = "FR1420041010050500013M02606"
  static let holder = "Brunehilde Zwyssig"

  /// A new database with one seller and invoices of 10.00 EUR of some customers, all with mandates.
  init() throws {
    place = try Workplace(isLoaded: false)
    _ = try place.succeed(
      """
      gridctl db init
      printf 'community,name,zone\\nC1,x,Europe/Paris\\n' > communities.csv
      printf 'customer,name\\nK1,\(Self.holder)\\nK2,Other\\n' > customers.csv
      gridctl import communities communities.csv && gridctl import customers customers.csv
      """)
    try sql(
      """
      INSERT INTO grid.seller (seller) VALUES ('S1');
      INSERT INTO grid.seller_version (seller_id, valid_from, name, street, postcode, city, country, iban, bic, creditor_id)
      SELECT seller_id, '2024-01-01', 'Energie', '1 rue', '44000', 'Nantes', 'FR', 'FR7630006000011234567890189', 'AGRIFRPP',
             'FR72ZZZ123456' FROM grid.seller;
      UPDATE grid.community SET seller_id = (SELECT seller_id FROM grid.seller);
      INSERT INTO billing.invoice_series VALUES ('F', 2025, 5);
      INSERT INTO billing.invoice (community_id, series, year, number, document, version, customer_id, meter_id, period, issued_at,
        issued_on, due_on, seller_id, seller_from, buyer_name, buyer_country, language, expected_count, present_count, net_eur,
        vat_eur, total_eur, credit_eur)
      SELECT community_id, 'F', 2025, n, 'invoice', 0, customer_id, n, '[2025-05-01,2025-06-01)', '2025-06-02', '2025-06-02',
             '2025-06-16', seller_id, '2024-01-01', '\(Self.holder)', 'FR', 'fr', 1, 1, 10, 0, 10, 0
      FROM generate_series(1, 4) AS n, grid.community, grid.customer WHERE customer = CASE n WHEN 4 THEN 'K2' ELSE 'K1' END;
      INSERT INTO billing.invoice_line SELECT community_id, invoice, 1, 1, 'energy', '', 0, period, false, NULL, 10, 'kWh', 1, 10, 0
      FROM billing.invoice;
      INSERT INTO billing.invoice_vat SELECT community_id, invoice, 0, 10, 0 FROM billing.invoice;
      """)
    try write(
      """
      mandate,customer,holder,iban,signed_on
      RUM1,K1,\(Self.holder),\(Self.account),2025-01-10
      RUM2,K2,Other,DE89370400440532013000,2025-01-10

      """, to: "mandates.csv")
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(place.folder)/\(name)", atomically: true, encoding: .utf8)
  }

  @discardableResult
  private func sql(_ text: String) throws -> String {
    try write(text, to: "script.sql")
    return try place.succeed("gridctl db psql -- -qAt -v ON_ERROR_STOP=1 -f script.sql").trimmingCharacters(
      in: .newlines)
  }

  /// Entries are `name amount text`.
  private func statement(_ entries: [(name: String, amount: String, text: String)]) -> String {
    let body = entries.enumerated().map { index, entry in
      """
      <Ntry><Amt Ccy="EUR">\(entry.amount)</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2025-06-16</Dt></BookgDt>
      <AcctSvcrRef>B\(index)-\(Self.account)</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>\(entry.name)</EndToEndId></Refs>
      <Amt Ccy="EUR">\(entry.amount)</Amt><RltdPties><Dbtr><Pty><Nm>\(Self.holder)</Nm></Pty></Dbtr>
      <DbtrAcct><Id><IBAN>\(Self.account)</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>\(Self.account) \(entry.text)</Ustrd></RmtInf>
      </TxDtls></NtryDtls></Ntry>
      """
    }
    return """
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>
      <Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></Acct>\(body.joined())</Stmt></BkToCstmrStmt></Document>
      """
  }

  @Test("no account and no holder is seen outside the mandates and the message: output, ledger of runs, log, tables")
  func secrets() throws {
    try write(
      "mandate,customer,holder,iban,signed_on\n\(Self.account),\(Self.account),x,\(Self.account)1,\(Self.account)\n",
      to: "bad.csv")
    try write(
      statement([
        ("F2025-000001-1", "10.00", ""), ("F2025-000002-1", "11.00", ""), ("x", "3.00", "merci"),
        ("x", "10.00", "F2025-000003"),
      ]),
      to: "statement.xml")
    try write(String(statement([("x", "1.00", "x")]).dropLast(40)), to: "broken.xml")
    var said = ""
    for (line, status) in [
      ("gridctl import mandates bad.csv", 65), ("gridctl import mandates mandates.csv", 0),
      ("gridctl import mandates mandates.csv --dry-run", 0),
      ("gridctl bill collect --as-of 2025-06-10T08:00:00Z --output out.xml", 0),
      ("gridctl bill collect --as-of 2025-06-10T08:00:00Z --output out.xml", 73),
      ("gridctl bill collect --output folder/out.xml", 0),
      ("gridctl bill collect --again DD2025-1 --output folder/out.xml", 73),
      ("gridctl bill collect --again DD2025-1 --output again.xml && cmp out.xml again.xml", 0),
      ("gridctl bill payments statement.xml", 1), ("gridctl bill payments statement.xml", 1),
      ("gridctl bill payments broken.xml", 65),
      ("gridctl bill payments statement.xml --dry-run --assign B2-FR14…2606=F2025-000004", 1),
      ("gridctl bill collect --withdraw DD2025-1", 65), ("gridctl bill open --all", 0),
      ("gridctl bill open --overdue --output -", 0),
      ("gridctl bill list", 0), ("gridctl runs list", 0), ("gridctl check", 0),
    ] {
      let (found, output) = try place.run(line)
      #expect(found == Int32(status), "\(line)\n\(output)")
      said += output
    }
    #expect(
      said.contains("2 collected") == false && said.contains("1 collected (10.00 EUR), 1 transferred (10.00 EUR)"),
      "\(said)")
    #expect(said.contains("FR14…2606: no-invoice"), "\(said)")
    said += try place.succeed("cat home/postgresql.log; gridctl db psql -- -c 'SELECT * FROM ops.run'")
    said += try place.succeed(
      "pg_dump --data-only --exclude-table-data=grid.mandate --dbname \"host=$GRIDCTL_HOME/socket dbname=gridctl user=gridctl\""
    )
    #expect(!said.contains("20041010050500013") && !said.contains("370400440532013"))
    // The customers' table and the invoices have the name, nothing else.
    #expect(said.components(separatedBy: Self.holder).count - 1 == 5)
    #expect(try place.succeed("stat -c %a out.xml again.xml").split(separator: "\n") == ["600", "600"])
    #expect(try place.succeed("grep -c '\(Self.account)' out.xml").trimmingCharacters(in: .newlines) == "3")
    #expect(try sql("SELECT has_table_privilege('public', 'grid.mandate', 'SELECT')") == "f")
  }

  @Test("kill -9 at any moment leaves an invoice in one message, which is written again as it was")
  func killed() throws {
    _ = try place.succeed("gridctl import mandates mandates.csv")
    let started = Date()
    _ = try place.succeed(
      """
      gridctl bill collect --as-of 2025-06-10T08:00:00Z --output whole.xml
      gridctl bill collect --withdraw DD2025-1
      """)
    // Closer and closer to the moment at which the message is entered and its file put into place.
    var delay = Date().timeIntervalSince(started) / 2
    var step = delay / 3
    var entered = 0
    var placed = 0
    let rounds = 24
    for _ in 1...rounds {
      _ = try place.run(
        """
        rm -f out.xml; gridctl bill collect --as-of 2025-06-10T08:00:00Z --output out.xml & pid=$!
        sleep \(delay); kill -9 $pid; wait $pid
        """)
      let messages = try sql(
        "SELECT DISTINCT message FROM billing.collection JOIN billing.collection_item USING (collection_id) WHERE state = 'open'"
      )
      let file = FileManager.default.fileExists(atPath: "\(place.folder)/out.xml")
      delay = max(0.001, delay + (file ? -step : step))
      step = max(step * 0.8, 0.004)
      guard !messages.isEmpty else {
        #expect(!file)
        continue
      }
      #expect(messages.split(separator: "\n").count == 1)
      #expect(
        try sql("SELECT count(*), count(DISTINCT invoice) FROM billing.collection_item WHERE state = 'open'") == "4|4")
      entered += 1
      _ = try place.succeed(
        "rm -f again.xml; gridctl bill collect --again \(messages) --output again.xml; xmllint --noout again.xml")
      if file {
        placed += 1
        _ = try place.succeed("cmp out.xml again.xml")
      }
      #expect(
        try place.succeed("gridctl bill collect --as-of 2025-06-10T08:00:00Z --output none.xml").contains(
          "collect: 0 invoices"))
      #expect(!FileManager.default.fileExists(atPath: "\(place.folder)/none.xml"))
      _ = try place.succeed("gridctl bill collect --withdraw \(messages)")
    }
    #expect((1..<rounds).contains(entered))
    print("killed \(rounds) times: \(entered) messages entered, \(placed) of their files in place")
    #expect(try place.run("gridctl check").status == 0)
  }
}
