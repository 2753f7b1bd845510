/// Whole local days, half-open: `start` belongs to it, `end` does not.
public struct Period: Hashable, Sendable, CustomStringConvertible {
  public let start: LocalDay
  public let end: LocalDay

  /// Nil when the period would be empty.
  public init?(_ start: LocalDay, _ end: LocalDay) {
    guard start < end else { return nil }
    self.start = start
    self.end = end
  }

  /// Parses `2025`, `2025-04`, `2025-04-07`, `2025-04-01..2025-05-01`, `yesterday`, `last-month` or `this-month`.
  ///
  /// - Parameter today: The local day that the words count from.
  public init?(_ text: String, today: LocalDay) {
    switch text {
    case "yesterday": self.init(today.advanced(by: -1), today)
    case "this-month": self.init(today.startOfMonth, today.startOfNextMonth)
    case "last-month": self.init(today.startOfMonth.advanced(by: -1).startOfMonth, today.startOfMonth)
    default:
      if let range = text.firstRange(of: "..") {
        guard let start = LocalDay(text[..<range.lowerBound]), let end = LocalDay(text[range.upperBound...]) else {
          return nil
        }
        self.init(start, end)
      } else if text.utf8.count == 7, let start = LocalDay("\(text)-01") {
        self.init(start, start.startOfNextMonth)
      } else if text.utf8.count == 4, let start = LocalDay("\(text)-01-01"), let last = LocalDay("\(text)-12-31") {
        self.init(start, last.advanced(by: 1))
      } else if let day = LocalDay(text) {
        self.init(day, day.advanced(by: 1))
      } else {
        return nil
      }
    }
  }

  public var dayCount: Int { Int(end.number - start.number) }

  /// The calendar months it is made of; nil when it begins or ends within one.
  public var months: [Period]? {
    guard start == start.startOfMonth, end == end.startOfMonth else { return nil }
    return Array(sequence(first: start) { $0.startOfNextMonth }.prefix(while: { $0 < end }))
      .map { Period($0, $0.startOfNextMonth)! }
  }

  /// Whether the period is exactly one calendar month.
  public var isMonth: Bool { start == start.startOfMonth && end == start.startOfNextMonth }

  /// `2025-04` for a calendar month, else `2025-04-01..2025-04-08`.
  public var description: String {
    isMonth ? String("\(start)".prefix(7)) : "\(start)..\(end)"
  }
}
