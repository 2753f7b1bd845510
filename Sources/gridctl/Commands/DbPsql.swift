import Foundation
import Grid

/// `gridctl db psql`: opens psql on the database.
struct DbPsql: Command {
  static let name = "db psql"
  static let summary = "Open psql on the database; words after -- go to psql."
  static let operands = "[-- ARGUMENT…]"
  static let isRecorded = false

  let arguments: [String]

  init(_ values: OptionValues) { arguments = values.operands }

  func run(in session: Session) throws {
    let words = ["psql", "--dbname", try session.conninfo] + arguments
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    execvp("psql", &pointers)
    throw PlainFailure(.configuration, "psql is not installed", hint: "Install the package postgresql-client.")
  }
}
