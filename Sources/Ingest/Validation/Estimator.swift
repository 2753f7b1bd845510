import Grid

/// Makes up the missing values of one register of a meter.
///
/// - Up to two hours between known neighbours: on a straight line.
/// - Else the mean of the same time of day on up to four like days of the four weeks before: working days, Saturdays, or Sundays
///   and holidays; the same day of the week first, the latest first.
/// - Where index reads bracket missing intervals, what they leave for these is spread in proportion to the above.
///
/// All integers, whole Wh where all that they are made of is; sums are exact, the largest remainders decide, the earlier first.
struct Estimator {
  /// Seconds up to which a gap is drawn as a line.
  static let lineLimit: Int64 = 7200
  /// Seconds above which a gap without index is left missing.
  static let gapLimit: Int64 = 7 * 86_400
  /// Like days that a mean is taken of at most.
  static let likeDayLimit = 4

  /// Two index reads and the energy between them.
  struct Bracket: Equatable {
    /// Seconds since the epoch.
    let start: Int64
    let end: Int64
    let milliWh: Int64
  }

  /// What was made up, or not, for a stretch of one day.
  struct Estimate: Equatable {
    enum Method: String {
      case linear
      case likeDays = "like-days"
      case index, none
    }
    let day: LocalDay
    /// Intervals of the day.
    let range: Range<Int>
    let method: Method
    /// mWh an interval; `MeasuredRegister.unknown` where there is no like day.
    let values: [Int64]
    let basis: String
  }

  let days: [LocalCalendar.Day]
  let interval: Int32
  private let isHoliday: Set<LocalDay>
  private let brackets: [Bracket]
  /// All days' values one behind the other.
  private let values: [Int64]
  /// Where each day begins in `values`; one more for the end.
  private let starts: [Int]
  private var made: [Int64]
  private var methods: [Estimate.Method?]
  private var bracketOf: [Int?]
  private var likeDaysUsed: [Set<LocalDay>]
  private var reasons: [Int: String] = [:]

  /// - Parameter days: Ended days, ascending, without a gap between them; `register` has one element each.
  init(
    days: [LocalCalendar.Day], interval: Int32, register: [MeasuredRegister?], holidays: Set<LocalDay>,
    brackets: [Bracket] = []
  ) {
    self.days = days
    self.interval = interval
    isHoliday = holidays
    self.brackets = brackets
    var values: [Int64] = []
    var starts = [0]
    for (at, day) in days.enumerated() {
      let count = day.intervals(of: interval)
      values += register[at]?.values ?? Array(repeating: MeasuredRegister.unknown, count: count)
      starts.append(values.count)
    }
    self.values = values
    self.starts = starts
    made = Array(repeating: MeasuredRegister.unknown, count: values.count)
    methods = Array(repeating: nil, count: values.count)
    bracketOf = Array(repeating: nil, count: values.count)
    likeDaysUsed = Array(repeating: [], count: days.count)
  }

  /// The estimates of some days: of every gap that touches one of them, on all of its days that are wanted.
  mutating func estimates(for wanted: Set<LocalDay>) -> [Estimate] {
    let gaps = stretches(values.count) { isMissing($0) }.filter { gap in
      wanted.contains(days[dayIndex(gap.lowerBound)].day) || wanted.contains(days[dayIndex(gap.upperBound - 1)].day)
        || (dayIndex(gap.lowerBound)..<dayIndex(gap.upperBound - 1)).contains { wanted.contains(days[$0].day) }
    }
    for gap in gaps { fill(gap) }
    for (number, bracket) in brackets.enumerated() { scale(to: bracket, number) }
    return gaps.flatMap { gap in
      (dayIndex(gap.lowerBound)...dayIndex(gap.upperBound - 1)).compactMap { day in
        wanted.contains(days[day].day)
          ? estimate(of: gap.clamped(to: starts[day]..<starts[day + 1]), on: day, gap) : nil
      }
    }
  }

  private func isMissing(_ at: Int) -> Bool { values[at] == MeasuredRegister.unknown }

