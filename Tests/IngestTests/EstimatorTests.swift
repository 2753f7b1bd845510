import Grid
import Testing

@testable import Ingest

/// The arithmetic of estimates, against numbers worked out by hand.
@Suite struct EstimatorTests {
  /// Days of two hours each would be no days: a day here has 24 intervals of an hour, in UTC.
  static func days(_ count: Int, from first: String = "2025-04-01") -> [LocalCalendar.Day] {
    (0..<count).map { at in
      let day = LocalDay(first)!.advanced(by: at)
      return LocalCalendar.Day(
        day: day, start: Int64(day.number) * 86_400, length: 86_400, offset: 0, transition: 86_400, offsetAfter: 0)
    }
  }

  /// Wh an hour; nil: missing.
  static func register(_ values: [Int?], exponent: Int16 = 0) -> MeasuredRegister {
    MeasuredRegister(
      exponent: exponent, values: values.map { $0.map(Int32.init) ?? missing }, quality: nil, count: values.count)
  }

  static func estimates(
    _ values: [[Int?]], interval: Int32 = 3600, days: [LocalCalendar.Day]? = nil, wanted: [Int]? = nil,
    holidays: Set<LocalDay> = [], brackets: [Estimator.Bracket] = [], exponent: Int16 = 0
  ) -> [Estimator.Estimate] {
    let days = days ?? Self.days(values.count)
    var estimator = Estimator(
      days: days, interval: interval, register: values.map { $0.isEmpty ? nil : register($0, exponent: exponent) },
      holidays: holidays, brackets: brackets)
    return estimator.estimates(for: Set((wanted ?? Array(values.indices)).map { days[$0].day }))
  }

  static func plain(_ value: Int = 10) -> [Int?] { Array(repeating: value, count: 24) }

  static func with(_ day: [Int?], _ changes: [Int: Int?]) -> [Int?] {
    day.enumerated().map { changes[$0.offset] ?? $0.element }
  }

  @Test("up to two hours are a straight line whose sum is exact")
  func line() throws {
    let day = Self.with(Self.plain(), [5: 10, 6: nil, 7: nil, 8: 40])
    let found = Self.estimates([day])
    #expect(found.map(\.values) == [[20_000, 30_000]])
    #expect(found[0].range == 6..<8)
    #expect(found[0].method == .linear)
    #expect(found[0].basis == "{\"before_wh\": 10, \"behind_wh\": 40}")
    // 10, 13.67, 17.33, 21 would be 31: the larger remainder gets the odd Wh.
    let odd = Self.with(Self.plain(), [5: 10, 6: nil, 7: nil, 8: 21])
    #expect(Self.estimates([odd]).map(\.values) == [[14_000, 17_000]])
    // In mWh nothing is left to round.
    #expect(Self.estimates([odd], exponent: -3).map(\.values) == [[14, 17]])
  }

  @Test("a line runs over midnight, and is told day by day")
  func midnight() throws {
    let first = Self.with(Self.plain(), [22: 10, 23: nil])
    let second = Self.with(Self.plain(), [0: nil, 1: 40])
    let found = Self.estimates([first, second])
    #expect(found.map(\.values) == [[20_000], [30_000]])
    #expect(found.map(\.range) == [23..<24, 0..<1])
    #expect(Self.estimates([first, second], wanted: [1]).map(\.values) == [[30_000]], "only what is wanted is told")
  }

  @Test("longer gaps are the mean of four like days, the same day of the week first, the latest first")
  func likeDays() throws {
    // 2025-04-01 was a Tuesday; 29 is the fifth Tuesday.
    var days = (0..<29).map { Self.plain(100 + $0) }
    days[28] = Self.with(Self.plain(), [3: nil, 4: nil, 5: nil])
    let found = Self.estimates(days)
    // Days 21, 14, 7 and 0: (121 + 114 + 107 + 100) / 4 = 110.5, three times 331.5: 332 is spread.
    #expect(found.map(\.values) == [[111_000, 111_000, 110_000]])
    #expect(found[0].method == .likeDays)
    #expect(found[0].basis == "{\"days\": [\"2025-04-01\", \"2025-04-08\", \"2025-04-15\", \"2025-04-22\"]}")
    // One Tuesday unknown: Monday the 28th, the latest other working day, stands in.
    days[21] = []
    let other = Self.estimates(days, wanted: [28])
    #expect(other[0].basis.contains("\"2025-04-28\""))
    // (127 + 114 + 107 + 100) / 4, three times.
    #expect(other.flatMap(\.values).reduce(0, +) == 336_000)
  }

  @Test("holidays are like Sundays, and Sundays like holidays")
  func holidays() throws {
    // Sundays: 6, 13, 20, 27 April; 21 April 2025 was Easter Monday; 1 May a Thursday.
    var days = (0..<31).map { at in Self.plain([5, 12, 19, 26].contains(at) ? 50 : at == 20 ? 30 : 10) }
    days[30] = Array(repeating: nil, count: 24)
    let easter = LocalDay("2025-04-21")!
    let may = LocalDay("2025-05-01")!
    let found = Self.estimates(days, holidays: [easter, may])
    // Four of the five, the latest first: 27, 21, 20, 13 April.
    #expect(found.map { $0.values[0] } == [45_000])
    #expect(found[0].basis == "{\"days\": [\"2025-04-13\", \"2025-04-20\", \"2025-04-21\", \"2025-04-27\"]}")
    #expect(Self.estimates(days).map { $0.values[0] } == [10_000], "a Thursday like others")
  }

