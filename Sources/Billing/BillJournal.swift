import Database
import Grid

/// What `billJournal` wrote.
public struct BillJournalSummary: Sendable, Equatable {
  public var documents = 0
  public var setOffs = 0
  public var payments = 0

  public init() {}
}

/// The bookkeeping of a period as a journal of hledger: a transaction for each document, set-off and payment.
///
/// Every account and the commodity are declared, so that `hledger check --strict` holds. Customers are named by code only.
///
/// - Parameters:
///   - period: Days of issue, of set-off and of payment.
///   - community: Code of the only one; nil: all.
///   - write: Takes the text piece by piece.
public func billJournal(
  _ period: Period, community: String? = nil, on connection: Connection, write: (String) throws -> Void
) throws -> BillJournalSummary {
  if let community, try connection.query("billing/communities", community, nil as String?).isEmpty {
    throw BillingFailure.unknownCommunity(community)
  }
  var journal = Journal()
  try write("; gridctl bill journal of \(period)\(community.map { ", community \(Account.escaped($0))" } ?? "")\n\n")
  try write("decimal-mark .\ncommodity 1000.00 EUR\n")
  for (name, type) in Account.families { try write("account \(name)  ; type:\(type)\n") }
  try connection.stream("billing/journal", period, community) { row in try write(journal.text(of: row)) }
  if !journal.accounts.isEmpty { try write("\n") }
  for account in journal.accounts.sorted() { try write("account \(account)\n") }
  return journal.summary
}

/// Turns rows of postings into transactions.
private struct Journal {
  var summary = BillJournalSummary()
  /// The accounts below the families, met so far.
  var accounts: Set<String> = []
  private var last: [String] = []

  /// A posting, and before the first one of a transaction its heading.
  mutating func text(of row: BinaryRow) -> String {
    let document = BillDocument.Kind(rawValue: row.text(11))!
    let account =
      switch row.text(10) {
      case "customer": Account.of(customer: row.text(6), document)
      case "bank": Account.bank
      case "vat": Account.ofVAT(row.text(12), document)
      case let kind: Account.of(BillDocument.Line.Kind(rawValue: kind)!, name: row.text(12))
      }
    if account != Account.bank { accounts.insert(account) }
    let posting =
      "    \(account)\(String(repeating: " ", count: max(2, 46 - account.count)))"
      + "\(String(repeating: " ", count: max(0, 14 - row.text(13).count)))\(row.text(13)) EUR\n"
    let key = [row.text(0), row.text(2), row.text(3), row.text(4)]
    guard key != last else { return posting }
    last = key
    return heading(of: row) + posting
  }

  private mutating func heading(of row: BinaryRow) -> String {
    let what = row.text(3).replacing("_", with: " ")
    let reference = row.isNull(4) ? "" : " \(Account.escaped(row.text(4)))"
    let description: String
    switch row.text(0) {
    case "document":
      summary.documents += 1
      let period = Period(row.day(7), row.day(8))!
      description = "\(what) of \(period)\(reference.isEmpty ? "" : ", corrects\(reference)")"
    case "set_off":
      summary.setOffs += 1
      description = "\(what) of\(reference)"
    default:
      summary.payments += 1
      description = "\(what)\(reference)"
    }
    return
      "\n\(row.day(1)) (\(row.text(2))) \(description)  ; community:\(Account.escaped(row.text(5))), due:\(row.day(9))\n"
  }
}
