import Database
import Grid

struct PartnerRow {
  struct Value: Equatable {
    let seller: String?
    let name: String
    let email, address, postcode, city: String?
    let country: String
    let language: String
    let siren, vatNumber: String?
    let trust: Int
    let plan: String
    /// Millionths of a euro for 1,000 datapoints.
    let price: Int
    /// Hundredths of a percent.
    let vatRate: Int
    /// What consents are given for.
    let partnerClass: String
  }

  let place: Place
  let partner: String
  let value: Value
}

/// Applies a partners file: who buys datapoints, how far they are trusted, and at what price.
func importPartners(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let sellers = Set(try connection.query("ingest/import_sellers_known").map { $0.text("seller") })
  let rows = table.rows.compactMap { partner(of: FieldReader(table, $0, log), sellers: sellers) }
  let unique = withoutRepetitions(rows, log, key: \.partner, place: \.place, name: { "partner \($0.partner)" })
  try log.refuse()

  var stored: [String: PartnerRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_partners", unique.map(\.partner)) {
    stored[row.text("partner")] = PartnerRow.Value(
      seller: row.optional("seller"), name: row.text("name"), email: row.optional("email"),
      address: row.optional("address"), postcode: row.optional("postcode"), city: row.optional("city"),
      country: row.text("country"), language: row.text("language"), siren: row.optional("siren"),
      vatNumber: row.optional("vat_number"), trust: row.int("trust"), plan: row.text("plan"),
      price: DecimalForm.price.parse(row.text("eur_per_1000")) ?? 0,
      vatRate: DecimalForm.vatRate.parse(row.text("vat_rate")) ?? 0, partnerClass: row.text("class"))
  }
  let difference = Difference(unique, value: \.value) { stored[$0.partner] }
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_partners", all.map(\.partner), all.map(\.value.seller), all.map(\.value.name),
      all.map(\.value.email), all.map(\.value.address), all.map(\.value.postcode), all.map(\.value.city),
      all.map(\.value.country), all.map(\.value.language), all.map(\.value.siren), all.map(\.value.vatNumber),
      all.map(\.value.trust), all.map(\.value.plan), all.map { DecimalForm.price.text($0.value.price) },
      all.map { DecimalForm.vatRate.text($0.value.vatRate) }, all.map(\.value.partnerClass))
  }
  return ImportSummary(
    kind: .partners, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

private func partner(of reader: FieldReader, sellers: Set<String>) -> PartnerRow? {
  let partner = reader.code("partner")
  let email = reader.optionalText("email")
  if let email, !isAddress(email) { reader.fail("email", "invalid-email", "email is not one mail address") }
  let seller = reader.optionalText("seller")
  if seller != nil { _ = reader.reference("seller", in: sellers) }
  let country = reader.optionalText("country") ?? "FR"
  if country.utf8.count != 2 || !country.utf8.allSatisfy({ (65...90).contains($0) }) {
    reader.fail("country", "invalid-country", "country is not two capitals, such as FR")
  }
  let language = reader.optionalText("language") == nil ? "fr" : reader.choice("language", of: ["fr", "en"])
  let siren = reader.optionalText("siren")
  if let siren, siren.utf8.count != 9 || !siren.utf8.allSatisfy({ (48...57).contains($0) }) {
    reader.fail("siren", "invalid-siren", "siren is not nine digits")
  }
  let trust = reader.requiredWhole("trust")
  if trust > 9 { reader.fail("trust", "invalid-number", "trust is above 9") }
  let value = PartnerRow.Value(
    seller: seller, name: reader.text("name"), email: email, address: reader.optionalText("address"),
    postcode: reader.optionalText("postcode"), city: reader.optionalText("city"), country: country, language: language,
    siren: siren, vatNumber: reader.optionalText("vat_number"), trust: trust,
    plan: reader.choice("plan", of: ["request", "datapoints"]), price: decimal("eur_per_1000", .price, of: reader),
    vatRate: decimal("vat_rate", .vatRate, of: reader),
    partnerClass: reader.optionalText("class") == nil ? "commercial" : reader.code("class"))
  guard reader.isValid else { return nil }
  return PartnerRow(place: reader.table.place(reader.row, "partner"), partner: partner, value: value)
}

/// A decimal that has to be there.
private func decimal(_ column: String, _ form: DecimalForm, of reader: FieldReader) -> Int {
  if reader.text(column).isEmpty { return 0 }
  return reader.optionalDecimal(column, form) ?? 0
}
