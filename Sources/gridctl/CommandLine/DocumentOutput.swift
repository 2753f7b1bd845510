import Documents
import Foundation
import Grid

/// How a result is written: by `--format`, else by the ending of its file.
enum DocumentForm: String, CaseIterable {
  case xlsx, csv, pdf, html, json, svg, png

  /// Whether a terminal can show it.
  var isText: Bool {
    switch self {
    case .csv, .html, .json, .svg: true
    case .xlsx, .pdf, .png: false
    }
  }
}

/// What `--decimal` may be.
enum DecimalMark: String, CaseIterable {
  case point, comma

  var dialect: CSVWriter.Dialect { self == .comma ? .semicolon : .standard }
}

extension Option {
  static let output = Option("output", value: "file", help: "Where the result goes; '-' is stdout.")
  static let format = Option(
    "format", of: DocumentForm.self, help: "Form of the result (from the file's ending; stdout: csv).")
  static let language = Option(
    "language", of: PrintLanguage.self, help: "Of the texts and of the numbers that people read (en).")
  static let decimal = Option(
    "decimal", of: DecimalMark.self, help: "In CSV; with a comma the fields are separated by ';' (point).")

  /// What every command takes whose result is a document.
  static let document = [output, format, language, decimal]
  /// The same for tables of one language.
  static let table = [output, format, decimal]
}

extension OptionValues {
  /// Where a document goes; nil: it is a table on the terminal.
  ///
  /// - Parameter stem: Name of the file when nobody named one, without its ending.
  /// - Throws: `UsageFailure` for a form that is not there, before anything is computed.
  func output(named stem: String? = nil) throws -> String? {
    let form = try choice(.format, of: DocumentForm.self)
    _ = try decimalMark()
    if let path = text(.output) {
      let form = try self.form(of: path)
      guard path != "-" || form.isText || isatty(1) == 0 else {
        throw UsageFailure("a terminal cannot show \(form)", hint: "Name a file with --output, or write into a pipe.")
      }
      return path
    }
    if let stem { return "\(stem).\(form ?? .xlsx)" }
    guard let form else { return nil }
    guard form.isText else {
      throw UsageFailure("--format \(form) needs --output", hint: "output: \(Option.output.help)")
    }
    return "-"
  }

  /// The same where a table on the terminal is not offered.
  func requiredOutput() throws -> String { try output() ?? required(.output) }

  fileprivate func decimalMark() throws -> DecimalMark { try choice(.decimal) ?? .point }

  /// How the document at `path` is written.
  fileprivate func form(of path: String) throws -> DocumentForm {
    if let form = try choice(.format, of: DocumentForm.self) { return form }
    if path == "-" { return .csv }
    guard let form = DocumentForm.allCases.first(where: { path.lowercased().hasSuffix(".\($0)") }) else {
      throw UsageFailure(
        "--output has no ending that tells its form: '\(path)'",
        hint: "One of .\(DocumentForm.allCases.map(\.rawValue).joined(separator: ", .")); or say it with --format.")
    }
    return form
  }
}

extension Session {
  /// Writes a document where the user wants it; CSV is its first sheet, a picture its first chart.
  func write(_ document: Document, to path: String) throws {
    let form = try values.form(of: path)
    let dialect = try values.decimalMark().dialect
    try writing {
      switch form {
      case .xlsx: try XLSXWriter().write(document, to: path)
      case .csv: try CSVWriter(dialect).write(document.sheets[0], to: path)
      case .pdf: try ReportPDF().write(document, to: path)
      case .html: try HTMLWriter().write(document, to: path)
      case .json: try JSONWriter().write(document, to: path)
      case .svg: try SVGWriter().write(document, to: path)
      case .png: try PNGWriter().write(document, to: path)
      }
    }
  }

  /// Gives a document that cannot be written its exit status.
  func writing<T>(_ body: () throws -> T) throws -> T {
    do { return try body() } catch let failure as DocumentFailure {
      throw PlainFailure(failure.status, failure.message, hint: failure.hint)
    }
  }

  /// Shows a table on the terminal, or writes it where `--output` says.
  func show(_ sheet: Sheet, created: Instant, at output: String?) throws {
    try show(Document(sheet.title, created: created.seconds, language: language, sheets: [sheet]), at: output)
  }

  /// The same for a document: its first sheets are the tables.
  func show(_ document: Document, at output: String?, sheets: Int = 1) throws {
    if let output { return try write(document, to: output) }
    for sheet in document.sheets.prefix(sheets) {
      for line in try TextTable(document.language).lines(of: sheet) { terminal.write(line) }
    }
  }
}

extension DocumentFailure {
  fileprivate var status: ExitStatus {
    switch self {
    case .cannotWrite(Self.standardOutput, _): .ioError
    case .cannotWrite, .tooManyRows: .cannotCreate
    case .cannotRead: .noInput
    case .noChart: .usage
    case .noFont: .configuration
    case .badSheetName, .noSuchColumn, .raggedRow, .notANumber: .bug
    }
  }
}
