import Database
import Grid

/// One version of a tariff: its prices from a day on, until the next version begins.
struct TariffVersion {
  struct Value: Equatable {
    /// Empty: none.
    var calendar = ""
    var prices: Set<TariffPrice.Value> = []
  }

  let key: TariffVersionKey
  let prices: [TariffPrice]

  var value: Value { Value(calendar: prices[0].calendar, prices: Set(prices.map(\.value))) }
  var place: Place { prices[0].place }
  /// `tariff BLEU from 2025-01-01`.
  var name: String { "tariff \(key.tariff) from \(key.from)" }
}

/// Applies the prices of a file, version by version: a version that differs is replaced as a whole, others stay.
///
/// The summary counts versions.
func importTariffs(_ prices: [TariffPrice], _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  struct Key: Hashable {
    let version: TariffVersionKey
    let component: String
    let period: String
    let aboveWh: Int
    let powerVA: Int
  }
  let unique = withoutRepetitions(
    prices, log,
    key: {
      Key(
        version: $0.version, component: $0.value.component, period: $0.value.period, aboveWh: $0.value.aboveWh,
        powerVA: $0.value.powerVA)
    },
    place: \.place,
    name: { price in
      let period = price.value.period.isEmpty ? "" : " \(price.value.period)"
      return "\(price.path)\(price.value.component)\(period) of tariff \(price.tariff) from \(price.from)"
    })
  let versions = Dictionary(grouping: unique, by: \.version).map { TariffVersion(key: $0.key, prices: $0.value) }
    .sorted { ($0.key.tariff, $0.key.from) < ($1.key.tariff, $1.key.from) }
  try checkTariffs(versions, log, on: connection)

  let stored = try storedVersions(Set(versions.map(\.key.tariff)).sorted(), on: connection)
  let difference = Difference(versions, value: \.value) { stored[$0.key] }
  try checkInvoiced(difference.all, Set(versions.map(\.key)).union(stored.keys), log, on: connection)
  try log.refuse(hints: [
    "version-is-invoiced": "Let a new version begin after the last invoiced day.",
    "unknown-tax": "Import the taxes first, with 'gridctl import taxes FILE'.",
    "unknown-calendar": "Import the calendar first, with 'gridctl import calendar FILE'.",
  ])

  try apply(difference, on: connection)
  return ImportSummary(
    kind: .tariffs, read: versions.count, added: difference.added.count, changed: difference.changed.count)
}

private func storedVersions(
  _ tariffs: [String], on connection: Connection
) throws -> [TariffVersionKey: TariffVersion.Value] {
  var stored: [TariffVersionKey: TariffVersion.Value] = [:]
  for row in try connection.query("ingest/import_stored_tariffs", tariffs) {
    guard let from = row.day("valid_from") else { continue }
    let key = TariffVersionKey(tariff: row.text("tariff"), from: from)
    stored[key, default: TariffVersion.Value(calendar: row.text("calendar"))].calendar = row.text("calendar")
    guard let component = row.optional("component") else { continue }
    stored[key]?.prices.insert(
      TariffPrice.Value(
        component: component, period: row.text("period"),
        aboveWh: DecimalForm.thousandths.parse(row.text("above_kwh")) ?? -1,
        powerVA: DecimalForm.thousandths.parse(row.text("power_kva")) ?? -1, windows: row.text("windows"),
        price: row.optional("price").map { DecimalForm.price.parse($0) ?? -1 }, vat: VATRate(row)))
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
    log.add(
      version.place, "version-is-invoiced",
      "\(version.prices[0].path)\(version.name) applies to days of issued invoice \(invoice)")
  }
}

private func apply(_ difference: Difference<TariffVersion>, on connection: Connection) throws {
  let versions = difference.all
  guard !versions.isEmpty else { return }
  try connection.query("ingest/import_tariffs", Set(versions.map(\.key.tariff)).sorted())
  try connection.query(
    "ingest/import_tariff_versions", versions.map(\.key.tariff), versions.map(\.key.from),
    versions.map { $0.value.calendar.isEmpty ? nil : $0.value.calendar })
  let changed = difference.changed.map(\.key)
  try connection.query("ingest/import_tariff_prices_cleared", changed.map(\.tariff), changed.map(\.from))
  let prices = versions.flatMap(\.prices)
  try connection.query(
    "ingest/import_tariff_prices", prices.map(\.tariff), prices.map(\.from), prices.map(\.value.component),
    prices.map(\.value.period), prices.map { DecimalForm.thousandths.text($0.value.aboveWh) },
    prices.map { DecimalForm.thousandths.text($0.value.powerVA) },
    prices.map { $0.value.price.map(DecimalForm.price.text) }, prices.map(\.value.vat?.percent),
    prices.map(\.value.vat?.tax), prices.map(\.value.windows))
}
