extension Sheet {
  /// A width for every column in characters: what the column asks for, or what heading and first rows need.
  ///
  /// Rows that stream are not looked at; their columns get what their kind usually needs.
  func columnWidths() -> [Double] {
    var widths = columns.map { column in
      let longestWord = column.heading.split(separator: " ").map(\.count).max() ?? 0
      let lineLength = min(column.heading.count, max(longestWord, 12))
      return max(column.format.usualWidth, lineLength + 5)  // 5: bold, and the button of the filter
    }
    if case .list(let list) = rows {
      for row in list.prefix(500) {
        for index in row.indices where index < widths.count {
          widths[index] = max(widths[index], columns[index].format.shownWidth(row[index]) + 3)
        }
      }
    }
    return zip(columns, widths).map { $0.width ?? Double(min($1, 60)) }
  }
}

/// The lines a heading takes when it breaks between words.
func wrappedLines(_ text: String, width: Double) -> Int {
  let room = max(Int(width) - 4, 1)
  var (lines, used) = (1, 0)
  for word in text.split(separator: " ").map(\.count) {
    if used > 0, used + 1 + word > room {
      lines += 1
      used = word
    } else {
      used += (used > 0 ? 1 : 0) + word
    }
  }
  return lines
}

extension Column.Format {
  fileprivate var usualWidth: Int {
    switch self {
    case .text: 12
    case .localTime: 18
    case .date, .decimal, .euros, .integer: 12
    case .percent, .duration, .flag: 10
    }
  }

  fileprivate func shownWidth(_ cell: Cell) -> Int {
    let text = display(cell)
    return text.count + (cell.number == nil ? 0 : text.prefix { $0 != "." }.count / 4)  // thousands separators
  }
}
