/// When an energy period of a tariff is: `22:10-06:10`, `weekday/06:00-22:00`, `11-01..04-01/red/06:00-22:00`, `weekend`.
///
/// Up to three parts before the hours, separated by `/`, each narrows the window:
/// - a season `MM-DD..MM-DD` of every year, its end excluded, which may run over the new year;
/// - days: `weekday`, `weekend`, `mon` … `sun`, or a range such as `mon-sat`;
/// - a colour of the tariff's calendar.
/// Without hours it is the whole day. Hours are local wall-clock time, the end excluded. A window whose end is before its
/// start runs on into the next day, and belongs to the day on which it starts: so `red/22:00-06:00` is the night that
/// follows a red day.
public struct TariffWindow: Hashable, Sendable, CustomStringConvertible {
  /// What a window looks at in a day.
  public struct DayKind: Hashable, Sendable {
    /// Month × 100 + day of the month.
    public let monthDay: Int
    /// 0 Monday … 6 Sunday.
    public let weekday: Int
    /// Of the tariff's calendar; nil when the calendar does not say.
    public let colour: String?

    public init(monthDay: Int, weekday: Int, colour: String?) {
      self.monthDay = monthDay
      self.weekday = weekday
      self.colour = colour
    }

    public init(_ day: LocalDay, colour: String?) {
      let civil = day.civil
      self.init(monthDay: civil.month * 100 + civil.day, weekday: day.weekday, colour: colour)
    }
  }

  public struct Problem: Error, Equatable {
    public let text: String
    public init(_ text: String) { self.text = text }
  }

  /// First and end day, month × 100 + day; nil: all the year.
  public let season: Range<Int>?
  /// Whether the season is outside `season`, because it runs over the new year.
  public let isSeasonInverted: Bool
  /// Bit 0 Monday … bit 6 Sunday.
  public let weekdays: UInt8
  public let colour: String?
  /// Minutes since local midnight, 0…1439.
  public let start: Int
  /// Minutes since local midnight, 1…1440, never equal to the start.
  public let end: Int

  public init(_ text: some StringProtocol) throws(Problem) {
    var season: Range<Int>?
    var isInverted = false
    var weekdays: UInt8?
    var colour: String?
    var hours: (start: Int, end: Int)?
    for part in Substring(text).split(separator: "/", omittingEmptySubsequences: false) {
      if hours != nil { throw Problem("nothing follows the hours of a window: '\(text.prefix(100))'") }
      if let found = TariffWindow.hours(part) {
        hours = found
      } else if let found = TariffWindow.season(part) {
        guard season == nil else { throw Problem("a window has one season: '\(text.prefix(100))'") }
        isInverted = found.start > found.end
        season = isInverted ? found.end..<found.start : found.start..<found.end
      } else if let found = TariffWindow.weekdays(part) {
        guard weekdays == nil else { throw Problem("a window names its days once: '\(text.prefix(100))'") }
        weekdays = found
      } else if part.count <= 20, !part.isEmpty, part.utf8.allSatisfy({ (97...122).contains($0) || $0 == 95 }) {
        guard colour == nil else { throw Problem("a window has one colour: '\(text.prefix(100))'") }
        colour = String(part)
      } else {
        throw Problem(
          "windows are not written as 22:10-06:10 or 11-01..04-01/weekday/06:00-22:00: '\(part.prefix(100))'")
      }
    }
    self.season = season
    isSeasonInverted = isInverted
    self.weekdays = weekdays ?? 0x7F
    self.colour = colour
    if let hours, hours.start == hours.end {
      throw Problem("a window that ends when it starts is empty; the whole day is 00:00-24:00")
    }
    start = hours?.start ?? 0
    end = hours.map { $0.end == 0 ? 1440 : $0.end } ?? 1440
  }

  /// The hours between two clock times, `22:10` and `06:10`, of every day.
  public init(from start: String, to end: String) throws(Problem) {
    let text = "\(start)-\(end)"
    guard TariffWindow.hours(Substring(text)) != nil else { throw Problem("clock times are written as 22:10") }
    try self.init(text)
  }

