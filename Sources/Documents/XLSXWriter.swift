internal import CXLSXWriter
import Glibc

/// Writes a document as an Excel workbook: real numbers, real days and times, formulas below the tables, native charts.
///
/// When a sheet streams its rows, memory stays bounded whatever their number; the file is the same to a reader, but charts
/// have no values stored beside their references. The cells are `Double` there, as XLSX knows nothing else: 15 significant
/// digits survive. Days before 1900-03-01 cannot be shown by Excel.
public struct XLSXWriter: Sendable {
  public init() {}

  /// Writes to a file that replaces `path` once it is whole; pipes, devices and the standard output, which is `-`, get what
  /// was written to a temporary file before.
  ///
  /// - Throws: `DocumentFailure`, or what a stream of rows threw.
  public func write(_ document: Document, to path: String) throws {
    try checkNames(document)
    guard path == "-" || isDevice(path) else {
      return try replaceFile(path) { try write(document, into: $0, for: path) }
    }
    try withTemporary { temporary in
      try write(document, into: temporary, for: path)
      try withSink(path) { try $0.copy(temporary) }
    }
  }

  private func write(_ document: Document, into temporary: String, for path: String) throws {
    let workbook = try open(document, temporary, for: path)
    do {
      try fill(workbook, with: document, for: path)
    } catch {
      lxw_workbook_free(workbook)
      throw error
    }
    errno = 0
    let code = workbook_close(workbook)
    let reason = errno
    guard code == LXW_NO_ERROR else {
      if reason != 0 { throw failure(path, code: reason) }
      throw DocumentFailure.cannotWrite(path: path, reason: String(cString: lxw_strerror(code)))
    }
  }

  private func open(
    _ document: Document, _ temporary: String, for path: String
  ) throws -> UnsafeMutablePointer<lxw_workbook> {
    var options = lxw_workbook_options()
    options.constant_memory = document.sheets.contains(where: \.isLong) ? 1 : 0
    guard let workbook = workbook_new_opt(temporary, &options) else { throw failure(path) }
    return workbook
  }

  private func fill(
    _ workbook: UnsafeMutablePointer<lxw_workbook>, with document: Document, for path: String
  ) throws {
    setProperties(of: workbook, from: document)
    let styles = XLSXStyles(workbook)
    let figures = XLSXFigures(
      document, { workbook_add_worksheet(workbook, $0) }, styles: styles, path: path)
    try figures?.write(footer: document.title)
    var written: [XLSXCharts.Source] = []
    for sheet in document.sheets {
      guard let worksheet = workbook_add_worksheet(workbook, sheet.name) else {
        throw DocumentFailure.badSheetName(sheet.name)
      }
      let writer = XLSXSheet(sheet, worksheet, styles: styles, path: path, language: document.language)
      let table = try writer.write(footer: sheet.page.footer ?? document.title)
      written.append(XLSXCharts.Source(sheet: sheet, worksheet: worksheet, table: table))
      try checkTemporary(of: worksheet, for: path)
    }
    // Last, as a chart may show the table of a later sheet.
    for host in written { try XLSXCharts(host, workbook: workbook, sources: written).insert() }
  }

  private func setProperties(of workbook: UnsafeMutablePointer<lxw_workbook>, from document: Document) {
    document.title.visible.withMutableCString { title in
      document.subject.visible.withMutableCString { subject in
        document.author.visible.withMutableCString { author in
          var properties = lxw_doc_properties()
          properties.title = title
          properties.subject = subject
          properties.author = author
          properties.created = time_t(document.created)
          workbook_set_properties(workbook, &properties)
        }
      }
    }
  }

  /// A full disk shows here only: the library does not look at what writing rows to its temporary file returned.
  private func checkTemporary(of worksheet: UnsafeMutablePointer<lxw_worksheet>, for path: String) throws {
    guard let file = worksheet.pointee.optimize_tmpfile else { return }
    guard fflush(file) == 0, ferror(file) == 0 else { throw failure(path) }
  }

  private func checkNames(_ document: Document) throws {
    var seen: Set<String> = []
    for name in document.sheets.map(\.name) {
      guard !name.isEmpty, name == Sheet.safeName(name), seen.insert(name.lowercased()).inserted else {
        throw DocumentFailure.badSheetName(name)
      }
    }
  }
}

extension String {
  /// Without what XML cannot hold, in places where the library writes texts as they are.
  var visible: String {
    guard unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0xFFFE || $0.value == 0xFFFF }) else {
      return self
    }
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0.value < 0x20 ? " " : $0.value == 0xFFFE || $0.value == 0xFFFF ? "\u{FFFD}" : $0 }))
  }

  /// The same as the name of a chart or of a series, which the library takes for a formula when it begins with `=`.
  var label: String { hasPrefix("=") ? "'" + visible : visible }
}

extension Sheet {
  /// Whether the library should not keep its cells, which it does for the values stored in charts.
  fileprivate var isLong: Bool {
    switch rows {
    case .list(let rows): rows.count > 10_000
    case .stream: true
    }
  }

  var isStreamed: Bool {
    if case .stream = rows { true } else { false }
  }
}

extension String {
  /// The text as C wants it where it forgot `const`; only valid inside `body`.
  func withMutableCString<Result>(_ body: (UnsafeMutablePointer<CChar>) throws -> Result) rethrows -> Result {
    try withCString { try body(UnsafeMutablePointer(mutating: $0)) }
  }
}

/// `B12` for row 11 and column 1, both from 0.
func cellName(row: Int, column: Int) -> String { columnName(column) + String(row + 1) }

/// `AB` for column 27, from 0.
func columnName(_ column: Int) -> String {
  var letters = ""
  var rest = column + 1
  while rest > 0 {
    letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
    rest = (rest - 1) / 26
  }
  return letters
}
