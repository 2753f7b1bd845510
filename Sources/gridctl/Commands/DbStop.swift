/// `gridctl db stop`: stops the embedded database.
struct DbStop: Command {
  static let name = "db stop"
  static let summary = "Stop the embedded database."
  static let isRecorded = false

  init(_ values: OptionValues) {}

  func run(in session: Session) throws {
    let cluster = try session.cluster
    let wasRunning = cluster.isRunning
    try cluster.stop()
    session.summarize(wasRunning ? "stopped" : "was not running")
  }
}
