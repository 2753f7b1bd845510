import CArchive
internal import CXML
import Grid

/// Reads the sheets of a workbook (Office Open XML) as lines of fields with semicolons.
///
/// What is packed is unpacked up to a limit; document types, and with them all entities, are refused.
enum Workbook {
  /// Bytes of the file, and of its parts unpacked.
  static let packedLimit = 32 << 20
  static let unpackedLimit = 96 << 20

  /// Rows as lines, with their numbers in the sheet, as far as these go up, and what is said of cells that cannot be read.
  typealias Rows = (_ take: (_ line: UnsafeRawBufferPointer, _ number: Int, _ lost: [String]) throws -> Void) throws ->
    Void

  /// - Parameter body: Called once with the rows of all sheets and whether dates count from 1904; row numbers go on
  ///   from sheet to sheet.
  static func read(_ source: any ByteSource, _ body: (Rows, _ since1904: Bool) throws -> Void) throws {
    var parts = try unpack(source)
    var since1904 = false
    if let book = parts["xl/workbook.xml"] {
      try XMLWalk(book, source.name).visit { walk in
        if walk.isStart, walk.name == "workbookPr" {
          since1904 = ["1", "true"].contains(walk.attribute("date1904") ?? "")
        }
      }
    }
    let shared = try parts.removeValue(forKey: "xl/sharedStrings.xml").map { try sharedTexts($0, source.name) } ?? []
    let sheets = parts.keys.filter { $0.hasPrefix("xl/worksheets/") && $0.hasSuffix(".xml") }
    guard !sheets.isEmpty else {
      throw PlainFailure(.dataRefused, "\(source.name) is no workbook", hint: "Save it as .xlsx or as CSV.")
    }
    let rows: Rows = { take in
      var number = 0
      // sheet2 before sheet10.
      for sheet in sheets.sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) {
        try readSheet(parts[sheet] ?? [], shared, source.name) { line, row, lost in
          // Empty rows are not stored, yet counted by who looks at the sheet.
          number = max(number + 1, min(row ?? 0, 1_048_576))
          try line.withUnsafeBytes { try take($0, number, lost) }
        }
      }
    }
    try body(rows, since1904)
  }

  private static func unpack(_ source: any ByteSource) throws -> [String: [UInt8]] {
    let packed = try readAll(source)
    guard let archive = archive_read_new() else { throw damaged(source.name, nil) }
    defer { archive_read_free(archive) }
    archive_read_support_format_zip(archive)
    return try packed.withUnsafeBytes { bytes in
      guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
        throw damaged(source.name, archive)
      }
      var parts: [String: [UInt8]] = [:]
      var total = 0
      var entries = 0
      var entry: OpaquePointer?
      while true {
        let status = archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { return parts }
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN, entries < 10_000 else {
          throw damaged(source.name, archive)
        }
        entries += 1
        guard let path = archive_entry_pathname(entry).map({ String(cString: $0) }), path.hasPrefix("xl/"),
          path.hasSuffix(".xml")
        else { continue }
        parts[path] = try unpackEntry(archive, source.name, &total)
      }
    }
  }

  private static func unpackEntry(_ archive: OpaquePointer, _ name: String, _ total: inout Int) throws -> [UInt8] {
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = archive_read_data(archive, &buffer, buffer.count)
      guard count >= 0 else { throw damaged(name, archive) }
      guard count > 0 else { return content }
      total += count
      guard total <= unpackedLimit else {
        throw PlainFailure(.dataRefused, "\(name) unpacks to more than \(unpackedLimit >> 20) MiB")
      }
      content += buffer[..<count]
    }
  }

  private static func readAll(_ source: any ByteSource) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= packedLimit else {
        throw PlainFailure(.dataRefused, "\(source.name) is a workbook of more than \(packedLimit >> 20) MiB")
      }
    }
  }

  private static func damaged(_ name: String, _ archive: OpaquePointer?) -> PlainFailure {
    PlainFailure(
      .dataRefused, "\(name) is a damaged workbook",
      detail: archive.flatMap { archive_error_string($0) }.map { String(cString: $0) }, hint: "Fetch it again.")
  }

  /// The texts that cells name by number.
  private static func sharedTexts(_ xml: [UInt8], _ name: String) throws -> [String] {
    var texts: [String] = []
    var current: String?
    var isText = false
    // How a text is spoken is no part of it.
    var isSpoken = false
    try XMLWalk(xml, name).visit { walk in
      if walk.isStart {
        switch walk.name {
        case "si":
          current = ""
          if walk.isEmpty { texts.append("") }
        case "rPh": isSpoken = !walk.isEmpty
        case "t": isText = !walk.isEmpty && !isSpoken
        default: break
        }
      } else if walk.isEnd {
        switch walk.name {
        case "si": texts.append(current ?? "")
        case "rPh": isSpoken = false
        case "t": isText = false
        default: break
        }
      } else if isText {
        current?.append(walk.text)
      }
    }
    return texts
  }

  private static func readSheet(
    _ xml: [UInt8], _ shared: [String], _ name: String, _ take: ([UInt8], Int?, [String]) throws -> Void
  ) throws {
    var cells: [String] = []
    var lost: [String] = []
    var row: Int?
    /// Where the cell is, and where the next one is that does not say it.
    var column: Int?
    var next = 0
    var reference: String?
    var type = ""
    var isValue = false
    var isSpoken = false
    var value = ""
    func close() {
      guard let column else {
        if lost.count < 100 { lost.append("there is no cell \(reference?.prefix(40) ?? "") behind the one before it") }
        return
      }
      next = column + 1
      // Our tables are narrow; a cell far to the right costs nothing.
      guard column < Fields.countLimit * 2 else { return }
      while cells.count < column { cells.append("") }
      switch type {
      case "s":
        let text = Int(value).flatMap { shared.indices.contains($0) ? shared[$0] : nil }
        if text == nil, lost.count < 100 { lost.append("the workbook has no text \(value.prefix(40))") }
        cells.append(text ?? "")
      case "", "n": cells.append(WrittenDecimal.shown(value))
      default: cells.append(value)
      }
    }
    try XMLWalk(xml, name).visit { walk in
      if walk.isStart {
        switch walk.name {
        case "row": (cells, lost, next, row) = ([], [], 0, walk.attribute("r").flatMap { Int($0) })
        case "c":
          reference = walk.attribute("r")
          column = reference.map(columnNumber) ?? next
          if let known = column, known < next { column = nil }
          type = walk.attribute("t") ?? ""
          value = ""
          if walk.isEmpty { next = column.map { $0 + 1 } ?? next }
        case "rPh": isSpoken = !walk.isEmpty
        case "v", "t": isValue = !walk.isEmpty && !isSpoken
        default: break
        }
      } else if walk.isEnd {
        switch walk.name {
        case "c": close()
        case "rPh": isSpoken = false
        case "v", "t": isValue = false
        case "row": try take(line(cells), row, lost)
        default: break
        }
      } else if isValue, value.utf8.count < LineReader.lengthLimit {
        value += walk.text
      }
    }
  }

  private static func line(_ cells: [String]) -> [UInt8] {
    var line: [UInt8] = []
    for cell in cells {
      // Quotes and line breaks would be read as such; none of our fields has them.
      line += cell.utf8.map { $0 == 0x22 || $0 == 0x3B || $0 < 0x20 ? 0x20 : $0 }
      // Behind the last one too: a row does not store the empty cells at its end.
      line.append(0x3B)
      if line.count > LineReader.lengthLimit { return Array(line.prefix(LineReader.lengthLimit)) }
    }
    return line
  }

  /// `B7` is column 1; nil for what is no cell of a sheet, which ends at XFD1048576.
  private static func columnNumber(_ reference: String) -> Int? {
    let letters = reference.utf8.prefix { 0x41...0x5A ~= $0 }
    let digits = reference.utf8.dropFirst(letters.count)
    guard 1...3 ~= letters.count, digits.allSatisfy({ 0x30...0x39 ~= $0 }), let row = Int(String(digits) ?? ""),
      1...1_048_576 ~= row
    else { return nil }
    let column = letters.reduce(0) { $0 * 26 + Int($1) - 0x40 }
    return column <= 16_384 ? column - 1 : nil
  }
}

