import Database
import Grid

/// One rate of a tax, in force from a day until the next one begins.
struct TaxRow {
  struct Key: Hashable {
    let tax: String
    let from: LocalDay
  }

  struct Value: Equatable {
    /// percent (a VAT rate); or of a levy: kWh, grid_kWh, month or kVA.
    let unit: String
    /// Percent, or EUR; in millionths.
    let rate: Int
    /// On a levy; nil on a VAT rate.
    let vat: VATRate?

    var isVAT: Bool { unit == "percent" }
  }

  let place: Place
  let vatPlace: Place
  let key: Key
  let value: Value
}

extension DecimalForm {
  fileprivate static let vat = DecimalForm(
    decimals: 2, greatest: 10_000, code: "invalid-rate",
    rule: "is not a percentage from 0 to 100 with at most 2 decimals")
  fileprivate static let levy = DecimalForm(
    decimals: 6, greatest: 999_999_999_999, code: "invalid-rate",
    rule: "is not a number from 0 to 999999.999999 with at most 6 decimals")
}

/// Applies a taxes file. A rate whose days are in an issued invoice stays.
func importTaxes(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let unique = withoutRepetitions(
    readTaxes(table, log), log, key: \.key, place: \.place, name: { "tax \($0.key.tax) from \($0.key.from)" })

  var stored: [TaxRow.Key: TaxRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_taxes", unique.map(\.key.tax)) {
    guard let from = row.day("valid_from") else { continue }
    stored[TaxRow.Key(tax: row.text("tax"), from: from)] = TaxRow.Value(
      unit: row.text("unit"), rate: DecimalForm.levy.parse(row.text("rate")) ?? -1, vat: VATRate(row))
  }
  try checkTaxes(unique, stored, log, on: connection)
  let difference = Difference(unique, value: \.value) { stored[$0.key] }
  try checkInvoiced(difference.all, Set(unique.map(\.key)).union(stored.keys), log, on: connection)
  try log.refuse(hints: ["rate-is-invoiced": "Let a new rate begin after the last invoiced day."])

  let all = difference.all
  if !all.isEmpty {
    try connection.query("ingest/import_taxes", Set(all.map(\.key.tax)).sorted())
    try connection.query(
      "ingest/import_tax_rates", all.map(\.key.tax), all.map(\.key.from), all.map(\.value.unit),
      all.map { DecimalForm.levy.text($0.value.rate) }, all.map(\.value.vat?.percent), all.map(\.value.vat?.tax))
  }
  return ImportSummary(
    kind: .taxes, read: unique.count, added: difference.added.count, changed: difference.changed.count)
}

private func readTaxes(_ table: CSVTable, _ log: FindingLog) -> [TaxRow] {
  var rows: [TaxRow] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let tax = reader.code("tax")
    if !tax.isEmpty, !isTaxCode(tax) {
      reader.fail("tax", "invalid-code", "tax does not begin with a letter, and would be taken for a number")
    }
    let from = reader.day("from")
    let unit = reader.choice("unit", of: ["percent", "kWh", "grid_kWh", "month", "kVA"])
    var rate = 0
    var vat: VATRate?
    if unit == "percent" {
      rate = reader.decimal("rate", .vat) * 10_000
      if reader.optionalText("vat_rate") != nil {
        reader.fail("vat_rate", "vat-on-vat", "vat_rate is empty for a VAT rate: only levies have VAT")
      }
    } else {
      rate = reader.decimal("rate", .levy)
      vat = reader.vatRate()
    }
    guard reader.isValid else { continue }
    rows.append(
      TaxRow(
        place: table.place(row, "tax"), vatPlace: table.place(row, "vat_rate"), key: TaxRow.Key(tax: tax, from: from),
        value: TaxRow.Value(unit: unit, rate: rate, vat: vat)))
  }
  return rows
}

/// Finds taxes that are a VAT rate here and a levy there, and levies whose VAT is unknown.
private func checkTaxes(
  _ rows: [TaxRow], _ stored: [TaxRow.Key: TaxRow.Value], _ log: FindingLog, on connection: Connection
) throws {
  var isVAT = Dictionary(stored.map { ($0.key.tax, $0.value.isVAT) }, uniquingKeysWith: { first, _ in first })
  for row in rows {
    if isVAT[row.key.tax, default: row.value.isVAT] != row.value.isVAT {
      log.add(
        row.place, "other-kind-of-tax", "tax \(row.key.tax) is a \(row.value.isVAT ? "levy" : "VAT rate") and stays one"
      )
    }
    isVAT[row.key.tax] = isVAT[row.key.tax] ?? row.value.isVAT
  }
  var known = try KnownTaxes(rows.compactMap(\.value.vat?.tax), on: connection)
  for row in rows { known.add(row.key.tax, isVAT: row.value.isVAT, from: row.key.from) }
  for row in rows {
    guard let vat = row.value.vat?.tax, let (code, text) = known.problem(vat: vat, on: row.key.from) else { continue }
    log.add(row.vatPlace, code, text)
  }
}

/// Finds rates that would change, or come between, days of issued invoices.
private func checkInvoiced(
  _ rows: [TaxRow], _ keys: Set<TaxRow.Key>, _ log: FindingLog, on connection: Connection
) throws {
  guard !rows.isEmpty else { return }
  let begins = Dictionary(grouping: keys, by: \.tax).mapValues { $0.map(\.from).sorted() }
  let ends = rows.map { row in begins[row.key.tax]?.first { $0 > row.key.from } }
  var invoices: [TaxRow.Key: String] = [:]
  for row in try connection.query(
    "ingest/import_invoiced_taxes", rows.map(\.key.tax), rows.map(\.key.from), ends)
  {
    guard let from = row.day("valid_from") else { continue }
    invoices[TaxRow.Key(tax: row.text("tax"), from: from)] = row.text("invoice")
  }
  for row in rows {
    guard let invoice = invoices[row.key] else { continue }
    log.add(
      row.place, "rate-is-invoiced",
      "tax \(row.key.tax) from \(row.key.from) applies to days of issued invoice \(invoice)")
  }
}
