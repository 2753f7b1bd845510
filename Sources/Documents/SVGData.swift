/// What a chart draws, read from the rows of its sheet.
struct SVGData {
  struct Series {
    let name: String
    let colour: Chart.Colour
    /// One a row; nil where the cell is empty.
    let values: [ExactDecimal?]
    /// The same as places on the screen need them.
    let heights: [Double?]
  }

  var chart: Chart
  let say: PrintLanguage
  /// The cells along the axis.
  let categories: [Cell]
  let categoryFormat: Column.Format
  let series: [Series]
  /// How the values are shown, as the first series' column is.
  let format: Column.Format

  init(_ chart: Chart, of sheet: Sheet, in language: PrintLanguage) throws {
    self.chart = chart
    say = language
    let category = try sheet.column(chart.categories)
    let columns = try chart.series.map { try sheet.column($0.heading) }
    var categories: [Cell] = []
    var values = [[ExactDecimal?]](repeating: [], count: columns.count)
    try sheet.forEachRow { number, row in
      guard chart.rows?.contains(number) ?? true else { return }
      categories.append(category < row.count ? row[category] : .empty)
      for (index, column) in columns.enumerated() {
        values[index].append(column < row.count ? row[column].number : nil)
      }
    }
    self.categories = categories
    categoryFormat = sheet.columns[category].format
    format = columns.first.map { sheet.columns[$0].format } ?? .integer
    let palette = Chart.Colour.allCases
    series = chart.series.enumerated().map { index, series in
      Series(
        name: series.name ?? series.heading, colour: series.colour ?? palette[index % palette.count],
        values: values[index], heights: values[index].map { $0?.double })
    }
  }

  var count: Int { categories.count }
  var isStacked: Bool { [.stackedColumn, .stackedBar, .stackedArea].contains(chart.kind) }
  var isBar: Bool { chart.kind == .bar || chart.kind == .stackedBar }

  /// Whether nothing is known of a row at all.
  var isEmpty: Bool { series.allSatisfy { $0.heights.allSatisfy { $0 == nil } } }

  /// Lower and upper ends of each series' value in each row; stacked ones stand on each other, losses below zero.
  ///
  /// A row of a stacked area in which any value is missing is a gap of all of them.
  var spans: [[(from: Double, to: Double)?]] {
    guard isStacked else { return series.map { $0.heights.map { $0.map { (0, $0) } } } }
    var above = [Double](repeating: 0, count: count)
    var below = above
    return series.map { one in
      one.heights.enumerated().map { row, height in
        guard let height else { return nil }
        if chart.kind == .stackedArea, series.contains(where: { $0.heights[row] == nil }) { return nil }
        if height < 0 {
          below[row] += height
          return (below[row] - height, below[row])
        }
        above[row] += height
        return (above[row] - height, above[row])
      }
    }
  }

  /// A category as a reader says it: `2026-06-01 02:00 +02:00`, `Mairie`.
  func label(_ row: Int) -> String { categoryFormat.display(categories[row], in: say) }

  func text(_ value: ExactDecimal) -> String { format.display(.decimal(value), in: say) }

  /// What the picture shows, for those who do not see it.
  var summary: String {
    guard count > 0, !isEmpty else { return say("No values.", fr: "Aucune valeur.") }
    let colon = say(":", fr: "\u{202F}:")
    let names = series.map { one in
      let known = one.values.compactMap { $0 }
      guard let least = known.min(), let most = known.max() else {
        return "\(one.name)\(colon) \(say("none", fr: "aucune"))"
      }
      return "\(one.name)\(colon) \(text(least)) \(say("to", fr: "à")) \(text(most))"
    }
    let unit = chart.valueTitle.isEmpty ? "" : " (\(chart.valueTitle))"
    let rows = count == 1 ? say("row", fr: "ligne") : say("rows", fr: "lignes")
    return "\(label(0)) \(say("to", fr: "à")) \(label(count - 1)), \(count) \(rows)\(unit). "
      + names.joined(separator: "; ") + "."
  }
}
