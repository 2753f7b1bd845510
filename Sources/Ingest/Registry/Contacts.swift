import Database
import Grid

/// One line of a contacts file: somebody who wants mails of a topic, about one thing.
struct ContactRow {
  struct Value: Equatable {
    let topic: String
    let email: String
    /// Of the mails: fr or en.
    let language: String
    /// What the mails are about: exactly one of these.
    let community, meter, customer, supplier: String?
    let days: DaySpan
  }

  let place: Place
  let contact: String
  let value: Value
}

let contactColumns = (
  required: ["contact", "topic", "email", "from"],
  optional: ["language", "community", "meter", "customer", "supplier", "to"]
)

/// Applies a contacts file. A row is known by its code; what it says replaces what was stored.
func importContacts(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let known = try KnownCodes(table, on: connection)
  let rows = table.rows.compactMap { contact(of: FieldReader(table, $0, log), known) }
  let unique = withoutRepetitions(rows, log, key: \.contact, place: \.place, name: { "contact \($0.contact)" })
  try log.refuse()

  var stored: [String: ContactRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_contacts", unique.map(\.contact)) {
    guard let from = row.day("first_day") else { continue }
    stored[row.text("contact")] = ContactRow.Value(
      topic: row.text("topic"), email: row.text("email"), language: row.text("language"),
      community: row.optional("community"), meter: row.optional("meter"), customer: row.optional("customer"),
      supplier: row.optional("supplier"), days: DaySpan(from: from, to: row.day("end_day")))
  }
  let difference = Difference(unique, value: \.value) { stored[$0.contact] }
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_contacts", all.map(\.contact), all.map(\.value.topic), all.map(\.value.email),
      all.map(\.value.language), all.map(\.value.community), all.map(\.value.meter), all.map(\.value.customer),
      all.map(\.value.supplier), all.map(\.value.days.from), all.map(\.value.days.to))
  }
  return ImportSummary(
    kind: .contacts, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

/// What mails of a topic can be about.
private let scopes = [
  "autarky": ["community", "meter", "customer"], "malfunction": ["community", "meter", "customer"],
  "demand": ["community", "customer", "supplier"], "invoice": ["customer"],
]

/// Reads one row; nil when it is invalid. What is found does not quote the address.
private func contact(of reader: FieldReader, _ known: KnownCodes) -> ContactRow? {
  func field(_ column: String) -> String { reader.table.text(reader.row, column) }
  let code = reader.code("contact")
  let topic = reader.choice("topic", of: scopes.keys.sorted())
  let email = reader.text("email")
  if !email.isEmpty, MailAddress(email) == nil {
    reader.fail("email", "invalid-email", "email is not one mail address of plain letters")
  }
  let language = field("language").isEmpty ? "fr" : reader.choice("language", of: ["fr", "en"])
  let named = ["community", "meter", "customer", "supplier"].filter { !field($0).isEmpty }
  if named.count != 1 {
    reader.fail(
      "contact", "one-scope", "a contact has one of community, meter, customer and supplier, here \(named.count)")
  } else if let possible = scopes[topic], !possible.contains(named[0]) {
    reader.fail(named[0], "wrong-scope", "mails of topic \(topic) are about a \(possible.joined(separator: ", a "))")
  }
  func scope(_ column: String) -> String? { field(column).isEmpty ? nil : reader.reference(column, in: known[column]) }
  let value = ContactRow.Value(
    topic: topic, email: email, language: language, community: scope("community"), meter: scope("meter"),
    customer: scope("customer"), supplier: field("supplier").isEmpty ? nil : reader.code("supplier"),
    days: reader.days())
  return reader.isValid
    ? ContactRow(place: reader.table.place(reader.row, "contact"), contact: code, value: value) : nil
}
