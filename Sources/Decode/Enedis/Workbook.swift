import Grid

/// Reads the sheets of a workbook (Office Open XML) as lines of fields with semicolons.
///
/// What is packed is unpacked up to a limit; document types, and with them all entities, are refused.
enum Workbook {
  /// Rows as lines, with their numbers in the sheet, as far as these go up, and what is said of cells that cannot be read.
  typealias Rows = (_ take: (_ line: UnsafeRawBufferPointer, _ number: Int, _ lost: [String]) throws -> Void) throws ->
    Void

  /// - Parameter body: Called once with the rows of all sheets and whether dates count from 1904; row numbers go on
  ///   from sheet to sheet.
  static func read(_ source: any ByteSource, _ body: (Rows, _ since1904: Bool) throws -> Void) throws {
    var parts = try unzip(source, limit: 96 << 20) { $0.hasPrefix("xl/") && $0.hasSuffix(".xml") }
    var since1904 = false
    if let book = parts["xl/workbook.xml"] {
      try XMLNodes.read(MemorySource(book, name: "\(source.name)/xl/workbook.xml")) { node in
        if node.kind == .start, node.tag == "workbookPr" {
          since1904 = ["1", "true"].contains(node.attribute("date1904") ?? "")
        }
      }
    }
    let shared =
      try parts.removeValue(forKey: "xl/sharedStrings.xml").map {
        try sharedTexts(MemorySource($0, name: "\(source.name)/xl/sharedStrings.xml"))
      } ?? []
    let sheets = parts.keys.filter { $0.hasPrefix("xl/worksheets/") }
    guard !sheets.isEmpty else {
      throw PlainFailure(.dataRefused, "\(source.name) is no workbook", hint: "Save it as .xlsx or as CSV.")
    }
    let rows: Rows = { take in
      var number = 0
      // sheet2 before sheet10.
      for sheet in sheets.sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) {
        try readSheet(MemorySource(parts[sheet] ?? [], name: "\(source.name)/\(sheet)"), shared) { line, row, lost in
          // Empty rows are not stored, yet counted by who looks at the sheet.
          number = max(number + 1, min(row ?? 0, 1_048_576))
          try line.withUnsafeBytes { try take($0, number, lost) }
        }
      }
    }
    try body(rows, since1904)
  }

  /// The texts that cells name by number.
  private static func sharedTexts(_ part: any ByteSource) throws -> [String] {
    var texts: [String] = []
    var current: String?
    var isText = false
    // How a text is spoken is no part of it.
    var isSpoken = false
    try XMLNodes.read(part) { node in
      if node.kind == .start {
        switch node.tag {
        case "si":
          current = ""
          if node.isEmpty { texts.append("") }
        case "rPh": isSpoken = !node.isEmpty
        case "t": isText = !node.isEmpty && !isSpoken
        default: break
        }
      } else if node.kind == .end {
        switch node.tag {
        case "si": texts.append(current ?? "")
        case "rPh": isSpoken = false
        case "t": isText = false
        default: break
        }
      } else if isText {
        current?.append(String(decoding: node.text, as: UTF8.self))
      }
    }
    return texts
  }

  private static func readSheet(
    _ part: any ByteSource, _ shared: [String], _ take: ([UInt8], Int?, [String]) throws -> Void
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
    try XMLNodes.read(part) { node in
      if node.kind == .start {
        switch node.tag {
        case "row": (cells, lost, next, row) = ([], [], 0, node.attribute("r").flatMap { Int($0) })
        case "c":
          reference = node.attribute("r")
          column = reference.map(columnNumber) ?? next
          if let known = column, known < next { column = nil }
          type = node.attribute("t") ?? ""
          value = ""
          if node.isEmpty { next = column.map { $0 + 1 } ?? next }
        case "rPh": isSpoken = !node.isEmpty
        case "v", "t": isValue = !node.isEmpty && !isSpoken
        default: break
        }
      } else if node.kind == .end {
        switch node.tag {
        case "c": close()
        case "rPh": isSpoken = false
        case "v", "t": isValue = false
        case "row": try take(line(cells), row, lost)
        default: break
        }
      } else if isValue, value.utf8.count < LineReader.lengthLimit {
        value += String(decoding: node.text, as: UTF8.self)
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
