internal import CXLSXWriter
import Glibc

/// Writes the rows of a table as XML into the file in which the library collects them in its mode of bounded memory.
///
/// The library has a call a cell, which sets every number with `printf`: this writes a million cells in a fifth of that time.
/// Numbers are written with all digits of the cell, texts into their cells, so that no text is ever taken for a formula or a
/// number.
final class XLSXRows {
  private let worksheet: XLSXSheet.Worksheet
  private let path: String
  private let columns: [XLSXColumnRow]
  private let labels: XLSXTimeLabels
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 18
  private var count = 0
  private static let noStyle = Array("\"".utf8)
  /// Digits of the current row's number.
  private var rowNumber: [UInt8] = []

  /// - Parameters:
  ///   - columns: Of the table, with their styles.
  ///   - labels: Columns of texts beside it.
  init(_ columns: [(Column, XLSXColumnStyles)], labels: XLSXTimeLabels, _ worksheet: XLSXSheet.Worksheet, path: String)
  {
    self.worksheet = worksheet
    self.path = path
    self.labels = labels
    self.columns = columns.enumerated().map { XLSXColumnRow($1.0, $1.1, at: $0) }
    bytes = .allocate(capacity: capacity)
  }

  deinit { bytes.deallocate() }

  /// Writes a row below all that was written before it.
  ///
  /// - Parameter number: From 0.
  func write(_ cells: [Cell], at number: Int) throws {
    if count == 0 { try finishRowOfLibrary() }
    rowNumber.removeAll(keepingCapacity: true)
    rowNumber.append(contentsOf: String(number + 1).utf8)
    reserve(64)
    put("<row r=\"")
    put(rowNumber)
    put("\">")
    for index in columns.indices { try write(index < cells.count ? cells[index] : .empty, columns[index]) }
    for (source, target) in labels.columns where source < cells.count {
      guard let label = labels.text(cells[source]) else { continue }
      reserve(64)
      put("<c r=\"\(columnName(target))")
      put(rowNumber)
      try put(text: label, style: Self.noStyle)
    }
    reserve(16)
    put("</row>")
    if count > 1 << 17 { try flush() }
  }

  /// Hands the rest over and tells the library how far the table reaches.
  ///
  /// - Parameter last: The number of the last row.
  func finish(last: Int) throws {
    try flush()
    let beside = labels.columns.map(\.target).max() ?? 0
    worksheet.pointee.dim_rowmax = max(worksheet.pointee.dim_rowmax, row(last))
    worksheet.pointee.dim_colmax = max(worksheet.pointee.dim_colmax, col(max(columns.count - 1, beside)))
  }

  /// The heading goes into the file before the first row that the library does not know of.
  private func finishRowOfLibrary() throws { lxw_worksheet_write_single_row(worksheet) }

  private func flush() throws {
    guard count > 0 else { return }
    errno = 0
    guard fwrite(bytes, 1, count, worksheet.pointee.optimize_tmpfile) == count else { throw failure(path) }
    count = 0
  }
}

extension XLSXRows {
  private func write(_ cell: Cell, _ column: XLSXColumnRow) throws {
    reserve(256)
    put(column.start)
    put(rowNumber)
    switch cell {
    case .text(let text): return try put(text: text, style: column.text)
    case .integer(let value):
      put(column.number)
      if column.isDuration { put(double: Double(value) / 1440) } else { put(integer: Int(value)) }
    case .decimal(let value):
      put(column.number)
      if column.isDuration { put(double: value.double / 1440) } else { put(decimal: value) }
    case .date(let days):
      put(column.date)
      put(integer: days + XLSXSheet.epoch)
    case .localTime(let seconds, let offset):
      put(column.localTime(offset))
      put(double: Double(Int(seconds) + XLSXSheet.epoch * 86_400) / 86_400)
    case .flag(let value):
      put(column.flag)
      put(value ? "1" : "0")
    case .empty: return put(column.empty)
    }
    put("</v></c>")
  }

  /// A text in its cell: never a formula, a number or a reference, whatever it looks like.
  private func put(text: String, style: [UInt8]) throws {
    var text = XLSXRows.escaped(text)
    try text.withUTF8 { letters in
      guard letters.count <= 32_767 || String(decoding: letters, as: UTF8.self).utf16.count <= 32_767 else {
        throw DocumentFailure.cannotWrite(path: path, reason: "a text is longer than the 32,767 characters of a cell")
      }
      reserve(letters.count + 128)
      put(style)
      let hasBlankEdge = [letters.first, letters.last].contains { $0.map { $0 <= 0x20 } ?? false }
      put(hasBlankEdge ? " t=\"inlineStr\"><is><t xml:space=\"preserve\">" : " t=\"inlineStr\"><is><t>")
      if let start = letters.baseAddress { (bytes + count).update(from: start, count: letters.count) }
      count += letters.count
    }
    put("</t></is></c>")
  }

