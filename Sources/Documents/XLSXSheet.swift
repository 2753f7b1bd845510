internal import CXLSXWriter

/// Where the table of a sheet ended up; rows and columns count from 0.
struct XLSXTable {
  let heading: Int
  var rows = 0
  var totals = 0
  /// The first and the last row, for the span of a chart's axis.
  var first: [Cell] = []
  var last: [Cell] = []
  var timeLabels = XLSXTimeLabels()

  var firstRow: Int { heading + 1 }
  var lastRow: Int { heading + rows }
  var end: Int { lastRow + totals + (rows == 0 ? 1 : 0) }
}

/// Writes the cells of one sheet, row after row and never back, as the bounded-memory mode of the library demands.
struct XLSXSheet {
  typealias Worksheet = UnsafeMutablePointer<lxw_worksheet>

  /// The serial number of 1970-01-01 in Excel.
  static let epoch = 25_569

  let sheet: Sheet
  let worksheet: Worksheet
  let styles: XLSXStyles
  let path: String
  let language: PrintLanguage

  init(_ sheet: Sheet, _ worksheet: Worksheet, styles: XLSXStyles, path: String, language: PrintLanguage) {
    self.sheet = sheet
    self.worksheet = worksheet
    self.styles = styles
    self.path = path
    self.language = language
  }

  func write(footer: String) throws -> XLSXTable {
    var table = XLSXTable(heading: try writeTop())
    table.timeLabels = XLSXTimeLabels(sheet)
    try writeHeading(at: table.heading)
    let tallies = try writeRows(&table)
    if sheet.columns.isEmpty {
      setPage(table, footer: footer)
      return table  // a sheet of charts
    }
    if table.rows == 0 {
      try check(
        worksheet_write_string(worksheet, row(table.firstRow), 0, Sheet.emptyText(in: language), styles.format(.note)))
    } else {
      try frame(table)  // before the totals: the library refuses a filter that ends above the current row
      table.totals = try XLSXTotals(sheet: self, table: table, tallies: tallies).write()
    }
    setPage(table, footer: footer)
    return table
  }

  /// Rows whose numbers have formats of their own: name, number, remark.
  func write(_ figures: [Figure], footer: String) throws {
    var table = XLSXTable(heading: try writeTop())
    try writeHeading(at: table.heading)
    let texts = [0, 2].map { XLSXColumnStyles(sheet.columns[$0], at: $0, styles) }
    for (index, figure) in figures.enumerated() {
      let at = row(table.firstRow + index)
      try write(.text(figure.name), at, 0, .text, texts[0])
      try write(figure.cell, at, 1, figure.format, XLSXColumnStyles(Column("", figure.format), at: 1, styles))
      try write(figure.remark.isEmpty ? .empty : .text(figure.remark), at, 2, .text, texts[1])
    }
    table.rows = figures.count
    setPage(table, footer: footer)
  }

  /// Title and notes. Returns the row of the heading.
  private func writeTop() throws -> Int {
    var next = 0
    if !sheet.title.isEmpty {
      try check(worksheet_set_row(worksheet, 0, 26, nil))
      try check(worksheet_write_string(worksheet, 0, 0, XLSXRows.legible(sheet.title), styles.format(.title)))
      next = 1
    }
    for note in sheet.notes {
      try check(worksheet_write_string(worksheet, row(next), 0, XLSXRows.legible(note), styles.format(.note)))
      next += 1
    }
    return next == 0 ? 0 : next + 1
  }

  private func writeHeading(at heading: Int) throws {
    let widths = sheet.columnWidths()
    let lines = zip(sheet.columns, widths).map { wrappedLines($0.heading, width: $1) }.max() ?? 1
    try check(worksheet_set_row(worksheet, row(heading), Double(15 * lines + 7), nil))
    for (index, column) in sheet.columns.enumerated() {
      try check(worksheet_set_column(worksheet, col(index), col(index), widths[index], nil))
      // The button of the filter lies over the right end of a heading, so numbers have theirs in the middle.
      let side = column.format.alignment(at: index)
      let format = styles.format(
        .heading, alignment: side == LXW_ALIGN_RIGHT ? LXW_ALIGN_CENTER : side,
        isIndented: side == LXW_ALIGN_LEFT && index > 0)
      try check(worksheet_write_string(worksheet, row(heading), col(index), XLSXRows.legible(column.heading), format))
    }
  }

