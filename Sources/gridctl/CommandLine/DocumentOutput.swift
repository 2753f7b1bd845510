import Documents
import Foundation
import Grid

extension Session {
  /// Writes a document where the user wants it: a workbook, a page, the first sheet as CSV, the first chart as SVG or PNG, or
  /// CSV on stdout for `-`.
  func write(_ document: Document, to path: String) throws {
    try writing {
      switch DocumentForm(path) {
      case .xlsx: try XLSXWriter().write(document, to: path)
      case .csv: try CSVWriter().write(document.sheets[0], to: path)
      case .svg: try SVGWriter().write(document, to: path)
      case .html: try HTMLWriter().write(document, to: path)
      case .png: try PNGWriter().write(document, to: path)
      case .stdout: try CSVWriter().write(document.sheets[0], to: 1)
      case nil: throw DocumentForm.unknown(path)
      }
    }
  }

  /// Gives a document that cannot be written its exit status.
  func writing<T>(_ body: () throws -> T) throws -> T {
    do { return try body() } catch let failure as DocumentFailure {
      throw PlainFailure(failure.status, failure.message, hint: failure.hint)
    }
  }
}

extension Session {
  /// Shows a table on the terminal, or writes it where `--output` says.
  func show(_ sheet: Sheet, created: Instant, at output: String?) throws {
    try show(Document(sheet.title, created: created.seconds, sheets: [sheet]), at: output)
  }

  /// The same for a document: its first sheet is the table.
  func show(_ document: Document, at output: String?) throws {
    if let output { return try write(document, to: output) }
    for line in try TextTable().lines(of: document.sheets[0]) { terminal.write(line) }
  }
}

/// How a result is written, told by the ending of its file.
enum DocumentForm {
  case xlsx, csv, svg, png, html, stdout

  init?(_ path: String) {
    if path == "-" {
      self = .stdout
    } else if path.lowercased().hasSuffix(".xlsx") {
      self = .xlsx
    } else if path.lowercased().hasSuffix(".csv") {
      self = .csv
    } else if path.lowercased().hasSuffix(".svg") {
      self = .svg
    } else if path.lowercased().hasSuffix(".html") {
      self = .html
    } else if path.lowercased().hasSuffix(".png") {
      self = .png
    } else {
      return nil
    }
  }

  static func unknown(_ path: String) -> UsageFailure {
    UsageFailure("--output ends in none of .xlsx, .csv, .svg, .png, .html: '\(path)'", hint: "'-' is CSV on stdout.")
  }
}

extension DocumentFailure {
  fileprivate var status: ExitStatus {
    switch self {
    case .cannotWrite, .tooManyRows: .cannotCreate
    case .cannotRead: .noInput
    case .noChart: .usage
    case .noFont: .configuration
    case .badSheetName, .noSuchColumn, .raggedRow, .notANumber: .bug
    }
  }
}
