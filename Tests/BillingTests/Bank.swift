import Database
import Foundation
import Grid
import Support

@testable import Billing

/// A seller with customers who owe it money, and the messages that its bank would send.
final class Bank {
  let database: TestDatabase
  var connection: Connection { database.connection }
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bank-\(UUID().uuidString)")
  /// Accounts that must never be seen outside grid.mandate and the message to the bank.
  static let ibans = [
    "FR1420041010050500013M02606", "DE89370400440532013000", "NL91ABNA0417164300", "ES9121000418450200051332",
    "LU280019400644750000", "PT50000201231234567890154", "BE31435411161155", "IE29AIBK93115212345678",
  ]
  static let account = "FR7630006000011234567890189"
  private var numbers = 0

  init() throws {
    database = try TestDatabase()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try seller("S1", community: "C1")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func seller(_ code: String, community: String, iban: String = Bank.account, creditorID: String = "FR72ZZZ123456")
    throws
  {
    try database.script(
      """
      INSERT INTO grid.seller (seller) VALUES ('\(code)');
      INSERT INTO grid.seller_version (seller_id, valid_from, name, street, postcode, city, country, iban, bic, creditor_id)
      SELECT seller_id, '2024-01-01', 'Énergie & Cie', '1 rue', '44000', 'Nantes', 'FR', '\(iban)', 'AGRIFRPP', '\(creditorID)'
      FROM grid.seller WHERE seller = '\(code)';
      INSERT INTO grid.community (community, name, zone, seller_id)
      SELECT '\(community)', 'x', 'Europe/Paris', seller_id FROM grid.seller WHERE seller = '\(code)';
      """)
  }

  /// A customer with a mandate; the n-th has the n-th account.
  func customer(
    _ code: String, mandate: String? = nil, signed: String = "2025-01-10", end: String? = nil,
    sequence: String = "recurrent",
    account: Int = 0, seller: String = "S1"
  ) throws {
    try database.script("INSERT INTO grid.customer (customer, name) VALUES ('\(code)', 'x') ON CONFLICT DO NOTHING")
    guard let mandate else { return }
    try database.script(
      """
      INSERT INTO grid.mandate (mandate, customer_id, seller_id, holder, iban, signed_on, sequence, end_day)
      SELECT '\(mandate)', customer_id, seller_id, 'Éloïse Brûlé \(code)', '\(Bank.ibans[account])', '\(signed)', '\(sequence)',
             \(end.map { "'\($0)'" } ?? "NULL")
      FROM grid.customer, grid.seller WHERE customer = '\(code)' AND seller = '\(seller)'
      """)
  }

  /// Issues a document with one line; returns its number.
  ///
  /// - Parameter takesBack: The invoice that it is the credit note of.
  @discardableResult
  func invoice(
    _ customer: String, _ total: String, issued: String = "2025-06-02", due: String = "2025-06-16",
    community: String = "C1",
    takesBack: String? = nil
  ) throws -> String {
    numbers += 1
    let year = issued.prefix(4)
    let document = takesBack != nil ? "credit_note" : total.hasPrefix("-") ? "self_billed" : "invoice"
    let meter = takesBack.map { "(SELECT meter_id FROM billing.invoice WHERE invoice = '\($0)')" } ?? "\(numbers)"
    try database.script(
      """
      INSERT INTO billing.invoice_series VALUES ('F', \(year), \(numbers + 1))
      ON CONFLICT (series, year) DO UPDATE SET next_number = excluded.next_number;
      INSERT INTO billing.invoice (community_id, series, year, number, document, version, corrects, customer_id, meter_id, period,
        issued_at, issued_on, due_on, seller_id, seller_from, buyer_name, buyer_country, language, expected_count,
        present_count, net_eur, vat_eur, total_eur, credit_eur)
      SELECT c.community_id, 'F', \(year), \(numbers), '\(document)', 0, \(takesBack.map { "'\($0)'" } ?? "NULL"), u.customer_id, \(meter),
             daterange((date_trunc('month', '\(issued)'::timestamp) - interval '1 month')::date, date_trunc('month', '\(issued)'::timestamp)::date),
             '\(issued)'::date + interval '9 hours', '\(issued)', '\(due)', c.seller_id, '2024-01-01', 'x', 'FR', 'fr', 1, 1,
             \(total), 0, \(total), 0
      FROM grid.community AS c, grid.customer AS u WHERE c.community = '\(community)' AND u.customer = '\(customer)';
      INSERT INTO billing.invoice_line
      SELECT community_id, invoice, 1, 1, 'energy', '', 0, period, false, NULL, \(total), 'kWh', 1, \(total), 0
      FROM billing.invoice WHERE number = \(numbers);
      INSERT INTO billing.invoice_vat SELECT community_id, invoice, 0, \(total), 0 FROM billing.invoice WHERE number = \(numbers);
      """)
    return "F\(year)-\(String(repeating: "0", count: 6 - "\(numbers)".count))\(numbers)"
  }

  /// Collects what is due; returns the message's name and its text.
  @discardableResult
  func collect(
    asOf: String = "2025-06-10T08:00:00Z", _ change: (inout CollectionOrder) -> Void = { _ in }
  ) throws -> (summary: CollectionSummary, text: String) {
    var order = CollectionOrder()
    change(&order)
    var text = ""
    let summary = try collectBills(order, asOf: Instant(asOf)!, on: connection) { text = $1 }
    return (summary, text)
  }

  /// `invoice sequence day amount state reason` of all collections, in their order.
  func collections() throws -> [String] {
    try database.lines(
      """
      SELECT concat_ws(' ', end_to_end, sequence, collect_on, amount_eur, state, reason) AS text
      FROM billing.collection_item ORDER BY collection_id, collect_on, sequence, invoice
      """)
  }

  /// `invoice kind day amount reference` of all payments.
  func payments() throws -> [String] {
    try database.lines(
      "SELECT concat_ws(' ', invoice, kind, paid_on, amount_eur, reference) AS text FROM billing.payment ORDER BY 1")
  }

  /// `invoice open state` of what is not settled.
  func open() throws -> [String] {
    try connection.query("billing/unsettled", nil as String?, nil as String?, nil as LocalDay?, false).map {
      "\($0.text("invoice")) \($0.text("open_eur")) \($0.text("state"))"
    }
  }

  // MARK: What the bank sends

  func file(_ text: String, _ name: String = "bank.xml") throws -> String {
    let url = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  /// Enters a message; returns the findings as `reference code`.
  @discardableResult
  func enter(_ text: String, assigned: [String: String] = [:]) throws -> [String] {
    try enterPayments(file: file(text), assigned: assigned, on: connection).findings.map {
      "\($0.reference) \($0.code)"
    }
  }

  /// A status report; payments are `name status reason`.
  static func report(of message: String, status: String? = nil, reason: String? = nil, _ payments: [String] = [])
    -> String
  {
    func why(_ code: String?) -> String { code.map { "<StsRsnInf><Rsn><Cd>\($0)</Cd></Rsn></StsRsnInf>" } ?? "" }
    let lines = payments.map { payment in
      let words = payment.split(separator: " ").map(String.init)
      return """
        <TxInfAndSts><StsId>1</StsId><OrgnlEndToEndId>\(words[0])</OrgnlEndToEndId><TxSts>\(words[1])</TxSts>
        \(why(words.count > 2 ? words[2] : nil))</TxInfAndSts>
        """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
      <GrpHdr><MsgId>R1</MsgId><CreDtTm>2025-06-12T10:00:00</CreDtTm></GrpHdr>
      <OrgnlGrpInfAndSts><OrgnlMsgId>\(message)</OrgnlMsgId><OrgnlMsgNmId>pain.008</OrgnlMsgNmId>
      \(status.map { "<GrpSts>\($0)</GrpSts>" } ?? "")\(why(reason))</OrgnlGrpInfAndSts>
      \(lines.isEmpty ? "" : "<OrgnlPmtInfAndSts><OrgnlPmtInfId>x</OrgnlPmtInfId>\(lines.joined())</OrgnlPmtInfAndSts>")
      </CstmrPmtStsRpt></Document>
      """
  }

  /// A statement of the seller's account with entries of these texts.
  static func statement(_ entries: [String], account: String = Bank.account, version: String = "08") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.\(version)"><BkToCstmrStmt>
    <GrpHdr><MsgId>M</MsgId><CreDtTm>2025-06-17T06:00:00</CreDtTm></GrpHdr>
    <Stmt><Id>STMT-117</Id><CreDtTm>2025-06-17T06:00:00</CreDtTm><Acct><Id><IBAN>\(account)</IBAN></Id></Acct>
    <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
    \(entries.joined(separator: "\n"))
    </Stmt></BkToCstmrStmt></Document>
    """
  }

  /// An entry; a negative amount is a debit.
  static func entry(
    _ amount: String, _ reference: String = "", family: String = "IDDT", status: String = "<Sts><Cd>BOOK</Cd></Sts>",
    day: String = "2025-06-16", currency: String = "EUR", batch: String = "", _ details: [String] = [],
    info: String = ""
  ) -> String {
    """
    <Ntry><Amt Ccy="\(currency)">\(amount.replacing("-", with: ""))</Amt><CdtDbtInd>\(amount.hasPrefix("-") ? "DBIT" : "CRDT")</CdtDbtInd>\(status)
    <BookgDt><Dt>\(day)</Dt></BookgDt><ValDt><Dt>\(day)</Dt></ValDt>
    \(reference.isEmpty ? "" : "<AcctSvcrRef>\(reference)</AcctSvcrRef>")
    <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>\(family)</Cd><SubFmlyCd>ESDD</SubFmlyCd></Fmly></Domn></BkTxCd>
    <NtryDtls>\(batch)\(details.joined())</NtryDtls>\(info.isEmpty ? "" : "<AddtlNtryInf>\(info)</AddtlNtryInf>")</Ntry>
    """
  }

  static func detail(
    _ amount: String?, name: String? = nil, reference: String? = nil, reason: String? = nil, text: String = "",
    extra: String = ""
  ) -> String {
    """
    <TxDtls><Refs>\(reference.map { "<AcctSvcrRef>\($0)</AcctSvcrRef>" } ?? "")\(name.map { "<EndToEndId>\($0)</EndToEndId>" } ?? "")</Refs>
    \(amount.map { "<Amt Ccy=\"EUR\">\($0)</Amt>" } ?? "")\(extra)
    <RltdPties><Dbtr><Pty><Nm>Éloïse Brûlé</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>\(Bank.ibans[0])</IBAN></Id></DbtrAcct></RltdPties>
    \(text.isEmpty ? "" : "<RmtInf><Ustrd>\(text)</Ustrd></RmtInf>")
    \(reason.map { "<RtrInf><Rsn><Cd>\($0)</Cd></Rsn></RtrInf>" } ?? "")</TxDtls>
    """
  }
}
