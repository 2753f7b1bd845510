import Database

/// `gridctl rejects list`: the rows of dumps that were not loaded, and why.
struct RejectsList: Command {
  static let name = "rejects list"
  static let summary = "Show the bad rows of dumps: file, line, field, rule, text."
  static let options = [file, limit]

  static let file = Option("file", value: "name", help: "The rows of one dump only.")
  static let limit = Option("limit", value: "count", help: "At most this many rows (50).")

  let file: String?
  let limit: Int

  init(_ values: OptionValues) throws {
    file = values.text(Self.file)
    guard let limit = Int(values.text(Self.limit) ?? "50"), limit > 0 else { throw UsageFailure("--limit is a count") }
    self.limit = limit
  }

  func run(in session: Session) throws {
    let rows = try session.database.query("ingest/rejects", file, limit)
    for line in table(rows.names, rows.map(\.texts)) { session.terminal.write(line) }
    session.summarize("\(counted(rows.count, "row")) shown")
  }
}
