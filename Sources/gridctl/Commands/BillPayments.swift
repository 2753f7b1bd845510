import Billing
import Documents
import Grid

/// `gridctl bill payments`: enters what the bank says of payments.
struct BillPayments: Command {
  static let name = "bill payments"
  static let summary = "Enter a bank's status reports (pain.002) and statements (camt.053)."
  static let operands = "FILE…"
  static let options = [assign, Option.dryRun]

  static let assign = Option(
    "assign", value: "reference=invoice", help: "The whole amount of this entry is for this document.")

  let files: [String]
  let assigned: [String: String]
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    files = try values.requiredOperands()
    isRehearsal = values.has(.dryRun)
    guard let text = values.text(Self.assign) else {
      assigned = [:]
      return
    }
    guard let equals = text.lastIndex(of: "="), equals != text.startIndex, text.index(after: equals) != text.endIndex
    else { throw UsageFailure("--assign is no reference=invoice: '\(text)'") }
    guard files.count == 1 else { throw UsageFailure("--assign takes one file: the one that the entry is in") }
    assigned = [String(text[..<equals]): String(text[text.index(after: equals)...])]
  }

  func run(in session: Session) throws {
    let database = try session.database
    try database.lock("bill")
    var all = PaymentsSummary()
    func enter() throws {
      for file in files {
        let summary = try enterPayments(file: file, assigned: assigned, on: database)
        for finding in summary.findings { session.terminal.tell("\(file): \(finding.description)") }
        all.add(summary)
      }
    }
    if isRehearsal { try database.rehearsal(enter) } else { try enter() }
    if !all.findings.isEmpty { session.status = .violations }
    let names = [
      ("direct_debit", "collected"), ("transfer", "transferred"), ("reversal", "returned"), ("payout", "paid out"),
    ]
    var parts = names.compactMap { kind, word in all.sums[kind].map { "\(grouped($0.count)) \(word) (\($0.total) EUR)" }
    }
    if all.rejected > 0 { parts.append("\(grouped(all.rejected)) rejected") }
    if all.known > 0 { parts.append("\(grouped(all.known)) known already") }
    if all.others > 0 { parts.append(counted(all.others, "other debit")) }
    if !all.findings.isEmpty { parts.append(counted(all.findings.count, "finding")) }
    session.summarize(
      (parts.isEmpty ? "nothing new" : parts.joined(separator: ", "))
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
