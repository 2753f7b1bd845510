import Database
import Decode
import Grid

/// What a registry file describes.
public enum RegistryKind: String, Sendable, CaseIterable {
  case sellers, communities, customers, meters, aliases, contracts
  case taxes, calendar, tariffs
  case plants, devices, batteries
  case prices, emissions, weather, temperatures
  case keys, shares, coefficients
  case mandates, partners, products, consents, contacts
  case tolerances, outages
  case rules
  case meterSerials = "meter-serials"
  case mapping, zabbix
}

/// What an import did with the rows of a file; with `tariffs`, with its versions.
public struct ImportSummary: Sendable, Equatable {
  public let kind: RegistryKind
  public let read: Int
  public let added: Int
  public let changed: Int
  public let unchanged: Int

  public init(kind: RegistryKind, read: Int, added: Int, changed: Int) {
    self.kind = kind
    self.read = read
    self.added = added
    self.changed = changed
    unchanged = read - added - changed
  }
}

/// Applies a registry file: all of it, in one transaction, or nothing.
///
/// CSV with a header, `,` or `;`, UTF-8; tariffs, devices and weather may be JSON. Days are local days of
/// the community, half-open. What the file does not name stays as it is, and what it says already changes no row. An optional
/// column that is absent is an empty one.
///
/// - Parameter asOf: The clock of the run: when flexible devices were changed, when weather was issued that does not say, and
///   until when consents can have been given.
/// - Throws: A `Refusal` with every finding when any row is invalid; status 66 without a file.
public func importRegistry(
  _ kind: RegistryKind, file: String, asOf: Instant, on connection: Connection
) throws -> ImportSummary {
  let log = FindingLog(file: file)
  let source = try RegistrySource(kind, file: file, log: log)
  return try connection.transaction {
    // Held to the end: what is checked here is still true when it is written.
    try connection.query("ingest/import_lock")
    switch source {
    case .table(let table):
      switch kind {
      case .sellers: return try importSellers(table, log, on: connection)
      case .communities: return try importCommunities(table, log, on: connection)
      case .customers: return try importCustomers(table, log, on: connection)
      case .meters: return try importMeters(table, log, on: connection)
      case .aliases: return try importAliases(table, log, on: connection)
      case .contracts: return try importContracts(table, log, on: connection)
      case .plants: return try importPlants(table, log, on: connection)
      case .devices: return try importDevices(table, log, on: connection)
      case .batteries: return try importBatteries(table, log, on: connection)
      case .prices: return try MarketSeries.prices.load(table, log, on: connection)
      case .emissions: return try MarketSeries.emissions.load(table, log, on: connection)
      case .taxes: return try importTaxes(table, log, on: connection)
      case .calendar: return try importCalendar(table, log, on: connection)
      case .tariffs: return try importTariffs(readTariffs(table, log), log, on: connection)
      case .weather: return try importWeather(table, log, on: connection)
      case .temperatures: return try importTemperatures(table, log, on: connection)
      case .keys: return try importSharingKeys(table, log, on: connection)
      case .shares: return try importShares(table, log, on: connection)
      case .coefficients: return try importCoefficients(table, log, on: connection)
      case .mandates: return try importMandates(table, log, on: connection)
      case .partners: return try importPartners(table, log, on: connection)
      case .products: return try importProducts(table, log, on: connection)
      case .consents: return try importConsents(table, log, asOf: asOf, on: connection)
      case .contacts: return try importContacts(table, log, on: connection)
      case .tolerances: return try importTolerances(table, log, on: connection)
      case .outages: return try importOutages(table, log, on: connection)
      case .rules: return try importRules(table, log, on: connection)
      case .meterSerials: return try importMeterSerials(table, log, asOf: asOf, on: connection)
      case .zabbix: return try importZabbixItems(table, log, on: connection)
      case .mapping: preconditionFailure("a mapping is no table")
      }
    case .tariffs(let prices): return try importTariffs(prices, log, on: connection)
    case .devices(let document): return try importFlexibleDevices(document, log, asOf: asOf, on: connection)
    case .weather(let document): return try importWeather(document, log, asOf: asOf, on: connection)
    case .mapping(let mapping): return try importMapping(mapping, log, on: connection)
    }
  }
}

extension RegistryKind {
  /// Of kinds whose columns stand beside their rows.
  fileprivate var columns: (required: [String], optional: [String]) {
    switch self {
    case .communities: communityColumns
    case .rules: ruleColumns
    case .meterSerials: serialColumns
    case .tolerances: toleranceColumns
    case .outages: outageColumns
    case .zabbix: zabbixColumns
    default: contactColumns
    }
  }
}

/// A file that was read, before anything is looked up.
enum RegistrySource {
  case table(CSVTable)
  case tariffs([TariffPrice])
  case devices(JSONNode)
  case weather(JSONNode)
  case mapping(CSVMapping)

