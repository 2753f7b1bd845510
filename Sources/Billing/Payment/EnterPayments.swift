import Database
import Documents
import Grid

/// What `enterPayments` found in a bank's message, or in several.
public struct PaymentsSummary: Sendable {
  /// What was entered of one kind: `direct_debit`, `transfer`, `reversal` or `payout`.
  public struct Sum: Sendable, Equatable {
    public var count = 0
    public var total = ExactDecimal(unscaled: 0, scale: 2)
  }

  public private(set) var sums: [String: Sum] = [:]
  /// Collections that the bank rejected.
  public private(set) var rejected = 0
  /// Things that were entered before.
  public private(set) var known = 0
  /// Debits that have nothing to do with bills.
  public private(set) var others = 0
  /// What could not be entered, in the order of the file.
  public private(set) var findings: [PaymentFinding] = []

  public init() {}

  init(_ ledger: PaymentLedger) {
    for payment in ledger.payments {
      sums[payment.kind, default: Sum()].add(1, ExactDecimal(unscaled: payment.cents, scale: 2))
    }
    rejected = ledger.rejectedCount
    known = ledger.knownCount
    others = ledger.otherCount
    findings = ledger.findings
  }

  public mutating func add(_ other: PaymentsSummary) {
    for (kind, sum) in other.sums { sums[kind, default: Sum()].add(sum.count, sum.total) }
    rejected += other.rejected
    known += other.known
    others += other.others
    findings += other.findings
  }
}

extension PaymentsSummary.Sum {
  fileprivate mutating func add(_ count: Int, _ amount: ExactDecimal) {
    self.count += count
    total = sum([total, amount])
  }
}

/// Enters what a bank says: a status report (pain.002) or a statement (camt.053), told by its content.
///
/// One transaction a file. The same file again changes nothing: a collection is paid once and comes back once, a transfer is
/// known by the bank's reference. What cannot be entered for certain is a finding and nothing else.
///
/// - Parameter assigned: Documents by the references of entries that somebody found out about; their whole amount is entered.
public func enterPayments(
  file: String, assigned: [String: String] = [:], on connection: Connection
) throws -> PaymentsSummary {
  let message = try BankFile(file)
  return try connection.transaction {
    try connection.query("billing/lock_payment")
    var ledger = try PaymentLedger(for: message, assigned: assigned, on: connection)
    switch message {
    case .report(let lines): for line in lines { ledger.enter(line) }
    case .statement(let entries): for entry in entries { ledger.enter(entry) }
    }
    if let unused = assigned.keys.filter({ !ledger.usedAssignments.contains($0) }).min() {
      throw PaymentFailure.unknownReference(unused, file: file)
    }
    try store(ledger, on: connection)
    return PaymentsSummary(ledger)
  }
}

private func store(_ ledger: PaymentLedger, on connection: Connection) throws {
  let changed = ledger.items.filter(\.isChanged)
  if !changed.isEmpty {
    let count = try connection.query(
      "billing/set_collection_items", changed.map(\.communityID), changed.map(\.invoice), changed.map(\.collectionID),
      changed.map(\.state.rawValue), changed.map(\.reason))[0].int("items")
    guard count == changed.count else { throw PlainFailure(.bug, "\(changed.count) collections became \(count)") }
  }
  let payments = ledger.payments
  if !payments.isEmpty {
    try connection.query(
      "billing/put_payments", payments.map(\.communityID), payments.map(\.invoice), payments.map(\.reference),
      payments.map(\.kind), payments.map(\.paidOn), payments.map(\.cents))
  }
}

extension PaymentLedger {
  /// All that a message may be about, read at once.
  fileprivate init(for message: BankFile, assigned: [String: String], on connection: Connection) throws {
    var payments: Set<String> = []
    var messages: Set<String> = []
    var numbers = Set(assigned.values)
    var references: Set<String> = []
    switch message {
    case .report(let lines):
      messages = Set(lines.map(\.message))
      payments = Set(lines.compactMap(\.endToEnd))
    case .statement(let entries):
      for entry in entries {
        let details = entry.details
        payments.formUnion(details.compactMap(\.endToEnd))
        messages.formUnion([entry.message, entry.group.map(messageName(ofGroup:))].compactMap { $0 })
        messages.formUnion(details.flatMap { [$0.message, $0.group.map(messageName(ofGroup:))] }.compactMap { $0 })
        numbers.formUnion(documentNumbers(in: entry.text))
        for detail in details { numbers.formUnion(documentNumbers(in: "\(detail.text) \(detail.endToEnd ?? "")")) }
        for (reference, detail) in zip(entry.references, details) {
          references.formUnion(entry.names(reference, detail))
        }
        references.formUnion(entry.names(entry.reference, nil))
      }
    }
    let documents = try connection.query("billing/documents_paid", numbers.sorted()).map { PaymentLedger.Document($0) }
    if let missing = Set(assigned.values).subtracting(documents.map(\.invoice)).min() {
      throw BillingFailure.unknownInvoice(missing)
    }
    var sellers: [IBAN: Set<String>] = [:]
    for row in try connection.query("billing/seller_accounts") {
      if let iban = IBAN(row.text("iban")) { sellers[iban, default: []].insert(row.text("seller")) }
    }
    self.init(
      items: try connection.query("billing/collection_items", payments.sorted(), messages.sorted()).map {
        PaymentLedger.Item($0)
      },
      documents: documents,
      known: Dictionary(
        uniqueKeysWithValues: try connection.query("billing/known_payments", references.sorted()).map {
          ($0.text("reference"), Booking(day: $0.day("paid_on")!, cents: $0.cents("amount_eur")))
        }),
      sellers: sellers, assigned: assigned)
  }
}

extension StatementEntry {
  /// What a payment of the entry may be called: by its reference, or by what tells it from others of the same reference.
  fileprivate func names(_ reference: String, _ detail: Detail?) -> [String] {
    guard let day = bookedOn, let cents = detail?.cents ?? cents else { return [reference] }
    let isCredit = detail?.isCredit ?? isCredit
    return [reference, reusedReference(reference, PaymentLedger.Booking(day: day, cents: isCredit ? cents : -cents))]
  }
}

/// The message of a group's name: DD2025-12 of DD2025-12-FRST-20250602.
private func messageName(ofGroup group: String) -> String {
  group.split(separator: "-", omittingEmptySubsequences: false).prefix(2).joined(separator: "-")
}

extension PaymentLedger.Item {
  fileprivate init(_ row: Rows.Row) {
    let message = row.text("message")
    self.init(
      communityID: row.int64("community_id"), invoice: row.text("invoice"), collectionID: row.int64("collection_id"),
      message: message, group: groupName(message, row.text("sequence"), row.day("collect_on")!),
      endToEnd: row.text("end_to_end"), cents: row.cents("amount_eur"),
      state: State(rawValue: row.text("state"))!, reason: row.optional("reason"))
  }
}

extension PaymentLedger.Document {
  fileprivate init(_ row: Rows.Row) {
    self.init(
      communityID: row.int64("community_id"), invoice: row.text("invoice"), seller: row.optional("seller"),
      openCents: row.cents("open_eur"))
  }
}

extension Rows.Row {
  /// An amount of two decimals as hundredths.
  func cents(_ column: String) -> Int { Int(ExactDecimal(text(column))!.rounded(to: 2).unscaled) }
}