/// Walks through an XML text in memory.
private final class XMLWalk {
  private let reader: xmlTextReaderPtr
  private let xml: [UInt8]
  private let file: String

  init(_ xml: [UInt8], _ file: String) throws {
    self.xml = xml
    self.file = file
    let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
    let made = xml.withUnsafeBytes { bytes in
      // The reader copies the bytes.
      xmlReaderForMemory(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil, nil, options)
    }
    guard let made else { throw PlainFailure(.dataRefused, "\(file) has a sheet that cannot be read") }
    reader = made
  }

  deinit { xmlFreeTextReader(reader) }

  /// Calls the body for each start, end and text.
  func visit(_ body: (XMLWalk) throws -> Void) throws {
    while true {
      let status = xmlTextReaderRead(reader)
      if status == 0 { return }
      guard status == 1, xmlTextReaderDepth(reader) < 64 else { throw broken() }
      switch kind {
      case XML_READER_TYPE_DOCUMENT_TYPE, XML_READER_TYPE_ENTITY_REFERENCE, XML_READER_TYPE_ENTITY: throw broken()
      default: try body(self)
      }
    }
  }

  private var kind: xmlReaderTypes { xmlReaderTypes(rawValue: UInt32(bitPattern: xmlTextReaderNodeType(reader))) }

  var isStart: Bool { kind == XML_READER_TYPE_ELEMENT }
  /// An element without an end of its own.
  var isEmpty: Bool { xmlTextReaderIsEmptyElement(reader) == 1 }
  var isEnd: Bool { kind == XML_READER_TYPE_END_ELEMENT }

  /// Without its prefix.
  var name: String { xmlTextReaderConstLocalName(reader).map { String(cString: $0) } ?? "" }
  var text: String { xmlTextReaderConstValue(reader).map { String(cString: $0) } ?? "" }

  func attribute(_ name: String) -> String? {
    guard xmlTextReaderMoveToAttribute(reader, name) == 1 else { return nil }
    defer { xmlTextReaderMoveToElement(reader) }
    return text
  }

  private func broken() -> PlainFailure {
    PlainFailure(.dataRefused, "\(file) has a sheet that is no plain XML", hint: "Save it again as .xlsx or as CSV.")
  }
}
