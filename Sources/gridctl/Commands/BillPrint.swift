import Billing
import Documents
import Foundation
import Grid

/// `gridctl bill print`: bills as PDF.
struct BillPrint: Command {
  static let name = "bill print"
  static let summary = "Print invoices, credit notes and drafts as PDF, into one file or one each."
  static let operands = "[INVOICE…]"
  static let options = [Option.period, .community, BillList.customer, language, drafts, output, .asOf]

  static let language = Option("language", value: "fr|en", help: "Language of all bills (each customer's own).")
  static let drafts = Option("drafts", help: "Print drafts, not what was issued.")
  static let output = Option(
    "output", value: "file|folder/", help: "A file .pdf for all, or a folder for one file each; -: stdout.")

  let numbers: [String]?
  let community, customer: String?
  let language: PrintLanguage?
  let areDrafts: Bool
  let target: BillTarget

  init(_ values: OptionValues) throws {
    numbers = values.operands.isEmpty ? nil : values.operands
    community = values.text(.community)
    customer = values.text(BillList.customer)
    language = try values.choice(Self.language)
    areDrafts = values.has(Self.drafts)
    guard numbers != nil || customer != nil || values.has(.period) else {
      throw UsageFailure("'bill print' needs numbers of invoices, --period or --customer")
    }
    guard numbers == nil || !areDrafts else {
      throw UsageFailure("drafts have no numbers", hint: "Choose them with --period and --customer.")
    }
    target = try BillTarget(output: values.required(Self.output))
  }

  func run(in session: Session) throws {
    let database = try session.database
    let period = try session.values.has(.period) ? session.period(community: community) : nil
    let selection = BillSelection(
      numbers: numbers, period: period, community: community, customer: customer, areDrafts: areDrafts)
    if case .folder(let folder) = target {
      do {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw PlainFailure(.cannotCreate, "cannot create the folder '\(folder)'")
      }
    }
    let printed = try session.writing {
      try printBills(selection, language: language, to: target, on: database) {
        session.terminal.progress(Self.name, $0, of: $1)
      }
    }
    let place =
      switch target {
      case .file(let path): ", in \(path)"
      case .folder(let folder): ", in \(folder)/"
      case .descriptor: ""
      }
    session.summarize("\(counted(printed.bills, "bill")), \(counted(printed.pages, "page"))\(place)")
  }
}

extension BillTarget {
  /// `-`, a name that ends in `.pdf`, or a folder: one that is there, or a name that ends in `/`.
  fileprivate init(output: String) throws {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
    if output == "-" {
      self = .descriptor(1)
    } else if output.hasSuffix("/") || exists && isFolder.boolValue {
      self = .folder(output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output)
    } else if output.lowercased().hasSuffix(".pdf") {
      self = .file(output)
    } else {
      throw UsageFailure(
        "--output is neither a file .pdf nor a folder: '\(output)'", hint: "A folder that is not there yet ends in '/'."
      )
    }
  }
}
