import Database
import Grid

/// A state of a cumulative register, and the energy since the one before.
public struct RegisterRead: Sendable {
  public let register: Register
  /// As the dump names it.
  public let dial: String
  /// Of the device; nil: not known.
  public let serial: String?
  public let at: Instant
  /// Seconds that local time is ahead of UTC.
  public let offset: Int32
  /// Exact decimal.
  public let indexKWh: String
  /// Grade, and the dump's word for it.
  public let quality: String
  /// Exact decimal; nil: the first read of its dial and device, or nothing can be said.
  public let deltaKWh: String?
  public let isRollover: Bool
  /// Why nothing can be said: `index-decreased`.
  public let reason: String?
  public let file: String
}

/// The index reads of a meter that hold, in the order of time.
///
/// - Parameter period: Local days; a read at their end is among them. Nil: all.
/// - Throws: Status 66 without such a meter.
public func registerReads(_ meter: String, _ period: Period?, on database: Connection) throws -> [RegisterRead] {
  guard try !database.query("ingest/import_stored_meters", [meter]).isEmpty else {
    throw PlainFailure(.noInput, "there is no meter '\(meter)'", hint: "Import it with 'gridctl import meters'.")
  }
  return try database.query("ingest/reads", meter, period).compactMap { row in
    guard let register = Register(rawValue: Int16(row.int("register"))) else { return nil }
    return RegisterRead(
      register: register, dial: row.text("dial"), serial: row.text("serial").isEmpty ? nil : row.text("serial"),
      at: Instant(seconds: row.int64("read_s")), offset: Int32(row.int("offset_s")), indexKWh: row.text("index_kwh"),
      quality: row.text("quality"), deltaKWh: row.optional("delta_kwh"), isRollover: row.bool("rolled_over"),
      reason: row.optional("reason"), file: row.text("file"))
  }
}
