import Foundation
import Grid
import Testing

@Suite struct TimeTests {
  @Test("days are those of Foundation's calendar, and back")
  func days() {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "UTC")!
    for number in stride(from: Int32(-800_000), through: 800_000, by: 1237) {
      let civil = LocalDay(number: number).civil
      let date = calendar.dateComponents(
        [.era, .year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
      let isProlepticGregorian = number > -141_427  // before 1582-10-15 Foundation counts by the Julian calendar
      if isProlepticGregorian { #expect(civil.year == date.year && civil.month == date.month && civil.day == date.day) }
      #expect(LocalDay(year: civil.year, month: civil.month, day: civil.day)?.number == number)
    }
  }

  @Test(
    "dates that are none are none",
    arguments: [
      "2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "25-04-01", "2025-4-1", "2025-04-01 ", "+025-04-01", "",
    ])
  func badDays(text: String) { #expect(LocalDay(text) == nil) }

  @Test(
    "instants are read with their offset and refused without",
    arguments: [
      ("2025-03-30T03:00:00+02:00", "2025-03-30T01:00:00Z"), ("2025-03-30T01:00Z", "2025-03-30T01:00:00Z"),
      ("2025-03-30T00:15:00-04:30", "2025-03-30T04:45:00Z"), ("2024-02-29T23:59:59z", "2024-02-29T23:59:59Z"),
      ("2025-03-30T03:00:00", nil), ("2025-03-30T03:00:00+0200", nil), ("2025-03-30 03:00:00Z", nil),
      ("2025-03-30T24:00:00Z", nil), ("2025-03-30T03:60:00Z", nil), ("2025-03-30T03:00:00.5Z", nil), ("", nil),
      ("2025-02-30T03:00:00Z", nil), ("2025-03-30T03:00:00Zx", nil), ("20250330T030000Z", nil),
    ] as [(String, String?)])
  func instants(text: String, expected: String?) { #expect(Instant(text)?.description == expected) }

  @Test(
    "periods are half-open and count from today",
    arguments: [
      ("2025-04", "2025-04-01", "2025-05-01"), ("2025-12", "2025-12-01", "2026-01-01"),
      ("2025-04-07", "2025-04-07", "2025-04-08"),
      ("2025-04-01..2025-04-08", "2025-04-01", "2025-04-08"), ("yesterday", "2025-02-28", "2025-03-01"),
      ("last-month", "2025-02-01", "2025-03-01"), ("this-month", "2025-03-01", "2025-04-01"),
    ])
  func periods(text: String, start: String, end: String) {
    #expect(Period(text, today: LocalDay("2025-03-01")!) == Period(LocalDay(start)!, LocalDay(end)!))
  }

  @Test(
    "periods that are none are none",
    arguments: ["2025-13", "2025-04-08..2025-04-08", "2025-04-08..2025-04-01", "soon", "20250", ".."])
  func badPeriods(text: String) { #expect(Period(text, today: LocalDay("2025-03-01")!) == nil) }
}
