import Documents
import Testing

@Suite struct ExactDecimalTests {
  @Test(
    "the text of a PostgreSQL numeric comes back digit for digit",
    arguments: [
      "0", "-12.340", "0.000001", "9223372036854775807", "-9223372036854775808.5", "100", "0.98123456789012345678",
      "99999999999999999999999999999999999999",
    ])
  func roundTrip(_ text: String) throws {
    #expect(ExactDecimal(text)?.description == text)
  }

  @Test(
    "what is no such text is refused",
    arguments: [
      "", "-", ".", "NaN", "Infinity", "1e5", " 1", "1,5", "1.2.3", "--1", "+1", "12abc",
      String(repeating: "9", count: 39),
    ])
  func refused(_ text: String) {
    #expect(ExactDecimal(text) == nil)
    #expect(throws: DocumentFailure.notANumber) { try Cell.numeric(text) }
  }

  @Test("NULL is an empty cell")
  func null() throws {
    #expect(try Cell.numeric(nil) == .empty)
    #expect(try Cell.numeric("1.50") == .decimal(150, scale: 2))
  }

  @Test(
    "rounding is half away from zero",
    arguments: [("0.5", "1"), ("-0.5", "-1"), ("0.4999", "0"), ("1.5", "2"), ("-2.5", "-3"), ("2", "2")])
  func rounding(_ given: String, _ expected: String) {
    #expect(ExactDecimal(given)?.rounded(to: 0).description == expected)
  }

  @Test("the double is the nearest one")
  func doubles() {
    #expect(ExactDecimal("0.1")?.double == 0.1)
    #expect(ExactDecimal("14035.003")?.double == 14035.003)
    #expect(ExactDecimal("9223372036854775.807")?.double == 9_223_372_036_854_775.807)
    #expect(ExactDecimal("-0.98123456789012345678")?.double == -0.98123456789012345678)
  }

  @Test("numbers of different scales compare by value")
  func order() throws {
    #expect(try #require(ExactDecimal("1.10")) < #require(ExactDecimal("1.2")))
    #expect(try #require(ExactDecimal("-3")) < #require(ExactDecimal("-2.999")))
  }
}
