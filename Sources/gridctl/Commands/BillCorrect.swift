import Billing
import Documents
import Grid

/// `gridctl bill correct`: drafts what sets issued months right.
struct BillCorrect: Command {
  static let name = "bill correct"
  static let summary = "Draft credit notes and regularisations of issued months whose readings changed."
  static let options = [Option.period, .community, BillList.customer, threshold, .dryRun, .asOf]

  static let threshold = Option(
    "threshold", value: "EUR", help: "Differences below it go onto the next invoice, others make a credit note (10).")

  let community: String?
  let customer: String?
  let threshold: String
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    community = values.text(.community)
    customer = values.text(BillList.customer)
    isRehearsal = values.has(.dryRun)
    guard let amount = ExactDecimal(values.text(Self.threshold) ?? "10"), amount >= 0 else {
      throw UsageFailure("--threshold is an amount in EUR, such as 10 or 2.50")
    }
    threshold = amount.description
  }

  func run(in session: Session) throws {
    let database = try session.database
    try database.lock("bill")
    let period = try session.period(community: community)
    let make = {
      try correctBills(
        period: period, community: community, customer: customer, threshold: threshold, asOf: session.asOf, on: database
      )
    }
    let summary = try isRehearsal ? database.rehearsal(make) : make()
    for correction in summary.corrections {
      session.terminal.write("\(correction.invoice): \(correction.text)")
    }
    for finding in summary.findings {
      session.terminal.tell("contract \(finding.contract): \(finding.code): \(finding.text)")
    }
    if !summary.findings.isEmpty { session.status = .violations }
    session.summarize(
      "\(counted(summary.corrections.count, "correction")) of \(period)"
        + (summary.findings.isEmpty ? "" : ", \(counted(summary.findings.count, "finding"))")
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}

extension BillCorrection {
  fileprivate var text: String {
    switch mode {
    case .credit: "credit note and new document, \(delta) EUR"
    case .regularisation: "regularised on the next invoice, \(delta) EUR"
    case .supplement: "supplement, \(delta) EUR"
    }
  }
}
