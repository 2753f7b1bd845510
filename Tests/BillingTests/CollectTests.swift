import Database
import Documents
import Foundation
import Grid
import Support
import Testing

@testable import Billing

/// Runs a program; what it printed, and its status.
func run(_ program: String, _ arguments: String...) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
  process.waitUntilExit()
  return (process.terminationStatus, output)
}

@Suite struct CollectTests {
  let bank = try! Bank()

  /// The value of an XPath expression without prefixes, as xmllint sees it.
  private func value(_ path: String, of file: String) throws -> String {
    let plain = path.replacing(#/([\/(])([A-Z][A-Za-z]+)/#) { "\($0.1)*[local-name()='\($0.2)']" }
    return try run("/usr/bin/xmllint", "--xpath", plain, file).output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test(
    "both forms of the message are valid by their schemas, and their sums are those of their payments",
    arguments: DirectDebitScheme.allCases)
  func schema(scheme: DirectDebitScheme) throws {
    for (number, amount) in ["0.01", "12.30", "0.10", "999999999.99", "77.77"].enumerated() {
      try bank.customer("K\(number)", mandate: "RUM\(number)", account: number)
      try bank.invoice("K\(number)", amount, due: number < 3 ? "2025-06-16" : "2025-06-18")
    }
    try bank.customer("ONCE", mandate: "ONE1", sequence: "one_off", account: 5)
    try bank.invoice("ONCE", "5.00")
    try bank.database.script("UPDATE grid.mandate SET bic = 'DEUTDEFF500' WHERE mandate = 'RUM1'")
    let (summary, text) = try bank.collect { $0.scheme = scheme }
    let file = try bank.file(text, "out.xml")
    let schema = "\(repository)/.vendor/python/sepaxml/schemas/\(scheme.rawValue).xsd"
    #expect(FileManager.default.fileExists(atPath: schema), "run Scripts/setup.sh test")
    let lint = try run("/usr/bin/xmllint", "--noout", "--schema", schema, file)
    #expect(lint.status == 0, "\(lint.output)")

    #expect(summary.message == "DD2025-1" && summary.count == 6)
    #expect(try value("string(//GrpHdr/NbOfTxs)", of: file) == "6")
    #expect(try value("string(//GrpHdr/CtrlSum)", of: file) == "1000000095.17")
    #expect(try value("count(//PmtInf)", of: file) == "3")
    let groups = [
      ("FRST", "2025-06-16", "3", "12.41"), ("OOFF", "2025-06-16", "1", "5.00"),
      ("FRST", "2025-06-18", "2", "1000000077.76"),
    ]
    for (index, group) in groups.enumerated() {
      let path = "//PmtInf[\(index + 1)]/"
      #expect(try value("string(\(path)PmtTpInf/SeqTp)", of: file) == group.0)
      #expect(try value("string(\(path)ReqdColltnDt)", of: file) == group.1)
      #expect(try value("string(\(path)NbOfTxs)", of: file) == group.2)
      #expect(try value("string(\(path)CtrlSum)", of: file) == group.3)
      #expect(
        try value("string(\(path)PmtInfId)", of: file) == "DD2025-1-\(group.0)-\(group.1.replacing("-", with: ""))")
      // What the scheme wants and the schema does not.
      #expect(try value("string(\(path)PmtTpInf/SvcLvl/Cd)", of: file) == "SEPA")
      #expect(try value("string(\(path)PmtTpInf/LclInstrm/Cd)", of: file) == "CORE")
      #expect(try value("string(\(path)ChrgBr)", of: file) == "SLEV")
      #expect(try value("string(\(path)CdtrSchmeId/Id/PrvtId/Othr/Id)", of: file) == "FR72ZZZ123456")
    }
    #expect(try value("string(//PmtInf[1]/DrctDbtTxInf[1]/DrctDbtTx/MndtRltdInf/MndtId)", of: file) == "RUM0")
    #expect(try value("string(//PmtInf[1]/DrctDbtTxInf[1]/DrctDbtTx/MndtRltdInf/DtOfSgntr)", of: file) == "2025-01-10")
    #expect(try value("string(//PmtInf[1]/DrctDbtTxInf[1]/Dbtr/Nm)", of: file) == "Eloise Brule K0")
    #expect(try value("string(//PmtInf[1]/DrctDbtTxInf[1]/DbtrAcct/Id/IBAN)", of: file) == Bank.ibans[0])
    #expect(try value("string(//PmtInf[1]/DrctDbtTxInf[1]/PmtId/EndToEndId)", of: file) == "F2025-000001-1")
    #expect(try value("string(//PmtInf[1]/DrctDbtTxInf[1]/RmtInf/Ustrd)", of: file) == "Facture F2025-000001")
    #expect(try value("string(//PmtInf[1]/Cdtr/Nm)", of: file) == "Energie + Cie")
    #expect(text.contains("<\(scheme.bic)>DEUTDEFF500</\(scheme.bic)>"))
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(try bank.database.violations() == [])
  }

  @Test("months of one mandate are FRST, RCUR and FNAL; what the bank rejected is collected again, as the first")
  func months() throws {
    try bank.customer("K", mandate: "RUM1", end: "2025-09-10")
    var messages: [String] = []
    func month(_ issued: String, _ due: String, _ asOf: String) throws {
      try bank.invoice("K", "10.00", issued: issued, due: due)
      messages.append(try bank.collect(asOf: "\(asOf)T08:00:00Z").summary.message ?? "none")
    }
    try month("2025-05-02", "2025-05-16", "2025-05-10")
    try bank.enter(Bank.report(of: "DD2025-1", ["F2025-000001-1 RJCT AM04"]))
    try month("2025-06-02", "2025-06-16", "2025-06-10")
    try month("2025-07-02", "2025-07-16", "2025-07-10")
    try month("2025-08-04", "2025-08-18", "2025-08-10")
    try month("2025-08-24", "2025-09-08", "2025-08-28")
    try month("2025-08-25", "2025-09-09", "2025-09-01")
    #expect(messages == ["DD2025-1", "DD2025-2", "DD2025-3", "DD2025-4", "DD2025-5", "none"])
    #expect(
      try bank.collections() == [
        "F2025-000001-1 FRST 2025-05-16 10.00 rejected AM04", "F2025-000001-2 FRST 2025-06-11 10.00 open",
        "F2025-000002-2 RCUR 2025-06-16 10.00 open", "F2025-000003-3 RCUR 2025-07-16 10.00 open",
        "F2025-000004-4 RCUR 2025-08-18 10.00 open", "F2025-000005-5 FNAL 2025-09-08 10.00 open",
      ])
    #expect(try bank.database.violations() == [])
  }

