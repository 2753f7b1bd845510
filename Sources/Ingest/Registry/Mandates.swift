import Database
import Grid

struct MandateRow {
  struct Value: Equatable {
    let customer: String
    let seller: String
    /// The account's owner, 70 characters at most.
    let holder: String
    let iban: IBAN
    let bic: String?
    /// `recurrent` or `one_off`.
    let sequence: String
    /// From the signature to the first day on which nothing may be collected.
    let days: DaySpan

    /// The same but for its end: all that may change once something was collected with it.
    func differsOnlyInEnd(from other: Value) -> Bool {
      let sameEnd = Value(
        customer: customer, seller: seller, holder: holder, iban: iban, bic: bic, sequence: sequence,
        days: DaySpan(from: days.from, to: other.days.to))
      return sameEnd == other
    }
  }

  let place: Place
  let mandate: String
  let value: Value
}

/// Columns that a mandates file has.
let mandateColumns = ["mandate", "customer", "holder", "iban", "signed_on"]

/// Applies a mandates file. A customer has one mandate of a seller at a time; one that was used changes no more, but may end.
func importMandates(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let known = try KnownCodes(table, on: connection)
  let sellers = try connection.query("ingest/import_sellers_known").map { $0.text("seller") }
  let rows = table.rows.compactMap {
    mandate(of: FieldReader(table, $0, log), known: known["customer"], sellers: sellers)
  }
  let unique = withoutRepetitions(rows, log, key: \.mandate, place: \.place, name: { "mandate \($0.mandate)" })

  var stored: [String: MandateRow.Value] = [:]
  var used: Set<String> = []
  let customers = Set(unique.map(\.value.customer)).sorted()
  for row in try connection.query("ingest/import_stored_mandates", unique.map(\.mandate), customers) {
    guard let iban = IBAN(row.text("iban")), let signed = row.day("signed_on") else { continue }
    stored[row.text("mandate")] = MandateRow.Value(
      customer: row.text("customer"), seller: row.text("seller"), holder: row.text("holder"), iban: iban,
      bic: row.optional("bic"), sequence: row.text("sequence"), days: DaySpan(from: signed, to: row.day("end_day")))
    if row.bool("is_used") { used.insert(row.text("mandate")) }
  }
  checkMandates(unique, stored, log)
  let difference = Difference(unique, value: \.value) { stored[$0.mandate] }
  for row in difference.changed
  where used.contains(row.mandate) && !row.value.differsOnlyInEnd(from: stored[row.mandate]!) {
    log.add(row.place, "mandate-in-use", "something was collected with mandate \(row.mandate): only its end may change")
  }
  try log.refuse(hints: [
    "mandate-in-use":
      "Another account or another holder is another mandate: end this one with 'to', and add the new one.",
    "missing-seller": "Sellers come from 'gridctl import sellers'.",
  ])

  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_mandates", all.map(\.mandate), all.map(\.value.customer), all.map(\.value.seller),
      all.map(\.value.holder), all.map(\.value.iban.electronic), all.map(\.value.bic), all.map(\.value.days.from),
      all.map(\.value.sequence), all.map(\.value.days.to))
  }
  return ImportSummary(
    kind: .mandates, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

/// Reads one row; nil when it is invalid. What is found never quotes a field: one that was put into a wrong column may be an
/// account or a name.
private func mandate(of reader: FieldReader, known: Set<String>, sellers: [String]) -> MandateRow? {
  func field(_ column: String) -> String { reader.table.text(reader.row, column) }
  let code = reader.text("mandate")
  if !code.isEmpty, !isPlainReference(code) || IBAN(code) != nil {
    reader.fail("mandate", "invalid-mandate", "mandate is not 1 to 35 letters and digits, or it is an account number")
  }
  let customer = reader.text("customer")
  if !customer.isEmpty, !known.contains(customer) {
    reader.fail("customer", "unknown-customer", "there is no such customer")
  }
  let holder = reader.text("holder")
  if holder.unicodeScalars.count > 70 { reader.fail("holder", "too-long", "holder has more than 70 characters") }
  let iban = account(of: reader)
  let bic = reader.optionalText("bic")
  if let bic, !isBIC(bic) { reader.fail("bic", "invalid-bic", "bic is not 8 or 11 capitals and digits") }
  let sequence = field("sequence").isEmpty ? "recurrent" : reader.choice("sequence", of: ["recurrent", "one_off"])
  let days = reader.days(from: "signed_on")
  let seller = field("seller").isEmpty ? sellers.first ?? "" : field("seller")
  if field("seller").isEmpty, sellers.count != 1 {
    let problem = sellers.isEmpty ? "there is no seller yet" : "there are several sellers"
    reader.fail("mandate", "missing-seller", "seller is empty, and \(problem)")
  } else if !sellers.contains(seller) {
    reader.fail("seller", "unknown-seller", "there is no such seller")
  }
  guard reader.isValid, let iban else { return nil }
  return MandateRow(
    place: reader.table.place(reader.row, "mandate"), mandate: code,
    value: MandateRow.Value(
      customer: customer, seller: seller, holder: holder, iban: iban, bic: bic, sequence: sequence, days: days))
}

private func account(of reader: FieldReader) -> IBAN? {
  let text = reader.text("iban")
  guard !text.isEmpty else { return nil }
  guard let iban = IBAN(text) else {
    reader.fail("iban", "invalid-iban", "iban is no account number of a SEPA country: a character is wrong or missing")
    return nil
  }
  if !iban.isInEEA {
    reader.fail(
      "iban", "outside-eea",
      "accounts of \(iban.country) are not debited: banks want the debtor's address there, which a mandate does not have"
    )
  }
  return iban
}

/// Letters and digits: every bank takes them, which cannot be said of the other characters that SEPA allows.
private func isPlainReference(_ text: String) -> Bool {
  text.utf8.count <= 35
    && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }
}

/// Finds mandates of one customer and seller that share a day; file against file and file against registry.
private func checkMandates(_ rows: [MandateRow], _ stored: [String: MandateRow.Value], _ log: FindingLog) {
  struct Item {
    let mandate: String
    let days: DaySpan
    let place: Place?

    var description: String { "\(mandate) \(days) (\(place.map { "line \($0.line)" } ?? "stored"))" }
  }
  struct Pair: Hashable {
    let customer, seller: String
  }
  var items: [Pair: [Item]] = [:]
  for row in rows {
    items[Pair(customer: row.value.customer, seller: row.value.seller), default: []]
      .append(Item(mandate: row.mandate, days: row.value.days, place: row.place))
  }
  let replaced = Set(rows.map(\.mandate))
  for (mandate, value) in stored where !replaced.contains(mandate) {
    items[Pair(customer: value.customer, seller: value.seller), default: []]
      .append(Item(mandate: mandate, days: value.days, place: nil))
  }
  for (pair, items) in items {
    for (earlier, later) in overlappingPairs(items, span: \.days) {
      guard let place = [earlier.place, later.place].compactMap({ $0 }).max(by: { $0.line < $1.line }) else { continue }
      log.add(
        place, "overlapping-mandate",
        "customer \(pair.customer) has one mandate of a seller at a time: \(earlier.description) and \(later.description) overlap"
      )
    }
  }
}
