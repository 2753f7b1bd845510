/// The table of a sheet, or those of its columns that fit beside one another, cut to the width of a page.
struct ReportTable {
  private let sheet: Sheet
  private let say: PrintLanguage
  /// Numbers of the columns in the sheet.
  private let columns: [Int]
  private let left: [Double]
  private let widths: [Double]
  private let size: Double
  private let rows: [[Cell]]
  private let totals: [[Cell]]
  private let totalLabels: [String]
  private let type: PDFTypesetter

  private static let sizes = [8.5, 8, 7.5, 7, 6.5]
  /// Size in a table whose columns are spread.
  private static let spreadSize = 7.5
  /// Longer texts go on in a row of their own, so that a row is never higher than a page.
  private static let longest = 800
  private var padding: Double { size * 0.28 }
  private var body: PDFStyle { PDFStyle(size) }
  private var bold: PDFStyle { PDFStyle(size, .bold) }

  /// - Returns: One table, or several that share their first columns.
  static func tables(
    of sheet: Sheet, width: Double, _ say: PrintLanguage, _ type: PDFTypesetter
  ) throws -> [ReportTable] {
    var rows: [[Cell]] = []
    var tallies = try Tallies(sheet)
    var measures = sheet.columns.map { ReportMeasure($0, type) }
    let isStreamed = sheet.isStreamed
    if case .list(let list) = sheet.rows { rows = list }
    try sheet.forEachRow { number, row in
      guard number < ReportPDF.rowLimit else { throw DocumentFailure.tooManyRows(sheet: sheet.name) }
      tallies.add(row)
      for (index, cell) in row.enumerated() { measures[index].add(sheet.columns[index].format.print(cell, in: say)) }
      if isStreamed { rows.append(row) }
    }
    let kinds = rows.isEmpty ? [] : TotalRow.rows(of: sheet)
    let totals = try kinds.map { kind in
      try sheet.columns.enumerated().map { index, column in
        try kind.total(of: column).map { try tallies.cell($0, column: index) } ?? .empty
      }
    }
    for total in totals {
      for (index, cell) in total.enumerated() { measures[index].add(sheet.columns[index].format.print(cell, in: say)) }
    }
    func table(_ columns: [Int], _ widths: [Double], _ size: Double) -> ReportTable {
      ReportTable(
        sheet, say, columns, widths, size, room: width, rows, totals, kinds.map { $0.label(in: say) }, type)
    }
    let all = Array(sheet.columns.indices)
    for size in sizes {
      if let widths = fit(all, measures, size, width) { return [table(all, widths, size)] }
    }
    return parts(sheet, measures, width).map { columns in
      let widths = fit(columns, measures, spreadSize, width) ?? columns.map { _ in width / Double(columns.count) }
      return table(columns, widths, spreadSize)
    }
  }

  /// Widths of columns at a size, texts broken where they must be; nil when they do not fit.
  private static func fit(
    _ columns: [Int], _ measures: [ReportMeasure], _ size: Double, _ room: Double
  ) -> [Double]? {
    let room = room - gap(size) * Double(columns.count - 1)
    let most = columns.map { measures[$0].most(size) }
    let least = columns.map { measures[$0].least(size) }
    let (wanted, needed) = (most.reduce(0, +), least.reduce(0, +))
    if wanted <= room { return most }
    guard needed <= room else { return nil }
    let share = (room - needed) / (wanted - needed)
    return zip(least, most).map { $0 + ($1 - $0) * share }
  }

  private static func gap(_ size: Double) -> Double { size * 1.4 }

