internal import CXLSXWriter

/// Builds the native charts of a sheet over its table and places them.
struct XLSXCharts {
  /// A sheet and where its table is.
  struct Source {
    let sheet: Sheet
    let worksheet: UnsafeMutablePointer<lxw_worksheet>
    let table: XLSXTable
  }

  let host: Source
  let workbook: UnsafeMutablePointer<lxw_workbook>
  let sources: [Source]

  init(_ host: Source, workbook: UnsafeMutablePointer<lxw_workbook>, sources: [Source]) {
    self.host = host
    self.workbook = workbook
    self.sources = sources
  }

  /// Charts at one place stand below each other. An empty table has none.
  func insert() throws {
    var used: [Chart.Place: Int] = [:]
    for chart in host.sheet.charts {
      guard let native = try build(chart) else { continue }
      let above = used[chart.place, default: 0]
      used[chart.place] = above + chart.height + 20
      try place(native, chart, above: above)
    }
  }

  private func place(_ native: UnsafeMutablePointer<lxw_chart>, _ chart: Chart, above: Int) throws {
    let (sheet, table) = (host.sheet, host.table)
    try chart.title.visible.withMutableCString { title in
      var options = lxw_chart_options()
      options.x_scale = Double(chart.width) / 480  // the library's own size is 480 x 288
      options.y_scale = Double(chart.height) / 288
      options.y_offset = Int32(above + (chart.place == .right ? 8 : 0))  // clear of the printed heading
      options.description = title
      // A filter that hides rows must not squeeze a chart beside them.
      let position = chart.place == .right ? LXW_OBJECT_DONT_MOVE_DONT_SIZE : LXW_OBJECT_MOVE_DONT_SIZE
      options.object_position = UInt8(position.rawValue)
      let beside = sheet.columns.count + 1 + table.timeLabels.columns.count
      var (top, left) = chart.place == .right ? (table.firstRow, beside) : (table.end + 2, 0)
      if sheet.columns.isEmpty {
        (top, left) = (table.firstRow, 0)
        options.y_offset = Int32(above)
        options.x_offset = chart.place == .right ? Int32(chart.width + 20) : 0
      }
      let code = worksheet_insert_chart_opt(host.worksheet, row(top), col(left), native, &options)
      guard code == LXW_NO_ERROR else {
        throw DocumentFailure.cannotWrite(path: sheet.name, reason: String(cString: lxw_strerror(code)))
      }
    }
  }

  private func build(_ chart: Chart) throws -> UnsafeMutablePointer<lxw_chart>? {
    guard let source = sources.first(where: { $0.sheet.name == chart.sheet ?? host.sheet.name }) else {
      throw DocumentFailure.badSheetName(chart.sheet ?? "")
    }
    let (sheet, table) = (source.sheet, source.table)
    let categories = try sheet.column(chart.categories)
    let values = try chart.series.map { try sheet.column($0.heading) }
    let labels = table.timeLabels.target(of: categories)
    let rows = (chart.rows ?? 0..<table.rows).clamped(to: 0..<table.rows)
    guard !rows.isEmpty, !values.isEmpty else { return nil }
    let (first, last) = (row(table.firstRow + rows.lowerBound), row(table.firstRow + rows.upperBound - 1))
    let native = workbook_add_chart(workbook, UInt8(chart.kind.type.rawValue))!
    for (index, series) in chart.series.enumerated() {
      let added = chart_add_series(native, nil, nil)!
      chart_series_set_categories(added, sheet.name, first, col(labels ?? categories), last, col(labels ?? categories))
      chart_series_set_values(added, sheet.name, first, col(values[index]), last, col(values[index]))
      if let name = series.name {
        chart_series_set_name(added, name.label)
      } else {
        chart_series_set_name_range(added, sheet.name, row(table.heading), col(values[index]))
      }
      let palette = Chart.Colour.allCases
      paint(added, chart.kind, series.colour ?? palette[index % palette.count], points: rows.count)
    }
    if labels != nil { chart_show_hidden_data(native) }
    let frame = XLSXChartFrame(chart, native)
    frame.dress()
    if chart.kind != .pie {
      dressCategories(frame.categories, table, column: categories, rows: rows.count)
      dressValues(frame.values, sheet.columns[values[0]].format)
    }
    return native
  }

  private func paint(
    _ series: UnsafeMutablePointer<lxw_chart_series>, _ kind: Chart.Kind, _ colour: Chart.Colour, points: Int
  ) {
    var line = lxw_chart_line()
    line.color = colour.rawValue
    line.width = 2
    var fill = lxw_chart_fill()
    fill.color = colour.rawValue
    switch kind {
    case .line:
      chart_series_set_line(series, &line)
      chart_series_set_marker_type(series, UInt8(LXW_CHART_MARKER_NONE.rawValue))
    case .area:
      fill.transparency = 35
      chart_series_set_fill(series, &fill)
    case .pie: paintPoints(series, count: min(points, 60))
    default: chart_series_set_fill(series, &fill)
    }
  }

  private func paintPoints(_ series: UnsafeMutablePointer<lxw_chart_series>, count: Int) {
    let palette = Chart.Colour.allCases
    let fills = UnsafeMutablePointer<lxw_chart_fill>.allocate(capacity: count)
    let points = UnsafeMutablePointer<lxw_chart_point>.allocate(capacity: count)
    let list = UnsafeMutablePointer<UnsafeMutablePointer<lxw_chart_point>?>.allocate(capacity: count + 1)
    defer {
      fills.deallocate()
      points.deallocate()
      list.deallocate()
    }
    for index in 0..<count {
      var fill = lxw_chart_fill()
      fill.color = palette[index % palette.count].rawValue
      (fills + index).initialize(to: fill)
      (points + index).initialize(to: lxw_chart_point(line: nil, fill: fills + index, pattern: nil))
      (list + index).initialize(to: points + index)
    }
    (list + count).initialize(to: nil)
    chart_series_set_points(series, list)
    chart_series_set_labels(series)
    chart_series_set_labels_position(series, UInt8(LXW_CHART_LABEL_POSITION_OUTSIDE_END.rawValue))
    chart_series_set_labels_percentage(series)
    series.pointee.show_labels_value = 0  // the library has no call for percentages alone
  }

  private func dressCategories(
    _ axis: UnsafeMutablePointer<lxw_chart_axis>?, _ table: XLSXTable, column: Int, rows: Int
  ) {
    guard let first = table.first.dropFirst(column).first, let last = table.last.dropFirst(column).first else { return }
    switch (first, last) {
    case (.date(let from), .date(let to)):
      chart_axis_set_num_format(axis, abs(to - from) > 100 ? "mmm yyyy" : "d mmm")
    case (.localTime(let from, _), .localTime(let to, _)):
      let interval = UInt16(XLSXTimeLabels.interval(rows: rows, seconds: to - from))
      chart_axis_set_interval_unit(axis, interval)
      return chart_axis_set_interval_tick(axis, interval)
    default: break
    }
    if rows > 16 { chart_axis_set_interval_unit(axis, UInt16(clamping: (rows + 11) / 12)) }
  }

  private func dressValues(_ axis: UnsafeMutablePointer<lxw_chart_axis>?, _ format: Column.Format) {
    switch format {
    case .percent: chart_axis_set_num_format(axis, "0 %")
    case .duration: chart_axis_set_num_format(axis, "[h]:mm")
    default: chart_axis_set_num_format(axis, "[>=100]#,##0;[<=-100]-#,##0;General")
    }
  }
}
