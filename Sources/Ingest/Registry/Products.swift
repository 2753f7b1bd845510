import Database
import Grid

struct ProductRow {
  struct Key: Hashable {
    let product: String
    let from: LocalDay
  }
  struct Value: Equatable {
    let trust: Int
    let datapoints: Int
    let households: Int
    /// Ten-thousandths.
    let share: Int
  }

  let place: Place
  let key: Key
  let value: Value
}

extension DecimalForm {
  fileprivate static let maxShare = DecimalForm(
    decimals: 4, least: 1, greatest: 1500, code: "invalid-share",
    rule: "is not a number above 0, up to 0.15, with at most 4 decimals")
}

/// What can be bought.
private let products = ["production", "consumption_aggregated", "consumption_detailed", "customer_transfer"]

/// Applies a file of the price list. Versions hold from a day on; one that something was sold under stays as it is.
func importProducts(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let rows = table.rows.compactMap { row -> ProductRow? in
    let reader = FieldReader(table, row, log)
    let key = ProductRow.Key(product: reader.choice("product", of: products), from: reader.day("valid_from"))
    let trust = reader.requiredWhole("min_trust")
    if trust > 9 { reader.fail("min_trust", "invalid-number", "min_trust is above 9") }
    let households = reader.whole("k_min") ?? 15
    if households < 10 {
      reader.fail("k_min", "below-floor", "k_min (\(households)) is below 10, the floor that nothing goes under")
    } else if households > Int(Int32.max) {
      reader.fail("k_min", "too-great", "k_min is above \(Int32.max)")
    }
    let value = ProductRow.Value(
      trust: trust, datapoints: reader.requiredWhole("datapoints"), households: households,
      share: reader.optionalDecimal("max_share", .maxShare) ?? 1500)
    guard reader.isValid else { return nil }
    return ProductRow(place: table.place(row, "valid_from"), key: key, value: value)
  }
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: \.place, name: { "\($0.key.product) from \($0.key.from)" })

  var stored: [ProductRow.Key: ProductRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_products") {
    stored[ProductRow.Key(product: row.text("product"), from: row.day("valid_from")!)] = ProductRow.Value(
      trust: row.int("min_trust"), datapoints: row.int("datapoints"), households: row.int("k_min"),
      share: DecimalForm.maxShare.parse(row.text("max_share")) ?? 0)
  }
  let difference = Difference(unique, value: \.value) { stored[$0.key] }
  let all = difference.all
  let sold = Dictionary(
    uniqueKeysWithValues: try connection.query("ingest/import_sold_products").map {
      ($0.text("product"), $0.day("last_day")!)
    })
  for row in all {
    if let last = sold[row.key.product], row.key.from <= last {
      log.add(row.place, "sold-version", "\(row.key.product) was sold on \(last): its price of that day stays")
    }
  }
  try log.refuse(hints: ["sold-version": "Begin the new version on a later day."])
  if !all.isEmpty {
    try connection.query(
      "ingest/import_products", all.map(\.key.product), all.map(\.key.from), all.map(\.value.trust),
      all.map(\.value.datapoints), all.map(\.value.households), all.map { DecimalForm.maxShare.text($0.value.share) })
  }
  return ImportSummary(
    kind: .products, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}