  @Test("the hour that the clock shows decides, on days with 23 and 25 hours too")
  func clockChange() throws {
    // Sundays in Paris; the clock is put forward on 30 March, back on 26 October.
    func day(_ day: String, _ start: String, _ hours: Int32, _ offset: Int32, _ behind: Int32) -> LocalCalendar.Day {
      LocalCalendar.Day(
        day: LocalDay(day)!, start: Instant(start)!.seconds, length: hours * 3600, offset: offset,
        transition: hours == 24 ? 86_400 : hours == 23 ? 7200 : 10_800, offsetAfter: behind)
    }
    func week(_ first: String, _ start: String, _ hours: Int32) -> [LocalCalendar.Day] {
      let first = LocalDay(first)!
      let begin = Instant(start)!.seconds
      let (offset, behind): (Int32, Int32) = hours == 23 ? (3600, 7200) : (7200, 3600)
      return (0..<8).map { at in
        let isChange = at == 0
        let start = isChange ? begin : begin + Int64(hours) * 3600 + Int64(at - 1) * 86_400
        return LocalCalendar.Day(
          day: first.advanced(by: at), start: start, length: isChange ? hours * 3600 : 86_400,
          offset: isChange ? offset : behind,
          transition: isChange ? (hours == 23 ? 7200 : 10_800) : 86_400, offsetAfter: behind)
      }
    }
    for (first, start, hours) in [
      ("2025-03-30", "2025-03-30T00:00:00+01:00", Int32(23)), ("2025-10-26", "2025-10-26T00:00:00+02:00", Int32(25)),
    ] {
      let days = week(first, start, hours)
      // The value is the hour that the clock shows when the interval begins.
      let change = (0..<Int(hours)).map { Int(days[0].wallClock(elapsed: Int32($0) * 3600) / 3600) as Int? }
      var values: [[Int?]] = [change] + (0..<6).map { _ in (0..<24).map { $0 as Int? } }
      values.append(Array(repeating: nil, count: 24))
      let found = Self.estimates(values, days: days, wanted: [7])
      // At two o'clock of the spring day there was no time; of the hour that came twice the first counts.
      #expect(
        found.flatMap(\.values).map { $0 == MeasuredRegister.unknown ? -1 : $0 / 1000 }
          == (0..<24).map { hours == 23 && $0 == 2 ? -1 : Int64($0) })
    }
  }

  @Test("index reads scale what lies between them, exactly")
  func index() throws {
    var days = (0..<29).map { _ in Self.plain(100) }
    days[28] = Self.with(Self.plain(100), [3: nil, 4: nil, 5: nil, 10: nil])
    let start = Self.days(29)[28].start
    let bracket = Estimator.Bracket(start: start, end: start + 86_400, milliWh: 2_000_000 + 701_000)
    let found = Self.estimates(days, wanted: [28], brackets: [bracket])
    // Twenty known hours are 2,000 Wh; 701 Wh are left for four that would be alike.
    #expect(found.map(\.values) == [[176_000, 175_000, 175_000], [175_000]])
    #expect(found[0].basis.contains("\"index_wh\": 2701"))
    let low = Estimator.Bracket(start: start, end: start + 86_400, milliWh: 1_999_000)
    let contradicted = Self.estimates(days, wanted: [28], brackets: [low])
    #expect(contradicted.map(\.values) == [[100_000, 100_000, 100_000], [100_000]])
    #expect(contradicted[0].basis.contains("contradicts"))
  }

  @Test("more than seven days are made up by an index only, and without any like day nothing is")
  func limit() throws {
    var days = (0..<21).map { _ in Self.plain(100) }
    for day in 10..<18 { days[day] = [] }
    let found = Self.estimates(days)
    #expect(found.count == 8)
    #expect(found.allSatisfy { $0.method == .none && $0.basis.contains("longer than 7 days") })
    let calendar = Self.days(21)
    let bracket = Estimator.Bracket(start: calendar[9].start, end: calendar[19].start, milliWh: 1000 * (4800 + 19_201))
    let scaled = Self.estimates(days, brackets: [bracket])
    #expect(scaled.allSatisfy { $0.method == .index })
    #expect(scaled.flatMap(\.values).reduce(0, +) == 19_201_000)
    #expect(Set(scaled.flatMap(\.values)) == [100_000, 101_000])
    days = (0..<2).map { _ in Self.plain(100) }
    days[1] = Self.with(Self.plain(100), [20: nil, 21: nil, 22: nil, 23: nil])
    #expect(Self.estimates(days).map(\.values) == [[100_000, 100_000, 100_000, 100_000]], "Tuesday is like Wednesday")
    days[0] = []
    #expect(Self.estimates(days).map(\.method) == [.none, .none])
  }

  @Test("parts add up to the whole, whatever the weights")
  func spread() {
    var generator = SplitMix(seed: 3)
    for _ in 0..<500 {
      let unit: Int64 = Bool.random(using: &generator) ? 1000 : 1
      let weights = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
        Int64.random(in: 0...5_000_000, using: &generator)
      }
      let total = Int64.random(in: 0...2_000_000, using: &generator) * unit
      let parts = Estimator.spread(total, by: weights, unit: unit)
      guard weights.contains(where: { $0 > 0 }) else { continue }
      #expect(parts.reduce(0, +) == total)
      let sum = weights.reduce(0, +)
      for (part, weight) in zip(parts, weights) {
        let exact = Double(total) * Double(weight) / Double(sum)
        let difference = abs(Double(part) - exact)
        #expect(difference < Double(unit) + 1)
      }
    }
  }
}
