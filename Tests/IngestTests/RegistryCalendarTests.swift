import Grid
import Ingest
import Testing

@Suite struct RegistryCalendarTests {
  let fixture = RegistryFixture()
  let header = "calendar,day,colour\n"
  let tempo = """
    tariff,from,component,period,windows,price,vat_rate,calendar
    U,2025-01-01,energy,blue,blue,0.1,20,TEMPO
    U,2025-01-01,energy,red,red/06:00-06:00,0.5,20,TEMPO

    """.replacing("red/06:00-06:00", with: "red")

  func refusal(_ rows: String) throws -> [String] { try fixture.refusal(.calendar, header + rows) }

  @Test("days are added, coloured anew, and left alone when the file is imported again")
  func add() throws {
    let file = header + "TEMPO,2025-01-01,blue\nTEMPO,2025-01-02,red\nFERIES,2025-01-01,jour_ferie\n"
    #expect(try fixture.counts(.calendar, file) == "3/0/0")
    let before = try fixture.contents()
    #expect(try fixture.counts(.calendar, file) == "0/0/3")
    #expect(try fixture.contents() == before)
    #expect(try fixture.counts(.calendar, header + "TEMPO,2025-01-02,white\nTEMPO,2025-01-03,red\n") == "1/1/0")
    #expect(
      try fixture.database.lines(
        "SELECT calendar, day, colour FROM grid.calendar_day JOIN grid.calendar USING (calendar_id) ORDER BY 1, 2") == [
          "FERIES|2025-01-01|jour_ferie", "TEMPO|2025-01-01|blue", "TEMPO|2025-01-02|white", "TEMPO|2025-01-03|red",
        ])
  }

  @Test("colours are words that a window can name, and a day has one")
  func rows() throws {
    for colour in ["Red", "weekend", "mon", "mon-sat", "06:00-22:00", "red/blue", "rouge foncé", "x1"] {
      #expect(
        try refusal("TEMPO,2025-01-01,\(colour)\n") == [
          "calendar.csv:2:3: invalid-colour: colour is not a word of at most 20 small letters and underscores that is "
            + "not the name of a day"
        ])
    }
    #expect(
      try refusal("TEMPO,2025-01-01,red\nTEMPO,2025-01-01,red\nTEMPO,2025-02-29,\n,2025-01-01,red\n") == [
        "calendar.csv:3:2: duplicate-row: 2025-01-01 of calendar TEMPO is on line 2 already",
        "calendar.csv:4:2: invalid-day: day is not a day between 1900 and 2199, written 2025-03-30",
        "calendar.csv:4:3: missing-value: colour is empty", "calendar.csv:5:1: missing-value: calendar is empty",
      ])
  }

  @Test("a colour that an issued invoice looked at stays, that of the day before it too")
  func invoiced() throws {
    try fixture.registry()
    try fixture.load(
      .calendar,
      header + "TEMPO,2025-02-27,blue\nTEMPO,2025-02-28,blue\nTEMPO,2025-03-01,blue\nTEMPO,2025-03-31,red\n"
        + "TEMPO,2025-04-01,red\nOTHER,2025-03-01,blue\n")
    try fixture.load(.tariffs, tempo)
    try fixture.load(.contracts, "contract,customer,meter,kind,tariff,from\nK1,C1,M1,consumption,U,2025-01-01\n")
    try fixture.invoiced("[2025-03-01,2025-04-01)")
    func told(_ day: String) -> String {
      "\(day) of calendar TEMPO is in issued invoice F-1 of a tariff that looks at its colour"
    }
    #expect(
      try refusal(
        "TEMPO,2025-02-27,red\nTEMPO,2025-02-28,red\nTEMPO,2025-03-01,red\nTEMPO,2025-03-31,blue\nTEMPO,2025-04-01,blue\n"
          + "OTHER,2025-03-01,red\n") == [
          "calendar.csv:3:2: day-is-invoiced: \(told("2025-02-28"))",
          "calendar.csv:4:2: day-is-invoiced: \(told("2025-03-01"))",
          "calendar.csv:5:2: day-is-invoiced: \(told("2025-03-31"))",
        ])
    #expect(
      try fixture.counts(
        .calendar, header + "TEMPO,2025-02-27,red\nTEMPO,2025-03-01,blue\nTEMPO,2025-04-01,blue\nOTHER,2025-03-01,red\n"
      )
        == "0/3/1")
  }

  @Test("a tariff that does not look at colours holds none of its calendar")
  func notLookedAt() throws {
    try fixture.registry()
    try fixture.load(.calendar, header + "TEMPO,2025-03-01,blue\n")
    try fixture.load(
      .tariffs, "tariff,from,component,price,vat_rate,calendar\nU,2025-01-01,energy,0.1,20,TEMPO\n")
    try fixture.load(.contracts, "contract,customer,meter,kind,tariff,from\nK1,C1,M1,consumption,U,2025-01-01\n")
    try fixture.invoiced("[2025-03-01,2025-04-01)")
    #expect(try fixture.counts(.calendar, header + "TEMPO,2025-03-01,red\nTEMPO,2025-03-02,blue\n") == "1/1/0")
  }

  @Test("a colour that a tariff of the calendar has no price for is refused")
  func newColour() throws {
    try fixture.load(.calendar, header + "TEMPO,2025-01-01,blue\nTEMPO,2025-01-02,red\n")
    try fixture.load(.tariffs, tempo)
    #expect(
      try refusal("TEMPO,2025-01-03,red\nTEMPO,2025-01-04,violet\nTEMPO,2025-01-05,green\n") == [
        "calendar.csv:3:2: uncovered-minutes: no energy period of tariff U from 2025-01-01 covers 00:00-24:00 when the day is "
          + "green"
      ])
  }
}
