import Grid
import Partner

/// `gridctl partner export`: delivers what subscriptions are due.
struct PartnerExport: Command {
  static let name = "partner export"
  static let summary = "Deliver every window of the subscriptions that is over and was not delivered."
  static let options = [due, PartnerOptions.output, PartnerOptions.key, grace, Option.dryRun, .asOf]

  static let due = Option("due", help: "What is due now, all that was missed included.")
  static let grace = Option("grace", value: "time", help: "How long a window has been over: dumps come late (48h).")

  let output: String
  let grace: Int
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    guard values.has(Self.due) else {
      throw UsageFailure("'partner export' needs --due", hint: "One package is made by 'gridctl partner request'.")
    }
    output = try values.required(PartnerOptions.output)
    grace = try values.duration(Self.grace) ?? 48 * 3600
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    try session.requireIssueDate()
    let database = try session.database
    try database.lock(Self.name)
    let shelf = try session.packageShelf(output)
    let make = { try deliverDue(on: shelf, grace: grace, isRehearsal: isRehearsal, connection: database) }
    let windows = try isRehearsal ? database.rehearsal(make) : make()
    var rows: [[String?]] = []
    var (refused, known, failed) = (0, 0, 0)
    for window in windows {
      let name = "\(window.subscription) \(window.period)"
      switch window.outcome {
      case .delivery(.delivered(let package)):
        rows.append([
          window.subscription, window.period.description, package.path, "\(package.datapoints)",
          "\(package.suppressed)",
          package.isNew ? "\(package.cost)" : "0", "\(package.balance)",
        ])
      // Said once, so that cron's mail is empty until there is something new.
      case .delivery(.refused) where !window.isNews: known += 1
      case .delivery(.refused(let reason, let text)):
        refused += 1
        session.terminal.tell("refused: \(name): \(reason.rawValue)")
        session.terminal.tell("  hint: \(text)")
      case .failed(let failure):
        failed += 1
        session.terminal.tell("failed: \(name): \(failure.message)")
        if let hint = failure.hint { session.terminal.tell("  hint: \(hint)") }
      }
    }
    if !rows.isEmpty {
      let headings = ["subscription", "period", "package", "datapoints", "withheld", "cost", "balance"]
      for line in table(headings, rows) { session.terminal.show(line) }
    }
    if refused + failed > 0 { session.status = .violations }
    session.summarize(
      "\(counted(rows.count, "package"))" + (refused > 0 ? ", \(refused) refused" : "")
        + (known > 0 ? ", \(known) refused as before" : "")
        + (failed > 0 ? ", \(failed) failed" : "") + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
