import Decode
import Grid
import Ingest

/// `gridctl mapping [NAME]`: how CSV dumps of other forms are read.
struct MappingCommand: Command {
  static let name = "mapping"
  static let summary = "Show how CSV dumps of other forms are read."
  static let operands = "[NAME]"
  static let options: [Option] = []
  static let isRecorded = false

  let mapping: String?

  init(_ values: OptionValues) throws {
    guard values.operands.count <= 1 else { throw UsageFailure("'mapping' takes one name") }
    mapping = values.operands.first
  }

  func run(in session: Session) throws {
    let stored = try storedMappings(on: session.database)
    guard let mapping else {
      let rows = stored.map { [$0.name, $0.files.joined(separator: " "), $0.header ?? "", $0.content] }
      for line in table(["mapping", "files", "header", "values"], rows) { session.terminal.write(line) }
      return session.summarize("\(counted(stored.count, "mapping")) shown")
    }
    guard let found = stored.first(where: { $0.name == mapping }) else {
      throw PlainFailure(
        .noInput, "there is no mapping '\(mapping)'",
        hint: nearest(mapping, among: stored.map(\.name)).map { "Did you mean '\($0)'?" }
          ?? "Import one with 'gridctl import mapping FILE'.")
    }
    var document = found.document
    while document.last?.isNewline ?? false { document.removeLast() }
    session.terminal.write(document)
  }
}
