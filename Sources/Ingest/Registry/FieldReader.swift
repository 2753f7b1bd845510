import Grid

/// Reads the fields of one row; what breaks a rule goes into the log and makes the row invalid.
///
/// A reader that fails returns some value of its type, so that one pass finds everything wrong with a row.
final class FieldReader {
  let table: CSVTable
  let row: CSVTable.Row
  let log: FindingLog
  private(set) var isValid = true

  init(_ table: CSVTable, _ row: CSVTable.Row, _ log: FindingLog) {
    self.table = table
    self.row = row
    self.log = log
  }

  func fail(_ column: String, _ code: String, _ text: String) {
    isValid = false
    log.add(table.place(row, column), code, text)
  }

  /// A text that may be empty, which is nil.
  func optionalText(_ column: String) -> String? {
    let text = table.text(row, column)
    if text.count > 1000 { fail(column, "too-long", "\(column) has more than 1,000 characters") }
    return text.isEmpty ? nil : text
  }

  func text(_ column: String) -> String {
    let text = optionalText(column) ?? ""
    if text.isEmpty { fail(column, "missing-value", "\(column) is empty") }
    return text
  }

  /// A code that identifies something: one line, at most 100 characters.
  func code(_ column: String) -> String {
    let text = text(column)
    if let rule = brokenCodeRule(text) { fail(column, "invalid-code", "\(column) \(rule)") }
    return text
  }

  /// A code that has to be known.
  func reference(_ column: String, in known: Set<String>) -> String {
    let text = table.text(row, column)
    if text.isEmpty {
      fail(column, "missing-value", "\(column) is empty")
    } else if !known.contains(text) {
      fail(column, "unknown-\(column)", "there is no \(column) '\(text.prefix(100))'")
    }
    return text
  }

  func choice(_ column: String, of choices: [String]) -> String {
    let text = text(column)
    if !text.isEmpty, !choices.contains(text) {
      fail(column, "unknown-\(column)", "\(column) is none of \(choices.joined(separator: ", "))")
    }
    return text
  }

  /// A whole number of at least one; nil when empty.
  func positive(_ column: String) -> Int? { number(column, from: 1, "a whole number above zero") }

  /// A whole number, zero included; nil when empty.
  func whole(_ column: String) -> Int? { number(column, from: 0, "a whole number, zero or above") }

  /// The greatest number that is believed: 100 GW. Sums and products of more would leave 64 bits.
  private static let greatest = 100_000_000_000

  private func number(_ column: String, from least: Int, _ rule: String) -> Int? {
    guard let text = optionalText(column) else { return nil }
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(text), value >= least else {
      fail(column, "invalid-number", "\(column) is not \(rule)")
      return nil
    }
    guard value <= Self.greatest else {
      fail(column, "too-great", "\(column) is above \(Self.greatest)")
      return nil
    }
    return value
  }

  /// A whole number that has to be there.
  func requiredWhole(_ column: String, isPositive: Bool = false) -> Int {
    if table.text(row, column).isEmpty { fail(column, "missing-value", "\(column) is empty") }
    return (isPositive ? positive(column) : whole(column)) ?? 0
  }

  /// A local day, written 2025-03-30; nil when it is not.
  private func parsedDay(_ column: String) -> LocalDay? {
    let text = text(column)
    let day = parseDay(text)
    if day == nil, !text.isEmpty {
      fail(column, "invalid-day", "\(column) is not a day between 1900 and 2199, written 2025-03-30")
    }
    return day
  }

  func day(_ column: String) -> LocalDay { parsedDay(column) ?? LocalDay(number: 0) }

  /// Days `[from, to)`; an empty `to` leaves them open.
  ///
  /// - Parameter column: Where the first day is.
  func days(from column: String = "from") -> DaySpan {
    let from = parsedDay(column)
    let to = table.text(row, "to").isEmpty ? nil : parsedDay("to")
    if let from, let to, to <= from {
      fail("to", "empty-range", "to (\(to)) is not after \(column) (\(from)); the last day is excluded")
    }
    return DaySpan(from: from ?? LocalDay(number: 0), to: to)
  }
}

/// What is wrong with a code; nil when nothing is.
func brokenCodeRule(_ text: String) -> String? {
  if text.count > 100 { return "has more than 100 characters" }
  if text.contains(where: { $0.isNewline || $0 == "\t" }) { return "has a line break or a tab" }
  if text.first == " " || text.last == " " { return "has a space at an end" }
  return nil
}

/// A day between 1900 and 2199, which every date of this house is.
func parseDay(_ text: String) -> LocalDay? {
  guard let day = LocalDay(text), (1900...2199).contains(day.civil.year) else { return nil }
  return day
}

/// Local days, half-open: `from` belongs to it, `to` does not; nil: no end.
struct DaySpan: Hashable, CustomStringConvertible {
  let from: LocalDay
  let to: LocalDay?

  func overlaps(_ other: DaySpan) -> Bool {
    (to.map { other.from < $0 } ?? true) && (other.to.map { from < $0 } ?? true)
  }

  /// `2025-01-01..2025-07-01`, `2025-01-01..` without an end.
  var description: String { "\(from)..\(to.map { "\($0)" } ?? "")" }
}

/// Pairs of neighbours that share a day, the earlier one first.
///
/// - Parameter spans: In any order; every one that overlaps an earlier one is named once, with the earlier one that ends last.
func overlappingPairs<Item>(_ items: [Item], span: (Item) -> DaySpan) -> [(Item, Item)] {
  var pairs: [(Item, Item)] = []
  var longest: Item?
  for item in items.sorted(by: { span($0).from < span($1).from }) {
    guard let earlier = longest else {
      longest = item
      continue
    }
    if span(earlier).overlaps(span(item)) { pairs.append((earlier, item)) }
    if let end = span(earlier).to, span(item).to.map({ $0 > end }) ?? true { longest = item }
  }
  return pairs
}
