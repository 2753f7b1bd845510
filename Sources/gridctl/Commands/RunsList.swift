import Database

/// `gridctl runs list`: the ledger of runs, newest first.
struct RunsList: Command {
  static let name = "runs list"
  static let summary = "Show the last runs: when, what, how they ended."
  static let isRecorded = false

  init(_ values: OptionValues) {}

  func run(in session: Session) throws {
    let rows = try session.database.query("ops/runs", 30)
    for line in table(["run", "started", "command", "status", "summary"], rows.map(\.texts)) {
      session.terminal.write(line)
    }
  }
}
