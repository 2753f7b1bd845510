import Database
import Documents
import Foundation
import Grid
import Support
import Testing

@testable import Reports

@Suite struct HouseholdReportTests {
  let database = try! TestDatabase()

  init() throws { try Fixture.fill(database) }

  func report(_ meter: String, _ day: String) throws -> HouseholdReport {
    let period = Period(day, today: LocalDay(number: 0))!
    return try HouseholdReports(
      HouseholdRequest(meter: meter, period: period, asOf: Instant(seconds: 0)), on: database.connection
    ).first()
  }

  /// The lines of the hourly table as CSV.
  func csv(_ meter: String, _ day: String) throws -> [String] {
    let office = try Office()
    try CSVWriter().write(report(meter, day).document.sheets[0], to: office.path("hours.csv"))
    return try String(contentsOfFile: office.path("hours.csv"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  @Test("the spring day has 23 hours: 01:00 is followed by 03:00, exactly as written here")
  func spring() throws {
    let lines = try csv("A2", "2025-03-30")
    #expect(lines.count == 24)
    #expect(
      lines[0]
        == "Hour,Used kWh,Produced kWh,Self-consumed kWh,Drawn kWh,Fed in kWh,Autarky,Share of use,Peak,Known,State")
    // Slot s uses 200 + s Wh: the day 92 x 200 + 92 x 93 / 2 = 22,678 Wh.
    #expect(lines[1] == "2025-03-30T00:00+01:00,0.81,0,0,0.81,0,0,0.035717,,1.000000,measured")
    #expect(lines[2] == "2025-03-30T01:00+01:00,0.826,0,0,0.826,0,0,0.036423,,1.000000,measured")
    #expect(lines[3] == "2025-03-30T03:00+02:00,0.842,0,0,0.842,0,0,0.037128,,1.000000,measured")
    // Slots 41 to 44 produce 600 each.
    #expect(lines[11] == "2025-03-30T11:00+02:00,0.97,2.4,0.97,0,1.43,60,0.042773,,1.000000,measured")
    #expect(lines[23] == "2025-03-30T23:00+02:00,1.162,0,0,1.162,0,0,0.051239,peak,1.000000,measured")
  }

  @Test("the autumn day has 25 hours and 02:00 twice, told apart by the offset")
  func autumn() throws {
    let report = try report("A1", "2025-10-26")
    #expect(report.rows == 25)
    let lines = try csv("A1", "2025-10-26")
    #expect(lines[3].hasPrefix("2025-10-26T02:00+02:00,0.642,"))
    #expect(lines[4].hasPrefix("2025-10-26T02:00+01:00,0.658,"))
    #expect(lines[25].hasPrefix("2025-10-26T23:00+01:00,0.994,"))
    guard case .list(let quarters) = report.document.sheets[1].rows else { return }
    #expect(quarters.count == 100)
    #expect(quarters[12][0] == .localTime(2025, 10, 26, 2, 0, offset: 3600))
    // 163 Wh in a quarter hour.
    #expect(quarters[12][5] == .decimal(652_000, scale: 3))
  }

  @Test("an hour without readings is empty and missing, an hour with a gap is partial")
  func gaps() throws {
    let lines = try csv("A1", "2025-04-01")
    #expect(lines[6] == "2025-04-01T05:00+02:00,,,,,,,,,0.000000,missing")
    #expect(lines[7].hasSuffix(",0,0.038821,,1.000000,measured"))
    // Slots 29, 31 and 32 of 29 to 32: 150 x 3 + 92.
    #expect(lines[8].hasPrefix("2025-04-01T07:00+02:00,0.542,0,0,0.542,0,0,"))
    #expect(lines[8].hasSuffix(",0.750000,partial"))
    let report = try report("A1", "2025-04-01")
    #expect(report.missing == 1)
    #expect(report.partial == 1)
    #expect(report.document.sheets[0].notes.contains("1 of 24 hours are missing, 1 partial: sums hold what is known."))
  }

  @Test("a day without readings has all its hours, each missing, and no figure is 0")
  func emptyDay() throws {
    let report = try report("A1", "2025-04-02")
    #expect(report.rows == 24)
    #expect(report.missing == 24)
    let lines = try csv("A1", "2025-04-02")
    #expect(lines.dropFirst().allSatisfy { $0.hasSuffix("+02:00,,,,,,,,,0.000000,missing") })
    #expect(report.document.figures.prefix(2).map(\.cell) == [.empty, .empty])
    #expect(try csv("A1", "2025-03-30").count == 24)
  }

  @Test("a meter of five minutes has bits of its own grain")
  func fiveMinutes() throws {
    let lines = try csv("B1", "2025-03-30")
    #expect(lines.count == 24)
    #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(",1.000000,measured") })
  }

  @Test(
    "the totals that LibreOffice calculates are the sums of the readings",
    .enabled(if: Office.isInstalled, "soffice is not installed"))
  func totals() throws {
    let office = try Office()
    try XLSXWriter().write(report("A2", "2025-03-30").document, to: office.path("day.xlsx"))
    let sheets = try office.sheets(of: "day.xlsx")
    for name in ["Hours", "Quarter hours"] {
      let total = try #require(sheets[name]?.first { $0.values.contains("Total") }, "\(name)")
      #expect(Double(total["Used kWh"] ?? "") == 22.678, "\(name)")
      #expect(Double(total["Produced kWh"] ?? "") == 12, "\(name)")
    }
  }

  @Test(
    "an unknown meter is no input; one that belongs to nobody has an empty report that says since when it has readings")
  func unknown() throws {
    let unknown = #expect(throws: PlainFailure.self) { _ = try report("M999", "2025-03-30") }
    #expect(unknown?.status == .noInput)
    #expect(unknown?.message == "there is no meter 'M999'")
    let early = try report("B1", "2025-03-27")
    #expect(early.rows == 0 && early.document.figures.isEmpty)
    #expect(
      early.document.sheets[0].notes == [
        "Meter B1 belongs to no community in this period (2025-03-27). Its readings run from 2025-03-28 to 2025-10-26."
      ])
    let never = try report("B0", "2025-03")
    #expect(never.document.sheets[0].notes[0].hasSuffix("It has no readings at all."))
    let page = try HTMLWriter().text(never.document)
    #expect(page.contains("No rows.") && page.contains("belongs to no community"))
  }
}
