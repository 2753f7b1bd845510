import Billing
import Documents
import Foundation
import Grid
import Support
import Testing

/// Electronic invoices against the schema of Factur-X and the schematrons of EN 16931 and of France.
@Suite struct BillXMLTests {
  static let march = Period("2025-03", today: LocalDay(number: 0))!
  static let small = BillDocument.Seller(
    code: "S2", name: "Petite SAS", street: "x", postcode: "1", city: "y", siren: "443061841")
  static let consumption = [
    Stationery.line("standing_charge - 1 month 15.96 5.50"), Stationery.line("energy HP 210.123 kWh 0.2146 20.00"),
    Stationery.line("energy HC 98.0005 kWh 0.1696 20.00"),
  ]
  static let private389 = [Stationery.line("feed_in - -310.5 kWh 0.04 0.00", contract: "C-2")]

  /// Ordinary invoices, by what they are.
  static let invoices: KeyValuePairs<String, BillDocument> = [
    "simple": Stationery.document("F2025-000001", lines: consumption),
    "everything": Stationery.document(
      "F2025-000002", deliveryPoints: ["30001234567890", nil],
      lines: consumption + [
        Stationery.line("power - 4.2 kVA 1.234567 20.00"), Stationery.line("community - 55.1 kWh 0.12 20.00"),
        Stationery.line("energy base 12 kWh 0.3 20.00", above: 100),
        Stationery.line("tax accise 363.2235 kWh 0.02998 20.00"), Stationery.line("tax CTA 1 month 2.15 5.50"),
        Stationery.line("feed_in - -44.321 kWh 0.1 0.00", contract: "C-2"),
        Stationery.line("community_feed_in - -10 kWh 0.11 0.00", contract: "C-2"),
      ]),
    "part of a month": Stationery.document(
      "F2025-000003",
      lines: [
        Stationery.line(
          "standing_charge - 0.46666666666666666667 month 15.96 5.50",
          days: Period(LocalDay("2025-04-17")!, LocalDay("2025-05-01")!)!),
        Stationery.line(
          "energy HP 1 kWh 0.2 20.00", days: Period(LocalDay("2025-04-17")!, LocalDay("2025-04-18")!)!,
          isEstimated: true),
      ]),
    "regularisation": Stationery.document(
      "F2025-000004",
      lines: consumption + [
        Stationery.line("energy HP -100 kWh 0.2146 20.00", days: march, isEstimated: true, regularises: "F2025-000001"),
        Stationery.line("energy HP 92.75 kWh 0.2146 20.00", days: march, regularises: "F2025-000001"),
      ]),
    "negative total": Stationery.document(
      "F2025-000005",
      lines: [
        Stationery.line("standing_charge - 1 month 5 20.00"),
        Stationery.line("feed_in - -500 kWh 0.1269 0.00", contract: "C-2"),
      ]),
    "credits set off": Stationery.document(
      "F2025-000006", credits: [.init(document: "P2025-000001", amount: ExactDecimal("12.42")!)], lines: consumption),
    "all set off": Stationery.document(
      "F2025-000007", credits: [.init(document: "A2025-000001", amount: ExactDecimal("6.00")!)],
      lines: [Stationery.line("energy base 20 kWh 0.25 20.00")]),
    "direct debit": Stationery.document("F2025-000008", directDebit: ("RUM-K1-1", "FR76…0189"), lines: consumption),
    "company": Stationery.document("F2025-000009", buyer: Stationery.company, lines: consumption),
    "no address": Stationery.document("F2025-000010", buyer: .init(code: "K/é 3", name: "x"), lines: consumption),
    "English": Stationery.document(
      "F2025-000011",
      buyer: .init(code: "K4", name: "Mary", country: "BE", email: "m@example.org", language: "en"), lines: consumption),
    "zero": Stationery.document("F2025-000012", lines: [Stationery.line("energy base 0 kWh 0.25 20.00")]),
    "corrected": Stationery.document("F2025-000013", corrects: ("F2025-000001", "2025-05-05"), lines: consumption),
    "without VAT": Stationery.document(
      "F2025-000014", seller: small, lines: [Stationery.line("energy base 9 kWh 0.2 0")]),
  ]

