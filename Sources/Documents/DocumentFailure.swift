/// A document that could not be written. Nothing is left behind, and an older file of the same name is untouched.
public enum DocumentFailure: Error, Equatable {
  case cannotWrite(path: String, reason: String)
  /// Of a file whose digest was asked for.
  case cannotRead(path: String, reason: String)
  /// More rows than the 1 048 576 of an XLSX sheet, heading and totals included, or than `ReportPDF.rowLimit`.
  case tooManyRows(sheet: String)
  case badSheetName(String)
  case noSuchColumn(sheet: String, heading: String)
  /// A row has more cells than the table has columns; rows count from 1.
  case raggedRow(sheet: String, row: Int)
  case notANumber
  /// A picture was asked of a document that has no chart.
  case noChart(String)
  /// Nothing to print with.
  case noFont
}

extension DocumentFailure {
  /// What `path` is of a failure to write to the standard output.
  public static let standardOutput = "standard output"
}

extension DocumentFailure: CustomStringConvertible {
  /// Lower case, no final period, no value of a cell.
  public var message: String {
    switch self {
    case .cannotWrite(Self.standardOutput, let reason): "cannot write to standard output: \(reason)"
    case .cannotWrite(let path, let reason): "cannot write '\(path)': \(reason)"
    case .cannotRead(let path, let reason): "cannot read '\(path)': \(reason)"
    case .tooManyRows(let sheet): "sheet '\(sheet)' has more rows than such a file holds"
    case .badSheetName(let name): "'\(name)' cannot name a sheet"
    case .noSuchColumn(let sheet, let heading): "sheet '\(sheet)' has no column '\(heading)'"
    case .raggedRow(let sheet, let row): "row \(row) of sheet '\(sheet)' has more cells than columns"
    case .noChart(let title): "'\(title)' has no chart to draw"
    case .noFont: "no font is installed"
    case .notANumber: "a value is not a decimal number of at most 38 digits"
    }
  }

  public var hint: String? {
    switch self {
    case .tooManyRows: "Write CSV, or choose a shorter period."
    case .cannotWrite(Self.standardOutput, _): "Is the disk full? What is there is cut off."
    case .badSheetName: "1 to 31 characters, none of [ ] : * ? / \\, each name once."
    case .noFont: "Install fonts-lato, or whatever package has fonts for print."
    case .noChart: "Write it as .xlsx or .csv."
    default: nil
    }
  }

  public var description: String { message }
}
