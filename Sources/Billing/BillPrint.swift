import Database
import Documents
import Grid

/// Where printed bills go.
public enum BillTarget: Sendable {
  /// All into one file.
  case file(String)
  /// All into one file that is written to an open descriptor.
  case descriptor(Int32)
  /// Each into a file of its own, named by its number; a draft by whom and what it is for.
  case folder(String)
}

/// What `printBills` did.
public struct BillPrintSummary: Sendable, Equatable {
  public private(set) var bills = 0
  public private(set) var pages = 0

  fileprivate mutating func add(pages count: Int) {
    bills += 1
    pages += count
  }
}

/// Prints the bills of a selection.
///
/// In memory are some hundred bills at a time. A file that was there is replaced once the new one is whole; in a folder
/// each by itself.
///
/// - Parameters:
///   - language: Of all bills; nil: each customer's own.
///   - progress: Gets how many bills are printed, and how many there are.
/// - Throws: `BillingFailure` where a number is unknown or nothing is selected; `DocumentFailure`.
public func printBills(
  _ selection: BillSelection, language: PrintLanguage? = nil, to target: BillTarget, on connection: Connection,
  progress: (Int64, Int64) -> Void = { _, _ in }
) throws -> BillPrintSummary {
  let printer = try BillPrinter(language: language)
  let count = try countBills(selection, on: connection)
  var summary = BillPrintSummary()
  func forEach(_ print: (BillDocument) throws -> Int) throws {
    var missing = Set(selection.numbers ?? [])
    try forEachBill(selection, on: connection) { bill in
      summary.add(pages: try print(bill))
      progress(Int64(summary.bills), count)
      if let number = bill.number { missing.remove(number) }
    }
    if let number = missing.min() { throw BillingFailure.unknownInvoice(number) }
    guard summary.bills > 0 else { throw BillingFailure.nothingSelected }
  }
  switch target {
  case .file(let path):
    try PDFWriter().write(to: path) { output in try forEach { try printer.print($0, on: output) } }
  case .descriptor(let descriptor):
    try PDFWriter().write(to: descriptor) { output in try forEach { try printer.print($0, on: output) } }
  case .folder(let folder):
    try forEach { bill in
      var pages = 0
      try PDFWriter().write(to: "\(folder)/\(bill.fileName)") { pages = try printer.print(bill, on: $0) }
      return pages
    }
  }
  return summary
}

private func countBills(_ selection: BillSelection, on connection: Connection) throws -> Int64 {
  Int64(
    try connection.query(
      "billing/bill_keys", selection.period, selection.community, selection.customer, selection.numbers,
      selection.areDrafts
    ).count)
}

extension BillDocument {
  /// `F2025-000042.pdf`; of a draft what makes it the only one: `draft-2025-04-DIE-C00042-M-0042.pdf`.
  fileprivate var fileName: String {
    guard let number else {
      let name = "draft-\(period)-\(community)-\(buyer.code)-\(meter)" + (kind == .invoice ? "" : "-\(kind.rawValue)")
      return name.replacing("/", with: "_") + ".pdf"
    }
    return "\(number.replacing("/", with: "_")).pdf"
  }
}
