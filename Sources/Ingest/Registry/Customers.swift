import Database
import Grid

struct CustomerRow {
  struct Value: Equatable {
    let name: String
    let email: String?
    let address: String?
  }

  let place: Place
  let customer: String
  let value: Value
}

/// Applies a customers file.
func importCustomers(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  var rows: [CustomerRow] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let customer = reader.code("customer")
    let email = reader.optionalText("email")
    if let email, !isAddress(email) { reader.fail("email", "invalid-email", "email is not one mail address") }
    let value = CustomerRow.Value(
      name: reader.text("name"), email: email, address: reader.optionalText("address"))
    guard reader.isValid else { continue }
    rows.append(CustomerRow(place: table.place(row, "customer"), customer: customer, value: value))
  }
  let unique = withoutRepetitions(rows, log, key: \.customer, place: \.place, name: { "customer \($0.customer)" })
  try log.refuse()

  var stored: [String: CustomerRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_customers", unique.map(\.customer)) {
    stored[row.text("customer")] = CustomerRow.Value(
      name: row.text("name"), email: row.optional("email"), address: row.optional("address"))
  }
  let difference = Difference(unique, value: \.value) { stored[$0.customer] }
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_customers", all.map(\.customer), all.map(\.value.name), all.map(\.value.email),
      all.map(\.value.address))
  }
  return ImportSummary(
    kind: .customers, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

/// One `local@domain` without a space; more is for the mail server to say.
private func isAddress(_ text: String) -> Bool {
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
    && !text.contains { $0.isWhitespace || $0 == "," || $0 == ";" || $0 == "<" || $0 == ">" }
}