  /// The shortest spelling: windows that are equal have the same.
  public var description: String {
    var parts: [String] = []
    if let season {
      let bounds = [season.lowerBound, season.upperBound].map { "\(padded($0 / 100, 2))-\(padded($0 % 100, 2))" }
      parts.append((isSeasonInverted ? bounds.reversed() : bounds).joined(separator: ".."))
    }
    if let days = daysText { parts.append(days) }
    if let colour { parts.append(colour) }
    if parts.isEmpty || start != 0 || end != 1440 { parts.append("\(clock(start))-\(clock(end))") }
    return parts.joined(separator: "/")
  }

  /// `weekday`, `mon-sat`; nil: every day.
  private var daysText: String? {
    switch weekdays {
    case 0x7F: return nil
    case 0b001_1111: return "weekday"
    case 0b110_0000: return "weekend"
    default:
      let isIn = { (day: Int) in weekdays & (1 << UInt8(day % 7)) != 0 }
      let first = (0..<7).first { isIn($0) && !isIn($0 + 6) } ?? 0
      let last = (0..<7).first { isIn($0) && !isIn($0 + 1) } ?? 6
      return first == last ? TariffWindow.names[first] : "\(TariffWindow.names[first])-\(TariffWindow.names[last])"
    }
  }

  /// Whether the window starts on such a day.
  public func starts(on day: DayKind) -> Bool {
    (season.map { $0.contains(day.monthDay) != isSeasonInverted } ?? true)
      && weekdays & (1 << UInt8(day.weekday)) != 0 && (colour == nil || colour == day.colour)
  }

  /// Minutes of a local day that the window covers; those before its start belong to the day before.
  public func minutes(on day: DayKind, after before: DayKind) -> [Range<Int>] {
    guard start > end else { return starts(on: day) ? [start..<end] : [] }
    return (starts(on: before) && end > 0 ? [0..<end] : []) + (starts(on: day) ? [start..<1440] : [])
  }

  private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  private static func weekdays(_ text: Substring) -> UInt8? {
    if text == "weekday" { return 0b001_1111 }
    if text == "weekend" { return 0b110_0000 }
    let bounds = text.split(separator: "-", omittingEmptySubsequences: false).map { names.firstIndex(of: String($0)) }
    guard let first = bounds.first ?? nil, let last = bounds.last ?? nil, bounds.count <= 2 else { return nil }
    // `sat-mon` runs over Sunday.
    return (0..<7).reduce(0) { bits, day in
      let isIn = first <= last ? (first...last).contains(day) : day >= first || day <= last
      return isIn ? bits | 1 << UInt8(day) : bits
    }
  }

  private static func season(_ text: Substring) -> (start: Int, end: Int)? {
    guard text.utf8.count == 12, text.dropFirst(5).prefix(2) == "..", let start = monthDay(text.prefix(5)),
      let end = monthDay(text.suffix(5)), start != end
    else { return nil }
    return (start, end)
  }

  private static func monthDay(_ text: Substring) -> Int? {
    guard text.utf8.count == 5, LocalDay("2024-\(text)") != nil, let month = Int(text.prefix(2)),
      let day = Int(text.suffix(2))
    else { return nil }
    return month * 100 + day
  }

  /// Two clock times and a hyphen.
  private static func hours(_ text: Substring) -> (start: Int, end: Int)? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let start = minute(parts[0]), let end = minute(parts[1]), start < 1440 else { return nil }
    return (start, end)
  }

  /// Two digits, a colon, two digits; 00:00 to 24:00.
  private static func minute(_ text: Substring) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
      [0, 1, 3, 4].allSatisfy({ (48...57).contains(bytes[$0]) })
    else { return nil }
    let digit = { Int(bytes[$0]) - 48 }
    let minute = digit(3) * 10 + digit(4)
    let total = (digit(0) * 10 + digit(1)) * 60 + minute
    return minute < 60 && total <= 1440 ? total : nil
  }
}

/// A minute since midnight as a clock shows it, `22:10`.
public func clock(_ minute: Int) -> String { "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))" }

extension LocalDay {
  /// 0 Monday … 6 Sunday.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    let day = (Int(number) + 3) % 7
    return day < 0 ? day + 7 : day
  }
}
