/// `gridctl help [COMMAND]`: the list of commands, or the page of one.
struct Help: Command {
  static let name = "help"
  static let summary = "Show this list, or the page of a command."
  static let operands = "[COMMAND]"
  static let isRecorded = false

  let words: [String]

  init(_ values: OptionValues) { words = values.operands }

  func run(in session: Session) throws {
    guard !words.isEmpty else { return session.terminal.write(Usage.overview) }
    session.terminal.write(Usage.page(of: try Main.find(words).0))
  }
}

/// `gridctl --version`.
struct Version: Command {
  static let name = "version"
  static let summary = "Show the version."
  static let isRecorded = false

  init(_ values: OptionValues) {}

  func run(in session: Session) { session.terminal.write("gridctl \(gridctlVersion)") }
}
