/// The number of a bank account, checked: country, length, characters and check digits.
///
/// Whatever prints it shows the first and the last four characters only; the number itself has to be asked for.
public struct IBAN: Sendable, Hashable {
  /// Capitals and digits without spaces: FR7630006000011234567890189.
  public let electronic: String

  /// Reads a number with or without spaces; nil when it is none of a country in SEPA.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.allSatisfy({ $0 < 128 }) else { return nil }
    let compact = String(text.filter { $0 != " " }).uppercased()
    let bytes = Array(compact.utf8)
    guard bytes.allSatisfy(isCapitalOrDigit), bytes.count == IBAN.lengths[String(compact.prefix(2))],
      bytes[2...3].allSatisfy(isDigit), remainder97(bytes[4...] + bytes[..<4]) == 1
    else { return nil }
    electronic = compact
  }

  public var country: String { String(electronic.prefix(2)) }

  /// FR76…0189.
  public var masked: String { "\(electronic.prefix(4))…\(electronic.suffix(4))" }

  /// Whether the account is in the European Economic Area, where a debit needs no address of the debtor.
  public var isInEEA: Bool { !IBAN.outsideEEA.contains(country) }

  /// A text in which all account numbers are masked, with spaces or without, in capitals or not, and within other characters.
  public static func masked(in text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if let (iban, end) = account(at: index, of: scalars) {
        result.append(contentsOf: iban.masked.unicodeScalars)
        index = end
      } else {
        result.append(scalars[index])
        index += 1
      }
    }
    return String(result)
  }

  /// The account number that begins at a place, and where it ends.
  private static func account(at start: Int, of scalars: [Unicode.Scalar]) -> (IBAN, end: Int)? {
    guard start + 1 < scalars.count,
      let length = lengths["\(scalars[start])\(scalars[start + 1])".uppercased()]
    else { return nil }
    var digits = ""
    for index in start..<scalars.count where scalars[index] != " " {
      digits.unicodeScalars.append(scalars[index])
      if digits.unicodeScalars.count == length { return IBAN(digits).map { ($0, index + 1) } }
    }
    return nil
  }

  /// Countries and territories of the SEPA schemes, with the length that ISO 13616's registry gives them.
  private static let lengths: [String: Int] = [
    "AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "VA": 22,
  ]
  private static let outsideEEA: Set<String> = [
    "AD", "AL", "CH", "GB", "GI", "MC", "MD", "ME", "MK", "RS", "SM", "VA",
  ]
}

extension IBAN: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { masked }
  public var debugDescription: String { masked }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Whether a text is a bank's identifier by its form: eight or eleven characters, ISO 9362.
public func isBIC(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  return [8, 11].contains(bytes.count) && bytes.allSatisfy(isCapitalOrDigit)
    && !bytes.prefix(6).contains(where: isDigit)
}

/// Whether a text is a SEPA creditor identifier (AT-02) with the right check digits; its business code counts for nothing.
public func isCreditorID(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard (8...35).contains(bytes.count), bytes.allSatisfy(isCapitalOrDigit), !bytes.prefix(2).contains(where: isDigit),
    bytes[2...3].allSatisfy(isDigit)
  else { return false }
  return remainder97(bytes[7...] + bytes[..<4]) == 1
}

/// ISO 7064 MOD 97-10, letters read as 10 to 35.
private func remainder97(_ bytes: some Sequence<UInt8>) -> Int {
  bytes.reduce(0) { rest, byte in
    isDigit(byte) ? (rest * 10 + Int(byte) - 48) % 97 : (rest * 100 + Int(byte) - 55) % 97
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
private func isCapitalOrDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (65...90).contains(byte) }
