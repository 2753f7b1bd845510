import Foundation

/// A database of a Zabbix server.
public final class ZabbixSite {
  /// The tables of a server, as Debian's package zabbix-server-pgsql ships them.
  public static let schema = "\(repository)/.vendor/zabbix/schema.sql.gz"
  public static let hasSchema = FileManager.default.fileExists(atPath: schema)

  public let database: TestDatabase
  public var conninfo: String { database.conninfo }

  /// The tables that are read, with the columns that are.
  public static func tables() throws -> String {
    try String(contentsOfFile: "\(repository)/Examples/zabbix.sql", encoding: .utf8)
  }

  /// All tables of a server; a host H with an item.
  public init() throws {
    database = try TestDatabase()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", ZabbixSite.schema]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try database.script("CREATE SCHEMA zabbix; SET search_path = zabbix")
    try database.script(String(decoding: text, as: UTF8.self))
    try database.script(
      "INSERT INTO hosts (hostid, host, status, name) VALUES (1, 'H', 0, 'House')")
  }

  /// - Parameter type: 0 floating point, 3 unsigned.
  public func item(_ id: Int, key: String, type: Int, units: String, delay: String = "60") throws {
    try database.script(
      """
      INSERT INTO items (itemid, type, hostid, name, key_, delay, value_type, units)
      VALUES (\(id), 2, 1, 'Item', '\(key)', '\(delay)', \(type), '\(units)')
      """)
  }
}