  @Test("a mandate for one collection is printed on one invoice only")
  func printedOnce() throws {
    try bank.database.script(
      "INSERT INTO grid.meter (meter, interval_s, kind) SELECT 'M' || n, 900, 'household' FROM generate_series(1, 2) AS n"
    )
    try bank.customer("K1", mandate: "RUM1", sequence: "one_off")
    func printed() throws -> [String?] {
      var mandates: [String?] = []
      try forEachBill(BillSelection(customer: "K1"), on: bank.connection) { mandates.append($0.directDebit?.mandate) }
      return mandates
    }
    try bank.invoice("K1", "10.00")
    #expect(try bank.collect().summary.count == 1)
    try bank.invoice("K1", "20.00", issued: "2025-07-02", due: "2025-07-16")
    #expect(try printed() == ["RUM1", nil])
    try bank.enter(Bank.report(of: "DD2025-1", status: "RJCT"))
    #expect(try printed() == ["RUM1", "RUM1"])
  }

  @Test("what the bank said of a mandate holds, though a later message is open or was withdrawn")
  func refused() throws {
    try bank.customer("K1", mandate: "RUM1")
    try bank.invoice("K1", "10.00")
    let first = try bank.collect().summary.message!
    try bank.invoice("K1", "20.00", issued: "2025-07-02", due: "2025-07-16")
    let second = try bank.collect(asOf: "2025-07-10T08:00:00Z").summary.message!
    try bank.invoice("K1", "30.00", issued: "2025-07-03", due: "2025-07-17")
    let refusal = Bank.report(of: first, ["F2025-000001-\(first.dropFirst(7)) RJCT AC04"])
    #expect(try bank.enter(refusal) == [])
    func findings() throws -> [String] {
      let summary = try bank.collect(asOf: "2025-07-11T08:00:00Z").summary
      #expect(summary.message == nil)
      return summary.findings.map { "\($0.reference) \($0.code)" }
    }
    #expect(try findings() == ["F2025-000001 mandate-refused", "F2025-000003 mandate-refused"])
    _ = try withdrawCollection(second, on: bank.connection)
    #expect(try findings() == (1...3).map { "F2025-00000\($0) mandate-refused" })
  }

  @Test("an invoice is in one collection at a time: two runs at once, and again")
  func once() throws {
    for number in 0..<6 {
      try bank.customer("K\(number)", mandate: "RUM\(number)", account: number)
      try bank.invoice("K\(number)", "1.00")
    }
    try bank.customer("CASH")
    try bank.invoice("CASH", "1.00")
    try bank.customer("CREDIT", mandate: "RUM9", account: 6)
    try bank.invoice("CREDIT", "-5.00")
    try bank.database.script("INSERT INTO grid.community (community, name, zone) VALUES ('C0', 'x', 'Europe/Paris')")
    try bank.invoice("CASH", "1.00", community: "C0")
    // Taken back, and the credit is not used yet.
    try bank.customer("BACK", mandate: "RUM10", account: 7)
    try bank.invoice("BACK", "-9.00", takesBack: bank.invoice("BACK", "9.00"))
    let other = try bank.database.another()
    let entered = DispatchSemaphore(value: 0)
    let both = DispatchGroup()
    nonisolated(unsafe) var second: CollectionSummary?
    nonisolated(unsafe) let connection = other
    let (first, _) = try {
      var text = ""
      let summary = try collectBills(CollectionOrder(), asOf: Instant("2025-06-10T08:00:00Z")!, on: bank.connection) {
        text = $1
        // The other run begins while this one has entered its message and not ended.
        DispatchQueue.global().async(group: both) {
          entered.signal()
          second = try? collectBills(CollectionOrder(), asOf: Instant("2025-06-10T08:00:00Z")!, on: connection) {
            _, _ in
          }
        }
        entered.wait()
        usleep(200_000)
      }
      return (summary, text)
    }()
    both.wait()
    #expect(first.count == 6 && first.withoutMandate == 2)
    #expect(second?.message == nil && second?.count == 0)
    #expect(try bank.collect().summary.message == nil)
    #expect(try bank.collections().count == 6)
    #expect(try bank.database.violations() == [])
  }

