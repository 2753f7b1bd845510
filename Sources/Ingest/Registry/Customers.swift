import Database
import Grid

struct CustomerRow {
  struct Value: Equatable {
    let name: String
    let email: String?
    /// Street, or the whole address where postcode and city are not given apart.
    let address: String?
    let postcode: String?
    let city: String?
    let country: String
    /// Of documents: fr or en.
    let language: String
    /// Of a company; nil: a household.
    let siren: String?
    let vatNumber: String?
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
    let siren = reader.siren()
    let value = CustomerRow.Value(
      name: reader.text("name"), email: reader.email(), address: reader.optionalText("address"),
      postcode: reader.optionalText("postcode"), city: reader.optionalText("city"),
      country: table.text(row, "country").isEmpty ? "FR" : reader.country(),
      language: table.text(row, "language").isEmpty ? "fr" : reader.choice("language", of: ["fr", "en"]), siren: siren,
      vatNumber: reader.vatNumber(siren: siren))
    guard reader.isValid else { continue }
    rows.append(CustomerRow(place: table.place(row, "customer"), customer: customer, value: value))
  }
  let unique = withoutRepetitions(rows, log, key: \.customer, place: \.place, name: { "customer \($0.customer)" })
  try log.refuse()

  var stored: [String: CustomerRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_customers", unique.map(\.customer)) {
    stored[row.text("customer")] = CustomerRow.Value(
      name: row.text("name"), email: row.optional("email"), address: row.optional("address"),
      postcode: row.optional("postcode"), city: row.optional("city"), country: row.text("country"),
      language: row.text("language"), siren: row.optional("siren"), vatNumber: row.optional("vat_number"))
  }
  let difference = Difference(unique, value: \.value) { stored[$0.customer] }
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_customers", all.map(\.customer), all.map(\.value.name), all.map(\.value.email),
      all.map(\.value.address), all.map(\.value.postcode), all.map(\.value.city), all.map(\.value.country),
      all.map(\.value.language), all.map(\.value.siren), all.map(\.value.vatNumber))
  }
  return ImportSummary(
    kind: .customers, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}
