import Documents
import Grid

/// What is known of collections and open documents while a bank's message is entered, and what it changes.
struct PaymentLedger {
  /// A payment that the bank was asked for.
  struct Item: Equatable {
    enum State: String { case open, paid, rejected, refunded }

    let communityID: Int64
    let invoice: String
    let collectionID: Int64
    let message: String
    let group: String
    let endToEnd: String
    let cents: Int
    var state: State
    var reason: String?
    var isChanged = false
  }

  /// An issued document and what is still open of it, negative: owed to the customer.
  struct Document: Equatable {
    let communityID: Int64
    let invoice: String
    /// Code; nil: none.
    let seller: String?
    var openCents: Int
  }

  struct Payment: Equatable {
    let communityID: Int64
    let invoice: String
    let reference: String
    /// `direct_debit`, `transfer`, `reversal` or `payout`.
    let kind: String
    let paidOn: LocalDay
    /// Positive from the customer.
    let cents: Int
  }

  private(set) var items: [Item]
  private(set) var documents: [String: Document]
  /// What a reference of a transfer or payout stands for.
  struct Booking: Equatable {
    let day: LocalDay
    var cents: Int
  }

  /// References of transfers and payouts that were entered, before or from this message.
  private(set) var known: [String: Booking]
  /// Sellers by their accounts.
  let sellers: [IBAN: Set<String>]
  /// What a person decided: references of entries and the documents they are for.
  let assigned: [String: String]

  private(set) var payments: [Payment] = []
  private(set) var findings: [PaymentFinding] = []
  private(set) var rejectedCount = 0
  /// Things that were entered before.
  private(set) var knownCount = 0
  /// Debits that have nothing to do with bills.
  private(set) var otherCount = 0
  private(set) var usedAssignments: Set<String> = []

  private let byName: [String: Int]
  private let byGroup: [String: [Int]]
  private let byMessage: [String: [Int]]

  init(
    items: [Item], documents: [Document], known: [String: Booking], sellers: [IBAN: Set<String>],
    assigned: [String: String]
  ) {
    self.items = items
    self.documents = Dictionary(documents.map { ($0.invoice, $0) }) { first, _ in first }
    self.known = known
    self.sellers = sellers
    self.assigned = assigned
    byName = Dictionary(items.enumerated().map { ($1.endToEnd, $0) }) { first, _ in first }
    byGroup = Dictionary(grouping: items.indices) { items[$0].group }
    byMessage = Dictionary(grouping: items.indices) { items[$0].message }
  }

  private mutating func find(_ reference: String, _ code: String, _ text: String) {
    findings.append(PaymentFinding(reference: reference, code: code, text: text))
  }

  private mutating func set(_ index: Int, _ state: Item.State, reason: String? = nil) {
    items[index].state = state
    items[index].reason = reason
    items[index].isChanged = true
  }

  // MARK: Status reports

