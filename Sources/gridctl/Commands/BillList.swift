import Billing

/// `gridctl bill list`: drafts and invoices with their totals.
struct BillList: Command {
  static let name = "bill list"
  static let summary = "List drafts and invoices with their totals."
  static let options = [Option.period, .community, customer, .asOf]
  static let isRecorded = false

  static let customer = Option("customer", value: "code", help: "One customer only.")

  let community: String?
  let customer: String?

  init(_ values: OptionValues) {
    community = values.text(.community)
    customer = values.text(Self.customer)
  }

  func run(in session: Session) throws {
    let period = try session.values.has(.period) ? session.period(community: community) : nil
    let bills = try invoices(period: period, community: session.community(), customer: customer, on: session.database)
    let rows = bills.map { bill in
      [
        bill.state, bill.number ?? bill.name, bill.community, bill.customer, bill.meter, bill.period.description,
        bill.dueOn?.description, bill.net, bill.vat, bill.total,
      ]
    }
    let headings = [
      "state", "invoice", "community", "customer", "meter", "period", "due", "net EUR", "VAT EUR", "total EUR",
    ]
    for line in table(headings, rows) { session.terminal.write(line) }
  }
}

extension Invoice {
  /// `issued`, `draft`, `held` for a draft that lacks readings, or `waiting` for a regularisation that the next invoice takes in.
  var state: String {
    number != nil ? "issued" : isRegularisation ? "waiting" : isComplete ? "draft" : "held"
  }

  /// What a draft is when it is no plain invoice: `credit note of F2025-000001`.
  var name: String? {
    guard corrects != nil || document != .invoice else { return nil }
    let name = isRegularisation ? "regularisation" : document.rawValue.replacing("_", with: " ")
    guard let corrects else { return name }
    return document == .invoice && !isRegularisation || document == .selfBilled
      ? "\(name) for \(corrects)" : "\(name) of \(corrects)"
  }
}
