import Grid

/// Check digits of the numbers that sellers and customers have. Texts are as they are stored: capital
/// letters and digits, no spaces.

/// Whether nine digits are a SIREN: the sum by Luhn is divisible by ten.
func isSIREN(_ text: String) -> Bool {
  guard text.utf8.count == 9, text.utf8.allSatisfy(isDigit) else { return false }
  let sum = text.utf8.reversed().enumerated().reduce(0) { sum, place in
    let doubled = Int(place.element - 48) * (place.offset % 2 + 1)
    return sum + doubled / 10 + doubled % 10
  }
  return sum % 10 == 0
}

/// Whether a text can be a VAT number: a country and up to twelve characters; in France the key of the SIREN.
func isVATNumber(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard (4...14).contains(bytes.count), bytes[..<2].allSatisfy(isCapital),
    bytes[2...].allSatisfy({ isDigit($0) || isCapital($0) })
  else { return false }
  guard text.hasPrefix("FR") else { return true }
  let siren = String(text.dropFirst(4))
  // Monaco's numbers begin with 000 where others have their SIREN.
  guard siren.utf8.count == 9, let number = Int(siren), siren.hasPrefix("000") || isSIREN(siren) else { return false }
  // Keys with a letter are drawn from another alphabet, without I and O.
  guard let key = Int(text.dropFirst(2).prefix(2)) else {
    return bytes[2..<4].allSatisfy { $0 != UInt8(ascii: "I") && $0 != UInt8(ascii: "O") }
  }
  return key == (12 + 3 * (number % 97)) % 97
}

private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
private func isCapital(_ byte: UInt8) -> Bool { (65...90).contains(byte) }

extension FieldReader {
  /// A number that may be written with spaces, which are left out; nil when empty or wrong. Its value is never told.
  func number(_ column: String, _ code: String, _ rule: String, isRight: (String) -> Bool) -> String? {
    guard let text = optionalText(column)?.filter({ $0 != " " }) else { return nil }
    guard isRight(text) else {
      fail(column, code, "\(column) \(rule)")
      return nil
    }
    return text
  }

  func siren() -> String? {
    number("siren", "invalid-siren", "is not nine digits of which the last checks the others", isRight: isSIREN)
  }

  /// A VAT number; in France it holds the SIREN.
  func vatNumber(siren: String?) -> String? {
    let number = number(
      "vat_number", "invalid-vat-number",
      "is not a country and the number there, as FR and two characters that check the SIREN after them",
      isRight: isVATNumber)
    if let number, let siren, number.hasPrefix("FR"), !number.hasSuffix(siren) {
      fail("vat_number", "vat-number-of-another", "vat_number does not end with the siren of the row")
    }
    return number
  }

  /// A country's two capital letters (ISO 3166).
  func country() -> String {
    let text = text("country")
    if !text.isEmpty, text.utf8.count != 2 || !text.utf8.allSatisfy(isCapital) {
      fail("country", "invalid-country", "country is not two capital letters such as FR")
    }
    return text
  }

  func email() -> String? {
    let email = optionalText("email")
    if let email, !isAddress(email) { fail("email", "invalid-email", "email is not one mail address") }
    return email
  }
}

/// One `local@domain` without a space; more is for the mail server to say.
func isAddress(_ text: String) -> Bool {
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
    && !text.contains { $0.isWhitespace || $0 == "," || $0 == ";" || $0 == "<" || $0 == ">" }
}
