import Foundation
import Grid
import Ingest
import Testing

/// Tariffs as a supplier has them, imported, and each minute's owner against rules that the test knows by heart.
@Suite struct TariffOwnershipTests {
  let fixture = RegistryFixture()
  static let first = LocalDay("2024-01-01")!
  static let days = 1096

  struct Day {
    let month: Int
    let number: Int
    /// 1 Sunday … 7 Saturday, as Foundation counts.
    let weekday: Int
    let colour: String

    var isWeekend: Bool { weekday == 1 || weekday == 7 }
    var isWinter: Bool { month >= 11 || month <= 3 }
  }

  static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "UTC")!
    return calendar
  }()

  /// Red on some weekdays of winter, white now and then, else blue.
  static func day(_ number: Int) -> Day {
    let parts = calendar.dateComponents(
      [.month, .day, .weekday], from: Date(timeIntervalSince1970: Double(number) * 86_400))
    let isRed = number % 11 == 3 && ![1, 7].contains(parts.weekday!) && (parts.month! >= 11 || parts.month! <= 3)
    return Day(
      month: parts.month!, number: parts.day!, weekday: parts.weekday!,
      colour: isRed ? "red" : number % 5 == 0 ? "white" : "blue")
  }

  /// Owner of each minute of a day by the windows in the database.
  func owners(_ number: Int, _ periods: [(name: String, windows: [TariffWindow])]) -> [String] {
    let kinds = [number - 1, number].map {
      TariffWindow.DayKind(LocalDay(number: Int32($0)), colour: Self.day($0).colour)
    }
    var owners = [String?](repeating: nil, count: 1440)
    for (name, windows) in periods {
      for range in windows.flatMap({ $0.minutes(on: kinds[1], after: kinds[0]) }) {
        for minute in range { owners[minute] = owners[minute] == nil ? name : "two" }
      }
    }
    let rest = periods.first { $0.windows.isEmpty }?.name
    return owners.map { $0 ?? rest ?? "nobody" }
  }

  func periods(_ tariff: String) throws -> [(name: String, windows: [TariffWindow])] {
    try fixture.database.lines(
      """
      SELECT period, array_to_string(windows, ' ') FROM grid.tariff_price JOIN grid.tariff USING (tariff_id)
      WHERE tariff = '\(tariff)' AND component = 'energy'
      """
    ).map { line in
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      return (String(parts[0]), try parts[1].split(separator: " ").map { try TariffWindow($0) })
    }
  }

  @Test("Tempo, weekends and seasons: each minute of three years has the owner that the tariff sheet says")
  func owners() throws {
    let start = Int(Self.first.number)
    var calendar = "calendar,day,colour\n"
    for number in start - 1..<start + Self.days {
      calendar += "TEMPO,\(LocalDay(number: Int32(number))),\(Self.day(number).colour)\n"
    }
    #expect(try fixture.counts(.calendar, calendar) == "1097/0/0")
    var file = "tariff,from,component,period,windows,price,vat_rate,calendar\n"
    for (index, colour) in ["blue", "white", "red"].enumerated() {
      file += "TEMPO,2024-01-01,energy,HP_\(colour),\(colour)/06:00-22:00,0.\(index + 2),20,TEMPO\n"
      file += "TEMPO,2024-01-01,energy,HC_\(colour),\(colour)/22:00-06:00,0.1\(index),20,TEMPO\n"
    }
    file += """
      WEEK,2024-01-01,energy,end,weekend,0.15,20,
      WEEK,2024-01-01,energy,day,weekday/07:30-22:30,0.25,20,
      WEEK,2024-01-01,energy,night,weekday/00:00-07:30 weekday/22:30-24:00,0.2,20,
      SEASON,2024-01-01,energy,HPH,11-01..04-01/06:00-22:00,0.3,20,
      SEASON,2024-01-01,energy,HPE,04-01..11-01/06:00-22:00,0.2,20,
      SEASON,2024-01-01,energy,HC,,0.1,20,
      """
    #expect(try fixture.counts(.tariffs, file) == "3/0/0")
    #expect(try fixture.counts(.tariffs, file) == "0/0/3")

    let tempo = try periods("TEMPO")
    let week = try periods("WEEK")
    let season = try periods("SEASON")
    #expect(tempo.count == 6 && week.count == 3 && season.count == 3)
    for number in start..<start + Self.days {
      let (day, before) = (Self.day(number), Self.day(number - 1))
      let tempoOwners = (0..<1440).map { minute in
        minute < 360 ? "HC_\(before.colour)" : minute < 1320 ? "HP_\(day.colour)" : "HC_\(day.colour)"
      }
      #expect(owners(number, tempo) == tempoOwners)
      let weekOwners = (0..<1440).map { day.isWeekend ? "end" : $0 >= 450 && $0 < 1350 ? "day" : "night" }
      #expect(owners(number, week) == weekOwners)
      let seasonOwners = (0..<1440).map { $0 < 360 || $0 >= 1320 ? "HC" : day.isWinter ? "HPH" : "HPE" }
      #expect(owners(number, season) == seasonOwners)
    }
    #expect(try fixture.database.violations() == [])
  }
}
