import Database
import Grid
import Support
import Testing

@Suite struct CalendarTests {
  let database = try! TestDatabase()

  func day(_ text: String, _ zone: String) throws -> LocalCalendar.Day {
    let day = LocalDay(text)!
    return try #require(try database.connection.calendar(zone: zone, Period(day, day.advanced(by: 1))!)[day])
  }

  @Test("the spring day of Paris has 23 hours and jumps from 2 to 3")
  func spring() throws {
    let day = try day("2025-03-30", "Europe/Paris")
    #expect(day.length == 82_800)
    #expect(day.wallClock(elapsed: 7199) == 7199)
    #expect(day.wallClock(elapsed: 7200) == 3 * 3600)
    #expect(day.start == Instant("2025-03-29T23:00:00Z")?.seconds)
  }

  @Test("the autumn day of Paris has 25 hours and shows 2 o'clock twice")
  func autumn() throws {
    let day = try day("2025-10-26", "Europe/Paris")
    #expect(day.length == 90_000)
    #expect(day.wallClock(elapsed: 2 * 3600) == 2 * 3600)
    #expect(day.wallClock(elapsed: 3 * 3600) == 2 * 3600)
  }

  @Test("Lord Howe moves its clock by half an hour")
  func lordHowe() throws {
    #expect(try day("2025-04-06", "Australia/Lord_Howe").length == 88_200)
    #expect(try day("2025-10-05", "Australia/Lord_Howe").length == 84_600)
  }

  @Test("a day whose midnight is skipped or shown twice starts at its first instant")
  func oddMidnights() throws {
    // Beirut skips 00:00–01:00 in spring; Havana shows 00:00–01:00 twice in autumn.
    let beirut = try day("2025-03-30", "Asia/Beirut")
    #expect(beirut.length == 82_800)
    #expect(beirut.wallClock(elapsed: 0) == 3600)
    let havana = try day("2025-11-02", "America/Havana")
    #expect(havana.length == 90_000)
    #expect(havana.start == Instant("2025-11-02T04:00:00Z")?.seconds)
    #expect(try day("2025-11-01", "America/Havana").length == 86_400)
  }
}
