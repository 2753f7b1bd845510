import Grid

/// One verb of the command line: one file in Commands/, one page in Help/.
protocol Command: SendableMetatype {
  /// As it is typed: `bill run`.
  static var name: String { get }
  static var summary: String { get }
  /// Operands as the usage line shows them: `PATH…|-`; empty when there are none.
  static var operands: String { get }
  static var options: [Option] { get }
  /// Whether a run is entered into `ops.run`.
  static var isRecorded: Bool { get }

  init(_ values: OptionValues) throws
  func run(in session: Session) throws
}

extension Command {
  static var operands: String { "" }
  static var options: [Option] { [] }
  static var isRecorded: Bool { true }
  /// Name of the page in Help/ and of the command in a shell: `bill-run`.
  static var page: String { name.replacing(" ", with: "-") }
}

/// An option, declared once: parser, usage, environment and the help-page check read the same value.
struct Option: Sendable {
  let name: String
  /// What the value is, as the usage shows it; nil for a switch.
  let value: String?
  let help: String

  init(_ name: String, value: String? = nil, help: String) {
    self.name = name
    self.value = value
    self.help = help
  }

  /// An option that is one of some words.
  init<Choice: RawRepresentable & CaseIterable>(_ name: String, of: Choice.Type, help: String)
  where Choice.RawValue == String {
    self.init(name, value: Choice.allCases.map(\.rawValue).joined(separator: "|"), help: help)
  }

  /// `GRIDCTL_AS_OF` for `--as-of`; only options with a value have one.
  var environmentName: String { "GRIDCTL_" + name.replacing("-", with: "_").uppercased() }

  static let home = Option(
    "home", value: "folder", help: "Folder of the embedded database (~/.local/share/gridctl; root: /var/lib/gridctl).")
  static let database = Option(
    "database", value: "conninfo", help: "Another PostgreSQL 15+: a libpq connection string without password.")
  static let asOf = Option("as-of", value: "instant", help: "The clock of the run, RFC 3339 (now).")
  static let community = Option("community", value: "code", help: "One community only.")
  static let period = Option(
    "period", value: "period",
    help: "2025, 2025-04, 2025-04-07, FROM..TO (end excluded), yesterday, last-month, this-month.")
  static let dryRun = Option("dry-run", help: "Do everything, show the result, keep nothing.")
  static let quiet = Option("quiet", help: "Say nothing when all went well.")
  static let help = Option("help", help: "Show this page.")

  /// Options that every command takes.
  static let common = [home, database, quiet, help]
}

/// The command line is wrong.
struct UsageFailure: Failure {
  let message: String
  let hint: String?
  var status: ExitStatus { .usage }

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
