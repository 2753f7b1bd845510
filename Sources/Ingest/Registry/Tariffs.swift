import Database
import Grid

/// One version of a tariff: its prices from a day on, until the next version begins.
struct TariffVersion {
  let key: TariffVersionKey
  let prices: [TariffPrice]

  var values: Set<TariffPrice.Value> { Set(prices.map(\.value)) }
  var place: Place { prices[0].place }
}

/// Applies the prices of a file, version by version: a version that differs is replaced as a whole, others stay.
///
/// The summary counts versions.
func importTariffs(_ prices: [TariffPrice], _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  struct Key: Hashable {
    let version: TariffVersionKey
    let component: String
    let period: String
  }
  let unique = withoutRepetitions(
    prices, log, key: { Key(version: $0.version, component: $0.value.component, period: $0.value.period) },
    place: \.place,
    name: { price in
      let period = price.value.period.isEmpty ? "" : " \(price.value.period)"
      return "\(price.path)\(price.value.component)\(period) of tariff \(price.tariff) from \(price.from)"
    })
  let versions = Dictionary(grouping: unique, by: \.version).map { TariffVersion(key: $0.key, prices: $0.value) }
    .sorted { ($0.key.tariff, $0.key.from) < ($1.key.tariff, $1.key.from) }
  for version in versions { checkCoverage(version.prices, log) }

  let stored = try storedVersions(Set(versions.map(\.key.tariff)).sorted(), on: connection)
  let difference = Difference(versions, value: \.values) { stored[$0.key] }
  try checkInvoiced(difference.all, Set(versions.map(\.key)).union(stored.keys), log, on: connection)
  try log.refuse(hints: ["version-is-invoiced": "Let a new version begin after the last invoiced day."])

  try apply(difference, on: connection)
  return ImportSummary(
    kind: .tariffs, read: versions.count, added: difference.added.count, changed: difference.changed.count)
}

private func storedVersions(
  _ tariffs: [String], on connection: Connection
) throws -> [TariffVersionKey: Set<TariffPrice.Value>] {
  var stored: [TariffVersionKey: Set<TariffPrice.Value>] = [:]
  for row in try connection.query("ingest/import_stored_tariffs", tariffs) {
    guard let from = row.day("valid_from") else { continue }
    let key = TariffVersionKey(tariff: row.text("tariff"), from: from)
    guard let component = row.optional("component") else {
      stored[key] = []
      continue
    }
    stored[key, default: []].insert(
      TariffPrice.Value(
        component: component, period: row.text("period"), windows: row.text("windows"),
        price: DecimalForm.price.parse(row.text("price")) ?? -1,
        vatRate: DecimalForm.vatRate.parse(row.text("vat_rate")) ?? -1))
  }
  return stored
}

/// Finds versions that would change, or come between, days of issued invoices.
private func checkInvoiced(
  _ versions: [TariffVersion], _ keys: Set<TariffVersionKey>, _ log: FindingLog, on connection: Connection
) throws {
  guard !versions.isEmpty else { return }
  let begins = Dictionary(grouping: keys, by: \.tariff).mapValues { $0.map(\.from).sorted() }
  let ends = versions.map { version in begins[version.key.tariff]?.first { $0 > version.key.from } }
  let rows = try connection.query(
    "ingest/import_invoiced_versions", versions.map(\.key.tariff), versions.map(\.key.from), ends)
  let found = Dictionary(
    uniqueKeysWithValues: rows.map { row in
      (TariffVersionKey(tariff: row.text("tariff"), from: row.day("valid_from")!), row.text("invoice"))
    })
  for version in versions {
    guard let invoice = found[version.key] else { continue }
    let name = "\(version.prices[0].path)tariff \(version.key.tariff) from \(version.key.from)"
    log.add(version.place, "version-is-invoiced", "\(name) applies to days of issued invoice \(invoice)")
  }
}

private func apply(_ difference: Difference<TariffVersion>, on connection: Connection) throws {
  let versions = difference.all
  guard !versions.isEmpty else { return }
  let prices = versions.flatMap(\.prices)
  try connection.query("ingest/import_tariffs", Set(versions.map(\.key.tariff)).sorted())
  let added = difference.added.map(\.key)
  try connection.query("ingest/import_tariff_versions", added.map(\.tariff), added.map(\.from))
  let changed = difference.changed.map(\.key)
  try connection.query("ingest/import_tariff_prices_cleared", changed.map(\.tariff), changed.map(\.from))
  try connection.query(
    "ingest/import_tariff_prices", prices.map(\.tariff), prices.map(\.from), prices.map(\.value.component),
    prices.map(\.value.period), prices.map { DecimalForm.price.text($0.value.price) },
    prices.map { DecimalForm.vatRate.text($0.value.vatRate) }, prices.map(\.value.windows))
}
