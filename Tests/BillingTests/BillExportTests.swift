import Billing
import Database
import Documents
import Foundation
import Grid
import Support
import Testing

/// The accounting export, read back by LibreOffice, against sums of SQL.
@Suite struct BillExportTests {
  let books: Books

  init() throws { books = try Books() }

  func export(_ period: String, community: String? = nil) throws -> BillExport {
    try BillExport(
      Period(period, today: LocalDay(number: 0))!, community: community, asOf: Instant("2025-06-10T10:00:00Z")!,
      on: books.connection)
  }

  /// Lines of a sheet as CSV, the heading left out.
  func csv(_ sheet: Sheet) throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    try CSVWriter().write(sheet, to: file)
    return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").dropFirst().map(String.init)
  }

  @Test("a row for each line, in the order of the numbers, with the account of the journal")
  func lines() throws {
    let rows = try csv(export("2025-05").document.sheets[0])
    #expect(rows.count == 12)
    #expect(
      rows[0] == "F2025-000001,invoice,2025-05-05,2025-05-19,2025-04-01,2025-04-30,C1,K1,'=1+0,M0,A0,standing charge,,"
        + "2025-04-01,2025-04-30,,,1,month,0.100000,15.96,5.50,706 Services:standing charge"
        .replacing("month", with: "kWh"))
    #expect(
      rows[4].contains(",tax,accise,") && rows[4].hasSuffix(",363.2235,kWh,0.100000,10.89,20.00,447 Levies:accise"))
    #expect(rows.map { $0.prefix(12) } == rows.map { $0.prefix(12) }.sorted())
    #expect(try csv(export("2025-05", community: "C2").document.sheets[0]).count == 2)
    #expect(try export("2025-04").documentCount == 0)
  }

  @Test("a text that a spreadsheet would run stays a text")
  func formulas() throws {
    let rows = try csv(export("2025-05").document.sheets[0])
    #expect(rows.contains { $0.contains(",'=K3,'=1+2,") })
  }

  @Test("totals in LibreOffice are the sums of SQL")
  func workbook() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try XLSXWriter().write(export("2025-05-01..2025-07-01").document, to: folder.appending(path: "a.xlsx").path)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.currentDirectoryURL = folder
    process.arguments = [
      "soffice", "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to",
      "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "a.xlsx",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    func last(_ sheet: String) throws -> [String] {
      try String(contentsOf: folder.appending(path: "a-\(sheet).csv"), encoding: .utf8).split(separator: "\n").last!
        .replacing(" €", with: "").replacing(",", with: "|").replacing("\"", with: "").split(separator: "|")
        .map(String.init)
    }
    func sum(_ expression: String, _ table: String) throws -> String {
      try books.database.lines("SELECT sum(\(expression)) FROM billing.\(table)")[0]
    }
    #expect(try last("Lines") == ["Total", sum("net_eur", "invoice_line")])
    #expect(
      try last("Documents") == [
        "Total", sum("net_eur", "invoice"), sum("vat_eur", "invoice"), sum("total_eur", "invoice"), "0",
        sum("amount_eur", "payment"), sum("open_eur", "open_item"),
      ])
    #expect(try last("VAT") == ["Total", sum("base_eur", "invoice_vat"), sum("vat_eur", "invoice_vat")])
    #expect(try last("Open items").last == sum("open_eur", "open_item"))
  }

  @Test("VAT is summed by month of issue, side and rate; open items say how long they are overdue")
  func sheets() throws {
    let document = try export("2025-05-01..2025-07-01").document
    #expect(
      try csv(document.sheets[2]) == [
        "2025-05-01,44571 VAT collected:0.00 %,0.00,2,-67.88,0.00",
        "2025-05-01,44571 VAT collected:5.50 %,5.50,2,23.37,1.29",
        "2025-05-01,44571 VAT collected:20.00 %,20.00,3,184.21,36.84",
        "2025-05-01,44566 VAT deductible:20.00 %,20.00,1,-13.52,-2.70",
        "2025-06-01,44571 VAT collected:0.00 %,0.00,1,4.43,0.00",
        "2025-06-01,44571 VAT collected:5.50 %,5.50,2,-13.81,-0.76",
        "2025-06-01,44571 VAT collected:20.00 %,20.00,2,-36.29,-7.26",
        "2025-06-01,44566 VAT deductible:20.00 %,20.00,1,12.42,2.48",
      ])
    let open = try csv(document.sheets[3])
    #expect(open.count == 4)
    #expect(open.contains { $0.hasPrefix("K1,'=1+0,C1,F2025-000001,invoice,2025-05-05,2025-05-19,22,107.46,") })
    #expect(open.contains { $0.contains(",A2025-000001,credit note,2025-06-02,2025-06-16,,-107.46,37.55,0,-69.91") })
  }
}
