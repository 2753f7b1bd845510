import Grid
import Ingest

/// `gridctl import KIND FILE`: applies a registry file, all of it or nothing.
struct ImportCommand: Command {
  static let name = "import"
  static let summary = "Apply a registry file, all of it or nothing."
  static let operands = "KIND FILE"
  static let options = [Option.dryRun, .asOf]

  let kind: RegistryKind
  let file: String
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    let operands = try values.requiredOperands()
    let names = RegistryKind.allCases.map(\.rawValue)
    guard let kind = RegistryKind(rawValue: operands[0]) else {
      let near = nearest(operands[0], among: names).map { "Did you mean '\($0)'?" }
      throw UsageFailure(
        "'import' knows no '\(operands[0])'", hint: near ?? "One of: \(names.joined(separator: ", ")).")
    }
    guard operands.count == 2 else {
      throw UsageFailure("'import \(kind.rawValue)' takes one file", hint: "See 'gridctl help import'.")
    }
    self.kind = kind
    file = operands[1]
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let database = try session.database
    try database.lock(Self.name)
    // Readings that arrive meanwhile would go to the community that a meter is about to leave.
    if [.meters, .communities, .meterSerials].contains(kind) { try database.lock(IngestCommand.name) }
    // A mandate that is being used keeps its account: the message to the bank is written from it again.
    if kind == .mandates { try database.lock("bill") }
    let load = { try importRegistry(kind, file: file, asOf: session.asOf, on: database) }
    let summary = try isRehearsal ? database.rehearsal(load) : load()
    session.summarize(
      "\(counted(summary.read, kind == .tariffs ? "version" : kind == .mapping ? "document" : "row")) of \(kind.rawValue) read, "
        + "\(grouped(summary.added)) added, \(grouped(summary.changed)) changed, \(grouped(summary.unchanged)) unchanged"
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
