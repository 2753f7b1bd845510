import Ingest

/// `gridctl rejects retry`: loads rejected rows that the registry no longer stands in the way of.
struct RejectsRetry: Command {
  static let name = "rejects retry"
  static let summary = "Load rejected rows again, now that the registry was put right."
  static let options = [code, .asOf, .dryRun]

  static let code = Option("code", value: "rule", help: "The rows of one rule only.")

  let code: String?
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    code = values.text(Self.code)
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let database = try session.database
    try database.lock(IngestCommand.name)
    let retry = { try retryRejects(code: code, asOf: session.asOf, on: database) }
    let summary = try isRehearsal ? database.rehearsal(retry) : retry()
    for dump in summary.dumps where dump.loadedCount > 0 {
      session.terminal.summarize("\(dump.file): \(grouped(dump.loadedCount)) loaded")
    }
    if summary.cutCount > 0 {
      session.terminal.tell(
        "\(counted(summary.cutCount, "row")) cannot be tried: of a row above 1,000 bytes, or without its reading, not all "
          + "is kept; load the file again")
    }
    session.summarize(
      "\(grouped(summary.triedCount)) tried, \(grouped(summary.loadedCount)) loaded, "
        + "\(grouped(summary.rejectedCount)) still rejected" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
