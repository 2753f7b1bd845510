import Database
import Grid

/// `gridctl sql [FILE]`: the catalogue of statements.
struct SQLCommand: Command {
  static let name = "sql"
  static let summary = "List the SQL statements, or print one for psql or EXPLAIN."
  static let operands = "[FILE]"
  static let isRecorded = false

  let file: String?

  init(_ values: OptionValues) throws {
    guard values.operands.count < 2 else { throw UsageFailure("'sql' takes one file") }
    file = values.operands.first
  }

  func run(in session: Session) throws {
    guard let file else {
      let width = Catalogue.names.map(\.count).max() ?? 0
      for name in Catalogue.names {
        session.terminal.write(
          "\(name)\(String(repeating: " ", count: width - name.count))  \(Catalogue.summary(of: name))")
      }
      return
    }
    guard let text = Catalogue.text(of: file) else {
      throw PlainFailure(
        .noInput, "there is no statement '\(file)'",
        hint: nearest(file, among: Catalogue.names).map { "Did you mean '\($0)'?" } ?? "List them with 'gridctl sql'.")
    }
    session.terminal.write(text)
  }
}
