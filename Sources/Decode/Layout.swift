import Grid

/// How a native dump is written: separator, decimal mark, and which field is what.
public struct Layout: Equatable, Sendable {
  /// A column of the native form.
  public enum Column: String, CaseIterable, Sendable {
    case meter = "meter_id"
    case timestamp
    case consumed = "consumed_wh"
    case produced = "produced_wh"
    /// Positive: discharged into the site; negative: charged.
    case battery = "battery_wh"
    case imported = "import_wh"
    case exported = "export_wh"

    public var isValue: Bool { self != .meter && self != .timestamp }
  }

  public static let defaultColumns: [Column?] = [.meter, .timestamp, .consumed, .produced, .battery]

  public let separator: UInt8
  /// One entry a field; nil for a field that is not ours and is passed over.
  public let columns: [Column?]
  public let hasHeader: Bool
  public let hasByteOrderMark: Bool

  /// `;` files may write `1,5`.
  public var allowsDecimalComma: Bool { separator == UInt8(ascii: ";") }

  /// Reads the layout from the first line that is neither blank nor a comment.
  ///
  /// - Returns: nil when it is neither a header of the native form nor a row in the default order.
  public init?(firstLine: UnsafeRawBufferPointer, hasByteOrderMark: Bool) {
    let text = String(decoding: firstLine, as: UTF8.self)
    // One of the few line breaks of CR alone in a dump that has LF too.
    guard !text.contains("\u{FFFD}"), !firstLine.contains(13) else { return nil }
    let separator: Character = text.filter { $0 == ";" }.count > 0 ? ";" : ","
    let fields = text.split(separator: separator, omittingEmptySubsequences: false).map { field in
      var name = field.lowercased()[...]
      while let first = name.first, " \"".contains(first) { name.removeFirst() }
      while let last = name.last, " \"".contains(last) { name.removeLast() }
      return String(name)
    }
    self.separator = separator.asciiValue!
    self.hasByteOrderMark = hasByteOrderMark
    guard fields.count <= Fields.countLimit else { return nil }
    let columns = fields.map { Column(rawValue: $0) }
    let known = columns.compactMap { $0 }
    if known.contains(.meter), known.contains(.timestamp), known.contains(where: \.isValue) {
      guard Set(known).count == known.count else { return nil }
      self.columns = columns
      hasHeader = true
    } else if known.isEmpty, fields.count == Layout.defaultColumns.count, Instant(fields[1].uppercased()) != nil {
      self.columns = Layout.defaultColumns
      hasHeader = false
    } else {
      return nil
    }
  }

  /// Finds the first line that is neither blank nor a comment, and reads the layout from it.
  ///
  /// - Returns: The line too: without a header it is a row.
  public static func find(
    in lines: inout LineReader, hasByteOrderMark: Bool
  ) throws -> (layout: Layout, line: [UInt8]) {
    while let line = try lines.next() {
      if isNoRow(line) { continue }
      guard !lines.isCut, let layout = Layout(firstLine: line, hasByteOrderMark: hasByteOrderMark) else {
        throw PlainFailure(
          .dataRefused, "\(lines.name):\(lines.number): neither the header of a native dump nor a reading",
          hint: "Leave --format out, and 'ingest --inspect' tells the form.")
      }
      return (layout, Array(line))
    }
    throw Input.foreign(lines.name, .native, "row")
  }

  /// As it is told to the user: `native CSV, separator ;, decimal comma, BOM, columns meter_id …`.
  public var description: String {
    var parts = ["native CSV", "separator \(allowsDecimalComma ? "semicolon" : "comma")"]
    if allowsDecimalComma { parts.append("decimal comma") }
    if hasByteOrderMark { parts.append("BOM") }
    if !hasHeader { parts.append("no header") }
    parts.append("columns " + columns.map { $0?.rawValue ?? "(passed over)" }.joined(separator: " "))
    return parts.joined(separator: ", ")
  }
}
