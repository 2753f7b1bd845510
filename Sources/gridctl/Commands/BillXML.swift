import Billing
import Documents
import Foundation
import Grid

/// `gridctl bill xml`: issued documents as electronic invoices.
struct BillXMLCommand: Command {
  static let name = "bill xml"
  static let summary = "Write issued documents as electronic invoices: EN 16931 with the French rules."
  static let operands = "[INVOICE…]"
  static let options = [Option.period, .community, BillList.customer, output, .asOf]
  static let isRecorded = false

  static let output = Option(
    "output", value: "file|folder", help: "One document: FILE.xml, or - for stdout. Many: the folder for their files.")

  let numbers: [String]
  let community, customer: String?
  let output: String

  init(_ values: OptionValues) throws {
    numbers = values.operands
    community = values.text(.community)
    customer = values.text(BillList.customer)
    output = try values.required(Self.output)
    guard !numbers.isEmpty || customer != nil || values.has(.period) else {
      throw UsageFailure(
        "'bill xml' needs numbers of invoices, --period or --customer", hint: "See 'gridctl help bill xml'.")
    }
  }

  func run(in session: Session) throws {
    let database = try session.database
    // A number that is not there is named.
    for number in numbers { _ = try invoice(number, on: database) }
    let period = try session.values.has(.period) ? session.period(community: session.community()) : nil
    let selection = BillSelection(
      numbers: numbers.isEmpty ? nil : numbers, period: period, community: community, customer: customer)
    if output == "-" || output.hasSuffix(".xml") {
      var bills: [BillDocument] = []
      try forEachBill(selection, on: database) { if bills.count < 2 { bills.append($0) } }
      guard bills.count == 1 else { throw notOne(bills.isEmpty) }
      let text = try bills[0].electronicInvoice()
      try session.writing { try writeText(to: output) { try $0(text) } }
      return session.summarize("1 document" + (output == "-" ? "" : ", written to \(output)"))
    }
    try writeFolder(selection, in: session)
  }

  /// One that the rules refuse does not hold up the others.
  private func writeFolder(_ selection: BillSelection, in session: Session) throws {
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      throw PlainFailure(.cannotCreate, "cannot make the folder '\(output)'", hint: "Is there a file of that name?")
    }
    var count = 0
    var refused: [BillXMLFailure] = []
    try forEachBill(selection, on: session.database) { bill in
      do {
        let text = try bill.electronicInvoice()
        try session.writing { try writeText(to: "\(output)/\(bill.number!).xml") { try $0(text) } }
        count += 1
      } catch let failure as BillXMLFailure {
        refused.append(failure)
      }
    }
    if count == 0 { throw refused.first ?? notOne(true) }
    for failure in refused { session.terminal.tell("refused: \(failure.message)") }
    if !refused.isEmpty { session.status = .violations }
    session.summarize(
      "\(counted(count, "document")), written to \(output)" + (refused.isEmpty ? "" : ", \(refused.count) refused"))
  }

  private func notOne(_ isNone: Bool) -> any Failure {
    isNone
      ? PlainFailure(.noInput, "there is no such document", hint: "List the documents with 'gridctl bill list'.")
      : UsageFailure("more than one document for '\(output)'", hint: "Name a folder: --output FOLDER.")
  }
}
