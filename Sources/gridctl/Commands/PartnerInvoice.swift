import Billing
import Grid

/// `gridctl partner invoice`: invoices partners for the datapoints that they used.
struct PartnerInvoiceCommand: Command {
  static let name = "partner invoice"
  static let summary = "Invoice partners for the datapoints they used in a month."
  static let options = [Option.period, dueDays, .dryRun, .asOf]

  static let dueDays = Option("due-days", value: "days", help: "Days from the issue date to the due date (30).")

  let dueDays: Int
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    isRehearsal = values.has(.dryRun)
    dueDays = try values.dayCount(Self.dueDays, in: 0...365) ?? 30
  }

  func run(in session: Session) throws {
    let database = try session.database
    try session.requireIssueDate()
    try database.lock("bill")
    let period = try session.period(community: nil)
    let make = { try invoicePartners(period: period, asOf: session.asOf, dueDays: dueDays, on: database) }
    let summary = try isRehearsal ? database.rehearsal(make) : make()
    for partner in summary.carried {
      session.terminal.tell("carried: \(partner): more is owed to it than it owes; its next invoice counts it")
    }
    if !summary.invoices.isEmpty {
      let rows = summary.invoices.map { [$0.number, $0.partner, "\($0.lines)", $0.net, $0.vat, $0.total] }
      for line in table(["invoice", "partner", "lines", "net EUR", "VAT EUR", "total EUR"], rows) {
        session.terminal.show(line)
      }
    }
    session.summarize(
      "\(counted(summary.invoices.count, "invoice")) of \(period)" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