  /// A text as XML holds it.
  static func escaped(_ text: String) -> String {
    let text = legible(text)
    guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E }) else { return text }
    return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// A text of characters that XML knows, its markup untouched. A control character becomes what Excel writes for it,
  /// `_x000B_`, and so does what looks like one; what is no character at all becomes a replacement mark.
  static func legible(_ text: String) -> String {
    guard text.utf8.contains(where: { isSpecial[Int($0)] }) else { return text }
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0x5F where isEscape(scalars[index...]): result.append(contentsOf: "_x005F_".unicodeScalars)
      case 0x09, 0x0A: result.append(scalar)
      case 0..<0x20:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let zeros = String(repeating: "0", count: 4 - digits.count)
        result.append(contentsOf: "_x\(zeros)\(digits)_".unicodeScalars)
      case 0xFFFE, 0xFFFF: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Bytes that may need another form; 0xEF begins U+FFFE and U+FFFF.
  private static let isSpecial: [Bool] = (0...255).map { $0 < 0x20 || $0 == 0x5F || $0 == 0xEF }

  /// Whether a text goes on as `_x000B_` does.
  private static func isEscape(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let word = scalars.prefix(7).map(\.value)
    guard word.count == 7, word[1] == 0x78, word[6] == 0x5F else { return false }
    return word[2..<6].allSatisfy { Unicode.Scalar($0)?.properties.isASCIIHexDigit ?? false }
  }
}

extension XLSXRows {
  private func put(integer value: Int) {
    if value < 0 { put(0x2D) }
    put(digits: UInt64(value.magnitude), scale: 0)
  }

  private func put(decimal value: ExactDecimal) {
    guard let magnitude = UInt64(exactly: value.unscaled.magnitude) else { return put(value.description) }
    if value.unscaled < 0 { put(0x2D) }
    put(digits: magnitude, scale: value.scale)
  }

  /// Digits with a point before the last `scale` of them; zeros at the end of a fraction stay out.
  private func put(digits value: UInt64, scale: Int) {
    var (rest, scale) = (value, scale)
    while scale > 0, rest % 10 == 0 {
      rest /= 10
      scale -= 1
    }
    // From the right, at the end of what the longest number takes.
    var at = count + 60
    var done = 0
    while rest > 0 || done <= scale {
      if done == scale, done > 0 {
        at -= 1
        bytes[at] = 0x2E
      }
      at -= 1
      bytes[at] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      done += 1
    }
    let length = count + 60 - at
    (bytes + count).update(from: bytes + at, count: length)
    count += length
  }

  /// The shortest digits that give the same number again.
  private func put(double value: Double) { put(value.description) }

  private func put(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  private func put(_ text: StaticString) {
    (bytes + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    count += text.utf8CodeUnitCount
  }

  private func put(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { (bytes + count).update(from: $0.baseAddress!, count: $0.count) }
    count += text.count
  }

  @_disfavoredOverload
  private func put(_ text: String) {
    for byte in text.utf8 { put(byte) }
  }

  /// Makes room: nothing below looks whether it has any.
  private func reserve(_ room: Int) {
    guard count + room > capacity else { return }
    capacity = 2 * (count + room)
    let longer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    longer.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = longer
  }
}

/// A column as its cells begin, for each kind of value.
final class XLSXColumnRow {
  /// `<c r="AB`.
  let start: [UInt8]
  let number, date, flag, text, empty: [UInt8]
  let isDuration: Bool
  private let styles: XLSXColumnStyles
  /// Of the offset that came last: they change twice a year.
  private var localTime: (offset: Int32?, [UInt8])

  init(_ column: Column, _ styles: XLSXColumnStyles, at index: Int) {
    self.styles = styles
    start = Array("<c r=\"\(columnName(index))".utf8)
    number = Self.bytes(styles.number, "><v>")
    date = Self.bytes(styles.date, "><v>")
    flag = Self.bytes(styles.flag, " t=\"b\"><v>")
    text = Self.bytes(styles.text, "")
    empty = Self.bytes(styles.text, "/>")
    localTime = (nil, Self.bytes(styles.localTime, "><v>"))
    isDuration = column.format == .duration
  }

  func localTime(_ offset: Int32?) -> [UInt8] {
    if offset != localTime.offset { localTime = (offset, Self.bytes(styles.localTime(offset: offset), "><v>")) }
    return localTime.1
  }

  private static func bytes(_ format: XLSXStyles.Format, _ rest: String) -> [UInt8] {
    Array("\" s=\"\(lxw_format_get_xf_index(format))\"\(rest)".utf8)
  }
}