  private func writeRows(_ table: inout XLSXTable) throws -> Tallies {
    var tallies = try Tallies(sheet)
    let columns = sheet.columns.enumerated().map { ($1, XLSXColumnStyles($1, at: $0, styles)) }
    // In the mode of bounded memory the rows go past the library; else it keeps them, for what the charts have stored.
    let isBounded = worksheet.pointee.optimize == 1
    let rows = isBounded ? XLSXRows(columns, labels: table.timeLabels, worksheet, path: path) : nil
    let limit = 1_048_576 - table.firstRow - TotalRow.rows(of: sheet).count
    var written = table
    try sheet.forEachRow { number, cells in
      guard number < limit else { throw DocumentFailure.tooManyRows(sheet: sheet.name) }
      if let rows {
        try rows.write(cells, at: table.firstRow + number)
      } else {
        try write(cells, at: row(table.firstRow + number), columns, table.timeLabels)
      }
      tallies.add(cells)
      if number == 0 { written.first = cells }
      written.last = cells
      written.rows = number + 1
    }
    if written.rows > 0 { try rows?.finish(last: written.lastRow) }
    table = written
    return tallies
  }

  private func write(
    _ cells: [Cell], at row: lxw_row_t, _ columns: [(column: Column, styles: XLSXColumnStyles)],
    _ labels: XLSXTimeLabels
  ) throws {
    for index in columns.indices {
      let cell = index < cells.count ? cells[index] : .empty
      try write(cell, row, col(index), columns[index].column.format, columns[index].styles)
    }
    for (source, target) in labels.columns where source < cells.count {
      guard let label = labels.text(cells[source]) else { continue }
      try check(worksheet_write_string(worksheet, row, col(target), label, nil))
    }
  }

  private func write(
    _ cell: Cell, _ row: lxw_row_t, _ column: lxw_col_t, _ format: Column.Format, _ style: XLSXColumnStyles
  ) throws {
    switch cell {
    case .text(let text):
      // The library writes what XML cannot hold as it is.
      try check(worksheet_write_string(worksheet, row, column, XLSXRows.legible(text), style.text))
    case .integer(let value):
      try check(worksheet_write_number(worksheet, row, column, format.stored(Double(value)), style.number))
    case .decimal(let value):
      try check(worksheet_write_number(worksheet, row, column, format.stored(value.double), style.number))
    case .date(let days):
      try check(worksheet_write_number(worksheet, row, column, Double(days + Self.epoch), style.date))
    case .localTime(let seconds, let offset):
      let serial = Double(Int(seconds) + Self.epoch * 86_400) / 86_400
      try check(worksheet_write_number(worksheet, row, column, serial, style.localTime(offset: offset)))
    case .flag(let value): try check(worksheet_write_boolean(worksheet, row, column, value ? 1 : 0, style.flag))
    case .empty: try check(worksheet_write_blank(worksheet, row, column, style.text))
    }
  }

  func check(_ code: lxw_error) throws {
    guard code == LXW_NO_ERROR else {
      throw DocumentFailure.cannotWrite(path: path, reason: String(cString: lxw_strerror(code)))
    }
  }
}

extension XLSXSheet {
  /// Filter and conditional formats.
  private func frame(_ table: XLSXTable) throws {
    guard !sheet.columns.isEmpty else { return }
    let last = col(sheet.columns.count - 1)
    try check(worksheet_autofilter(worksheet, row(table.heading), 0, row(table.lastRow), last))
    let texts = sheet.columns.indices.filter { sheet.columns[$0].format == .text }.map { index in
      "\(cellName(row: table.firstRow, column: index)):\(cellName(row: table.lastRow, column: index))"
    }
    if !texts.isEmpty {  // a meter number is a text on purpose, so no green corners
      let ranges = texts.joined(separator: " ")
      try check(worksheet_ignore_errors(worksheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), ranges))
    }
    try XLSXConditions(sheet: self, table: table).write()
  }

  private func setPage(_ table: XLSXTable, footer: String) {
    var hidden = lxw_row_col_options()
    hidden.hidden = 1
    for (_, column) in table.timeLabels.columns {
      worksheet_set_column_opt(worksheet, col(column), col(column), LXW_DEF_COL_WIDTH, nil, &hidden)
    }
    if !sheet.columns.isEmpty {
      worksheet_freeze_panes(worksheet, row(table.firstRow), col(sheet.frozenColumns))
      worksheet_repeat_rows(worksheet, row(table.heading), row(table.heading))
    }
    worksheet_gridlines(worksheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    if sheet.page.landscape { worksheet_set_landscape(worksheet) } else { worksheet_set_portrait(worksheet) }
    worksheet_set_paper(worksheet, 9)  // A4
    worksheet_fit_to_pages(worksheet, 1, sheet.page.fitsOnePage ? 1 : 0)
    worksheet_set_margins(worksheet, 0.5, 0.5, 0.6, 0.7)
    let left = footer.visible.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&&")
    // The font name keeps a title that starts with a digit from becoming part of the font size.
    worksheet_set_footer(worksheet, "&L&9&\"-,Regular\"\(left.prefix(180))&R&9Page &P \(language("of", fr: "sur")) &N")
  }
}

func row(_ index: Int) -> lxw_row_t { lxw_row_t(index) }
func col(_ index: Int) -> lxw_col_t { lxw_col_t(index) }

extension Column.Format {
  /// The number Excel wants: durations are fractions of a day there.
  func stored(_ value: Double) -> Double { self == .duration ? value / 1440 : value }
}
