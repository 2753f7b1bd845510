import Database
import Documents
import Foundation
import Grid
import Support
import Testing

@testable import Reports

@Suite struct ManagementReportTests {
  let database = try! TestDatabase()
  let period = Period("2025-03-28..2025-04-03", today: LocalDay(number: 0))!
  let asOf = Instant("2025-05-03T04:00:00+02:00")!

  init() throws { try Fixture.fill(database) }

  func report(_ community: String? = nil, asOf: Instant? = nil) throws -> Document {
    try ManagementReport(period, community: community, asOf: asOf ?? self.asOf, on: database.connection).document()
  }

  /// The cells of a sheet by heading.
  func cells(_ name: String, of document: Document) throws -> [[String: Cell]] {
    let sheet = try #require(document.sheets.first { $0.name == name })
    guard case .list(let rows) = sheet.rows else { return [] }
    return rows.map { Dictionary(uniqueKeysWithValues: zip(sheet.columns.map(\.heading), $0)) }
  }

  func number(_ sql: String) throws -> Double { Double(try database.lines(sql)[0]) ?? .nan }

  @Test(
    "the totals that LibreOffice calculates are the sums of the readings",
    .enabled(if: Office.isInstalled, "soffice is not installed"))
  func totals() throws {
    let office = try Office()
    try XLSXWriter().write(report(), to: office.path("report.xlsx"))
    let sheets = try office.sheets(of: "report.xlsx")
    func text(_ sheet: String, _ heading: String, line: String = "Total") throws -> String {
      try #require(sheets[sheet]?.first { $0.values.contains(line) }?[heading], "\(sheet): \(heading)")
    }
    func total(_ sheet: String, _ heading: String, line: String = "Total") throws -> Double {
      Double(try text(sheet, heading, line: line).filter { $0 != "%" && $0 != " " }) ?? .nan
    }
    let span = "known AND day BETWEEN '2025-03-28' AND '2025-04-02'"
    let used = try number("SELECT sum(used) * 0.001 FROM fixture.slot WHERE \(span)")
    let made = try number("SELECT sum(made) * 0.001 FROM fixture.slot WHERE \(span)")
    let sold = try number("SELECT sum(greatest(made - used, 0)) * 0.001 FROM fixture.slot WHERE \(span)")
    let night = try number(
      """
      SELECT sum(used) * 0.001 FROM fixture.slot
      WHERE \(span) AND extract(hour FROM starts_at AT TIME ZONE 'Europe/Paris') IN (22, 23, 0, 1, 2, 3, 4, 5)
      """)
    #expect(used > 0 && made > 0 && sold > 0)
    for sheet in ["Usage by community", "Usage by customer", "Balance"] {
      #expect(abs(try total(sheet, "Used kWh") - used) < 1e-9, "\(sheet)")
    }
    #expect(abs(try total("Usage by day", "All") - used) < 1e-9)
    #expect(abs(try total("Summary", "All", line: "Used") - used) < 1e-9)
    #expect(abs(try total("Summary", "All", line: "Produced") - made) < 1e-9)
    #expect(abs(try total("Production", "Produced kWh") - made) < 1e-9)
    #expect(abs(try total("Production", "Fed in kWh") - sold) < 1e-9)
    #expect(abs(try total("Balance", "Balance") - 100 * made / used) < 1e-9)
    #expect(abs(try total("Usage by customer", "Night kWh") - night) < 1e-9)
    // 92 + 5 x 96 quarter hours, two meters by quarter hours and one by five minutes; 96 + 5 are missing.
    #expect(try total("Data quality", "Readings expected") == 572 * 5)
    #expect(try total("Data quality", "Readings missing") == 101)
    #expect(abs(try total("Data quality", "Completeness") - 100 * (2860.0 - 101) / 2860) < 1e-9)
    #expect(try total("Data quality", "Revised blocks") == 2)
    #expect(try total("Invoices", "Total") == 18.67)
  }

  @Test("autarky is counted in both senses, the community's shared energy too")
  func autarky() throws {
    let document = try report("CA")
    let day = try #require(try cells("Autarky", of: document).first { $0["Day"] == .date(2025, 3, 30) })
    // A2 feeds in while A1 draws: nobody is strictly autark together, but production meets use in 600 >= 350 + 2s.
    let net = try database.lines(
      """
      SELECT 15 * count(*) FROM (SELECT sum(made) >= sum(used) AS net FROM fixture.slot
      WHERE community_id = 1 AND day = '2025-03-30' GROUP BY slot) AS slot WHERE net
      """)[0]
    #expect(day["Strict time"] == .decimal(0, scale: 0))
    #expect(try day["Net time"] == .numeric(net))
    #expect(day["Length of day"] == .decimal(1380, scale: 0))
    let shared = try database.lines(
      """
      SELECT trim_scale(sum(least(i, e)) * 0.001) FROM (SELECT sum(greatest(used - made, 0)) AS i, sum(greatest(made - used, 0)) AS e
      FROM fixture.slot WHERE known AND community_id = 1 AND day < '2025-10-01' GROUP BY starts_at) AS slot
      """)[0]
    #expect(try cells("Usage by community", of: document)[0]["Shared by neighbours kWh"] == .numeric(shared))
  }

