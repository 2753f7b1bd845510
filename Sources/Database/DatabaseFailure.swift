import CPostgreSQL
import Grid

/// PostgreSQL said no. Carries the server's message, never the values bound to the statement.
public struct DatabaseFailure: Failure {
  public let status: ExitStatus
  public let message: String
  public let detail: String?
  public let hint: String?
  /// SQLSTATE, empty when the connection itself failed.
  public let code: String

  /// The connection could not be made, or was lost.
  static func unreachable(_ connection: OpaquePointer?) -> DatabaseFailure {
    let text = connection.flatMap { PQerrorMessage($0) }.map { String(cString: $0) } ?? "out of memory"
    return DatabaseFailure(
      status: .unavailable, message: "the database cannot be reached", detail: text.oneLine,
      hint: "Is the server up? Look at --database, PGHOST, or 'gridctl db status'.", code: "")
  }

  /// The failure that a result carries; a lost connection when there is no SQLSTATE.
  static func of(_ result: OpaquePointer?, on connection: OpaquePointer, in statement: String) -> DatabaseFailure {
    func field(_ code: UInt8) -> String? {
      result.flatMap { PQresultErrorField($0, Int32(code)) }.map { String(cString: $0) }
    }
    let code = field(UInt8(ascii: "C")) ?? ""
    if code.isEmpty || PQstatus(connection) != CONNECTION_OK { return lost(connection, during: statement) }
    let primary = field(UInt8(ascii: "M")) ?? "unknown error"
    // DETAIL lines of constraint violations quote the row: they may hold personal data, so they are not shown.
    return DatabaseFailure(
      status: status(ofCode: code), message: "\(primary) (\(code), in \(statement))", detail: nil,
      hint: field(UInt8(ascii: "H")) ?? hint(ofCode: code), code: code)
  }

  private static func lost(_ connection: OpaquePointer, during statement: String) -> DatabaseFailure {
    let text = String(cString: PQerrorMessage(connection)).oneLine
    return DatabaseFailure(
      status: .unavailable, message: "the database went away (in \(statement))", detail: text,
      hint: "Nothing of the current unit was kept. Run the same command again.", code: "")
  }

  private static func status(ofCode code: String) -> ExitStatus {
    switch code {
    case "40001", "40P01", "55P03": .busy
    case "57P01", "57P02", "57P03", "53300", "08000", "08003", "08006": .unavailable
    case "53100", "58030": .ioError
    case "42501", "3D000", "28000", "28P01": .configuration
    case "23001": .dataRefused
    default: .bug
    }
  }

  private static func hint(ofCode code: String) -> String? {
    switch code {
    case "53100": "Free some space on the database's disk; nothing of the current unit was kept."
    case "42501": "Connect as the role that ran 'gridctl db migrate', or have it grant you its tables."
    case "40001", "40P01", "55P03": "Another run is at work. Try again later."
    default: nil
    }
  }
}

/// The database and this binary disagree on the schema.
public enum SchemaFailure: Failure {
  case behind(applied: Int, expected: Int)
  case ahead(applied: Int, expected: Int)
  case edited(version: Int)

  public var status: ExitStatus { .configuration }

  public var message: String {
    switch self {
    case .behind(let applied, let expected), .ahead(let applied, let expected):
      "schema is at version \(applied), gridctl expects \(expected)"
    case .edited(let version):
      "migration \(version) is not the one that was applied to this database"
    }
  }

  public var hint: String? {
    switch self {
    case .behind: "Run 'gridctl db migrate'."
    case .ahead: "Is another host running a newer gridctl on this database?"
    case .edited: "Was a released migration edited? Use the binary that made the database."
    }
  }
}

extension String {
  /// The text on one line, without the final line break that libpq adds.
  var oneLine: String {
    split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
