import Database
import Grid

/// What is printed of a seller from a day on, until the next version begins.
struct SellerRow {
  struct Key: Hashable {
    let seller: String
    let from: LocalDay
  }

  struct Value: Equatable {
    let name: String
    let street: String
    let postcode: String
    let city: String
    let country: String
    let legalForm: String?
    let siren: String?
    let vatNumber: String?
    let email: String?
    let phone: String?
    let website: String?
    let iban: String?
    let bic: String?
    let creditorID: String?
    let complaints: String?
    let mediator: String?
    /// Hundredths of a percent a year.
    let late: Int?
  }

  let place: Place
  let key: Key
  let value: Value
}

let sellerColumns = (
  required: ["seller", "from", "name", "street", "postcode", "city", "country"],
  optional: [
    "legal_form", "siren", "vat_number", "email", "phone", "website", "iban", "bic", "creditor_id", "complaints",
    "mediator", "late_percent",
  ]
)

/// Applies a sellers file. A version that an issued invoice was signed with stays. Bank accounts are never told.
func importSellers(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  var rows: [SellerRow] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let key = SellerRow.Key(seller: reader.code("seller"), from: reader.day("from"))
    let value = reader.seller()
    if reader.isValid { rows.append(SellerRow(place: table.place(row, "seller"), key: key, value: value)) }
  }
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: \.place, name: { "seller \($0.key.seller) from \($0.key.from)" })

  var stored: [SellerRow.Key: SellerRow.Value] = [:]
  var invoices: [SellerRow.Key: String] = [:]
  for row in try connection.query("ingest/import_stored_sellers", table.values("seller")) {
    guard let from = row.day("valid_from") else { continue }
    let key = SellerRow.Key(seller: row.text("seller"), from: from)
    stored[key] = SellerRow.Value(row)
    invoices[key] = row.optional("invoice")
  }
  let difference = Difference(unique, value: \.value) { stored[$0.key] }
  for row in difference.changed {
    guard let invoice = invoices[row.key] else { continue }
    log.add(
      row.place, "version-is-invoiced",
      "seller \(row.key.seller) from \(row.key.from) signed issued invoice \(invoice)")
  }
  try log.refuse(hints: ["version-is-invoiced": "Let a new version begin after the last issue."])
  try put(difference.all, on: connection)
  return ImportSummary(
    kind: .sellers, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

private func put(_ rows: [SellerRow], on connection: Connection) throws {
  guard !rows.isEmpty else { return }
  let values = rows.map(\.value)
  try connection.query("ingest/import_sellers", Set(rows.map(\.key.seller)).sorted())
  try connection.query(
    "ingest/import_seller_versions", rows.map(\.key.seller), rows.map(\.key.from), values.map(\.name),
    values.map(\.legalForm), values.map(\.street), values.map(\.postcode), values.map(\.city), values.map(\.country),
    values.map(\.siren), values.map(\.vatNumber), values.map(\.email), values.map(\.phone), values.map(\.website),
    values.map(\.iban), values.map(\.bic), values.map(\.creditorID), values.map(\.complaints), values.map(\.mediator),
    values.map { $0.late.map(DecimalForm.percent.text) })
}

extension SellerRow.Value {
  fileprivate init(_ row: Rows.Row) {
    self.init(
      name: row.text("name"), street: row.text("street"), postcode: row.text("postcode"), city: row.text("city"),
      country: row.text("country"), legalForm: row.optional("legal_form"), siren: row.optional("siren"),
      vatNumber: row.optional("vat_number"), email: row.optional("email"), phone: row.optional("phone"),
      website: row.optional("website"), iban: row.optional("iban"), bic: row.optional("bic"),
      creditorID: row.optional("creditor_id"), complaints: row.optional("complaints"),
      mediator: row.optional("mediator"), late: row.optional("late_percent").flatMap(DecimalForm.percent.parse))
  }
}

extension FieldReader {
  fileprivate func seller() -> SellerRow.Value {
    let siren = siren()
    return SellerRow.Value(
      name: text("name"), street: text("street"), postcode: text("postcode"), city: text("city"), country: country(),
      legalForm: optionalText("legal_form"), siren: siren, vatNumber: vatNumber(siren: siren), email: email(),
      phone: optionalText("phone"), website: optionalText("website"),
      iban: number("iban", "invalid-iban", "is not an IBAN: form or check digits are wrong") { IBAN($0) != nil },
      bic: number("bic", "invalid-bic", "is not eight or eleven characters of a BIC", isRight: isBIC),
      creditorID: number(
        "creditor_id", "invalid-creditor-id", "is no SEPA creditor identifier: form or check digits are wrong",
        isRight: isCreditorID),
      complaints: optionalText("complaints"), mediator: optionalText("mediator"),
      late: optionalDecimal("late_percent", .percent))
  }
}
