import Grid
import Testing

/// Vectors that python-stdnum 2.2 judged (stdnum.iban, stdnum.eu.at_02).
@Suite struct BankAccountTests {
  @Test(
    "numbers with the right length and check digits are accounts",
    arguments: [
      "GR16 0110 1050 0000 1054 7023 795", "BE31435411161155", "FR7630006000011234567890189", "DE89370400440532013000",
      "NL91ABNA0417164300", "GB82WEST12345698765432", "FR1420041010050500013M02606", "ES9121000418450200051332",
      "LU280019400644750000", "PT50000201231234567890154", "IT60X0542811101000000123456", "CH9300762011623852957",
      "MC5811222000010123456789030", "NO9386011117947", "MT84MALT011000012345MTLCAST001S", "IE29AIBK93115212345678",
      "SI56263300012039086", "PL61109010140000071219812874", "fr76 3000 6000 0112 3456 7890 189",
    ])
  func valid(text: String) {
    #expect(IBAN(text)?.electronic == text.replacing(" ", with: "").uppercased())
  }

  @Test(
    "others are not",
    arguments: [
      "GR1601101050000010547023796", "FR7630006000011234567890188", "BE68539007547035", "FR763000600001123456789018",
      "FR76300060000112345678901890", "US12345678901234567890", "", "FR", "FR7630006000011234567890189\u{0}",
      "FR76-3000-6000-0112-3456-7890-189", "F\u{131}7630006000011234567890189",
    ])
  func invalid(text: String) { #expect(IBAN(text) == nil) }

  @Test("an account never prints itself")
  func masked() throws {
    let iban = try #require(IBAN("FR7630006000011234567890189"))
    var dumped = ""
    dump(iban, to: &dumped)
    let texts = ["\(iban)", String(reflecting: iban), "\([iban])", dumped, iban.masked, "\(iban as Any)"]
    for text in texts { #expect(text.contains("FR76…0189") && !text.contains("30006"), "\(text)") }
    #expect(iban.isInEEA && !IBAN("CH9300762011623852957")!.isInEEA)
  }

  @Test("creditor identifiers have check digits over all but the business code")
  func creditorID() {
    for text in [
      "ES2300047690558N", "FR72ZZZ123456", "DE98ZZZ09999999999", "NL79ZZZ999999990000", "DE98ABC09999999999",
    ] {
      #expect(isCreditorID(text), "\(text)")
    }
    for text in ["FR12ZZZ123456", "DE97ZZZ09999999999", "FR05ZZZ123456", "", "FR72ZZZ", "fr72zzz123456"] {
      #expect(!isCreditorID(text), "\(text)")
    }
  }

  @Test("a bank's identifier has eight or eleven characters, the first six of them letters")
  func bic() {
    for text in ["BNPAFRPP", "AGRIFRPP882", "DEUTDEFF500"] { #expect(isBIC(text)) }
    for text in ["BNPAFRP", "BNPAFRPPXX", "1NPAFRPP", "bnpafrpp", ""] { #expect(!isBIC(text)) }
  }
}
