import CPostgreSQL
import Grid

/// Brings the schema of a database to the version of this binary. Forward only; a released migration is never edited.
public enum Migrations {
  struct Migration {
    let version: Int
    let name: String
    let text: String

    /// FNV-1a of the text: enough to notice an edited file.
    var checksum: Int64 {
      Int64(bitPattern: text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
    }
  }

  static let all: [Migration] = Catalogue.files.keys
    .filter { $0.hasPrefix("sql/migrations/") }
    .sorted()
    .map { path in
      let name = String(path.dropFirst("sql/migrations/".count).dropLast(".sql".count))
      return Migration(version: Int(name.prefix(4))!, name: String(name.dropFirst(5)), text: Catalogue.files[path]!)
    }

  /// The schema version this binary works with.
  public static var expected: Int { all.last?.version ?? 0 }

  /// Version of the database's schema; 0 when it has none. Throws when an applied migration differs from this binary's.
  public static func applied(on connection: Connection) throws -> Int {
    let exists = try connection.literal("SELECT to_regclass('ops.migration') IS NOT NULL AS exists")
    guard exists[0].bool("exists") else { return 0 }
    var version = 0
    for row in try connection.literal("SELECT version, checksum FROM ops.migration ORDER BY version") {
      version = row.int("version")
      if let known = all.first(where: { $0.version == version }), known.checksum != row.int64("checksum") {
        throw SchemaFailure.edited(version: version)
      }
    }
    return version
  }

  /// Refuses a database that is behind or ahead of this binary.
  public static func require(on connection: Connection) throws {
    let version = try applied(on: connection)
    if version < expected { throw SchemaFailure.behind(applied: version, expected: expected) }
    if version > expected { throw SchemaFailure.ahead(applied: version, expected: expected) }
  }

  /// Applies what is missing, one transaction a migration, and returns the names applied.
  public static func run(on connection: Connection) throws -> [String] {
    try connection.execute("SELECT pg_advisory_lock(hashtext('gridctl:migrate'))", name: "migrate")
    defer { try? connection.execute("SELECT pg_advisory_unlock(hashtext('gridctl:migrate'))", name: "migrate") }
    let version = try applied(on: connection)
    if version > expected { throw SchemaFailure.ahead(applied: version, expected: expected) }
    var names: [String] = []
    for migration in all where migration.version > version {
      try connection.transaction {
        if migration.version == all.first?.version { try connection.execute(foundation, name: "migrate") }
        try connection.execute(migration.text, name: "migration \(migration.version)")
        try connection.execute(
          """
          INSERT INTO ops.migration (version, name, checksum)
          VALUES (\(migration.version), '\(migration.name)', \(migration.checksum))
          """, name: "migrate")
      }
      names.append("\(padded(migration.version, 4)) \(migration.name)")
    }
    return names
  }

  /// What the migrations themselves stand on.
  private static let foundation = """
    CREATE SCHEMA IF NOT EXISTS ops;
    CREATE TABLE ops.migration (
      version    integer PRIMARY KEY,
      name       text NOT NULL,
      checksum   bigint NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )
    """
}

extension Connection {
  /// Rows of a statement that cannot be a file, because it runs before the schema exists or describes the files.
  public func literal(_ sql: String) throws -> Rows {
    Rows(try check(PQexec(handle, sql), "a literal"))
  }
}