  /// Columns that fit beside one another; each part begins with those that stay in view.
  private static func parts(_ sheet: Sheet, _ measures: [ReportMeasure], _ room: Double) -> [[Int]] {
    func width(_ columns: [Int]) -> Double {
      columns.map { measures[$0].least(spreadSize) + gap(spreadSize) }.reduce(0, +)
    }
    var keys = Array(0..<min(max(sheet.frozenColumns, 1), sheet.columns.count - 1))
    while keys.count > 1, width(keys) > room * 0.4 { keys.removeLast() }
    var parts: [[Int]] = []
    var part = keys
    for column in sheet.columns.indices.dropFirst(keys.count) {
      if part.count > keys.count, width(part + [column]) > room {
        parts.append(part)
        part = keys
      }
      part.append(column)
    }
    return parts + [part]
  }

  private init(
    _ sheet: Sheet, _ say: PrintLanguage, _ columns: [Int], _ widths: [Double], _ size: Double, room: Double,
    _ rows: [[Cell]], _ totals: [[Cell]], _ totalLabels: [String], _ type: PDFTypesetter
  ) {
    self.sheet = sheet
    self.say = say
    self.columns = columns
    self.widths = widths
    self.size = size
    self.rows = rows
    self.totals = totals
    self.totalLabels = totalLabels
    self.type = type
    // What room is left goes between the columns, up to where the eye loses the line.
    let spare = (room - widths.reduce(0, +)) / Double(max(columns.count - 1, 1))
    let gap = min(spare, Self.gap(size) * 2.2)
    var edge = 0.0
    left = widths.map { width in
      defer { edge += width + gap }
      return edge
    }
  }

  private var width: Double { (left.last ?? 0) + (widths.last ?? 0) }

  /// The heading and so many rows of one line.
  func height(ofFirst count: Int) -> Double {
    let line = size * 1.2 + 2 * padding
    return headingHeight + line * Double(min(rows.count + totals.count, count))
  }

  func print(on press: ReportPress) throws {
    try press.require(height(ofFirst: 3))
    drawHeading(on: press)
    guard !rows.isEmpty else {
      let note = type.line(Sheet.emptyText(in: say), body)
      if press.isDrawing { press.draw(note, x: 0, y: press.y + padding, .quiet) }
      return press.advance(note.height + 2 * padding + 8)
    }
    for (index, row) in rows.enumerated() {
      // The totals do not stand alone on a page.
      let after = index == rows.count - 1 ? Double(totals.count) * (size * 1.2 + 2 * padding) : 0
      for texts in pieces(row) { try print(texts, body, after: after, on: press) }
      press.rule(x: 0, y: press.y, width: width)
    }
    for (index, total) in totals.enumerated() {
      if index == 0 { press.rule(x: 0, y: press.y, width: width, thickness: 0.8, ReportPress.ink) }
      var texts = self.texts(total)
      if texts[0].isEmpty { texts[0] = totalLabels[index] }
      try print(texts, bold, after: 0, on: press)
    }
    press.advance(12)
  }

