import Database

/// `gridctl db status`: where the database is, whether it runs, which schema it has.
struct DbStatus: Command {
  static let name = "db status"
  static let summary = "Show where the database is and which schema it has."
  static let isRecorded = false

  init(_ values: OptionValues) {}

  func run(in session: Session) throws {
    guard !session.usesOtherDatabase else {
      return try show(Connection(session.conninfo), "another PostgreSQL", in: session)
    }
    let cluster = try session.cluster
    guard cluster.exists, cluster.isRunning else {
      session.terminal.write("\(cluster.home): \(cluster.exists ? "stopped" : "no database")")
      session.status = .violations
      return
    }
    try show(Connection(cluster.conninfo), cluster.home, in: session)
  }

  private func show(_ connection: Connection, _ place: String, in session: Session) throws {
    let version = try Migrations.applied(on: connection)
    session.terminal.write("\(place): running, schema \(version) of \(Migrations.expected)")
    if version != Migrations.expected { session.status = .violations }
  }
}
