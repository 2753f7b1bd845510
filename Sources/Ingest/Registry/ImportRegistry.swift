import Database
import Grid

/// What a registry file describes.
public enum RegistryKind: String, Sendable, CaseIterable {
  case communities, customers, meters, contracts, tariffs
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
/// CSV with a header, `,` or `;`, UTF-8; tariffs may be JSON (a name that ends in `.json`). Days are local days of
/// the community, half-open. What the file does not name stays as it is, and what it says already changes no row. An optional
/// column that is absent is an empty one.
///
/// - Throws: A `Refusal` with every finding when any row is invalid; status 66 without a file.
public func importRegistry(_ kind: RegistryKind, file: String, on connection: Connection) throws -> ImportSummary {
  let log = FindingLog(file: file)
  let source = try RegistrySource(kind, file: file, log: log)
  return try connection.transaction {
    // Held to the end: what is checked here is still true when it is written.
    try connection.query("ingest/import_lock")
    switch source {
    case .table(let table):
      switch kind {
      case .communities: return try importCommunities(table, log, on: connection)
      case .customers: return try importCustomers(table, log, on: connection)
      case .meters: return try importMeters(table, log, on: connection)
      case .contracts: return try importContracts(table, log, on: connection)
      case .tariffs: return try importTariffs(readTariffs(table, log), log, on: connection)
      }
    case .tariffs(let prices): return try importTariffs(prices, log, on: connection)
    }
  }
}

/// A file that was read, before anything is looked up.
enum RegistrySource {
  case table(CSVTable)
  case tariffs([TariffPrice])

  init(_ kind: RegistryKind, file: String, log: FindingLog) throws {
    func table(_ required: [String], _ optional: [String]) throws -> RegistrySource {
      .table(try CSVTable(file: file, required: required, optional: optional, log: log))
    }
    switch kind {
    case .communities: self = try table(["community", "name", "zone"], ["limit_w"])
    case .customers: self = try table(["customer", "name"], ["email", "address"])
    case .meters: self = try table(["meter", "community", "from", "interval_s", "kind"], ["to", "limit_w"])
    case .contracts: self = try table(["contract", "customer", "meter", "kind", "tariff", "from"], ["to"])
    case .tariffs where file.lowercased().hasSuffix(".json"):
      self = .tariffs(try readTariffs(json: readTextFile(file), log))
    case .tariffs: self = try table(["tariff", "from", "component", "price", "vat_rate"], ["period", "windows"])
    }
  }
}

/// Codes of a file that the registry knows, by what they name.
struct KnownCodes {
  private let codes: [String: Set<String>]

  init(_ table: CSVTable, on connection: Connection) throws {
    let rows = try connection.query(
      "ingest/import_known_codes", table.values("community"), table.values("customer"), table.values("meter"),
      table.values("tariff"))
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
