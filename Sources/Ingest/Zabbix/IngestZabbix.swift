import Database
import Decode
import Foundation
import Grid

/// An item that is a register of a meter, with what the server says of it.
struct ZabbixItem {
  let meter: String
  let register: Register
  let quantity: String
  /// As the server or the registry writes it.
  let unit: String
  /// mW or mWh a unit.
  let milli: Int64
  let negative: Register?
  let factor: ExactDecimal
  /// Seconds that a value holds without a next one.
  let hold: Int64
  /// Seconds of the meter's intervals.
  let interval: Int64
  let source: ZabbixServer.Item
}

/// What was read of the items of a Zabbix server.
public struct ZabbixSummary {
  /// One item of it.
  public struct Item: Sendable {
    public let meter: String
    public let register: String
    public let itemid: Int64
    /// Values that were read, those of the hour before the last run among them.
    public fileprivate(set) var valueCount = 0
    /// Values that are no number of the item's quantity.
    public fileprivate(set) var badCount = 0
    public fileprivate(set) var loaded = IngestSummary(file: "")
  }

  /// `6.0`.
  public let version: String
  public fileprivate(set) var items: [Item] = []
  /// Items that are not read, and why.
  public fileprivate(set) var ignored: [(item: String, reason: String)] = []
}

/// Reads what is new of the items that were imported, and loads it.
///
/// Values that came in late are found as long as they are at most an hour older than the newest one read before. Each item
/// is loaded in pieces, each in a transaction that also says how far it was read: a run that was broken off goes on there. The
/// caller holds the lock `ingest`.
///
/// - Parameter conninfo: A libpq connection string of the Zabbix database.
public func ingestZabbix(
  _ conninfo: String, _ request: IngestRequest, on database: Connection
) throws -> ZabbixSummary {
  let rows = Array(try database.query("ingest/zabbix_items"))
  guard !rows.isEmpty else {
    throw PlainFailure(
      .configuration, "no item of Zabbix is known", hint: "Import some with 'gridctl import zabbix FILE'.")
  }
  let server = try ZabbixServer(conninfo)
  let found = try server.items(
    rows.map { ($0.optionalInt("itemid").map(Int64.init), $0.optional("host"), $0.optional("key")) })
  var summary = ZabbixSummary(version: server.version)
  for (row, sources) in zip(rows, found) {
    let name = "\(row.text("meter")) \(Register(rawValue: Int16(row.int("register")))!.word)"
    switch ZabbixItem.of(row, sources) {
    case .failure(let reason): summary.ignored.append((name, reason.text))
    case .success(let (item, zone)):
      var reading = ZabbixReading(item, zone: zone, row, request, database)
      summary.items.append(try reading.run(server))
    }
  }
  return summary
}

struct IgnoredItem: Error { let text: String }

extension ZabbixItem {
  /// Puts together what the registry and the server say.
  static func of(
    _ row: Rows.Row, _ sources: [ZabbixServer.Item]
  ) -> Result<(ZabbixItem, zone: String), IgnoredItem> {
    func ignored(_ text: String) -> Result<(ZabbixItem, zone: String), IgnoredItem> {
      .failure(IgnoredItem(text: text))
    }
    let wanted = row.optional("key").map { "\(row.text("host")) \($0)" } ?? "\(row.int64("itemid"))"
    guard let source = sources.first else { return ignored("Zabbix has no item \(wanted)") }
    guard sources.count == 1 else { return ignored("Zabbix has \(sources.count) items \(wanted)") }
    guard source.valueType == 0 || source.valueType == 3 else { return ignored("item \(wanted) has texts, no numbers") }
    guard let zone = row.optional("zone") else { return ignored("the meter is in no community") }
    let quantity = row.text("quantity")
    let written = row.optional("unit") ?? source.units
    let unit = written.hasPrefix("!") ? String(written.dropFirst()) : written
    guard let milli = ZabbixUnit.milli(unit, of: quantity) else {
      return ignored(
        "item \(wanted) is in '\(unit)', no unit of \(quantity): name it in the column unit")
    }
    let interval = Int64(row.int("interval_s"))
    guard interval <= 3600 || quantity == "index" else {
      return ignored("the meter's intervals are longer than an hour")
    }
    guard let hold = row.optionalInt("hold_s") ?? ZabbixUnit.seconds(delay: source.delay).map({ 3 * $0 }) else {
      return ignored("item \(wanted) does not say how often it is read: name hold_s")
    }
    guard let factor = ExactDecimal(row.text("factor")), let register = Register(rawValue: Int16(row.int("register")))
    else { return ignored("its factor is no number") }
    return .success(
      (
        ZabbixItem(
          meter: row.text("meter"), register: register, quantity: quantity, unit: unit, milli: milli,
          negative: row.optionalInt("negative").flatMap { Register(rawValue: Int16($0)) }, factor: factor,
          hold: Int64(hold), interval: interval, source: source), zone
      ))
  }
}

