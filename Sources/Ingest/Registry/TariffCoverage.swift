import Grid

/// One energy period of a tariff version's energy or feed-in.
struct EnergyPeriod {
  let name: String
  /// Empty: all the rest.
  let windows: [TariffWindow]
}

/// What keeps a minute of some day from belonging to exactly one energy period; periods by their index.
enum CoverageProblem: Equatable {
  case severalRests(Int, Int)
  case unused(Int)
  /// The first minute that two periods share, and when.
  case overlapping(Int, Int, minute: Int, when: String)
  /// The first minutes that no period has, and when.
  case uncovered(Range<Int>, when: String)

  var code: String {
    switch self {
    case .severalRests: "several-rest-periods"
    case .unused: "unused-period"
    case .overlapping: "overlapping-windows"
    case .uncovered: "uncovered-minutes"
    }
  }

  /// The period whose row is wrong.
  var index: Int {
    switch self {
    case .severalRests(_, let index), .unused(let index), .overlapping(_, let index, _, _): index
    case .uncovered: 0
    }
  }

  /// - Parameters:
  ///   - component: energy or feed_in.
  ///   - names: Of the periods.
  func text(_ component: String, of version: String, _ names: [String]) -> String {
    let side = component == "energy" ? "" : "feed-in "
    switch self {
    case .severalRests(let first, let second):
      return "two \(side)periods of \(version) take the rest of the day: \(names[first]) and \(names[second])"
    case .unused(let index):
      return "\(side)windows of \(version) cover the whole day, nothing is left for \(names[index])"
    case .overlapping(let first, let second, let minute, let when):
      return "\(side)windows of \(version) overlap at \(clock(minute))\(when): \(names[first]) and \(names[second])"
    case .uncovered(let minutes, let when):
      return "no \(side.isEmpty ? "energy " : side)period of \(version) covers "
        + "\(clock(minutes.lowerBound))-\(clock(minutes.upperBound))\(when)"
    }
  }
}

/// Finds minutes that belong to no energy period or to two, over every kind of day there can be.
///
/// Two windows of the same period may share minutes.
///
/// - Parameters:
///   - periods: None: no energy is priced, and nothing is wrong.
///   - colours: Of the tariff's calendar, beside those that windows name.
func coverageProblems(_ periods: [EnergyPeriod], colours: Set<String>) -> [CoverageProblem] {
  guard !periods.isEmpty else { return [] }
  var problems: [CoverageProblem] = []
  let rests = periods.indices.filter { periods[$0].windows.isEmpty }
  if rests.count > 1 { problems.append(.severalRests(rests[0], rests[1])) }
  var overlaps: Set<[Int]> = []
  var hasRest = false
  for pair in DayPair.all(periods.flatMap(\.windows), colours: colours) {
    var owner = [Int?](repeating: nil, count: 1440)
    for (index, period) in periods.enumerated() {
      for minute in period.windows.flatMap({ $0.minutes(on: pair.day, after: pair.before) }).joined() {
        if let other = owner[minute], other != index, overlaps.insert([other, index]).inserted {
          problems.append(.overlapping(other, index, minute: minute, when: pair.text))
        }
        owner[minute] = owner[minute] ?? index
      }
    }
    guard let start = owner.firstIndex(of: nil) else { continue }
    if !hasRest, rests.isEmpty {
      problems.append(.uncovered(start..<(owner[start...].firstIndex { $0 != nil } ?? 1440), when: pair.text))
    }
    hasRest = true
  }
  if rests.count == 1, !hasRest { problems.append(.unused(rests[0])) }
  return problems
}

/// Two days in a row.
private struct DayPair {
  let before: TariffWindow.DayKind
  let day: TariffWindow.DayKind
  /// ` on Monday 11-01 when red follows blue`: what windows look at; empty when they look at nothing.
  let text: String

  /// One example of every two days in a row that windows tell apart.
  static func all(_ windows: [TariffWindow], colours: Set<String>) -> [DayPair] {
    let named = Set(windows.compactMap(\.colour))
    let seasons = windows.compactMap(\.season)
    let hasWeekdays = windows.contains { $0.weekdays != 0x7F }
    let isLooking = (
      before: windows.contains { $0.colour != nil && $0.start > $0.end }, season: !seasons.isEmpty, days: hasWeekdays
    )
    // Colours that no window names are all the same.
    let others = colours.subtracting(named).sorted().prefix(1)
    let kinds: [String?] = named.isEmpty ? [nil] : named.sorted() + others
    var seen: Set<[Bool]> = []
    var pairs: [DayPair] = []
    for date in edges(of: seasons) {
      for weekday in 0..<(hasWeekdays ? 7 : 1) {
        for colour in kinds {
          for colourBefore in kinds {
            let day = kind(date, weekday: weekday, colour: colour)
            let before = kind(date.advanced(by: -1), weekday: (weekday + 6) % 7, colour: colourBefore)
            let signs = windows.flatMap { [$0.starts(on: day), $0.start > $0.end && $0.starts(on: before)] }
            guard seen.insert(signs).inserted else { continue }
            pairs.append(DayPair(before: before, day: day, text: text(day, before, isLooking)))
          }
        }
      }
    }
    return pairs
  }

  private static func kind(_ date: LocalDay, weekday: Int, colour: String?) -> TariffWindow.DayKind {
    TariffWindow.DayKind(
      monthDay: TariffWindow.DayKind(date, colour: nil).monthDay, weekday: weekday, colour: colour)
  }

  /// Days on which a season begins or has ended, and the days after them, of a leap year and a common one.
  private static func edges(of seasons: [Range<Int>]) -> [LocalDay] {
    let first = LocalDay(year: 2024, month: 1, day: 1)!
    guard !seasons.isEmpty else { return [first] }
    let bounds = Set(seasons.flatMap { [$0.lowerBound, $0.upperBound] })
    let days = (0..<731).map { first.advanced(by: $0) }
    func isEdge(_ day: LocalDay) -> Bool {
      let (_, month, number) = day.civil
      // A season of 29 February begins on 1 March of a common year.
      return bounds.contains(month * 100 + number) || month == 3 && number == 1 && bounds.contains(229)
    }
    return days.filter { isEdge($0) || isEdge($0.advanced(by: -1)) }
  }

  private static func text(
    _ day: TariffWindow.DayKind, _ before: TariffWindow.DayKind, _ isLooking: (before: Bool, season: Bool, days: Bool)
  ) -> String {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    var words: [String] = []
    if isLooking.days { words.append(names[day.weekday]) }
    if isLooking.season { words.append("\(padded(day.monthDay / 100, 2))-\(padded(day.monthDay % 100, 2))") }
    var text = words.isEmpty ? "" : " on " + words.joined(separator: " ")
    if let colour = day.colour {
      text += isLooking.before ? " when \(colour) follows \(before.colour ?? "")" : " when the day is \(colour)"
    }
    return text
  }
}
