import Documents

/// The accounts of the journal and of the export: numbers of the French plan comptable général, names in English.
///
/// hledger reads `707 Sales:grid` as the account `grid` below `707 Sales`.
enum Account {
  /// The accounts at the top, and what they are to hledger: asset, liability, revenue, expense, cash.
  static let families: KeyValuePairs = [
    "401 Producers": "L", "411 Customers": "A", "44566 VAT deductible": "A", "44571 VAT collected": "L",
    "447 Levies": "L", "512 Bank": "C", "607 Purchases": "X", "706 Services": "R", "707 Sales": "R",
  ]
  static let bank = "512 Bank"

  /// What a customer owes, or is owed as a producer with documents of their own.
  static func of(customer: String, _ document: BillDocument.Kind) -> String {
    "\(document.isSelfBilled ? "401 Producers" : "411 Customers"):\(escaped(customer))"
  }

  /// - Parameter name: The code of a tax.
  static func of(_ kind: BillDocument.Line.Kind, name: String) -> String {
    switch kind {
    case .standingCharge: "706 Services:standing charge"
    case .power: "706 Services:subscribed power"
    case .energy: "707 Sales:grid"
    case .community: "707 Sales:community"
    case .feedIn: "607 Purchases:feed-in"
    case .communityFeedIn: "607 Purchases:community feed-in"
    case .tax: "447 Levies:\(escaped(name))"
    }
  }

  /// - Parameter rate: Percent, as stored.
  static func ofVAT(_ rate: String, _ document: BillDocument.Kind) -> String {
    "\(document.isSelfBilled ? "44566 VAT deductible" : "44571 VAT collected"):\(rate) %"
  }

  /// Characters that end a name or a tag in hledger become `%3A`; so does `%`, so that no two codes become one.
  static func escaped(_ code: String) -> String {
    var text = ""
    for scalar in code.unicodeScalars {
      let isSecondSpace = scalar == " " && text.hasSuffix(" ")
      if isSecondSpace || "%:;,|\t\r\n".unicodeScalars.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        text += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
