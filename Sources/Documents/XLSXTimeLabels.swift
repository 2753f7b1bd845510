/// Texts beside a table that stand for its local times on the axis of a chart, in hidden columns.
///
/// Excel takes a column of times for a date axis and folds all slots of a day into one point; texts it leaves alone.
struct XLSXTimeLabels {
  /// The column of the times and the hidden column of their labels. One empty column lies between table and labels.
  private(set) var columns: [(source: Int, target: Int)] = []
  /// Whether the rows are known to stay within two days: the label is the time alone then.
  private var short = false

  init() {}

  init(_ sheet: Sheet) {
    let headings = Set(sheet.charts.map(\.categories))
    for (index, column) in sheet.columns.enumerated() where headings.contains(column.heading) {
      guard column.format == .localTime else { continue }
      columns.append((index, sheet.columns.count + 1 + columns.count))
    }
    guard case .list(let list) = sheet.rows, let source = columns.first?.source else { return }
    let times = [list.first, list.last].compactMap { $0?.dropFirst(source).first?.localSeconds }
    short = times.count == 2 && abs(times[1] - times[0]) <= 172_800
  }

  func target(of column: Int) -> Int? { columns.first { $0.source == column }?.target }

  /// `02:00`, or `10-26 02:00` for longer periods; nil for a cell that is no time.
  func text(_ cell: Cell) -> String? {
    guard let seconds = cell.localSeconds else { return nil }
    return String(localTimeText(seconds, separator: " ").dropFirst(short ? 11 : 5))
  }

  /// The number of rows from one label to the next: a round number of hours, at most a dozen labels.
  ///
  /// - Parameter seconds: The span of all rows.
  static func interval(rows: Int, seconds: Int64) -> Int {
    let step = max(Double(seconds) / Double(max(rows - 1, 1)), 1)
    let hours: [Double] = [1, 2, 3, 6, 12, 24, 48, 72, 168, 336, 720]
    let round = hours.map { Int($0 * 3600 / step) }.first { $0 > 0 && rows <= $0 * 13 }
    return min(round ?? (rows + 11) / 12, Int(UInt16.max))
  }
}

extension Cell {
  var localSeconds: Int64? {
    if case .localTime(let seconds, _) = self { seconds } else { nil }
  }
}