/// One item being read.
private struct ZabbixReading {
  /// Values, and lines made of them, that are loaded at a time.
  private static let valueLimit = 200_000
  /// Seconds before the newest value that are read again: proxies send late.
  private static let overlap: Int64 = 3600

  private let item: ZabbixItem
  private let request: IngestRequest
  private let database: Connection
  private let first: Int64
  private var fold: ItemFold
  private var summary: ZabbixSummary.Item
  /// Values since the last piece was loaded.
  private var count = 0
  private var position: (clock: Int64, ns: Int64)?
  private let known: (clock: Int64, ns: Int64)?

  init(_ item: ZabbixItem, zone: String, _ row: Rows.Row, _ request: IngestRequest, _ database: Connection) {
    self.item = item
    self.request = request
    self.database = database
    fold = ItemFold(item, zone: zone)
    known = row.optionalInt("position_s").map { (Int64($0), row.int64("position_ns")) }
    // The interval that was not over, and a value that holds into it, are read again too.
    let again = known.map { $0.clock - ZabbixReading.overlap - item.hold - 2 * item.interval }
    first = max(row.int64("starts_s"), again ?? .min)
    summary = ZabbixSummary.Item(meter: item.meter, register: item.register.word, itemid: item.source.itemid)
  }

  mutating func run(_ server: ZabbixServer) throws -> ZabbixSummary.Item {
    try server.values(of: item.source, after: first, ns: -1) { clock, ns, text in
      guard clock <= request.asOf.seconds else { return }
      summary.valueCount += 1
      count += 1
      if !fold.take(clock: clock, ns: ns, text: text) { summary.badCount += 1 }
      position = (clock, ns)
      if count >= ZabbixReading.valueLimit { try load() }
    }
    try load()
    return summary
  }

  /// Loads what was read, and says how far that is.
  private mutating func load() throws {
    count = 0
    guard let position else { return }
    let lines = fold.takeLines()
    try database.transaction {
      if !lines.isEmpty { try add(ingest(lines)) }
      if known.map({ $0 < position }) ?? true {
        try database.query(
          "ingest/zabbix_position", item.meter, item.register.rawValue, position.clock, position.ns)
      }
    }
  }

  private func ingest(_ lines: [UInt8]) throws -> IngestSummary {
    let path = NSTemporaryDirectory() + "/gridctl-zabbix-\(UUID().uuidString)"
    guard FileManager.default.createFile(atPath: path, contents: Data(lines), attributes: [.posixPermissions: 0o600])
    else {
      throw PlainFailure(.cannotCreate, "cannot make a temporary file", hint: "Set TMPDIR to a folder with space.")
    }
    defer { unlink(path) }
    var request = request
    request.format = .csv
    request.options = DecodeOptions(
      mapping: try CSVMapping(document: Array(fold.mapping.utf8), file: "zabbix.mapping.json"))
    request.receivedAt = request.receivedAt ?? request.asOf
    return try Ingest.ingest(
      Input(path), named: "zabbix-\(item.source.itemid)", request, on: database, progress: { _, _ in })
  }

  private mutating func add(_ loaded: IngestSummary) {
    summary.loaded.readCount += loaded.readCount
    summary.loaded.loadedCount += loaded.loadedCount
    summary.loaded.rejectedCount += loaded.rejectedCount
    summary.loaded.revisedCount += loaded.revisedCount
    summary.loaded.outdatedCount += loaded.outdatedCount
  }
}
