import Database
import Grid

/// The database of a Zabbix server, which is only read.
struct ZabbixServer {
  private static let label = "the Zabbix database"
  private static let tables = ["hosts", "items", "history", "history_uint", "dbversion"]
  /// Values that are asked for at a time.
  private static let pageSize = 20_000

  /// An item, as the server has it.
  struct Item {
    let itemid: Int64
    let units: String
    /// 0 floating point, 3 unsigned; others are texts.
    let valueType: Int
    let delay: String
  }

  /// `6.0`.
  let version: String
  private let connection: Connection

  /// - Throws: Status 69 when it cannot be reached, 78 when it has not the tables of a Zabbix server.
  init(_ conninfo: String) throws {
    let connection = try Connection.reader(conninfo, label: Self.label)
    self.connection = connection
    version = try Self.told {
      let missing = try connection.query("ingest/coordination_missing", Self.tables).map { $0.text("table_name") }
      guard missing.isEmpty else {
        throw PlainFailure(
          .configuration,
          missing.count == Self.tables.count
            ? "\(Self.label) has none of Zabbix's tables"
            : "\(Self.label) has no table \(missing.joined(separator: ", "))",
          hint: "Does the search path of its user lead to them, and may it read them?")
      }
      guard let number = try connection.query("ingest/zabbix_version").first?.int("mandatory") else {
        throw PlainFailure(
          .configuration, "\(Self.label) does not say its version", hint: "Is its table dbversion empty?")
      }
      // 6000000 is 6.0, 5040012 is 5.4.
      return "\(number / 1_000_000).\(number / 10_000 % 100)"
    }
  }

  /// The items that are asked for: of each those that there are.
  func items(_ wanted: [(itemid: Int64?, host: String?, key: String?)]) throws -> [[Item]] {
    try Self.told {
      var found: [[Item]] = Array(repeating: [], count: wanted.count)
      for row in try connection.query(
        "ingest/zabbix_found", wanted.map(\.itemid), wanted.map(\.host), wanted.map(\.key))
      {
        found[row.int("place") - 1].append(
          Item(
            itemid: row.int64("itemid"), units: row.text("units"), valueType: row.int("value_type"),
            delay: row.text("delay")))
      }
      return found
    }
  }

  /// The values of an item behind a point of time, in order.
  ///
  /// - Parameter body: Takes clock, nanoseconds and text of each.
  func values(of item: Item, after clock: Int64, ns: Int64, _ body: (Int64, Int64, String) throws -> Void) throws {
    let statement = item.valueType == 0 ? "ingest/zabbix_floats" : "ingest/zabbix_integers"
    var (clock, ns) = (clock, ns)
    while true {
      let rows = try Self.told { try connection.query(statement, item.itemid, clock, ns, Self.pageSize) }
      for row in rows {
        (clock, ns) = (row.int64("clock"), row.int64("ns"))
        try body(clock, ns, row.text("value"))
      }
      guard rows.count == Self.pageSize else { return }
    }
  }

  private static func told<T>(_ body: () throws -> T) throws -> T {
    try readingOther(
      label, hint: "Compare its tables with 'gridctl help ingest', and the rights of its user.", body)
  }
}
