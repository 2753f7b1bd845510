internal import CXLSXWriter

/// The parts of a chart around its series: title, axes, grid, legend.
struct XLSXChartFrame {
  let chart: Chart
  let native: UnsafeMutablePointer<lxw_chart>

  init(_ chart: Chart, _ native: UnsafeMutablePointer<lxw_chart>) {
    self.chart = chart
    self.native = native
  }

  /// The library calls the horizontal axis x, also where it carries the values.
  var categories: UnsafeMutablePointer<lxw_chart_axis>? {
    chart.kind.isBar ? native.pointee.y_axis : native.pointee.x_axis
  }

  var values: UnsafeMutablePointer<lxw_chart_axis>? {
    chart.kind.isBar ? native.pointee.x_axis : native.pointee.y_axis
  }

  func dress() {
    chart_title_set_name(native, chart.title.label)
    var font = self.font(size: 12, bold: true)
    font.color = XLSXColour.ink
    chart_title_set_name_font(native, &font)
    var border = lxw_chart_line()
    border.color = XLSXColour.hairline
    border.width = 0.75
    chart_chartarea_set_line(native, &border)
    dressLegend()
    guard chart.kind != .pie else { return }
    dressAxis(categories, title: chart.categoryTitle, values: false)
    dressAxis(values, title: chart.valueTitle, values: true)
    switch chart.kind {
    case .column, .stackedColumn, .bar, .stackedBar: chart_set_series_gap(native, 50)
    default: break
    }
    if chart.kind.isBar {  // the first row on top, the values still at the foot
      chart_axis_set_reverse(categories)
      chart_axis_set_crossing_max(categories)
    }
  }

  private func dressLegend() {
    guard chart.series.count > 1 || chart.kind == .pie else {
      chart_legend_set_position(native, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
      return
    }
    let place = chart.kind == .pie ? LXW_CHART_LEGEND_RIGHT : LXW_CHART_LEGEND_BOTTOM
    chart_legend_set_position(native, UInt8(place.rawValue))
    var font = self.font(size: 10)
    chart_legend_set_font(native, &font)
  }

  private func dressAxis(_ axis: UnsafeMutablePointer<lxw_chart_axis>?, title: String, values: Bool) {
    var small = font(size: 9)
    chart_axis_set_num_font(axis, &small)
    if !title.isEmpty {
      chart_axis_set_name(axis, title.label)
      var name = font(size: 10)
      chart_axis_set_name_font(axis, &name)
    }
    var line = lxw_chart_line()
    line.color = values ? XLSXColour.hairline : 0xAEB8C0
    line.width = 0.75
    line.none = values ? 1 : 0
    chart_axis_set_line(axis, &line)
    chart_axis_set_major_tick_mark(
      axis, UInt8((values ? LXW_CHART_AXIS_TICK_MARK_NONE : LXW_CHART_AXIS_TICK_MARK_OUTSIDE).rawValue))
    chart_axis_major_gridlines_set_visible(axis, values ? 1 : 0)
    guard values else {
      chart_axis_set_label_position(axis, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
      return
    }
    var grid = lxw_chart_line()
    grid.color = XLSXColour.hairline
    grid.width = 0.75
    chart_axis_major_gridlines_set_line(axis, &grid)
  }

  private func font(size: Double, bold: Bool = false) -> lxw_chart_font {
    var font = lxw_chart_font()
    font.size = size
    font.bold = bold ? 1 : UInt8(LXW_EXPLICIT_FALSE.rawValue)
    font.color = XLSXColour.quiet
    return font
  }
}

extension Chart.Kind {
  var isBar: Bool { self == .bar || self == .stackedBar }

  var type: lxw_chart_type {
    switch self {
    case .column: LXW_CHART_COLUMN
    case .stackedColumn: LXW_CHART_COLUMN_STACKED
    case .bar: LXW_CHART_BAR
    case .stackedBar: LXW_CHART_BAR_STACKED
    case .line: LXW_CHART_LINE
    case .area: LXW_CHART_AREA
    case .stackedArea: LXW_CHART_AREA_STACKED
    case .pie: LXW_CHART_PIE
    }
  }
}
