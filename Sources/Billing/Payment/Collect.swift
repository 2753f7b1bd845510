import Database
import Documents
import Grid

/// What `collectBills` did.
public struct CollectionSummary: Sendable {
  /// A group of the message: all its payments have one sequence type and one day.
  public struct Group: Sendable, Equatable {
    public let sequence: String
    public let collectOn: LocalDay
    public let count: Int
    public let total: ExactDecimal
  }

  /// The MsgId; nil: there was nothing to collect, and no message was made.
  public let message: String?
  public let groups: [Group]
  /// Invoices that somebody has to look at.
  public let findings: [PaymentFinding]
  /// Open invoices of customers without a mandate.
  public let withoutMandate: Int
  /// Invoices whose day has not come near enough.
  public let early: Int

  public var count: Int { groups.reduce(0) { $0 + $1.count } }
  public var total: ExactDecimal { sum(groups.map(\.total)) }
}

/// Which invoices are collected, and when.
public struct CollectionOrder: Sendable {
  /// The month of the invoices; nil: all.
  public var period: Period?
  /// Code of the only community; nil: all.
  public var community: String?
  /// Code of the seller; nil: the only one with something to collect.
  public var seller: String?
  /// The only day to collect on, a business day; nil: each invoice on its first possible one.
  public var collectOn: LocalDay?
  /// Days from an invoice's issue to its collection, at least.
  public var noticeDays = 14
  public var scheme = DirectDebitScheme.pain008v08

  public init() {}
}

/// Asks the bank for what customers owe: makes one message of all open invoices with a mandate in force.
///
/// One transaction, in which the message is entered and `write` gets its name and text; when `write` fails, nothing was collected. An
/// invoice is in one message at a time, until the bank rejects it or sends the money back.
///
/// - Parameters:
///   - asOf: The clock of the run; collections are on the next business day at the earliest.
///   - write: Keeps the message as a file. After it the message is final, and `directDebitMessage` writes it again.
public func collectBills(
  _ order: CollectionOrder, asOf: Instant, on connection: Connection,
  write: (_ message: String, _ text: String) throws -> Void
) throws -> CollectionSummary {
  try connection.transaction {
    try connection.query("billing/lock_payment")
    try connection.query("billing/pay_taken_back", asOf)
    let today = try connection.query("billing/target_day", asOf)[0].day("day")!
    if let day = order.collectOn, !day.isBusinessDay || day < today.nextBusinessDay {
      throw PaymentFailure.impossibleDay(day, next: max(day, today.nextBusinessDay).orNextBusinessDay)
    }
    var (debts, withoutSeller) = try openDebts(order, today: today, on: connection)
    if let seller = order.seller, try connection.query("billing/creditor", seller, today).isEmpty {
      throw PaymentFailure.unknownSeller(seller)
    }
    if let seller = order.seller {
      debts = debts.filter { $0.key == seller }
      withoutSeller = 0
    }
    let plans = debts.mapValues {
      CollectionPlan($0, collectOn: order.collectOn, noticeDays: order.noticeDays, today: today)
    }
    let due = plans.filter { !$0.value.items.isEmpty }
    guard due.count <= 1 else { throw PaymentFailure.severalSellers(due.keys.sorted()) }
    var message: String?
    if let (seller, plan) = due.first {
      message = try enter(plan, seller: seller, scheme: order.scheme, asOf: asOf, today: today, on: connection)
      try write(message!, directDebitMessage(message!, on: connection))
    }
    return CollectionSummary(
      message: message, groups: due.first.map { groups(of: $0.value) } ?? [],
      findings: plans.values.flatMap(\.findings).sorted { ($0.reference, $0.code) < ($1.reference, $1.code) },
      withoutMandate: plans.values.reduce(withoutSeller) { $0 + $1.withoutMandate },
      early: plans.values.reduce(0) { $0 + $1.early })
  }
}

