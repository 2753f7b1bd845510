import Grid

/// A decimal number that is kept exactly, as a whole number of its smallest units.
struct DecimalForm: Sendable {
  let decimals: Int
  /// Least value, in units. Below zero: a minus sign is read.
  var least = 0
  /// Greatest value, in units.
  let greatest: Int
  let code: String
  let rule: String

  static let price = DecimalForm(
    decimals: 6, greatest: 999_999_999_999, code: "invalid-price",
    rule: "is not a number from 0 to 999999.999999 with at most 6 decimals")
  static let vatRate = DecimalForm(
    decimals: 2, greatest: 10_000, code: "invalid-vat-rate",
    rule: "is not a percentage from 0 to 100 with at most 2 decimals")
  static let percent = DecimalForm(
    decimals: 2, greatest: 10_000, code: "invalid-percent",
    rule: "is not a percentage from 0 to 100 with at most 2 decimals")
  static let share = DecimalForm(
    decimals: 2, least: 1, greatest: 10_000, code: "invalid-percent",
    rule: "is not a percentage above 0, up to 100, with at most 2 decimals")
  /// kWh or kVA, in thousandths.
  static let thousandths = DecimalForm(
    decimals: 3, greatest: 999_999_999, code: "invalid-number",
    rule: "is not a number from 0 to 999999.999 with at most 3 decimals")

  /// `0.2068` as 206,800 for six decimals; nil when the text is another thing, or has more decimals that are not zero.
  func parse(_ text: String) -> Int? {
    let isNegative = least < 0 && text.hasPrefix("-")
    let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
      return nil
    }
    var fraction = parts.count == 2 ? String(parts[1]) : ""
    while fraction.utf8.count > decimals, fraction.last == "0" { fraction.removeLast() }
    guard fraction.utf8.count <= decimals else { return nil }
    fraction += String(repeating: "0", count: decimals - fraction.utf8.count)
    guard let magnitude = Int(parts[0] + fraction) else { return nil }
    let units = isNegative ? -magnitude : magnitude
    return contains(units) ? units : nil
  }

  func contains(_ units: Int) -> Bool { units >= least && units <= greatest }

  /// The number as PostgreSQL's numeric reads it.
  func text(_ units: Int) -> String {
    let digits = padded(units, decimals + 1)
    return "\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
  }

  /// The number as JSON has it: `-0.5`, `20`.
  func short(_ units: Int) -> String {
    guard decimals > 0 else { return String(units) }
    var text = text(abs(units))
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return units < 0 ? "-\(text)" : text
  }
}

extension FieldReader {
  func decimal(_ column: String, _ form: DecimalForm) -> Int {
    text(column).isEmpty ? 0 : optionalDecimal(column, form) ?? 0
  }

  /// A decimal in its smallest units; nil when empty.
  func optionalDecimal(_ column: String, _ form: DecimalForm) -> Int? {
    guard let text = optionalText(column) else { return nil }
    guard let value = form.parse(table.isSemicolonSeparated ? text.replacing(",", with: ".") : text) else {
      fail(column, form.code, "\(column) \(form.rule)")
      return nil
    }
    return value
  }
}