  init(_ kind: RegistryKind, file: String, log: FindingLog) throws {
    let bytes = try readTextFile(file)
    func table(_ required: [String], _ optional: [String]) throws -> RegistrySource {
      .table(try CSVTable(bytes, required: required, optional: optional, log: log))
    }
    switch kind {
    case .sellers: self = try table(sellerColumns.required, sellerColumns.optional)
    case .customers:
      self = try table(
        ["customer", "name"],
        ["email", "address", "postcode", "city", "country", "language", "siren", "vat_number"])
    case .meters: self = try table(["meter", "community", "from", "interval_s", "kind"], ["to", "limit_w"])
    case .aliases: self = try table(["alias", "meter"], ["register"])
    case .contracts:
      self = try table(
        ["contract", "customer", "meter", "kind", "tariff", "from"],
        ["to", "power_kva", "settlement", "delivery_point"])
    case .plants: self = try table(["plant", "supplier", "community", "from", "max_w"], ["min_w", "meter", "to"])
    case .devices where isJSON(bytes, file: file): self = .devices(try JSONNode(document: bytes, log))
    case .devices:
      self = try table(["device", "meter", "kind", "power_w", "essential", "from"], ["capacity_wh", "to"])
    case .batteries:
      self = try table(
        ["battery", "from", "capacity_wh", "max_charge_w", "max_discharge_w", "efficiency_percent"],
        ["meter", "community", "min_percent", "initial_wh", "to"])
    case .prices, .emissions:
      self = try table(["market", "starts_at", kind == .prices ? "eur_mwh" : "g_kwh"], ["interval_s"])
    case .tariffs where isJSON(bytes, file: file):
      self = .tariffs(try readTariffs(JSONNode(document: bytes, log), log))
    case .tariffs:
      self = try table(
        ["tariff", "from", "component", "price", "vat_rate"],
        ["period", "windows", "above_kwh", "power_kva", "calendar"])
    case .taxes: self = try table(["tax", "from", "unit", "rate"], ["vat_rate"])
    case .calendar: self = try table(["calendar", "day", "colour"], [])
    case .weather where isJSON(bytes, file: file): self = .weather(try JSONNode(document: bytes, log))
    case .weather: self = try table(["community", "starts_at", "temperature_c"], ["issued_at"])
    case .temperatures: self = try table(["community", "device", "measured_at", "temperature_c"], [])
    case .keys: self = try table(["community", "key", "from"], ["to", "slot_s"])
    case .shares: self = try table(["community", "meter", "from"], ["coefficient", "rank", "to"])
    case .coefficients: self = try table(["community", "starts_at", "meter", "coefficient"], ["producer"])
    case .mandates: self = try table(mandateColumns, ["bic", "sequence", "to", "seller"])
    case .partners:
      self = try table(
        ["partner", "name", "trust", "plan", "eur_per_1000", "vat_rate"],
        ["seller", "email", "address", "postcode", "city", "country", "language", "siren", "vat_number", "class"])
    case .products: self = try table(["product", "valid_from", "min_trust", "datapoints"], ["k_min", "max_share"])
    case .consents: self = try table(consentColumns, ["to"])
    case .communities, .contacts, .rules, .meterSerials, .tolerances, .outages, .zabbix:
      self = try table(kind.columns.required, kind.columns.optional)
    case .mapping: self = .mapping(try CSVMapping(document: bytes, file: file))
    }
  }
}

/// Codes of a file that the registry knows, by what they name.
struct KnownCodes {
  private let codes: [String: Set<String>]

  /// - Parameter customer: The column that names customers.
  init(_ table: CSVTable, customer: String = "customer", on connection: Connection) throws {
    try self.init(
      communities: table.values("community"), customers: table.values(customer), meters: table.values("meter"),
      tariffs: table.values("tariff"), sellers: table.values("seller"), on: connection)
  }

  init(
    communities: [String], customers: [String] = [], meters: [String], tariffs: [String] = [], sellers: [String] = [],
    on connection: Connection
  ) throws {
    let rows = try connection.query("ingest/import_known_codes", communities, customers, meters, tariffs, sellers)
    codes = Dictionary(grouping: rows, by: { $0.text("kind") }).mapValues { Set($0.map { $0.text("code") }) }
  }

  subscript(_ kind: String) -> Set<String> { codes[kind] ?? [] }
}

/// Rows of a file sorted by what they do to the registry.
struct Difference<Row> {
  var added: [Row] = []
  var changed: [Row] = []

  /// - Parameter stored: What the registry holds for a row's key; nil: nothing.
  init<Value: Equatable>(_ rows: [Row], value: (Row) -> Value, stored: (Row) -> Value?) {
    for row in rows {
      guard let old = stored(row) else {
        added.append(row)
        continue
      }
      if old != value(row) { changed.append(row) }
    }
  }

  var all: [Row] { added + changed }
}

/// Finds rows that repeat the key of an earlier one and keeps the others.
func withoutRepetitions<Row, Key: Hashable>(
  _ rows: [Row], _ log: FindingLog, key: (Row) -> Key, place: (Row) -> Place, name: (Row) -> String
) -> [Row] {
  var lines: [Key: Int] = [:]
  return rows.filter { row in
    guard let line = lines[key(row)] else {
      lines[key(row)] = place(row).line
      return true
    }
    log.add(place(row), "duplicate-row", "\(name(row)) is on line \(line) already")
    return false
  }
}
