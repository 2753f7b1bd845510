import Billing
import Grid

/// `gridctl bill open`: what customers owe and are owed.
struct BillOpen: Command {
  static let name = "bill open"
  static let summary = "List what customers owe and are owed, with the state of each collection."
  static let options = [Option.community, customer, overdue, all] + Option.table + [.asOf]
  static let isRecorded = false

  static let customer = Option("customer", value: "code", help: "One customer only.")
  static let overdue = Option("overdue", help: "Only what was to be paid before the day of --as-of.")
  static let all = Option("all", help: "What is settled too.")

  let output: String?

  init(_ values: OptionValues) throws {
    output = try values.output()
    guard !values.has(Self.overdue) || !values.has(Self.all) else {
      throw UsageFailure("'\(Self.name)' takes --overdue or --all: what is settled is not overdue")
    }
  }

  func run(in session: Session) throws {
    var filter = OpenItemFilter()
    filter.community = try session.community()
    filter.customer = session.values.text(Self.customer)
    filter.includesSettled = session.values.has(Self.all)
    if session.values.has(Self.overdue) { filter.overdueOn = try session.today(in: filter.community) }
    try session.show(openItems(filter, on: session.database), created: session.asOf, at: output)
  }
}