/// Takes back a message that was never sent to the bank; its invoices can be collected again.
///
/// - Returns: The number of its payments.
public func withdrawCollection(_ message: String, on connection: Connection) throws -> Int {
  try connection.transaction {
    try connection.query("billing/lock_payment")
    guard let collection = try connection.query("billing/collection", message).first else {
      throw PaymentFailure.unknownMessage(message)
    }
    guard !collection.bool("is_withdrawn") else { throw PaymentFailure.withdrawn(message) }
    guard collection.bool("is_untouched") else { throw PaymentFailure.answered(message) }
    return try connection.query("billing/withdraw_collection", collection.int64("collection_id"))[0].int("items")
  }
}

/// Open invoices by the codes of their sellers, and the number of those that name none: nobody can have a mandate for them.
private func openDebts(
  _ order: CollectionOrder, today: LocalDay, on connection: Connection
) throws -> ([String: [Debt]], withoutSeller: Int) {
  var debts: [String: [Debt]] = [:]
  var withoutSeller = 0
  let rows = try connection.query("billing/collectable", order.period, order.community, today)
  var index = rows.startIndex
  while index < rows.endIndex {
    let row = rows[index]
    var mandates: [Debt.Mandate] = []
    while index < rows.endIndex, rows[index].text("invoice") == row.text("invoice"),
      rows[index].int64("community_id") == row.int64("community_id")
    {
      if rows[index].optional("mandate_id") != nil { mandates.append(Debt.Mandate(rows[index])) }
      index += 1
    }
    guard let seller = row.optional("seller") else {
      withoutSeller += 1
      continue
    }
    debts[seller, default: []].append(
      Debt(
        communityID: row.int64("community_id"), invoice: row.text("invoice"), issuedOn: row.day("issued_on")!,
        dueOn: row.day("due_on")!, cents: row.cents("open_eur"),
        reason: row.optional("invoice_reason"), mandates: mandates))
  }
  return (debts, withoutSeller)
}

private func enter(
  _ plan: CollectionPlan, seller: String, scheme: DirectDebitScheme, asOf: Instant, today: LocalDay,
  on connection: Connection
) throws -> String {
  let creditor = try connection.query("billing/creditor", seller, today).first
  func required(_ column: String, _ what: String, _ isValid: (String) -> Bool) throws -> String {
    guard let text = creditor?.optional(column), isValid(text) else {
      throw PaymentFailure.incompleteSeller(seller, missing: what)
    }
    return text
  }
  let creditorID = try required("creditor_id", "SEPA creditor identifier (creditor_id)", isCreditorID)
  let account = try required("iban", "account to collect to (iban)") { IBAN($0) != nil }
  let collection = try connection.query(
    "billing/put_collection", seller, asOf, today, scheme.rawValue, creditor?.text("name"), creditorID,
    IBAN(account)?.electronic, creditor?.optional("bic"))[0]
  let items = plan.items
  let entered = try connection.query(
    "billing/put_collection_items", collection.int64("collection_id"), items.map(\.debt.communityID),
    items.map(\.debt.invoice), items.map(\.mandate.id), items.map(\.sequence.rawValue), items.map(\.collectOn),
    items.map(\.debt.cents))[0].int("items")
  guard entered == items.count else { throw PlainFailure(.bug, "\(items.count) payments became \(entered)") }
  return collection.text("message")
}

private func groups(of plan: CollectionPlan) -> [CollectionSummary.Group] {
  var groups: [CollectionSummary.Group] = []
  var rest = plan.items[...]
  while let first = rest.first {
    let group = rest.prefix { $0.sequence == first.sequence && $0.collectOn == first.collectOn }
    rest = rest.dropFirst(group.count)
    groups.append(
      CollectionSummary.Group(
        sequence: first.sequence.rawValue, collectOn: first.collectOn, count: group.count,
        total: ExactDecimal(unscaled: group.reduce(0) { $0 + $1.debt.cents }, scale: 2)))
  }
  return groups
}

extension Debt.Mandate {
  fileprivate init(_ row: Rows.Row) {
    self.init(
      id: row.int64("mandate_id"), code: row.text("mandate"), isOneOff: row.text("sequence") == "one_off",
      signedOn: row.day("signed_on")!, endDay: row.day("end_day"), lastAttempt: row.day("last_attempt"),
      isUsed: row.bool("is_used"), isFinished: row.bool("is_finished"), reason: row.optional("mandate_reason"))
  }
}