  @Test("a day without readings is listed empty, a day not yet over is not expected")
  func missing() throws {
    try database.script("DELETE FROM aggregate.meter_day WHERE community_id = 2 AND day = '2025-03-31'")
    try database.script("DELETE FROM aggregate.community_day WHERE community_id = 2 AND day = '2025-03-31'")
    let document = try report("CB")
    let day = try #require(try cells("Balance", of: document).first { $0["Day"] == .date(2025, 3, 31) })
    #expect(day["Used kWh"] == .empty)
    #expect(day["Produced kWh"] == .empty)
    #expect(day["Readings expected"] == .decimal(288, scale: 0))
    #expect(day["Readings measured"] == .decimal(0, scale: 0))
    let byDay = try cells("Usage by day", of: document)
    #expect(byDay.map { $0["CB"] == .empty } == [false, false, false, true, false, false])
    #expect(
      try #require(document.sheets[0].notes.last).contains("CB lacks 288 of 1716."))
    try database.script("DELETE FROM aggregate.meter_day WHERE community_id = 2 AND day >= '2025-04-01'")
    let early = try report("CB", asOf: Instant("2025-04-01T10:00:00+02:00")!)
    #expect(try cells("Data quality", of: early)[0]["Days"] == .decimal(4, scale: 0))
  }

  @Test("who moves in has a row, who is not billed has one too, and names stay out")
  func customers() throws {
    let document = try report("CA")
    #expect(
      try cells("Usage by customer", of: document).map { [$0["Meter"], $0["Customer"]] } == [
        [.text("A1"), .text("K1")], [.text("A1"), .text("K3")], [.text("A2"), .text("K2")],
      ])
    #expect(try cells("Usage by customer", of: document)[1]["Used kWh"] == .empty)
    let invoices = try cells("Invoices", of: document)
    #expect(invoices.map { $0["Invoice"] } == [.text("draft"), .text("R2025-000001"), .text("none")])
    #expect(invoices.map { $0["Status"] } == [.text("draft"), .text("open"), .text("not billed")])
    #expect(invoices.map { $0["Total"] } == [.decimal(666, scale: 2), .decimal(1201, scale: 2), .empty])
    for sheet in document.sheets {
      guard case .list(let rows) = sheet.rows else { continue }
      #expect(!rows.joined().contains { if case .text(let text) = $0 { text.contains("Secret") } else { false } })
    }
  }

  @Test("dumps received in the period or bringing readings of it are listed with their rejects")
  func rejects() throws {
    let autumn = Period("2025-10-26", today: LocalDay(number: 0))!
    let document = try ManagementReport(autumn, community: nil, asOf: asOf, on: database.connection).document()
    let rows = try cells("Rejected rows", of: document)
    #expect(rows.map { $0["Code"] } == [.text("negative"), .text("not-a-number")])
    #expect(rows.map { $0["Rejected rows"] } == [.decimal(1, scale: 0), .decimal(2, scale: 0)])
    #expect(rows[0]["Received"] == .localTime(2025, 10, 26, 2, 30, offset: 7200))
    #expect(try cells("Rejected rows", of: report()).isEmpty)
  }

  @Test("several communities have their charts on a sheet of their own, each over its own rows")
  func charts() throws {
    let document = try report()
    let sheet = try #require(document.sheets.first { $0.name == "Charts" })
    #expect(sheet.charts.map(\.rows) == [0..<6, 6..<12, 0..<6, 6..<12])
    #expect(sheet.charts.map(\.sheet) == ["Balance", "Balance", "Autarky", "Autarky"])
    let office = try Office()
    try XLSXWriter().write(document, to: office.path("report.xlsx"))
    // Days start in the seventh row of Balance: title, three notes, an empty line, the heading.
    let chart = try office.part("xl/charts/chart4.xml", of: "report.xlsx")
    #expect(chart.contains("<c:f>Balance!$C$13:$C$18</c:f>"))
    let alone = try report("CB")
    #expect(alone.sheets.contains { $0.name == "Charts" } == false)
    #expect(alone.sheets.first { $0.name == "Autarky" }?.charts.count == 1)
  }

  @Test("the same clock gives the same bytes")
  func determinism() throws {
    let office = try Office()
    try XLSXWriter().write(report(), to: office.path("a.xlsx"))
    try XLSXWriter().write(report(), to: office.path("b.xlsx"))
    #expect(FileManager.default.contentsEqual(atPath: office.path("a.xlsx"), andPath: office.path("b.xlsx")))
  }

  @Test("a period in which nobody is a member gives a workbook that says so", arguments: ["CE", nil])
  func nobody(community: String?) throws {
    let empty = community == nil ? Period("2020-01", today: LocalDay(number: 0))! : period
    let report = try ManagementReport(empty, community: community, asOf: asOf, on: database.connection)
    #expect(report.codes.isEmpty)
    let document = try report.document()
    #expect(document.sheets[0].notes[0].contains("No community has members in this period"))
    #expect(document.figures.isEmpty)
    for sheet in document.sheets where sheet.name != "Rejected rows" {
      #expect(try lines(of: sheet).isEmpty, "\(sheet.name)")
      #expect(sheet.charts.isEmpty)
    }
    let office = try Office()
    try XLSXWriter().write(document, to: office.path("empty.xlsx"))
  }
}
