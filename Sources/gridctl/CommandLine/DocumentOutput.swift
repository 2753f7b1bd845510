import Documents
import Foundation
import Grid

extension Session {
  /// Writes a document where the user wants it: a workbook, the first sheet as CSV, or that on stdout for `-`.
  func write(_ document: Document, to path: String) throws {
    do {
      switch DocumentForm(path) {
      case .xlsx: try XLSXWriter().write(document, to: path)
      case .csv: try CSVWriter().write(document.sheets[0], to: path)
      case .stdout: try CSVWriter().write(document.sheets[0], to: 1)
      case nil: throw UsageFailure("--output ends in neither .xlsx nor .csv: '\(path)'", hint: "'-' is CSV on stdout.")
      }
    } catch let failure as DocumentFailure {
      throw PlainFailure(failure.status, failure.message, hint: failure.hint)
    }
  }
}

/// How a result is written, told by the ending of its file.
enum DocumentForm {
  case xlsx, csv, stdout

  init?(_ path: String) {
    if path == "-" {
      self = .stdout
    } else if path.lowercased().hasSuffix(".xlsx") {
      self = .xlsx
    } else if path.lowercased().hasSuffix(".csv") {
      self = .csv
    } else {
      return nil
    }
  }
}

extension DocumentFailure {
  fileprivate var status: ExitStatus {
    switch self {
    case .cannotWrite, .tooManyRows: .cannotCreate
    case .badSheetName, .noSuchColumn, .raggedRow, .notANumber: .bug
    }
  }
}
