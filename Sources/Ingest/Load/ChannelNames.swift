import Database
import Decode
import Grid

/// Which registers of dumps of one form fill the registers of meters: those that were loaded first.
struct ChannelNames {
  private struct Key: Hashable {
    let meterID: Int64
    let register: Register
  }

  private let format: DumpFormat
  private let database: Connection
  private var names: [Key: String] = [:]
  private var added: [(key: Key, name: String)] = []
  /// Communities whose names were asked for.
  private var communityIDs: Set<Int64> = []

  init(_ format: DumpFormat, _ database: Connection) {
    self.format = format
    self.database = database
  }

  /// The name that fills a meter's register, from now on the given one when there is none.
  ///
  /// - Parameter communityID: One that the meter belongs to.
  mutating func bind(_ meterID: Int64, _ register: Register, to name: String, in communityID: Int64) throws -> String {
    if communityIDs.insert(communityID).inserted {
      for row in try database.query("ingest/channels", communityID, format.rawValue) {
        guard let register = Register(rawValue: Int16(row.int("register"))) else { continue }
        names[Key(meterID: row.int64("meter_id"), register: register)] = row.text("name")
      }
    }
    let key = Key(meterID: meterID, register: register)
    if let first = names[key] { return first }
    names[key] = name
    added.append((key, name))
    return name
  }

  /// Enters the new names; within the caller's transaction, which holds the lock `ingest`.
  mutating func finish() throws {
    guard !added.isEmpty else { return }
    try database.query(
      "ingest/put_channels", format.rawValue, added.map(\.key.meterID), added.map(\.key.register.rawValue),
      added.map(\.name))
    added.removeAll()
  }
}
