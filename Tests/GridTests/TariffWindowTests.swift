import Foundation
import Grid
import Testing

@Suite struct TariffWindowTests {
  @Test(
    "windows are written back in their shortest form",
    arguments: [
      ("22:10-06:10", "22:10-06:10"), ("00:00-24:00", "00:00-24:00"), ("22:00-00:00", "22:00-24:00"),
      ("weekday/06:00-22:00", "weekday/06:00-22:00"), ("mon-fri/06:00-22:00", "weekday/06:00-22:00"),
      ("sat-sun", "weekend"), ("weekend/00:00-24:00", "weekend"), ("mon-sun/06:00-22:00", "06:00-22:00"),
      ("sun-mon/06:00-07:00", "sun-mon/06:00-07:00"), ("tue-tue", "tue"), ("fri-thu", "00:00-24:00"),
      ("11-01..04-01/red/06:00-22:00", "11-01..04-01/red/06:00-22:00"), ("red/11-01..04-01", "11-01..04-01/red"),
      ("red/weekday/04-01..11-01/00:00-00:01", "04-01..11-01/weekday/red/00:00-00:01"),
      ("02-29..03-01", "02-29..03-01"), ("12-31..01-01", "12-31..01-01"), ("jour_ferie", "jour_ferie"),
    ])
  func spelling(text: String, expected: String) throws {
    let window = try TariffWindow(text)
    #expect(window.description == expected)
    #expect(try TariffWindow(expected) == window)
  }

  @Test(
    "what is no window is refused",
    arguments: [
      "", "/", "06:00", "6:00-22:00", "06:00-06:00", "00:00-00:00", "06:00-24:01", "24:00-06:00", "06:60-07:00",
      "06:00-22:00/weekday", "06:00-08:00/09:00-10:00", "weekday/weekend", "red/blue", "Red", "monday-friday",
      "mon-tue-wed",
      "01-01..01-01", "02-30..03-01", "13-01..02-01", "1-1..2-1", "01-01...02-01", "..01-01.02-01",
      "01-01..02-01/03-01..04-01",
      "a_colour_of_more_than_twenty", "weekday/", " 06:00-22:00", "06:00–22:00",
    ])
  func refused(text: String) { #expect(throws: TariffWindow.Problem.self) { try TariffWindow(text) } }

  @Test("clock times alone make a window of every day, and nothing else does")
  func clockTimes() throws {
    #expect(try TariffWindow(from: "22:00", to: "06:00") == TariffWindow("22:00-06:00"))
    for (from, to) in [
      ("mon", "sat"), ("weekday/06:00", "22:00"), ("06:00", "06:00"), ("", ""), ("06:00", "22:00/red"),
    ] {
      #expect(throws: TariffWindow.Problem.self) { try TariffWindow(from: from, to: to) }
    }
  }

  /// A window as the test understands it.
  struct Rule: Sendable {
    let text: String
    let days: Set<Int>
    let isInSeason: @Sendable (Int) -> Bool
    let colour: String?
    let start: Int
    let end: Int
  }

  static let rules = [
    Rule(text: "22:00-06:00", days: Set(0...6), isInSeason: { _ in true }, colour: nil, start: 1320, end: 360),
    Rule(text: "weekday/06:30-21:59", days: Set(0...4), isInSeason: { _ in true }, colour: nil, start: 390, end: 1319),
    Rule(
      text: "11-01..04-01/sat-mon/red/22:00-06:00", days: [5, 6, 0], isInSeason: { $0 >= 1101 || $0 < 401 },
      colour: "red",
      start: 1320, end: 360),
    Rule(
      text: "02-29..03-02/weekend", days: [5, 6], isInSeason: { $0 == 229 || $0 == 301 }, colour: nil, start: 0,
      end: 1440),
    Rule(
      text: "07-14..07-15/blue/23:59-00:01", days: Set(0...6), isInSeason: { $0 == 714 }, colour: "blue", start: 1439,
      end: 1),
    Rule(
      text: "12-31..01-01/18:00-00:00", days: Set(0...6), isInSeason: { $0 == 1231 }, colour: nil, start: 1080,
      end: 1440),
  ]

  @Test("each minute of three years is where a plain reading of the rules puts it", arguments: rules.indices)
  func minutes(index: Int) throws {
    let rule = Self.rules[index]
    let window = try TariffWindow(rule.text)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "UTC")!
    func kind(_ number: Int) -> (monthDay: Int, weekday: Int, colour: String) {
      let parts = calendar.dateComponents(
        [.month, .day, .weekday], from: Date(timeIntervalSince1970: Double(number) * 86_400))
      // Foundation's 1 is Sunday.
      return (parts.month! * 100 + parts.day!, (parts.weekday! + 5) % 7, ["blue", "white", "red"][number * 7 % 3])
    }
    func starts(_ number: Int) -> Bool {
      let day = kind(number)
      return rule.isInSeason(day.monthDay) && rule.days.contains(day.weekday)
        && (rule.colour == nil || rule.colour == day.colour)
    }
    let first = Int(LocalDay("2024-01-01")!.number)
    var covered = 0
    for number in first..<first + 1096 {
      let (today, yesterday) = (starts(number), starts(number - 1))
      let expected = (0..<1440).filter { minute in
        rule.start < rule.end
          ? today && minute >= rule.start && minute < rule.end
          : minute >= rule.start && today || minute < rule.end && yesterday
      }
      let day = LocalDay(number: Int32(number))
      let kinds = [number - 1, number].map {
        TariffWindow.DayKind(LocalDay(number: Int32($0)), colour: kind($0).colour)
      }
      #expect(window.minutes(on: kinds[1], after: kinds[0]).flatMap(Array.init) == expected, "\(day)")
      covered += expected.count
    }
    #expect(covered > 0)
  }
}
