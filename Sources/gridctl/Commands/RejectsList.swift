import Database
import Ingest

/// `gridctl rejects list`: the rows of dumps that were not loaded, and why.
struct RejectsList: Command {
  static let name = "rejects list"
  static let summary = "Show the bad rows of dumps by rule, with examples and what helps."
  static let options = [code, file, meter, all, limit]

  static let code = Option("code", value: "rule", help: "The rows of one rule only, meter by meter.")
  static let file = Option("file", value: "name", help: "The rows of one dump only.")
  static let meter = Option("meter", value: "code", help: "The rows of one meter only.")
  static let all = Option("all", help: "Each row: file, line, field, rule, text.")
  static let limit = Option("limit", value: "count", help: "Each row, at most this many (with --all 50).")

  let filter: RejectFilter
  /// Nil: groups of rows.
  let limit: Int?

  init(_ values: OptionValues) throws {
    filter = RejectFilter(
      code: values.text(Self.code), file: values.text(Self.file), meter: values.text(Self.meter))
    guard let text = values.text(Self.limit) ?? (values.has(Self.all) ? "50" : nil) else {
      limit = nil
      return
    }
    guard let count = Int(text), count > 0 else { throw UsageFailure("--limit is a count") }
    limit = count
  }

  func run(in session: Session) throws {
    guard let limit else { return try showGroups(in: session) }
    let rows = try rejects(filter, limit: limit, on: session.database)
    for line in table(rows.names, rows.map(\.texts)) { session.terminal.write(line) }
    session.summarize("\(counted(rows.count, "row")) shown")
  }

  private func showGroups(in session: Session) throws {
    let groups = try rejectGroups(filter, on: session.database)
    // Rows are cut: their place in the file is what is looked up.
    let room = max(40, (session.terminal.width ?? 120) - 60)
    let rows = groups.flatMap { group in
      group.examples.enumerated().map { at, example -> [String?] in
        let text = example.count > room ? example.prefix(room - 1) + "…" : example[...]
        guard at == 0 else { return Array(repeating: nil, count: 6) + [String(text)] }
        let meter = group.meter ?? (group.meterCount == 0 ? nil : "(\(grouped(group.meterCount)))")
        return [
          group.code, group.file, meter, "\(group.rowCount)", "\(group.firstLine)", "\(group.lastLine)", String(text),
        ]
      }
    }
    let headings = ["rule", "file", "meter", "rows", "first", "last", "example"]
    for line in table(headings, rows) { session.terminal.write(line) }
    var codes: [String] = []
    for group in groups where !codes.contains(group.code) { codes.append(group.code) }
    let help = codes.compactMap { code in remedy(forRejects: code).map { "\(code): \($0)" } }
    if !help.isEmpty { session.terminal.write("") }
    for line in help { session.terminal.write(line) }
    session.summarize(
      "\(counted(groups.reduce(0) { $0 + $1.rowCount }, "row")), \(counted(codes.count, "rule")) broken")
  }
}
