import Billing
import Documents
import Grid

/// `gridctl bill show INVOICE`: one invoice, or a customer's drafts.
struct BillShow: Command {
  static let name = "bill show"
  static let summary = "Show an invoice with its lines and VAT, or a customer's bills of a month."
  static let operands = "[INVOICE]"
  static let options = [BillList.customer, Option.period, .community, .asOf]
  static let isRecorded = false

  let number: String?
  let customer: String?
  let community: String?

  init(_ values: OptionValues) throws {
    guard values.operands.count < 2 else { throw UsageFailure("'bill show' takes one invoice") }
    number = values.operands.first
    community = values.text(.community)
    customer = values.text(BillList.customer)
    guard number == nil else { return }
    guard customer != nil, values.has(.period) else {
      throw UsageFailure("'bill show' needs an invoice's number, or --customer and --period")
    }
  }

  func run(in session: Session) throws {
    let database = try session.database
    guard number == nil else { return try show(invoice(number!, on: database), in: session) }
    let period = try session.period(community: community)
    let bills = try invoices(period: period, community: community, customer: customer, on: database)
    guard !bills.isEmpty else {
      throw PlainFailure(
        .noInput, "customer '\(customer!)' has no bill of \(period)", hint: "Make the drafts with 'gridctl bill run'.")
    }
    for (index, bill) in bills.enumerated() {
      if index > 0 { session.terminal.write("") }
      try show(bill, in: session)
    }
  }

  private func show(_ bill: Invoice, in session: Session) throws {
    let database = try session.database
    let dates = bill.issuedOn.map { ", issued \($0), due \(bill.dueOn!)" } ?? ""
    session.terminal.write(
      "\(bill.number ?? bill.state)\(bill.name.map { " (\($0))" } ?? "") of \(bill.period)\(dates)")
    session.terminal.write("community \(bill.community), customer \(bill.customer), meter \(bill.meter)")
    session.terminal.write("readings \(grouped(bill.present)) of \(counted(bill.expected, "interval"))")
    session.terminal.write("")
    let rows = try lines(of: bill, on: database).map { line in
      [
        "\(line.days.start)", "\(line.days.end)", line.contract, line.kind.replacing("_", with: " "), line.label,
        line.quantity, line.unit, line.unitPrice, line.net, line.vatRate,
      ]
    }
    let headings = ["from", "to", "contract", "line", "period", "quantity", "unit", "price EUR", "net EUR", "VAT %"]
    for line in table(headings, rows) { session.terminal.write(line) }
    session.terminal.write("")
    let rates = try vat(of: bill, on: database).map { [$0.rate, $0.base, $0.amount] }
    for line in table(["VAT %", "net EUR", "VAT EUR"], rates) { session.terminal.write(line) }
    session.terminal.write("")
    let due = bill.due.map { $0 == bill.total ? "" : ", to pay \($0) EUR" } ?? ""
    session.terminal.write("net \(bill.net) + VAT \(bill.vat) = \(bill.total) EUR\(due)")
  }
}

extension InvoiceLine {
  /// The energy period, with the block, and what is special about the line.
  fileprivate var label: String {
    var words = tariffPeriod.isEmpty ? [] : [tariffPeriod]
    if ExactDecimal(aboveKWh).map({ $0 > 0 }) ?? false {
      words.append("above \(ExactDecimal(aboveKWh)!.rounded(to: 0)) kWh")
    }
    if isEstimated { words.append("estimated") }
    if let regularises { words.append("of \(regularises)") }
    return words.joined(separator: ", ")
  }
}