  @Test("a message that cannot be kept was never made, and one that was lost is written again byte by byte")
  func lost() throws {
    try bank.customer("K", mandate: "RUM1")
    try bank.invoice("K", "10.00")
    struct DiskFull: Error {}
    #expect(throws: DiskFull.self) {
      try collectBills(CollectionOrder(), asOf: Instant("2025-06-10T08:00:00Z")!, on: bank.connection) { _, _ in
        throw DiskFull()
      }
    }
    #expect(try bank.collections() == [])
    let (summary, text) = try bank.collect()
    // What the seller and the customer become later changes nothing of it.
    try bank.database.script(
      """
      UPDATE grid.seller_version SET name = 'Other', iban = 'DE89370400440532013000', creditor_id = 'DE98ZZZ09999999999';
      UPDATE grid.customer SET name = 'Other';
      UPDATE grid.mandate SET end_day = '2025-06-17';
      """)
    #expect(try directDebitMessage(summary.message!, on: bank.connection) == text)
    #expect(text.contains("Eloise Brule K") && text.hasSuffix("</Document>\n"))
    #expect(
      failure { _ = try directDebitMessage("DD2025-99", on: bank.connection) } == "66: there is no message 'DD2025-99'")

    #expect(try withdrawCollection(summary.message!, on: bank.connection) == 1)
    #expect(try bank.open() == ["F2025-000001 10.00 rejected"])
    #expect(
      failure { _ = try withdrawCollection(summary.message!, on: bank.connection) }
        == "65: '\(summary.message!)' was withdrawn")
    #expect(failure { _ = try directDebitMessage(summary.message!, on: bank.connection) }?.hasPrefix("65: 'DD") == true)
    #expect(try bank.database.violations() == [])
  }

  @Test(
    "a seller without a creditor identifier or an account collects nothing, and each seller has messages of its own")
  func sellers() throws {
    try bank.customer("K", mandate: "RUM1")
    try bank.invoice("K", "10.00")
    for (column, value, what) in [
      ("creditor_id", "NULL", "SEPA creditor identifier (creditor_id)"),
      ("creditor_id", "'FR73ZZZ123456'", "SEPA creditor identifier (creditor_id)"),
      ("iban", "NULL", "account to collect to (iban)"),
      ("iban", "'FR7630006000011234567890188'", "account to collect to (iban)"),
    ] {
      try bank.database.script("UPDATE grid.seller_version SET iban = '\(Bank.account)', creditor_id = 'FR72ZZZ123456'")
      try bank.database.script("UPDATE grid.seller_version SET \(column) = \(value)")
      #expect(failure { try bank.collect() } == "78: seller 'S1' has no valid \(what)")
    }
    try bank.database.script("UPDATE grid.seller_version SET iban = '\(Bank.account)', creditor_id = 'FR72ZZZ123456'")
    try bank.seller("S2", community: "C2", iban: "DE89370400440532013000", creditorID: "DE98ZZZ09999999999")
    try bank.customer("L", mandate: "RUM2", account: 2, seller: "S2")
    try bank.invoice("L", "20.00", community: "C2")
    // The mandate is for S2: what K owes there is not collected with it.
    try bank.invoice("K", "30.00", community: "C2")
    #expect(failure { try bank.collect() } == "64: several sellers have something to collect: S1, S2")
    #expect(failure { try bank.collect { $0.seller = "S3" } } == "66: there is no seller 'S3'")
    #expect(
      failure { try bank.collect { $0.collectOn = LocalDay("2025-06-14") } }
        == "64: nothing can be collected on 2025-06-14")
    #expect(
      failure { try bank.collect { $0.collectOn = LocalDay("2025-06-10") } }
        == "64: nothing can be collected on 2025-06-10")
    #expect(try bank.collect { $0.seller = "S1" }.summary.count == 1)
    let second = try bank.collect().summary
    #expect(second.count == 1 && second.withoutMandate == 1)
    #expect(try bank.collections().count == 2)
    #expect(try bank.database.violations() == [])
  }
}
