import Grid

/// An invoice that is open, with the mandates that its customer gave its seller.
struct Debt {
  struct Mandate: Equatable {
    let id: Int64
    let code: String
    let isOneOff: Bool
    let signedOn: LocalDay
    /// First day on which nothing may be collected; nil: open.
    let endDay: LocalDay?
    /// The collection day of the last attempt, whatever became of it.
    let lastAttempt: LocalDay?
    /// Something was collected with it and not rejected.
    let isUsed: Bool
    /// The final collection was made.
    let isFinished: Bool
    /// What the bank said of the last attempt; nil: nothing bad.
    let reason: String?
  }

  let communityID: Int64
  let invoice: String
  let issuedOn: LocalDay
  let dueOn: LocalDay
  let cents: Int
  /// What the bank said of the last attempt to collect this invoice; nil: nothing bad, or no attempt.
  let reason: String?
  /// By their signatures.
  let mandates: [Mandate]
}

/// What is to be collected, in the order of the message, and why the rest is not.
struct CollectionPlan {
  struct Item {
    let debt: Debt
    let mandate: Debt.Mandate
    let collectOn: LocalDay
    var sequence: Sequence
  }

  /// ISO 20022 SequenceType1Code, as far as the scheme allows it for a collection.
  enum Sequence: String, CaseIterable {
    case first = "FRST"
    case recurrent = "RCUR"
    case final = "FNAL"
    case oneOff = "OOFF"
  }

  private(set) var items: [Item] = []
  /// Invoices that somebody has to look at.
  private(set) var findings: [PaymentFinding] = []
  /// Open invoices whose customers gave no mandate: they pay otherwise.
  private(set) var withoutMandate = 0
  /// Invoices whose day is too far ahead for a bank; a later run collects them.
  private(set) var early = 0

  /// Banks take a collection from 14 days before its day on.
  static let daysAhead = 14
  /// A mandate dies when nothing was collected with it for so long.
  static let monthsUnused = 36
  static let greatestCents = 99_999_999_999
  /// The account or the mandate is no good: nothing is collected with it again.
  static let endingReasons: Set<String> = ["AC01", "AC04", "AC06", "AC13", "AG01", "MD01", "MD07", "SL01"]
  /// The customer asked for the money back, or refused: this invoice is not collected again.
  static let disputingReasons: Set<String> = ["MD06", "MS02"]

  /// - Parameters:
  ///   - collectOn: The only day to collect on; nil: each invoice on its first possible day.
  ///   - noticeDays: Days from an invoice's issue, which announces the debit, to its collection.
  ///   - today: The day of the run where TARGET is open.
  init(_ debts: [Debt], collectOn: LocalDay?, noticeDays: Int, today: LocalDay) {
    for debt in debts {
      let earliest = max(debt.dueOn, debt.issuedOn.advanced(by: noticeDays)).orNextBusinessDay
      let day = collectOn ?? max(earliest, today.nextBusinessDay)
      guard !debt.mandates.isEmpty else {
        withoutMandate += 1
        continue
      }
      if let (code, text) = problem(of: debt, on: day) {
        findings.append(PaymentFinding(reference: debt.invoice, code: code, text: text))
      } else if day < earliest || (collectOn == nil && day > today.advanced(by: Self.daysAhead)) {
        early += 1
      } else if let mandate = debt.mandates.first(where: { $0.holds(on: day) }) {
        items.append(
          Item(debt: debt, mandate: mandate, collectOn: day, sequence: mandate.isOneOff ? .oneOff : .recurrent))
      }
    }
    items.sort { ($0.collectOn, $0.debt.invoice) < ($1.collectOn, $1.debt.invoice) }
    setSequences()
    items.sort {
      ($0.collectOn, $0.sequence.rawValue, $0.debt.invoice) < ($1.collectOn, $1.sequence.rawValue, $1.debt.invoice)
    }
  }

  /// Why an invoice is not collected on its day.
  private func problem(of debt: Debt, on day: LocalDay) -> (code: String, text: String)? {
    if debt.cents > Self.greatestCents { return ("amount-too-great", "a collection is at most 999999999.99 EUR") }
    if let reason = debt.reason, Self.disputingReasons.contains(reason) {
      return (
        "refused-by-customer", "the customer refused the last collection (\(reason)); agree on another way to pay"
      )
    }
    guard let mandate = debt.mandates.first(where: { $0.holds(on: day) }) else {
      return ("no-mandate-in-force", "no mandate of the customer is in force on \(day)")
    }
    if let reason = mandate.reason, Self.endingReasons.contains(reason) {
      return ("mandate-refused", "the bank refused mandate \(mandate.code) (\(reason)); end it and ask for another")
    }
    if (mandate.lastAttempt ?? mandate.signedOn).advanced(byMonths: Self.monthsUnused) <= day {
      return ("mandate-expired", "nothing was collected with mandate \(mandate.code) for 36 months; ask for another")
    }
    if mandate.isOneOff, mandate.isUsed {
      return ("mandate-used", "mandate \(mandate.code) was for one collection, which was made")
    }
    if mandate.isFinished {
      return ("mandate-finished", "the final collection with mandate \(mandate.code) was made")
    }
    return nil
  }

  /// The first collection of a mandate, the last one before it ends, and no second one of a mandate for one.
  private mutating func setSequences() {
    var started: Set<Int64> = []
    var last: [Int64: Int] = [:]
    var surplus: Set<Int> = []
    for (index, item) in items.enumerated() {
      let isFirst = started.insert(item.mandate.id).inserted && !item.mandate.isUsed
      if item.mandate.isOneOff {
        if !isFirst { surplus.insert(index) }
      } else {
        items[index].sequence = isFirst ? .first : .recurrent
        last[item.mandate.id] = index
      }
    }
    for index in last.values where items[index].sequence == .recurrent {
      let item = items[index]
      if let end = item.mandate.endDay, end <= item.collectOn.startOfNextMonth { items[index].sequence = .final }
    }
    for index in surplus.sorted() {
      findings.append(
        PaymentFinding(
          reference: items[index].debt.invoice, code: "mandate-used",
          text: "mandate \(items[index].mandate.code) is for one collection, and another invoice takes it"))
    }
    items = items.enumerated().filter { !surplus.contains($0.offset) }.map(\.element)
  }
}

extension Debt.Mandate {
  func holds(on day: LocalDay) -> Bool { signedOn <= day && endDay.map { day < $0 } ?? true }
}

/// Something about a payment that somebody has to look at.
public struct PaymentFinding: Sendable, Equatable {
  /// An invoice, a message or a bank's reference; never a name or an account.
  public let reference: String
  public let code: String
  public let text: String
}
