/// `gridctl db start`: starts the embedded database; every other command does so by itself.
struct DbStart: Command {
  static let name = "db start"
  static let summary = "Start the embedded database."
  static let isRecorded = false

  init(_ values: OptionValues) {}

  func run(in session: Session) throws {
    let wasRunning = try session.cluster.isRunning
    _ = try session.conninfo
    session.summarize(wasRunning ? "already running" : "started")
  }
}
