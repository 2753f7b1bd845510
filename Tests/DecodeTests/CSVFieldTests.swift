import Foundation
import Grid
import Testing

@testable import Decode

/// What a mapping says of single fields.
@Suite struct CSVFieldTests {
  @Test("numbers are read as they are written: thousands, exponents, signs, more decimals than count")
  func numbers() {
    func read(_ text: String, comma: Bool = false, thousands: String = "") -> String? {
      Array(text.utf8).withUnsafeBytes {
        ExactDecimal($0, decimalMark: comma ? 44 : 46, thousandsMark: Array(thousands.utf8))?.description
      }
    }
    #expect(read("1.44e2") == "144")
    #expect(read("7.2E-1") == "0.72")
    #expect(read("+3") == "3")
    #expect(read("-0.05") == "-0.05")
    #expect(read(".5") == "0.5")
    #expect(read("1 234,5", comma: true, thousands: " ") == "1234.5")
    #expect(read("1\u{202F}234", thousands: "\u{202F}") == "1234")
    #expect(read("0.1234567895") == "0.123456790")
    #expect(read("123456789012345678.7") == "123456789012345679")
    #expect(read("0.30000000000000004") == "0.300000000")
    for text in ["", "-", "240.x", "9a", "1e", "1e999", "1 234", "1,5", "240.", "0x10", "NaN", "1234567890123456789"] {
      #expect(read(text) == nil, "\(text)")
    }
    let product = ExactDecimal(mantissa: 123_456_789_012_345_678, scale: 9).times(ExactDecimal(mantissa: 25, scale: 1))
    #expect(product?.description == "308641972.530864195")
    #expect(ExactDecimal(mantissa: .max, scale: 0).times(ExactDecimal(mantissa: 2, scale: 0)) == nil)
  }

  @Test("stamps are read in the forms that dumps have")
  func stamps() {
    func read(_ form: String, _ text: String) -> String? {
      guard let form = StampForm(form) else { return "no form" }
      return Array(text.utf8).withUnsafeBytes { form.parse($0) }.map {
        Instant(seconds: $0.wall - ($0.offset ?? 0)).description + ($0.offset == nil ? " local" : "")
      }
    }
    #expect(read("iso", "2025-03-30T03:00:00.250+02:00") == "2025-03-30T01:00:00Z")
    #expect(read("iso", "2025-03-30 03:00") == "2025-03-30T03:00:00Z local")
    #expect(read("iso", "2025-03-30T24:00") == "2025-03-31T00:00:00Z local")
    #expect(read("epoch_s", "1743296400") == "2025-03-30T01:00:00Z")
    #expect(read("epoch_ms", "1743296400999") == "2025-03-30T01:00:00Z")
    #expect(read("d/M/yy h:mm a", "3/4/25 12:05 AM") == "2025-04-03T00:05:00Z local")
    #expect(read("yyyyMMddHHmmssX", "20250330030000+0200") == "2025-03-30T01:00:00Z")
    #expect(read("dd/MM/yyyy HH:mm", "30/02/2025 00:00") == nil)
    #expect(read("iso", "2021-06-02 00:00:00 x") == nil)
    for form in ["HH:mm", "yyyy-MM", "yyyy-MM-dd hh:mm", "yyyy-MM-dd Q", ""] { #expect(read(form, "") == "no form") }
  }
}
