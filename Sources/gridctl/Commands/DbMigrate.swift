import Database

/// `gridctl db migrate`: brings the schema to this binary's version.
struct DbMigrate: Command {
  static let name = "db migrate"
  static let summary = "Bring the schema to this binary's version."
  static let isRecorded = false

  init(_ values: OptionValues) {}

  func run(in session: Session) throws {
    let names = try Migrations.run(on: Connection(session.conninfo))
    for name in names { session.terminal.summarize("db migrate: \(name)") }
    session.summarize("\(counted(names.count, "migration")) applied, schema is at version \(Migrations.expected)")
  }
}
