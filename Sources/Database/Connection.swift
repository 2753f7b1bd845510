import CPostgreSQL
import Grid

/// One connection to PostgreSQL: statements of the catalogue, transactions, locks, COPY.
///
/// Not a general purpose client: it blocks, belongs to one thread, sends parameters as text and
/// knows no statement that is not a file of `sql/`, but for the few the database itself needs.
public final class Connection {
  let handle: OpaquePointer
  private(set) var depth = 0
  private var holdsLock = false
  /// Calendars that this connection was asked for: a load of many small dumps asks for the same ones each time.
  var calendars: [String: LocalCalendar] = [:]

  /// - Parameter conninfo: A libpq connection string or URI; what it leaves out comes from `PG*` and libpq's files.
  public convenience init(_ conninfo: String) throws {
    guard let handle = PQconnectdb(conninfo) else { throw DatabaseFailure.unreachable(nil) }
    guard PQstatus(handle) == CONNECTION_OK else {
      defer { PQfinish(handle) }
      throw DatabaseFailure.unreachable(handle)
    }
    try self.init(handle, oldest: 15)
  }

  /// - Parameters:
  ///   - handle: A connection that was made; it belongs to this object from here on.
  ///   - oldest: The least version of PostgreSQL.
  init(_ handle: OpaquePointer, oldest: Int32) throws {
    self.handle = handle
    // Notices ("table does not exist, skipping") are no findings of ours.
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    // A statement that forgets its zone is wrong in every test, not only in spring.
    try execute("SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET client_min_messages = warning")
    guard PQserverVersion(handle) >= oldest * 10_000 else {
      throw PlainFailure(
        .configuration, "PostgreSQL \(PQserverVersion(handle) / 10_000) is too old",
        hint: "gridctl needs \(oldest) or newer.")
    }
    // A statement of a killed run gives up its locks soon; servers on systems that cannot tell do without.
    try? execute("SET client_connection_check_interval = '5s'")
  }

  deinit {
    // The server ends a session a moment after its client: without this, the next command could still find the lock taken.
    if holdsLock { PQclear(PQexec(handle, "SELECT pg_advisory_unlock_all()")) }
    PQfinish(handle)
  }

  /// Runs a statement of the catalogue and returns its rows.
  ///
  /// - Parameter name: The file without `sql/` and `.sql`: `"aggregate/stale_communities"`.
  @discardableResult
  public func query(_ name: String, _ parameters: any Parameter...) throws -> Rows {
    try query(name, with: parameters)
  }

  @discardableResult
  public func query(_ name: String, with parameters: [any Parameter]) throws -> Rows {
    let result = parameters.withBound { values in
      PQexecParams(handle, Catalogue.statement(name), Int32(parameters.count), nil, values, nil, nil, 0)
    }
    return Rows(try check(result, name))
  }

  /// Runs a statement of the catalogue in binary and hands its rows over one by one, whatever their number.
  public func stream(_ name: String, _ parameters: any Parameter..., row: (BinaryRow) throws -> Void) throws {
    let sent = parameters.withBound { values in
      PQsendQueryParams(handle, Catalogue.statement(name), Int32(parameters.count), nil, values, nil, nil, 1)
    }
    guard sent == 1 else { throw DatabaseFailure.of(nil, on: handle, in: name) }
    PQsetSingleRowMode(handle)
    var failure: (any Error)?
    while let result = PQgetResult(handle) {
      defer { PQclear(result) }
      guard failure == nil else { continue }
      switch PQresultStatus(result) {
      case PGRES_SINGLE_TUPLE:
        do { try row(BinaryRow(result: result)) } catch { failure = error }
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK: break
      default: failure = DatabaseFailure.of(result, on: handle, in: name)
      }
    }
    if let failure { throw failure }
  }

  /// Runs SQL text without parameters: migrations, session settings, transactions.
  func execute(_ sql: String, name: String = "the session") throws {
    PQclear(try check(PQexec(handle, sql), name))
  }

  func check(_ result: OpaquePointer?, _ name: String) throws -> OpaquePointer {
    switch result.map({ PQresultStatus($0) }) {
    case PGRES_TUPLES_OK?, PGRES_COMMAND_OK?, PGRES_COPY_IN?: return result!
    default:
      let failure = DatabaseFailure.of(result, on: handle, in: name)
      PQclear(result)
      throw failure
    }
  }

  /// One transaction; rolled back when the body throws. Not nested: the outermost call decides.
  public func transaction<T>(_ body: () throws -> T) throws -> T {
    guard depth == 0 else { return try body() }
    try execute("BEGIN")
    depth = 1
    defer { depth = 0 }
    do {
      let value = try body()
      try execute("COMMIT")
      return value
    } catch {
      try? execute("ROLLBACK")
      throw error
    }
  }

  /// A transaction for each unit of work. One that fails is rolled back and does not hold up the others; its failure is
  /// thrown at the end, the first of several. A server that is gone ends it at once.
  public func transactions<Unit>(for units: some Sequence<Unit>, _ body: (Unit) throws -> Void) throws {
    var first: (any Error)?
    for unit in units {
      do {
        try transaction { try body(unit) }
      } catch {
        // Within an outer transaction the failure is everybody's.
        guard depth == 0, PQstatus(handle) == CONNECTION_OK else { throw first ?? error }
        first = first ?? error
      }
    }
    if let first { throw first }
  }

  /// One transaction that is always rolled back: what `--dry-run` runs.
  public func rehearsal<T>(_ body: () throws -> T) throws -> T {
    try execute("BEGIN")
    depth = 1
    defer {
      depth = 0
      try? execute("ROLLBACK")
    }
    return try body()
  }

  /// Takes the session's advisory lock of a name; another holder is a failure with status 75.
  ///
  /// The lock goes with the session, so a killed run leaves none behind.
  public func lock(_ name: String) throws {
    guard try query("ops/try_lock", "gridctl:\(name)")[0].bool("locked") else {
      throw PlainFailure(.busy, "another '\(name)' is running on this database", hint: "Try again when it has ended.")
    }
    holdsLock = true
  }
}

extension Array where Element == any Parameter {
  /// The bound texts as C strings, for the length of the call.
  func withBound<T>(_ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T) -> T {
    var arena: [CChar] = []
    var offsets: [Int?] = []
    for parameter in self {
      guard let text = parameter.boundText else {
        offsets.append(nil)
        continue
      }
      offsets.append(arena.count)
      arena.append(contentsOf: text.utf8CString)
    }
    return arena.withUnsafeBufferPointer { bytes in
      let pointers = offsets.map { $0.map { bytes.baseAddress! + $0 } }
      return pointers.withUnsafeBufferPointer { list in
        // An empty list still needs an address.
        withUnsafePointer(to: nil as UnsafePointer<CChar>?) { body(list.baseAddress ?? $0) }
      }
    }
  }
}