  private func dayIndex(_ at: Int) -> Int {
    var low = 0
    var high = days.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= at { low = middle } else { high = middle }
    }
    return low
  }

  private func instant(_ at: Int) -> Int64 {
    guard at < values.count else { return days.last.map { $0.start + Int64($0.length) } ?? 0 }
    let day = dayIndex(at)
    return days[day].start + Int64(at - starts[day]) * Int64(interval)
  }

  /// mWh that the estimates made of some values are whole multiples of: Wh where these are.
  private func unit(of values: some Sequence<Int64>) -> Int64 { values.allSatisfy { $0 % 1000 == 0 } ? 1000 : 1 }

  private mutating func fill(_ gap: Range<Int>) {
    let isShort = Int64(gap.count) * Int64(interval) <= Self.lineLimit
    if isShort, gap.lowerBound > 0, gap.upperBound < values.count {
      let (before, behind) = (values[gap.lowerBound - 1], values[gap.upperBound])
      let n = Int64(gap.count)
      let weights = (1...n).map { before * (n + 1 - $0) + behind * $0 }
      let unit = unit(of: [before, behind])
      let total = halfUp(n * (before + behind), over: 2 * unit) * unit
      put(Self.spread(total, by: weights, unit: unit), into: gap, .linear)
      return
    }
    if Int64(gap.count) * Int64(interval) > Self.gapLimit {
      for day in dayIndex(gap.lowerBound)...dayIndex(gap.upperBound - 1) {
        reasons[day] = "longer than \(Self.gapLimit / 86_400) days"
      }
      return
    }
    // Day by day, so that each day's sum is that of its like days.
    for day in dayIndex(gap.lowerBound)...dayIndex(gap.upperBound - 1) {
      fillLikeDays(gap.clamped(to: starts[day]..<starts[day + 1]), on: day)
    }
  }

  private mutating func fillLikeDays(_ range: Range<Int>, on day: Int) {
    let likes = likeDays(of: day)
    var slots: [Int] = []
    // In twelfths: a mean of one to four days is exact then.
    var weights: [Int64] = []
    var isWhole = true
    for at in range {
      let clock = days[day].wallClock(elapsed: Int32(at - starts[day]) * interval)
      var found: [Int64] = []
      for like in likes {
        guard let slot = slot(showing: clock, on: like), !isMissing(starts[like] + slot) else { continue }
        found.append(values[starts[like] + slot])
        likeDaysUsed[day].insert(days[like].day)
        if found.count == Self.likeDayLimit { break }
      }
      guard !found.isEmpty else { continue }
      isWhole = isWhole && unit(of: found) == 1000
      slots.append(at)
      weights.append(found.reduce(0, +) * 12 / Int64(found.count))
    }
    if slots.isEmpty { reasons[day] = "no like day" }
    let unit: Int64 = isWhole ? 1000 : 1
    let total = halfUp(weights.reduce(0, +), over: 12 * unit) * unit
    for (at, value) in zip(slots, Self.spread(total, by: weights, unit: unit)) {
      made[at] = value
      methods[at] = .likeDays
    }
  }

  private mutating func put(_ estimates: [Int64], into range: Range<Int>, _ method: Estimate.Method) {
    for (at, value) in zip(range, estimates) {
      made[at] = value
      methods[at] = method
    }
  }

  private enum DayType { case working, saturday, sunday }

  private func type(of day: LocalDay) -> DayType {
    if isHoliday.contains(day) { return .sunday }
    // 1970-01-01 was a Thursday.
    switch (Int(day.number) % 7 + 7) % 7 {
    case 2: return .saturday
    case 3: return .sunday
    default: return .working
    }
  }

  /// Positions of the like days before a day, the best first.
  private func likeDays(of day: Int) -> [Int] {
    let wanted = type(of: days[day].day)
    let before = (max(0, day - MeterHistory.window)..<day).reversed().filter { type(of: days[$0].day) == wanted }
    return before.filter { (day - $0) % 7 == 0 } + before.filter { (day - $0) % 7 != 0 }
  }

  /// The interval of a day that begins when the clock shows a time, the first of two; nil where it is skipped.
  private func slot(showing clock: Int32, on position: Int) -> Int? {
    let day = days[position]
    for elapsed in [clock, clock - (day.offsetAfter - day.offset)]
    where elapsed >= 0 && elapsed % interval == 0 && elapsed / interval < Int32(day.intervals(of: interval))
      && day.wallClock(elapsed: elapsed) == clock
    {
      return Int(elapsed / interval)
    }
    return nil
  }

  /// Spreads what two index reads leave over the missing intervals between them.
  private mutating func scale(to bracket: Bracket, _ number: Int) {
    guard let first = position(of: bracket.start), let end = position(of: bracket.end), first < end else { return }
    let slots = (first..<end).filter { isMissing($0) }
    guard !slots.isEmpty else { return }
    let known = (first..<end).reduce(Int64(0)) { isMissing($1) ? $0 : $0 + values[$1] }
    let rest = bracket.milliWh - known
    guard rest >= 0 else {
      for slot in slots { reasons[dayIndex(slot)] = "the index contradicts the values" }
      return
    }
    let filled = slots.filter { made[$0] != MeasuredRegister.unknown }
    let sum = filled.reduce(Int64(0)) { $0 + made[$1] }
    // What has no like day is taken to be as the others are on the average; without any, all are taken to be alike.
    let mean = filled.isEmpty || sum == 0 ? 1 : max(1, sum / Int64(filled.count))
    let weights = slots.map { slot in
      made[slot] == MeasuredRegister.unknown ? mean : sum == 0 ? 1 : made[slot]
    }
    for (slot, value) in zip(slots, Self.spread(rest, by: weights, unit: unit(of: filled.map { made[$0] } + [rest]))) {
      made[slot] = value
      methods[slot] = methods[slot] ?? .index
      bracketOf[slot] = number
    }
    for day in Set(slots.map { dayIndex($0) }) { reasons[day] = nil }
  }

  /// Where an instant is the edge of an interval; nil elsewhere.
  private func position(of instant: Int64) -> Int? {
    if let last = days.last, instant == last.start + Int64(last.length) { return values.count }
    guard let first = days.first, instant >= first.start else { return nil }
    guard let day = days.lastIndex(where: { $0.start <= instant }) else { return nil }
    let elapsed = instant - days[day].start
    guard elapsed % Int64(interval) == 0, elapsed < Int64(days[day].length) else { return nil }
    return starts[day] + Int(elapsed) / Int(interval)
  }

  private func estimate(of range: Range<Int>, on day: Int, _ gap: Range<Int>) -> Estimate {
    let values = Array(made[range])
    let found = range.compactMap { methods[$0] }
    let method = found.first ?? .none
    var facts: Facts = [:]
    switch method {
    case .linear:
      facts.append("before_wh", .wh(self.values[gap.lowerBound - 1]))
      facts.append("behind_wh", .wh(self.values[gap.upperBound]))
    case .likeDays: facts.append("days", .texts(likeDaysUsed[day].sorted().map(\.description)))
    case .index, .none: break
    }
    if found.count < range.count { facts.append("not_estimated", .number(Int64(range.count - found.count))) }
    if let reason = reasons[day] { facts.append("reason", .text(reason)) }
    if let number = range.lazy.compactMap({ bracketOf[$0] }).first {
      facts.append("index_from", .text(Instant(seconds: brackets[number].start).description))
      facts.append("index_to", .text(Instant(seconds: brackets[number].end).description))
      facts.append("index_wh", .wh(brackets[number].milliWh))
    }
    return Estimate(
      day: days[day].day, range: range.lowerBound - starts[day]..<range.upperBound - starts[day], method: method,
      values: values, basis: facts.json)
  }

  /// `value / over`, half away from zero; neither is negative.
  private func halfUp(_ value: Int64, over: Int64) -> Int64 { (value + over / 2) / over }

  /// Splits a total in proportion to weights into whole units; the largest remainders get what is left, the earlier first.
  ///
  /// - Parameter total: A whole number of units, not negative.
  static func spread(_ total: Int64, by weights: [Int64], unit: Int64) -> [Int64] {
    let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard sum > 0 else { return weights.map { _ in 0 } }
    let units = Int128(total / unit)
    var parts: [Int64] = []
    var remainders: [Int128] = []
    for weight in weights {
      let (quotient, remainder) = (units * Int128(weight)).quotientAndRemainder(dividingBy: sum)
      parts.append(Int64(quotient))
      remainders.append(remainder)
    }
    let left = Int(Int64(units) - parts.reduce(0, +))
    let order = remainders.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
    for at in order.prefix(left) { parts[at] += 1 }
    return parts.map { $0 * unit }
  }
}
