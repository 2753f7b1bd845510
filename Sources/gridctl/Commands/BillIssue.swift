import Billing
import Documents
import Grid

/// `gridctl bill issue`: makes drafts invoices.
struct BillIssue: Command {
  static let name = "bill issue"
  static let summary = "Number drafts; from then on they never change."
  static let options = [Option.period, .community, dueDays, tolerance, allowEstimated, .dryRun, .asOf]

  static let dueDays = Option("due-days", value: "days", help: "Days from the issue date to the due date (14).")
  static let tolerance = Option(
    "tolerance", value: "percent", help: "Share of a draft's intervals that may be estimated (0).")
  static let allowEstimated = Option("allow-estimated", help: "Issue drafts whatever they lack: --tolerance 100.")

  let community: String?
  let dueDays: Int
  let tolerance: String
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    community = values.text(.community)
    let percent = values.text(Self.tolerance) ?? "0"
    guard let decimal = ExactDecimal(percent), decimal >= 0, decimal <= 100 else {
      throw UsageFailure("--tolerance is a percentage, 0 to 100")
    }
    tolerance = values.has(Self.allowEstimated) ? "100" : decimal.description
    isRehearsal = values.has(.dryRun)
    dueDays = try values.dayCount(Self.dueDays, in: 0...365) ?? 14
  }

  func run(in session: Session) throws {
    let database = try session.database
    try session.requireIssueDate()
    try database.lock("bill")
    let months = try session.months { try draftedMonths(community: $0, asOf: session.asOf, on: database) }
    let make = {
      try months.map { month in
        try issueBills(
          period: month, community: community, asOf: session.asOf, dueDays: dueDays, tolerance: tolerance, on: database)
      }
    }
    let summaries = try isRehearsal ? database.rehearsal(make) : make()
    let held = summaries.flatMap(\.held)
    for line in IncompleteBill.lines(held) { session.terminal.tell("held: \(line)") }
    if !held.isEmpty { session.status = .violations }
    let invoices = summaries.flatMap(\.invoices)
    let series = Dictionary(grouping: invoices) { $0.first! }.sorted { $0.key < $1.key }
    let numbers = series.map { " \($1.first!)" + ($1.count > 1 ? "…\($1.last!)" : "") }.joined(separator: ",")
    session.summarize(
      "\(counted(invoices.count, "invoice")) of \(named(months))\(numbers)"
        + (held.isEmpty ? "" : ", \(counted(held.count, "draft")) held")
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}

extension Session {
  /// Numbers and dates never go back: one invoice of the future would block all until then.
  func requireIssueDate() throws {
    guard asOf <= startedAt else {
      throw UsageFailure("--as-of is in the future: what is entered is dated today at the latest")
    }
  }
}
