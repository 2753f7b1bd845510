import Billing
import Grid

/// `gridctl bill issue`: makes drafts invoices.
struct BillIssue: Command {
  static let name = "bill issue"
  static let summary = "Number the drafts of a month; from then on they never change."
  static let options = [Option.period, .community, dueDays, allowIncomplete, .dryRun, .asOf]

  static let dueDays = Option("due-days", value: "days", help: "Days from the issue date to the due date (14).")
  static let allowIncomplete = Option("allow-incomplete", help: "Issue drafts that lack readings too.")

  let community: String?
  let dueDays: Int
  let allowsIncomplete: Bool
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    community = values.text(.community)
    allowsIncomplete = values.has(Self.allowIncomplete)
    isRehearsal = values.has(.dryRun)
    guard let days = Int(values.text(Self.dueDays) ?? "14"), (0...365).contains(days) else {
      throw UsageFailure("--due-days is a number of days, 0 to 365")
    }
    dueDays = days
  }

  func run(in session: Session) throws {
    let database = try session.database
    // Numbers and dates never go back: one invoice of the future would block all until then.
    guard session.asOf <= session.startedAt else {
      throw UsageFailure("--as-of is in the future: an invoice is dated today at the latest")
    }
    try database.lock("bill")
    let period = try session.period(community: community)
    let make = {
      try issueBills(
        period: period, community: community, asOf: session.asOf, dueDays: dueDays, allowIncomplete: allowsIncomplete,
        on: database)
    }
    let summary = try isRehearsal ? database.rehearsal(make) : make()
    for line in IncompleteBill.lines(summary.held) { session.terminal.tell("held: \(line)") }
    let numbers = summary.invoices.first.map {
      " \($0)" + (summary.invoices.count > 1 ? "…\(summary.invoices.last!)" : "")
    }
    session.summarize(
      "\(counted(summary.invoices.count, "invoice")) of \(period)\(numbers ?? "")"
        + (summary.held.isEmpty ? "" : ", \(counted(summary.held.count, "draft")) held")
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