  private func texts(_ row: [Cell]) -> [String] {
    columns.map { index in
      guard index < row.count else { return "" }
      let text = sheet.columns[index].format.print(row[index], in: say)
      guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
      return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 && $0 != "\n" ? " " : $0 }))
    }
  }

  /// The texts of a row, and of the rows in which its long texts go on.
  private func pieces(_ row: [Cell]) -> [[String]] {
    var rest = texts(row)
    var pieces: [[String]] = []
    while rest.contains(where: { $0.utf8.count > Self.longest }) {
      var piece: [String] = []
      for index in rest.indices {
        var end =
          rest[index].index(rest[index].startIndex, offsetBy: Self.longest, limitedBy: rest[index].endIndex)
          ?? rest[index].endIndex
        if end < rest[index].endIndex, let space = rest[index][..<end].lastIndex(of: " ") {
          end = rest[index].index(after: space)
        }
        piece.append(String(rest[index][..<end]))
        rest[index] = String(rest[index][end...])
      }
      pieces.append(piece)
    }
    return rest.allSatisfy(\.isEmpty) && !pieces.isEmpty ? pieces : pieces + [rest]
  }

  private func print(_ texts: [String], _ style: PDFStyle, after: Double, on press: ReportPress) throws {
    let measure = type.advances
    var sets: [PDFText?] = []
    var height = size * 1.2
    for (index, text) in texts.enumerated() {
      // Lines are set only where they are drawn, or may be several.
      let isLong = text.utf8.count > 3 && measure.width(text, size) > widths[index] * 0.97 || text.contains("\n")
      guard press.isDrawing || isLong, !text.isEmpty else {
        sets.append(nil)
        continue
      }
      let set =
        isLong && !isNumeric(index) ? type.paragraph(text, style, width: widths[index] + 0.5) : type.line(text, style)
      height = max(height, isLong ? set.height : 0)
      sets.append(set)
    }
    height += 2 * padding
    if try press.require(height + after) { drawHeading(on: press) }
    if press.isDrawing {
      for (index, set) in sets.enumerated() {
        guard let set else { continue }
        let x = isNumeric(index) ? left[index] + widths[index] - set.width : left[index]
        press.draw(set, x: x, y: press.y + padding, style == bold ? ReportPress.ink : .ink)
      }
    }
    press.advance(height)
  }

  private func isNumeric(_ index: Int) -> Bool { sheet.columns[columns[index]].format.isNumeric }

  private var headingHeight: Double {
    let lines = columns.indices.map { headingLines($0).count }.max() ?? 1
    return Double(lines) * size * 1.25 + padding + 4
  }

  /// The heading in lines, broken between words.
  private func headingLines(_ index: Int) -> [String] {
    let measure = type.advances
    var lines: [String] = []
    for word in sheet.columns[columns[index]].heading.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      let longer = (lines.last.map { $0 + " " } ?? "") + word
      if lines.isEmpty || measure.width(longer, size) * ReportMeasure.boldness > widths[index] + 0.5 {
        lines.append(String(word))
      } else {
        lines[lines.count - 1] = longer
      }
    }
    return lines
  }

  private func drawHeading(on press: ReportPress) {
    let height = headingHeight
    if press.isDrawing {
      for index in columns.indices {
        let lines = headingLines(index)
        for (number, line) in lines.enumerated() {
          let set = type.line(line, bold)
          let x = isNumeric(index) ? left[index] + widths[index] - set.width : left[index]
          let y = press.y + height - 4 - Double(lines.count - number) * size * 1.25
          press.draw(set, x: x, y: y, ReportPress.ink)
        }
      }
      press.rule(x: 0, y: press.y + height - 2, width: width, thickness: 0.8, ReportPress.ink)
    }
    press.advance(height)
  }
}

/// How wide the texts of a column are.
struct ReportMeasure {
  /// A bold text beside the same in regular letters, at most.
  static let boldness = 1.09

  private let isText: Bool
  private let advances: PDFAdvances
  /// At a size of one point.
  private var widest: Double
  private var widestNumber = 0.0
  private var longestWord: Double

  init(_ column: Column, _ type: PDFTypesetter) {
    isText = column.format == .text
    advances = type.advances
    let advances = advances
    let heading = advances.width(column.heading, 1) * Self.boldness
    longestWord =
      column.heading.split(separator: " ").map { advances.width(String($0), 1) * Self.boldness }.max() ?? 0
    // A heading in two lines where there is room.
    widest = max(longestWord, heading * 0.56)
  }

  mutating func add(_ text: String) {
    let width = advances.width(text, 1)
    widest = max(widest, isText ? width : width * Self.boldness)
    if !isText { widestNumber = max(widestNumber, width * Self.boldness) }
    guard isText, width > longestWord else { return }
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      longestWord = max(longestWord, advances.width(String(word), 1))
    }
  }

  /// What a column takes when there is room, and what it needs: a text is broken between words, a longer word anywhere.
  func most(_ size: Double) -> Double { (isText ? max(min(widest, 48), least(1)) : widest) * size }
  func least(_ size: Double) -> Double { (isText ? min(longestWord, 20) : max(longestWord, widestNumber)) * size }
}
