internal import CXLSXWriter

/// Writes the conditional formats of a table. Icon sets are not among them: the library knows their thresholds only as
/// thirds of what the column happens to hold.
struct XLSXConditions {
  let sheet: XLSXSheet
  let table: XLSXTable

  func write() throws {
    for (index, column) in sheet.sheet.columns.enumerated() {
      switch column.highlight {
      case nil: break
      case .below(let bound): try mark(index, "<\(bound)")
      case .above(let bound): try mark(index, ">\(bound)")
      case .bar(let colour): try bar(index, colour.rawValue)
      case .scale(let colour): try scale(index, colour.rawValue)
      case .lights(let good, let watch, let act):
        try light(index, good, .good)
        try light(index, watch, .watch)
        try light(index, act, .act)
      }
    }
  }

  /// A formula and not a comparison: an empty cell would be below every bound.
  private func mark(_ column: Int, _ comparison: String) throws {
    let cell = cellName(row: table.firstRow, column: column)
    try "=AND(ISNUMBER(\(cell)),\(cell)\(comparison))".withMutableCString { formula in
      var condition = lxw_conditional_format()
      condition.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
      condition.value_string = formula
      condition.format = sheet.styles.highlight(.watch)
      try put(&condition, column)
    }
  }

  private func bar(_ column: Int, _ colour: lxw_color_t) throws {
    var condition = lxw_conditional_format()
    condition.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
    condition.data_bar_2010 = 1
    condition.bar_solid = 1
    condition.bar_color = pale(colour)
    condition.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    condition.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_MAXIMUM.rawValue)
    try put(&condition, column)
  }

  private func scale(_ column: Int, _ colour: lxw_color_t) throws {
    var condition = lxw_conditional_format()
    condition.type = UInt8(LXW_CONDITIONAL_2_COLOR_SCALE.rawValue)
    condition.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    condition.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_MAXIMUM.rawValue)
    condition.min_color = XLSXColour.paper
    condition.max_color = pale(colour)
    try put(&condition, column)
  }

  private func light(_ column: Int, _ word: String, _ mood: XLSXStyles.Mood) throws {
    guard !word.isEmpty else { return }
    try "\"\(word)\"".withMutableCString { text in
      var condition = lxw_conditional_format()
      condition.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
      condition.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_EQUAL_TO.rawValue)
      condition.value_string = text
      condition.format = sheet.styles.highlight(mood)
      try put(&condition, column)
    }
  }

  private func put(_ condition: inout lxw_conditional_format, _ column: Int) throws {
    try sheet.check(
      worksheet_conditional_format_range(
        sheet.worksheet, row(table.firstRow), col(column), row(table.lastRow), col(column), &condition))
  }

  /// Half way to white, so that black digits stay readable on it.
  private func pale(_ colour: lxw_color_t) -> lxw_color_t {
    (colour & 0xFEFEFE) / 2 + 0x7F7F7F
  }
}
