import CPostgreSQL
import Foundation
import Grid

extension Connection {
  /// A connection to a database of somebody else, which is only read; see `other`.
  public static func reader(_ conninfo: String, label: String) throws -> Connection {
    let connection = try other(conninfo, label: label)
    try connection.execute("SET default_transaction_read_only = on")
    return connection
  }

  /// A connection to a database of somebody else.
  ///
  /// What libpq says of a connection that fails may quote the string, and with it a password: only the kind of failure is
  /// told. A statement ends after a minute, a connection that is not answered after ten seconds.
  ///
  /// - Parameters:
  ///   - conninfo: A libpq connection string or URI.
  ///   - label: What the database is called in failures: `the coordination database`.
  /// - Throws: Status 78 for a string that libpq cannot read, 69 when the database cannot be reached.
  public static func other(_ conninfo: String, label: String) throws -> Connection {
    guard carriesSecret(conninfo) != nil else {
      throw PlainFailure(
        .configuration, "the connection string of \(label) is none that libpq can read",
        hint: "Write it as 'host=… dbname=… user=…', as a URI, or as 'service=…'.")
    }
    // The string comes last: what it says of the time-out holds.
    let handle = withCStrings(["connect_timeout", "dbname"]) { keywords in
      withCStrings(["10", conninfo]) { values in PQconnectdbParams(keywords, values, 1) }
    }
    guard let handle else { throw PlainFailure(.unavailable, "\(label) cannot be reached", detail: "out of memory") }
    guard PQstatus(handle) == CONNECTION_OK else {
      defer { PQfinish(handle) }
      throw PlainFailure(
        .unavailable, "\(label) cannot be reached", detail: reason(String(cString: PQerrorMessage(handle))))
    }
    let connection = try Connection(handle, oldest: 10)
    try connection.execute("SET statement_timeout = '60s'; SET lock_timeout = '10s'")
    return connection
  }

  /// One transaction that reads one state of the database and can write nothing.
  public func snapshot<T>(_ body: () throws -> T) throws -> T {
    try execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    defer { try? execute("ROLLBACK") }
    return try body()
  }

  /// The kind of a failure in words of our own: libpq's may hold a misread piece of a connection string.
  static func reason(_ text: String) -> String {
    let kinds: KeyValuePairs = [
      "Connection refused": "connection refused", "timeout expired": "no answer within its time",
      "could not translate host name": "the host is not known",
      "No such file or directory": "there is no such socket or file",
      "password authentication failed": "password authentication failed",
      "no password supplied": "no password supplied",
      "authentication failed": "authentication failed", "no pg_hba.conf entry": "no pg_hba.conf entry",
      "FATAL:  role": "the user cannot connect", "FATAL:  database": "there is no such database, or it takes nobody in",
      "definition of service": "there is no such service", "too many clients": "too many clients",
      "starting up": "it is starting up", "shutting down": "it is shutting down", "SSL": "SSL",
      "certificate": "its certificate",
      "No route to host": "no route to host", "Network is unreachable": "the network is unreachable",
      "closed the connection": "it closed the connection",
    ]
    return kinds.first { text.contains($0.key) }?.value ?? "libpq gives another reason; try the same with psql"
  }
}

/// C strings with a null pointer at the end, for the length of the call.
private func withCStrings<T>(_ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T) -> T {
  let copies = texts.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  return (copies.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { body($0.baseAddress!) }
}
