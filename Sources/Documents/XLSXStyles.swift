internal import CXLSXWriter

/// The cell formats of one workbook, made once each.
final class XLSXStyles {
  typealias Format = UnsafeMutablePointer<lxw_format>

  /// What a cell is for; decides font, fill and borders.
  enum Role: Hashable { case title, note, heading, body, total, furtherTotal }

  private struct Key: Hashable {
    var role: Role
    var number: String
    var alignment: UInt8
    var isIndented: Bool
  }

  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private var formats: [Key: Format] = [:]

  init(_ workbook: UnsafeMutablePointer<lxw_workbook>) { self.workbook = workbook }

  /// - Parameter isIndented: Keeps a text away from a number in the column before it.
  func format(
    _ role: Role, number: String = "", alignment: lxw_format_alignments = LXW_ALIGN_NONE, isIndented: Bool = false
  ) -> Format {
    let key = Key(role: role, number: number, alignment: UInt8(alignment.rawValue), isIndented: isIndented)
    if let format = formats[key] { return format }
    let format = workbook_add_format(workbook)!
    if !number.isEmpty { format_set_num_format(format, number) }
    format_set_align(format, key.alignment)
    if isIndented { format_set_indent(format, 1) }
    dress(format, for: role)
    formats[key] = format
    return format
  }

  private func dress(_ format: Format, for role: Role) {
    switch role {
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 16)
      format_set_font_color(format, XLSXColour.ink)
    case .note:
      format_set_font_color(format, XLSXColour.quiet)
    case .heading:
      format_set_bold(format)
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
      format_set_font_color(format, XLSXColour.paper)
      format_set_bg_color(format, XLSXColour.navy)
      format_set_right(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_right_color(format, XLSXColour.paper)
    case .body:
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_bottom_color(format, XLSXColour.hairline)
    case .total, .furtherTotal:
      format_set_bold(format)
      format_set_bg_color(format, XLSXColour.mist)
      if role == .furtherTotal { break }
      format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_top_color(format, XLSXColour.navy)
    }
  }

  /// What a conditional format changes.
  func highlight(_ mood: Mood) -> Format {
    let format = workbook_add_format(workbook)!
    let (ink, fill): (lxw_color_t, lxw_color_t) =
      switch mood {
      case .good: (0x1E5C46, 0xD5EEE4)
      case .watch: (0x8A4B00, 0xFDEBC8)
      case .act: (0x8C2A1B, 0xF8D9D3)
      }
    format_set_font_color(format, ink)
    format_set_bg_color(format, fill)
    return format
  }

  enum Mood { case good, watch, act }
}

enum XLSXColour {
  static let navy: lxw_color_t = Chart.Colour.navy.rawValue
  static let ink: lxw_color_t = 0x1B2B38
  static let quiet: lxw_color_t = 0x5F6B75
  static let hairline: lxw_color_t = 0xDDE3E8
  static let mist: lxw_color_t = 0xEAF0F5
  static let paper: lxw_color_t = 0xFFFFFF
}

/// The formats of one column, ready for a loop over a million rows.
struct XLSXColumnStyles {
  let number: XLSXStyles.Format
  let text: XLSXStyles.Format
  let date: XLSXStyles.Format
  let localTime: XLSXStyles.Format
  let flag: XLSXStyles.Format
  private let styles: XLSXStyles
  private let alignment: lxw_format_alignments

  init(_ column: Column, at index: Int, _ styles: XLSXStyles, role: XLSXStyles.Role = .body) {
    let alignment = column.format.alignment(at: index)
    self.styles = styles
    number = styles.format(role, number: column.format.numberFormat, alignment: LXW_ALIGN_RIGHT)
    text = styles.format(role, alignment: alignment, isIndented: alignment == LXW_ALIGN_LEFT && index > 0)
    date = styles.format(role, number: "yyyy-mm-dd", alignment: alignment)
    localTime = styles.format(role, number: "yyyy-mm-dd hh:mm", alignment: alignment)
    flag = styles.format(role, alignment: alignment)
    self.alignment = alignment
  }

  /// The offset is part of the number format: the cell stays a time, and the reader sees which 02:00 it is.
  func localTime(offset: Int32?) -> XLSXStyles.Format {
    guard let offset else { return localTime }
    return styles.format(.body, number: "yyyy-mm-dd hh:mm \"\(offsetText(offset))\"", alignment: alignment)
  }
}

extension Column.Format {
  /// Numbers right, texts left; days, times and flags in the middle, so that they keep away from a number before them.
  func alignment(at index: Int) -> lxw_format_alignments {
    if isNumeric { return LXW_ALIGN_RIGHT }
    return self == .text || index == 0 ? LXW_ALIGN_LEFT : LXW_ALIGN_CENTER
  }

  /// Excel's number format for numbers in such a column.
  var numberFormat: String {
    switch self {
    case .integer: "#,##0"
    case .decimal(let places): "#,##0" + Self.fraction(places)
    case .euros: "#,##0.00 \"€\""
    case .percent(let places): "0" + Self.fraction(places) + " %"
    case .duration: "[h]:mm"
    case .text, .date, .localTime, .flag: ""
    }
  }

  private static func fraction(_ places: Int) -> String {
    places > 0 ? "." + String(repeating: "0", count: places) : ""
  }
}
