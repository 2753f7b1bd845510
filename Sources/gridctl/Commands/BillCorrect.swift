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
    let months = try session.months { try issuedMonths(community: $0, asOf: session.asOf, on: database) }
    let make = {
      try months.map { month in
        try correctBills(
          period: month, community: community, customer: customer, threshold: threshold, asOf: session.asOf,
          on: database)
      }
    }
    let summaries = try isRehearsal ? database.rehearsal(make) : make()
    let corrections = summaries.flatMap(\.corrections)
    let findings = summaries.flatMap(\.findings)
    for correction in corrections { session.terminal.summarize("\(correction.invoice): \(correction.text)") }
    session.tell(findings)
    session.summarize(
      "\(counted(corrections.count, "correction")) of \(named(months))"
        + (findings.isEmpty ? "" : ", \(counted(findings.count, "finding"))")
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}

extension Session {
  /// The month of `--period`, or those that `all` finds.
  func months(orAll all: (_ community: String?) throws -> [Period]) throws -> [Period] {
    let community = try community()
    return values.has(.period) ? [try period(community: community)] : try all(community)
  }
}

/// `2025-04`, or `3 months`.
func named(_ months: [Period]) -> String { months.count == 1 ? "\(months[0])" : counted(months.count, "month") }

extension BillCorrection {
  fileprivate var text: String {
    switch mode {
    case .credit: "credit note and new document, \(delta) EUR"
    case .regularisation: "regularised on the next invoice, \(delta) EUR"
    case .supplement: "supplement, \(delta) EUR"
    }
  }
}