  /// The others.
  static let others: KeyValuePairs<String, BillDocument> = [
    "credit note": Stationery.document(
      "A2025-000001", .creditNote, corrects: ("F2025-000001", "2025-05-05"),
      lines: [
        Stationery.line("standing_charge - -1 month 15.96 5.50"),
        Stationery.line("energy HP -210.123 kWh 0.2146 20.00"),
        Stationery.line("feed_in - 44.321 kWh 0.1 0.00", contract: "C-2"),
      ]),
    "self-billed, company": Stationery.document(
      "P2025-000001", .selfBilled, buyer: Stationery.company,
      lines: [Stationery.line("feed_in - -310.5 kWh 0.04 20.00", contract: "C-2")]),
    "self-billed, small company": Stationery.document(
      "P2025-000002", .selfBilled, buyer: .init(code: "K5", name: "x", siren: "443061841"), lines: private389),
    "self-billed credit, company": Stationery.document(
      "Q2025-000001", .selfBilledCredit, buyer: Stationery.company, corrects: ("P2025-000001", "2025-05-05"),
      lines: [Stationery.line("feed_in - 310.5 kWh 0.04 20.00", contract: "C-2")]),
  ]

  /// What the validator says of documents: lines by file name.
  static func validate(_ texts: [String: String]) throws -> [String: [String]] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bills-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in texts {
      try text.write(to: folder.appending(path: "\(name).xml"), atomically: true, encoding: .utf8)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.currentDirectoryURL = folder
    process.arguments =
      ["python3", "\(repository)/Tests/BillingTests/validate.py"] + texts.keys.sorted().map { "\($0).xml" }
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "run Scripts/setup.sh test")
    return Dictionary(grouping: output.split(separator: "\n").map(String.init)) { line in
      String(line.prefix { $0 != " " }.dropLast(4))
    }
  }

  /// The rules that lines of the validator name.
  static func rules(_ lines: [String]?) -> [String] {
    (lines ?? []).map { String($0.split(separator: " ")[1]) }.sorted()
  }

  /// What the elements of a name hold, in order.
  static func values(_ element: String, in text: String) -> [String] {
    text.matches(of: try! Regex("<ram:\(element)(?: [^>]*)?>([^<]*)<")).map { String($0.output[1].substring!) }
  }

  @Test("every kind of document is valid: schema, EN 16931 and the French rules")
  func valid() throws {
    var texts: [String: String] = [:]
    for (name, bill) in Array(Self.invoices) + Array(Self.others) {
      texts[name.replacing(" ", with: "_")] = try bill.electronicInvoice()
    }
    #expect(texts.count == 18)
    #expect(try Self.validate(texts) == [:])
  }

  @Test("a private producer's own document is outside VAT; only the French rules miss a SIREN")
  func privateProducer() throws {
    let bill = Stationery.document("P2025-000009", .selfBilled, lines: Self.private389)
    let back = Stationery.document(
      "Q2025-000009", .selfBilledCredit, corrects: ("P2025-000009", "2025-05-05"),
      lines: [Stationery.line("feed_in - 310.5 kWh 0.04 0.00", contract: "C-2")])
    let found = try Self.validate(["a": bill.electronicInvoice(), "b": back.electronicInvoice()])
    #expect(Self.rules(found["a"]) == ["BR-FR-10"])
    #expect(Self.rules(found["b"]) == ["BR-FR-10"])
    #expect(try Self.values("CategoryCode", in: bill.electronicInvoice()) == ["O", "O"])
    #expect(try Self.values("Content", in: bill.electronicInvoice()).contains("OUTOFSCOPE"))
  }

  @Test("the validator finds what is wrong, so that the tests can fail")
  func invalid() throws {
    let good = try Self.invoices[1].value.electronicInvoice()
    func changed(_ element: String, _ text: String) throws -> String {
      let match = try #require(try good.firstMatch(of: Regex("<ram:\(element)( [^>]*)?>[^<]*<")))
      return good.replacingCharacters(
        in: match.range, with: "<ram:\(element)\(match.output[1].substring ?? "")>\(text)<")
    }
    let total = try #require(Self.values("GrandTotalAmount", in: good).first.flatMap { ExactDecimal($0) })
    let found = try Self.validate([
      "total": changed("GrandTotalAmount", "\(total.adding(1)!)"), "line": changed("LineTotalAmount", "16.96"),
      "price": changed("ChargeAmount", "15.96000001"), "quantity": changed("BilledQuantity", "1.00001"),
      "rate": changed("RateApplicablePercent", "5.60"), "mode": changed("ID", "X1"),
      "note": good.replacing("<ram:SubjectCode>PMT<", with: "<ram:SubjectCode>AAI<"),
      "order": good.replacing("ram:IssueDateTime", with: "ram:IssuedDateTime"),
    ])
    #expect(Self.rules(found["total"]) == ["BR-CO-15", "BR-CO-16"])
    #expect(Self.rules(found["line"]).contains("BR-CO-10"))
    #expect(Self.rules(found["price"]) == ["BR-FR-DEC-03"])
    #expect(Self.rules(found["quantity"]) == ["BR-FR-DEC-02"])
    #expect(Self.rules(found["rate"]).contains("BR-FR-16"))
    #expect(Self.rules(found["mode"]) == ["BR-FR-08"])
    #expect(Self.rules(found["note"]) == ["BR-FR-05"])
    #expect(Self.rules(found["order"]).contains("XSD"))
  }

  @Test("amounts are positive where the document means what it is, and who supplies is the seller")
  func view() throws {
    func text(_ name: String) throws -> String {
      try #require((Array(Self.invoices) + Array(Self.others)).first { $0.key == name }).value.electronicInvoice()
    }
    func values(_ element: String, _ name: String) throws -> [String] { try Self.values(element, in: text(name)) }
    // 210.123 x 0.2146 = 45.0923… -> 45.09; 98.0005 x 0.1696 = 16.6208… -> 16.62; VAT 61.71 x 20 % = 12.342.
    #expect(try values("LineTotalAmount", "simple") == ["15.96", "45.09", "16.62", "77.67"])
    #expect(try values("CalculatedAmount", "simple") == ["0.88", "12.34"])
    #expect(try values("DuePayableAmount", "simple") == ["90.89"])
    #expect(try values("BilledQuantity", "part of a month") == ["0.4667", "1"])
    #expect(try values("LineTotalAmount", "part of a month").first == "7.45")
    // 15.96 + 45.09 - 4.43 = 56.62; VAT 0.88 + 9.02.
    #expect(try values("LineTotalAmount", "credit note") == ["15.96", "45.09", "-4.43", "56.62"])
    #expect(try values("GrandTotalAmount", "credit note") == ["66.52"])
    #expect(try values("TypeCode", "credit note").contains("381"))
    #expect(try values("GrandTotalAmount", "self-billed, company") == ["14.90"])
    #expect(try values("GrandTotalAmount", "self-billed credit, company") == ["14.90"])
    #expect(try values("Name", "self-billed, company").suffix(2) == ["Boulangerie SARL", "Énergie du Val SAS"])
    // 5.00 + 1.00 - 63.45.
    #expect(try values("DuePayableAmount", "negative total") == ["-57.45"])
    #expect(try values("TotalPrepaidAmount", "credits set off") == ["12.42"])
    #expect(try values("DuePayableAmount", "credits set off") == ["78.47"])
    #expect(try values("DuePayableAmount", "all set off") == ["0.00"])
    #expect(try values("DirectDebitMandateID", "direct debit") == ["RUM-K1-1"])
    #expect(try values("URIID", "no address").last == "732829320_K---3")
    #expect(try !text("direct debit").contains("FR76…"), "nothing of the customer's account")
    // The first of April to the thirtieth: the standard's periods are closed.
    #expect(try text("simple").contains(">20250401<") && text("simple").contains(">20250430<"))
    #expect(try !text("simple").contains(">20250501<"))
    #expect(try values("IssuerAssignedID", "regularisation").last == "F2025-000001")
    #expect(try text("simple").contains("Zoë &amp; Jean &lt;Müller&gt;"))
  }

  @Test("what the rules demand and the registry lacks is said")
  func refused() throws {
    func message(_ bill: BillDocument) -> String? { failure(of: { _ = try bill.electronicInvoice() }) }
    #expect(
      message(Stationery.document(nil, lines: Self.consumption))
        == "65: the bill of customer 'K1' for 2025-04 is a draft: it has no number yet")
    #expect(
      message(Stationery.document("F2025-000001", seller: nil, lines: Self.consumption))
        == "78: 'F2025-000001' has no seller: community 'EC1' had none at issue")
    var seller = Stationery.seller
    seller.vatNumber = nil
    #expect(
      message(Stationery.document("F2025-000001", seller: seller, lines: Self.consumption))
        == "78: 'F2025-000001' charges VAT, and its seller 'S1' has no VAT number")
    seller.siren = nil
    #expect(
      message(Stationery.document("F2025-000001", seller: seller, lines: Self.consumption))
        == "78: seller 'S1' has no SIREN")
    #expect(
      message(
        Stationery.document(
          "P2025-000001", .selfBilled, lines: [Stationery.line("feed_in - -1 kWh 1 20.00", contract: "C-2")]))
        == "78: 'P2025-000001' charges VAT, and its producer 'K1' has no VAT number")
  }
}