  mutating func enter(_ line: StatusLine) {
    let name = line.endToEnd ?? line.group ?? line.message
    let about: [Int]
    if let endToEnd = line.endToEnd {
      about = byName[endToEnd].map { [$0] }?.filter { items[$0].message == line.message } ?? []
    } else {
      about = (line.group.map { byGroup[$0] } ?? byMessage[line.message]) ?? []
    }
    guard !about.isEmpty else {
      // A name that is not of our making may be anybody's.
      let isOurs = name.wholeMatch(of: #/[A-Z]{1,3}[0-9]{4}-[0-9]{1,12}(-[A-Z0-9]{1,8}){0,2}/#) != nil
      return find(isOurs ? name : "?", "unknown-payment", "no collection has the name in the report")
    }
    guard line.isRejected else { return }
    for index in about {
      switch items[index].state {
      case .open:
        set(index, .rejected, reason: line.reason)
        rejectedCount += 1
      case .rejected, .refunded: knownCount += 1
      case .paid:
        find(
          items[index].endToEnd, "paid-and-rejected",
          "it was booked before; the statement will say whether it came back")
      }
    }
  }

  // MARK: Statements

  mutating func enter(_ entry: StatementEntry) {
    guard entry.isBooked else { return }
    guard let account = entry.account, let sellers = sellers[account] else {
      return find(entry.reference, "other-account", "the statement is of no seller's account")
    }
    guard entry.currency == "EUR", let cents = entry.cents, let day = entry.bookedOn else {
      return find(entry.reference, "unreadable-entry", "no day, or no amount in EUR with two decimals")
    }
    let isNamed = entry.details.contains { $0.endToEnd.map { byName[$0] != nil } ?? false }
    if entry.isCredit, !isNamed, entry.details.count <= 1, let sets = batches(of: entry) {
      return enterBatch(sets, cents: cents, day: day, reference: entry.reference)
    }
    guard !entry.details.isEmpty else {
      let detail = StatementEntry.Detail(cents: cents, isCredit: entry.isCredit, text: entry.text)
      return enter(detail, of: entry, reference: entry.reference, day: day, sellers: sellers)
    }
    // A single detail without an amount has the entry's.
    var details = entry.details
    if details.count == 1, details[0].cents == nil { details[0].cents = cents }
    let total = details.reduce(0) { $0 + ($1.isCredit == entry.isCredit ? 1 : -1) * ($1.cents ?? 0) }
    let charges = details.reduce(0) { $0 + $1.chargeCents }
    guard total == cents || abs(cents - total) == charges else {
      return find(entry.reference, "details-differ", "its transactions do not add up to \(euros(cents)) EUR")
    }
    for (detail, reference) in zip(details, entry.references) {
      enter(detail, of: entry, reference: reference, day: day, sellers: sellers)
    }
  }

  /// The payments that an entry without names may stand for, one list for each possibility; nil: none of ours.
  private func batches(of entry: StatementEntry) -> [[Int]]? {
    let detail = entry.details.first
    if let group = entry.group ?? detail?.group, let members = byGroup[group] { return [members] }
    guard let message = entry.message ?? detail?.message, let members = byMessage[message] else { return nil }
    let groups = Dictionary(grouping: members) { items[$0].group }
    return groups.count == 1 ? [members] : groups.sorted { $0.key < $1.key }.map(\.value) + [members]
  }

  private mutating func enterBatch(_ sets: [[Int]], cents: Int, day: LocalDay, reference: String) {
    let fitting = sets.map { $0.filter { items[$0].state != .rejected } }
      .filter { !$0.isEmpty && $0.reduce(0) { $0 + items[$1].cents } == cents }
    guard !fitting.isEmpty else {
      return find(
        reference, "batch-differs",
        "the payments that it is for, without the rejected ones, are not \(euros(cents)) EUR")
    }
    let waiting = fitting.filter { $0.contains { items[$0].state == .open } }
    guard waiting.count <= 1 else {
      return find(reference, "ambiguous", "several groups of the message have this sum")
    }
    guard let members = waiting.first else {
      knownCount += 1
      return
    }
    for index in members where items[index].state == .open { pay(index, on: day) }
  }

  private mutating func pay(_ index: Int, on day: LocalDay) {
    let item = items[index]
    set(index, .paid)
    book(item.communityID, item.invoice, item.endToEnd, "direct_debit", day, item.cents)
  }

  private mutating func book(
    _ communityID: Int64, _ invoice: String, _ reference: String, _ kind: String, _ day: LocalDay, _ cents: Int
  ) {
    payments.append(
      Payment(
        communityID: communityID, invoice: invoice, reference: reference, kind: kind, paidOn: day, cents: cents))
    documents[invoice]?.openCents -= cents
    if kind == "transfer" || kind == "payout" { known[reference, default: Booking(day: day, cents: 0)].cents += cents }
  }

  private mutating func enter(
    _ detail: StatementEntry.Detail, of entry: StatementEntry, reference: String, day: LocalDay, sellers: Set<String>
  ) {
    guard let cents = detail.cents, cents > 0 else {
      return find(reference, "unreadable-entry", "no amount in EUR with two decimals")
    }
    let signed = detail.isCredit ? cents : -cents
    let booking = Booking(day: day, cents: signed)
    let reference = known[reference].map { $0 == booking } ?? true ? reference : reusedReference(reference, booking)
    if let invoice = assigned[reference] {
      usedAssignments.insert(reference)
      guard known[reference] == nil else {
        knownCount += 1
        return
      }
      return book(
        documents[invoice]!.communityID, invoice, reference, detail.isCredit ? "transfer" : "payout", day, signed)
    }
    if let index = detail.endToEnd.flatMap({ byName[$0] }) {
      detail.isCredit
        ? collected(index, detail, day: day, reference: reference)
        : returned(index, detail, day: day, reference: reference)
    } else if known[reference] != nil {
      knownCount += 1
    } else if entry.isDirectDebit || (!detail.isCredit && detail.reason != nil) {
      find(reference, "unknown-payment", "a direct debit of \(euros(signed)) EUR that no collection has")
    } else {
      transferred(signed, detail, entry: entry, day: day, reference: reference, sellers: sellers)
    }
  }

  private mutating func collected(_ index: Int, _ detail: StatementEntry.Detail, day: LocalDay, reference: String) {
    let item = items[index]
    guard detail.cents == item.cents || detail.otherCents.contains(item.cents) else {
      return find(
        reference, "amount-differs",
        "\(item.endToEnd) was for \(euros(item.cents)) EUR, not \(euros(detail.cents ?? 0))")
    }
    switch item.state {
    case .open: pay(index, on: day)
    case .paid, .refunded: knownCount += 1
    case .rejected:
      find(reference, "rejected-and-paid", "\(item.endToEnd) was rejected or withdrawn, and is booked now")
    }
  }

  private mutating func returned(_ index: Int, _ detail: StatementEntry.Detail, day: LocalDay, reference: String) {
    let item = items[index]
    let difference = abs((detail.cents ?? 0) - item.cents)
    guard difference == 0 || difference == detail.chargeCents || detail.otherCents.contains(item.cents) else {
      return find(
        reference, "amount-differs",
        "\(item.endToEnd) was for \(euros(item.cents)) EUR, not \(euros(detail.cents ?? 0))")
    }
    switch item.state {
    case .paid:
      set(index, .refunded, reason: detail.reason)
      book(item.communityID, item.invoice, item.endToEnd, "reversal", day, -item.cents)
    case .refunded: knownCount += 1
    case .open, .rejected:
      find(reference, "not-paid-before", "\(item.endToEnd) comes back, but no statement with its payment was entered")
    }
  }

  /// Money that moved without a direct debit: for the documents that its text names.
  private mutating func transferred(
    _ cents: Int, _ detail: StatementEntry.Detail, entry: StatementEntry, day: LocalDay, reference: String,
    sellers: Set<String>
  ) {
    let named = documentNumbers(in: "\(detail.text) \(detail.endToEnd ?? "") \(entry.text)").compactMap {
      documents[$0]
    }
    .filter { $0.seller.map(sellers.contains) ?? true }
    guard !named.isEmpty else {
      if cents < 0 {
        otherCount += 1
        return
      }
      return find(reference, "no-invoice", "\(euros(cents)) EUR without the number of an invoice of this seller")
    }
    let open = named.reduce(0) { $0 + $1.openCents }
    let kind = cents > 0 ? "transfer" : "payout"
    if named.count == 1, cents > 0 ? cents <= open : cents >= open, open != 0, (open > 0) == (cents > 0) {
      book(named[0].communityID, named[0].invoice, reference, kind, day, cents)
    } else if named.count > 1, cents == open,
      named.allSatisfy({ $0.openCents != 0 && ($0.openCents > 0) == (cents > 0) })
    {
      for document in named { book(document.communityID, document.invoice, reference, kind, day, document.openCents) }
    } else {
      let numbers = named.map(\.invoice).joined(separator: ", ")
      find(reference, "amount-differs", "\(euros(cents)) EUR for \(numbers), of which \(euros(open)) EUR is open")
    }
  }
}

/// The name of an entry whose reference the bank gave to another day's entry, or another amount, before.
func reusedReference(_ reference: String, _ booking: PaymentLedger.Booking) -> String {
  "\(reference)/\(booking.day)/\(euros(booking.cents))"
}

/// Numbers of documents in what a payer wrote, as we print them: F2025-000001, also written f 2025 000001 or F2025000001.
func documentNumbers(in text: String) -> [String] {
  var numbers: [String] = []
  for match in text.uppercased().matches(
    of: #/(?:^|[^A-Z0-9])([A-Z]{1,3})[ ]?(20[0-9]{2})[ \/.-]?([0-9]{6}|[1-9][0-9]{6})(?![A-Z0-9])/#)
  {
    let number = "\(match.1)\(match.2)-\(match.3)"
    if !numbers.contains(number) { numbers.append(number) }
  }
  return numbers
}

/// `-12.30` for hundredths.
func euros(_ cents: Int) -> String { ExactDecimal(unscaled: cents, scale: 2).description }
