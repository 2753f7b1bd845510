import Database
import Documents
import Foundation
import Grid
import Support
import Testing

@testable import Billing

@Suite struct PaymentsTests {
  let bank = try! Bank()

  /// Four customers who owe 10.00, 20.00, 30.00 and 40.00, all collected: message DD2025-1, group FRST of 2025-06-16.
  private func collected() throws {
    for number in 0..<4 {
      try bank.customer("K\(number)", mandate: "RUM\(number)", account: number)
      try bank.invoice("K\(number)", "\(number + 1)0.00")
    }
    try bank.collect()
  }

  /// Enters a message twice; the second time nothing changes. Returns the findings.
  private func twice(_ text: String) throws -> [String] {
    let findings = try bank.enter(text)
    let before = try bank.collections() + bank.payments()
    let again = try enterPayments(file: bank.file(text), on: bank.connection)
    #expect(try bank.collections() + bank.payments() == before && again.sums.isEmpty && again.rejected == 0)
    #expect(again.findings.map { "\($0.reference) \($0.code)" } == findings)
    return findings
  }

  private func states() throws -> [String] {
    try bank.database.lines(
      "SELECT concat_ws(' ', state, reason) AS s FROM billing.collection_item ORDER BY invoice, collection_id")
  }

  @Test("a status report rejects some payments, a group or a whole message; those are collected again")
  func reports() throws {
    try collected()
    #expect(
      try twice(Bank.report(of: "DD2025-1", status: "PART", ["F2025-000002-1 RJCT AM04", "F2025-000003-1 ACCP"])) == [])
    #expect(try states() == ["open", "rejected AM04", "open", "open"])
    #expect(try twice(Bank.report(of: "DD2025-7", status: "RJCT")) == ["DD2025-7 unknown-payment"])
    #expect(try twice(Bank.report(of: "DD2025-1", ["F2025-000009-1 RJCT AM04"])) == ["F2025-000009-1 unknown-payment"])
    #expect(try twice(Bank.report(of: "DD2025-1", ["MARTIN RJCT AM04"])) == ["? unknown-payment"])
    // The reason of one payment counts for more than that of the message.
    #expect(try twice(Bank.report(of: "DD2025-1", status: "RJCT", reason: "DT01", ["F2025-000003-1 RJCT AC04"])) == [])
    #expect(try states() == ["rejected DT01", "rejected AM04", "rejected AC04", "rejected DT01"])
    let (summary, _) = try bank.collect(asOf: "2025-06-12T08:00:00Z")
    #expect(summary.count == 3 && summary.findings.map(\.code) == ["mandate-refused"])
    #expect(
      try bank.open() == [
        "F2025-000001 10.00 in collection", "F2025-000002 20.00 in collection", "F2025-000003 30.00 rejected",
        "F2025-000004 40.00 in collection",
      ])
    // The report of the first message says nothing of the second.
    #expect(try bank.enter(Bank.report(of: "DD2025-1", status: "RJCT")) == [])
    #expect(try bank.open().filter { $0.hasSuffix("in collection") }.count == 3)
    #expect(try bank.database.violations() == [])
  }

  @Test("a status report may reject a group")
  func group() throws {
    try collected()
    try bank.customer("K4", mandate: "RUM4", account: 4)
    try bank.invoice("K4", "50.00", due: "2025-06-18")
    try bank.database.script("UPDATE billing.collection_item SET state = 'rejected'")
    #expect(try bank.collect().summary.groups.map(\.count) == [4, 1])
    let report = Bank.report(of: "DD2025-2", ["F2025-000005-2 ACCP"]).replacing(
      "<OrgnlPmtInfId>x</OrgnlPmtInfId>",
      with: "<OrgnlPmtInfId>DD2025-2-FRST-20250616</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts>"
        + "<StsRsnInf><Rsn><Prtry>DUPL</Prtry></Rsn></StsRsnInf>")
    #expect(try twice(report) == [])
    #expect(try states().filter { $0 == "rejected DUPL" }.count == 4)
    #expect(try bank.open().filter { $0.hasSuffix("in collection") } == ["F2025-000005 50.00 in collection"])
  }

  @Test("booked collections are paid: one by one, with details, and as a batch without", arguments: ["08", "02"])
  func booked(version: String) throws {
    try collected()
    let status = version == "02" ? "<Sts>BOOK</Sts>" : "<Sts><Cd>BOOK</Cd></Sts>"
    func amount(_ text: String) -> String { "<AmtDtls><TxAmt><Amt Ccy=\"EUR\">\(text)</Amt></TxAmt></AmtDtls>" }
    let one = Bank.entry("10", "B1", status: status, [Bank.detail(nil, name: "F2025-000001-1", extra: amount("10.00"))])
    let two = Bank.entry(
      "50.00", "B2", status: status,
      [
        Bank.detail(nil, name: "F2025-000002-1", extra: amount("20.0")),
        Bank.detail(nil, name: "F2025-000003-1", extra: amount("30")),
      ])
    let pending = Bank.entry(
      "40.00", "B3", status: "<Sts><Cd>PDNG</Cd></Sts>", [Bank.detail("40.00", name: "F2025-000004-1")])
    #expect(try twice(Bank.statement([one, two, pending], version: version)) == [])
    #expect(
      try bank.payments() == [
        "F2025-000001 direct_debit 2025-06-16 10.00 F2025-000001-1",
        "F2025-000002 direct_debit 2025-06-16 20.00 F2025-000002-1",
        "F2025-000003 direct_debit 2025-06-16 30.00 F2025-000003-1",
      ])
    #expect(try bank.open() == ["F2025-000004 40.00 in collection"])
    #expect(try bank.collect(asOf: "2025-06-20T08:00:00Z").summary.message == nil)
    #expect(try bank.database.violations() == [])
  }

  @Test("a batch without details is paid when the sum is that of what was not rejected")
  func batch() throws {
    try collected()
    let group = "<Btch><MsgId>DD2025-1</MsgId><PmtInfId>DD2025-1-FRST-20250616</PmtInfId><NbOfTxs>4</NbOfTxs></Btch>"
    let statement = Bank.statement([Bank.entry("80.00", "B1", batch: group)])
    #expect(try twice(statement) == ["B1 batch-differs"])
    try bank.enter(Bank.report(of: "DD2025-1", ["F2025-000002-1 RJCT AM04"]))
    #expect(try twice(statement) == [])
    #expect(try states() == ["paid", "rejected AM04", "paid", "paid"])
    #expect(try bank.database.violations() == [])

    // Named by the message alone, in a detail without a name.
    for number in 4..<6 {
      try bank.customer("K\(number)", mandate: "RUM\(number)", account: number)
      try bank.invoice("K\(number)", "7.00", due: number == 4 ? "2025-06-18" : "2025-06-19")
    }
    try bank.collect(asOf: "2025-06-12T08:00:00Z")
    func named(_ amount: String, _ reference: String) -> String {
      Bank.statement([Bank.entry(amount, reference, ["<TxDtls><Refs><MsgId>DD2025-2</MsgId></Refs></TxDtls>"])])
    }
    // Rejected F2025-000002 is in DD2025-2 too: groups of 20.00, 7.00 and 7.00.
    #expect(try twice(named("7.00", "B4")) == ["B4 ambiguous"])
    #expect(try twice(named("20.00", "B5")) == [])
    #expect(try twice(named("34.00", "B6")) == [])
    #expect(try bank.open() == [])
    #expect(try bank.database.violations() == [])
  }

  @Test("what comes back after it was paid is refunded and open again, with charges or without")
  func returned() throws {
    try collected()
    let paid = (1...3).map { Bank.entry("\($0)0.00", "B\($0)", [Bank.detail("\($0)0.00", name: "F2025-00000\($0)-1")]) }
    let back = Bank.entry(
      "-10.00", "R1", day: "2025-06-18", [Bank.detail("10.00", name: "F2025-000001-1", reason: "AM04")])
    // The customer's bank charges 3.00 for it.
    let charged = Bank.entry(
      "-23.00", "R2", day: "2025-06-19",
      [
        Bank.detail(
          "23.00", name: "F2025-000002-1", reason: "MD06",
          extra:
            "<AmtDtls><InstdAmt><Amt Ccy=\"EUR\">20.00</Amt></InstdAmt></AmtDtls><Chrgs><Rcrd><Amt Ccy=\"EUR\">3.00</Amt></Rcrd></Chrgs>"
        )
      ])
    let unpaid = Bank.entry("-40.00", "R3", [Bank.detail("40.00", name: "F2025-000004-1", reason: "AM04")])
    let wrong = Bank.entry("-31.00", "R4", [Bank.detail("31.00", name: "F2025-000003-1", reason: "AM04")])
    let unknown = Bank.entry("-5.00", "R5", [Bank.detail("5.00", name: "X-1", reason: "AM04")])
    let salary = Bank.entry("-2000.00", "R6", family: "ICDT", [Bank.detail("2000.00", text: "Salaire juin")])
    #expect(
      try twice(Bank.statement([unpaid] + paid + [back, charged, wrong, unknown, salary])) == [
        "R3 not-paid-before", "R4 amount-differs", "R5 unknown-payment",
      ])
    #expect(try states() == ["refunded AM04", "refunded MD06", "paid", "open"])
    #expect(
      try bank.open() == [
        "F2025-000001 10.00 refunded", "F2025-000002 20.00 refunded", "F2025-000004 40.00 in collection",
      ])
    // A rejection that comes after the booking changes nothing: the statement decides.
    #expect(
      try bank.enter(Bank.report(of: "DD2025-1", ["F2025-000003-1 RJCT AM04"])) == ["F2025-000003-1 paid-and-rejected"])
    // Without money it is tried again, refused by the customer it is not.
    let (summary, _) = try bank.collect(asOf: "2025-06-20T08:00:00Z")
    #expect(
      summary.count == 1
        && summary.findings.map { "\($0.reference) \($0.code)" } == ["F2025-000002 refused-by-customer"])
    #expect(try bank.collections().last == "F2025-000001-2 RCUR 2025-06-23 10.00 open")
    #expect(try bank.database.violations() == [])
  }

  @Test("transfers are paid by the number in their text, in parts or for several invoices; nothing is guessed")
  func transfers() throws {
    for number in 0..<5 {
      try bank.customer("K\(number)")
      try bank.invoice("K\(number)", "\(number + 1)0.00")
    }
    try bank.invoice("K0", "-15.00")
    func transfer(_ amount: String, _ reference: String, _ text: String, _ info: String = "") -> String {
      Bank.entry(
        amount, reference, family: amount.hasPrefix("-") ? "ICDT" : "RCDT",
        [Bank.detail(amount.replacing("-", with: ""), text: text)], info: info)
    }
    let entries = [
      transfer("4.00", "T1", "Facture F2025-000001"), transfer("6.00", "T2", "f2025 000001 solde"),
      transfer("50.00", "T3", "F2025-000002 et F2025-000003"), transfer("41.00", "T4", "F2025-000004"),
      transfer("30.00", "T5", "F2025-000004 F2025-000005"), transfer("12.00", "T6", "merci"),
      transfer("12.00", "T7", "F2025-000099"), transfer("1.00", "T8", "F2025-000001"),
      Bank.entry("5.00", "T9", family: "RCDT", info: "VIR F2025-000005"),
      transfer("-15.00", "T10", "Avoir F2025-000006"),
      transfer("-99.00", "T11", "loyer"),
      Bank.entry("5.00", "T12", family: "RCDT", currency: "CHF", info: "F2025-000005"),
      Bank.entry(
        "9.00", "T13", family: "RCDT",
        [Bank.detail("4.00", text: "F2025-000005"), Bank.detail("4.00", text: "F2025-000005")]),
    ]
    let statement = Bank.statement(entries)
    #expect(
      try twice(statement) == [
        "T4 amount-differs", "T5 amount-differs", "T6 no-invoice", "T7 no-invoice", "T8 amount-differs",
        "T12 unreadable-entry",
        "T13 details-differ",
      ])
    #expect(
      try bank.payments() == [
        "F2025-000001 transfer 2025-06-16 4.00 T1", "F2025-000001 transfer 2025-06-16 6.00 T2",
        "F2025-000002 transfer 2025-06-16 20.00 T3", "F2025-000003 transfer 2025-06-16 30.00 T3",
        "F2025-000005 transfer 2025-06-16 5.00 T9", "F2025-000006 payout 2025-06-16 -15.00 T10",
      ])
    // Somebody found out what T6 was for, and that T4 is one euro too much.
    #expect(failure { try bank.enter(statement, assigned: ["T99": "F2025-000005"]) }?.contains("no entry of") == true)
    #expect(
      failure { try bank.enter(statement, assigned: ["T6": "F2025-000077"]) }
        == "66: there is no invoice 'F2025-000077'")
    try bank.enter(statement, assigned: ["T6": "F2025-000005"])
    try bank.enter(statement, assigned: ["T4": "F2025-000004"])
    #expect(
      try twice(statement) == [
        "T5 amount-differs", "T7 no-invoice", "T8 amount-differs", "T12 unreadable-entry", "T13 details-differ",
      ])
    #expect(try bank.open() == ["F2025-000004 -1.00 credit", "F2025-000005 33.00 open"])
    #expect(try bank.database.violations() == [])
  }

  @Test("references that are no references, or the same for several details, still tell payments apart")
  func references() throws {
    try bank.customer("K")
    try bank.invoice("K", "100.00")
    let text = "F2025-000001"
    let entries = [
      Bank.entry("1.00", "NONREF", family: "RCDT", [Bank.detail("1.00", text: text)]),
      Bank.entry("1.00", "", family: "RCDT", [Bank.detail("1.00", text: text)]),
      Bank.entry(
        "3.00", "E3", family: "RCDT",
        [Bank.detail("1.00", reference: "X", text: text), Bank.detail("2.00", reference: "X", text: text)]),
      Bank.entry(
        "9.00", "E4", family: "RCDT",
        [Bank.detail("4.00", reference: "Y", text: text), Bank.detail("5.00", reference: "Z", text: text)]),
      Bank.entry("7.00", Bank.ibans[0] + "-7", family: "RCDT", [Bank.detail("7.00", text: text)]),
    ]
    #expect(try twice(Bank.statement(entries)) == [])
    let references = try bank.payments().map { $0.split(separator: " ").last.map { String($0) } }
    #expect(
      Set(references) == ["STMT-117#1", "STMT-117#2", "E3/1", "E3/2", "Y", "Z", "FR14…2606-7"] && references.count == 7)
    #expect(try bank.open() == ["F2025-000001 79.00 open"])
    #expect(try bank.database.violations() == [])
  }

  @Test("a reference that the bank gives to another day's entry, or to another amount, is another payment")
  func reused() throws {
    try bank.customer("K")
    try bank.invoice("K", "100.00")
    for (amount, day) in [("1.00", "2025-06-16"), ("1.00", "2025-06-17"), ("2.00", "2025-06-17")] {
      let entry = Bank.entry(amount, family: "RCDT", day: day, [Bank.detail(amount, text: "F2025-000001")])
      #expect(try twice(Bank.statement([entry])) == [])
    }
    #expect(
      try bank.payments() == [
        "F2025-000001 transfer 2025-06-16 1.00 STMT-117#1",
        "F2025-000001 transfer 2025-06-17 1.00 STMT-117#1/2025-06-17/1.00",
        "F2025-000001 transfer 2025-06-17 2.00 STMT-117#1/2025-06-17/2.00",
      ])
    #expect(try bank.open() == ["F2025-000001 96.00 open"])
  }

  @Test("references are one line without an account, however the bank writes it; huge amounts are none")
  func strange() throws {
    let references = ["de89 3704 0044 0532 0130 00 x", "XDE8937040044053201300012", "A\u{202E}B&#9;C&#10;gridctl: no"]
    let entries = references.map { Bank.entry("1.00", $0, family: "RCDT", [Bank.detail("1.00")]) }
    let long = Bank.entry("1.00", String(repeating: "9", count: 36), family: "RCDT", [Bank.detail("1.00")])
    let detail = Bank.detail("92233720368547758.07")
    let huge = Bank.entry("92233720368547758.07", "H", family: "RCDT", [detail, detail])
    #expect(
      try bank.enter(Bank.statement(entries + [long, huge])) == [
        "DE89…3000 x no-invoice", "XDE89…300012 no-invoice", "A B C gridctl: no no-invoice", "STMT-117#4 no-invoice",
        "H unreadable-entry",
      ])
  }

  @Test("a statement of another account, and files that are no message, are refused")
  func refused() throws {
    try collected()
    let other = Bank.statement(
      [Bank.entry("10.00", "B1", [Bank.detail("10.00", name: "F2025-000001-1")])], account: "DE89370400440532013000")
    #expect(try twice(other) == ["B1 other-account"])
    #expect(failure { try bank.enter("<Document xmlns='urn:x:camt.054.001.08'/>") }?.hasPrefix("65: ") == true)
    #expect(failure { try bank.enter("<a") }?.hasPrefix("65: ") == true)
    #expect(
      failure { try bank.enter("<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Document/>") }?.contains(
        "declares a document type") == true)
    #expect(failure { _ = try enterPayments(file: "/nowhere.xml", on: bank.connection) }?.hasPrefix("66: ") == true)
    // Broken off in the middle: nothing of it counts.
    let whole = Bank.statement([Bank.entry("10.00", "B1", [Bank.detail("10.00", name: "F2025-000001-1")])])
    #expect(failure { try bank.enter(String(whole.dropLast(30))) }?.hasPrefix("65: ") == true)
    #expect(try bank.payments() == [])
  }
}
