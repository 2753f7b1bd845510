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
/// In memory is one bill at a time, and some hundred that were read. A file that was there is replaced once the new one
/// is whole; in a folder each by itself.
///
/// - Parameters:
///   - language: Of all bills; nil: each customer's own.
///   - progress: Gets how many bills are printed, and how many there are.
/// - Throws: `BillingFailure` where a number is unknown or nothing is selected, `DocumentFailure`.
public func printBills(
  _ selection: BillSelection, language: PrintLanguage? = nil, to target: BillTarget, on connection: Connection,
  progress: (Int64, Int64) -> Void = { _, _ in }
) throws -> BillPrintSummary {
  let printer = try BillPrinter(language: language)
  switch target {
  case .file(let path):
    return try withSelected(selection, on: connection, progress) { forEach in
      try PDFWriter().write(to: path) { output in try forEach { try printer.print($0, on: output) } }
    }
  case .descriptor(let descriptor):
    return try withSelected(selection, on: connection, progress) { forEach in
      try PDFWriter().write(to: descriptor) { output in try forEach { try printer.print($0, on: output) } }
    }
  case .folder(let folder):
    return try withSelected(selection, on: connection, progress) { forEach in
      try forEach { bill in
        var pages = 0
        try PDFWriter().write(to: "\(folder)/\(bill.fileName)") { output in
          pages = try printer.print(bill, on: output)
        }
        return pages
      }
    }
  }
}

/// Runs `body` with a loop over the selected bills, and counts what the loop printed.
private func withSelected(
  _ selection: BillSelection, on connection: Connection, _ progress: (Int64, Int64) -> Void,
  _ body: ((_ print: (BillDocument) throws -> Int) throws -> Void) throws -> Void
) throws -> BillPrintSummary {
  var summary = BillPrintSummary()
  try body { print in
    var missing = Set(selection.numbers ?? [])
    try forEachBill(selection, on: connection) { bill in
      summary.add(pages: try print(bill))
      if let number = bill.number { missing.remove(number) }
      progress(Int64(summary.bills), 0)
    }
    if let number = missing.min() { throw BillingFailure.unknownInvoice(number) }
    guard summary.bills > 0 else { throw BillingFailure.noBills }
  }
  return summary
}
