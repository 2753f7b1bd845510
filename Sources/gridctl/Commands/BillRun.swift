import Billing
import Foundation
import Grid

/// `gridctl bill run`: makes the drafts of a month.
struct BillRun: Command {
  static let name = "bill run"
  static let summary = "Make the drafts of a month's bills again."
  static let options = [Option.period, .community, jobs, .dryRun, .asOf]

  static let jobs = Option("jobs", value: "number", help: "Communities billed at the same time (one a processor).")

  let community: String?
  let jobs: Int
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    community = values.text(.community)
    isRehearsal = values.has(.dryRun)
    jobs = values.text(Self.jobs).map { Int($0) ?? 0 } ?? ProcessInfo.processInfo.activeProcessorCount
    guard (1...64).contains(jobs) else { throw UsageFailure("--jobs is a number from 1 to 64") }
  }

  func run(in session: Session) throws {
    let database = try session.database
    try database.lock("bill")
    let period = try session.period(community: community)
    let make = { try runBills(period: period, community: community, jobs: jobs, on: database) }
    let summary = try isRehearsal ? database.rehearsal(make) : make()
    session.tell(summary.findings)
    for line in IncompleteBill.lines(summary.incomplete) { session.terminal.summarize(line) }
    session.summarize(
      "\(counted(summary.drafts, "draft")) of \(period), \(counted(summary.lines, "line")), "
        + "net \(summary.net) + VAT \(summary.vat) = \(summary.total) EUR"
        + (summary.findings.isEmpty ? "" : ", \(counted(summary.findings.count, "finding"))")
        + (summary.incomplete.isEmpty ? "" : ", \(grouped(summary.incomplete.count)) without all readings")
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}

extension Session {
  /// Names contracts that cannot be billed, or not as they were; there is something to look at then.
  func tell(_ findings: [BillFinding]) {
    for finding in findings { terminal.tell("contract \(finding.contract): \(finding.code): \(finding.text)") }
    if !findings.isEmpty { status = .violations }
  }
}

extension IncompleteBill {
  /// The first ten, and how many more; `bill list` shows them all.
  static func lines(_ bills: [IncompleteBill]) -> [String] {
    bills.prefix(10).map(\.line)
      + (bills.count > 10 ? ["… and \(grouped(bills.count - 10)) more: see 'gridctl bill list'"] : [])
  }

  /// What is missing, for people and logs.
  private var line: String {
    "community \(community), customer \(customer), meter \(meter): \(grouped(present)) of \(counted(expected, "interval"))"
      + " have readings"
  }
}
