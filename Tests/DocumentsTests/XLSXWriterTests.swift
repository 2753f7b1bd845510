import Documents
import Foundation
import Testing

@Suite(.enabled(if: Workshop.hasUnzip, "unzip is not installed"))
struct XLSXWriterTests {
  let shop: Workshop

  init() throws { shop = try Workshop() }

  private func write(_ document: Document = Sample.document) throws {
    try XLSXWriter().write(document, to: shop.path("sample.xlsx"))
  }

  @Test(
    "LibreOffice calculates the totals that the exact integers add up to",
    .enabled(if: Workshop.hasOffice, "soffice or zip is not installed"))
  func recalculation() throws {
    try write()
    let sheets = try shop.recalculated("sample.xlsx")
    let days = try #require(sheets["Days"])
    let total = try #require(days.first { $0[0] == "Total" })
    let used = (0..<31).reduce(Int64(0)) { $0 + Sample.consumption($1) }
    let shared = (0..<31).reduce(Int64(0)) { $0 + Sample.shared($1) }
    #expect(total[1].replacing(",", with: "") == ExactDecimal(unscaled: used, scale: 3).description)
    #expect(total[3].replacing(",", with: "") == ExactDecimal(unscaled: shared, scale: 3).description)
    #expect(total[4] == "39.0 %")
    #expect(total[6] == "7,504.55 €")
    #expect(days.first { $0[0] == "Average" }?[1] == "452.742")
    #expect(days.first { $0[0] == "Minimum" }?[5] == "97.9 %")
    #expect(days.first { $0[0] == "Maximum" }?[1] == "499.454")
    #expect(days[5][0] == "2025-10-01")
  }

  @Test(
    "LibreOffice calculates and does not repeat what is stored",
    .enabled(if: Workshop.hasOffice, "soffice or zip is not installed"))
  func tampered() throws {
    try write()
    let part = "xl/worksheets/sheet1.xml"
    let sheet = try shop.part(part, of: "sample.xlsx").replacing("<v>14035.003</v>", with: "<v>1</v>")
    try FileManager.default.createDirectory(atPath: shop.path("xl/worksheets"), withIntermediateDirectories: true)
    try Data(sheet.utf8).write(to: URL(fileURLWithPath: shop.path(part)))
    try shop.run("/bin/sh", ["-c", "cd '\(shop.folder)' && zip -q sample.xlsx \(part)"])
    #expect(try shop.part(part, of: "sample.xlsx").contains("<v>1</v>"))
    let total = try shop.recalculated("sample.xlsx")["Days"]?.first { $0[0] == "Total" }
    #expect(total?[1] == "14,035.003")
  }

  @Test(
    "LibreOffice shows every kind of cell as it was meant",
    .enabled(if: Workshop.hasOffice, "soffice or zip is not installed"))
  func kinds() throws {
    try write()
    let rows = try #require(try shop.recalculated("sample.xlsx")["Kinds"])
    #expect(
      rows[1] == [
        "=1+1", "1,234,567", "12.340", "1.99 €", "0.133123", "98.5 %", "2024-02-29", "2025-10-26 02:00 +02:00", "1:35",
        "TRUE",
      ])
    #expect(
      rows[2].prefix(9) == [
        "a \"b\", c", "-7", "-0.005", "-10.50 €", "0.000001", "", "1999-12-31", "2025-10-26 02:00 +01:00", "24:00",
      ])
    #expect(rows[4].prefix(4) == ["Total", "1,234,560", "12.435", "-8.51 €"])
    #expect(rows[4][8] == "25:35")
    #expect(rows[5][4] == "0.066562")
  }

  @Test(
    "the long day has a hundred slots, the hour from 02:00 twice, and adds up",
    .enabled(if: Workshop.hasOffice, "soffice or zip is not installed"))
  func longDay() throws {
    try write()
    let rows = try #require(try shop.recalculated("sample.xlsx")["2025-10-26"])
    let slots = rows.filter { $0[0].hasPrefix("2025-10-26 ") }
    #expect(slots.count == 100)
    #expect(Set(slots.map { $0[0] }).count == 100)
    #expect(slots.count { $0[0].hasPrefix("2025-10-26 02:") } == 8)
    #expect(slots.last?[0] == "2025-10-26 23:45 +01:00")
    #expect(rows.last?[1] == "139,550")
  }

  @Test("formulas carry their value, so that a viewer that does not calculate shows it")
  func storedValues() throws {
    try write()
    let sheet = try shop.part("xl/worksheets/sheet1.xml", of: "sample.xlsx")
    #expect(sheet.contains("<f>SUBTOTAL(109,B6:B36)</f><v>14035.003</v>"))
    #expect(sheet.contains("<f>SUBTOTAL(104,B6:B36)</f><v>499.454</v>"))
    #expect(sheet.contains("<f>IFERROR(SUBTOTAL(101,B6:B36),\"\")</f><v>452.7420"))
    #expect(sheet.contains("SUBTOTAL(109,D6:D36)/SUBTOTAL(109,B6:B36))</f><v>0.3903"))
  }

  @Test("numbers, days and times are numbers and only texts are text")
  func numericCells() throws {
    try write()
    let sheet = try shop.part("xl/worksheets/sheet1.xml", of: "sample.xlsx")
    let cells = sheet.matches(of: /<c r="[A-Z]+(\d+)"[^>]*>/).filter { (6...36).contains(Int($0.1) ?? 0) }
    #expect(cells.count == 31 * 7)
    #expect(cells.allSatisfy { !$0.0.contains(" t=") })
    #expect(sheet.contains(/<c r="A6" s="\d+"><v>45931<\/v>/))
    let long = try shop.part("xl/worksheets/sheet2.xml", of: "sample.xlsx")
    #expect(long.contains(/<c r="A13" s="\d+"><v>45956.083333333\d+<\/v>/))
    #expect(long.contains(/<c r="A17" s="\d+"><v>45956.083333333\d+<\/v>/))
  }

  @Test("the heading stays in view, filters, and is printed on every page")
  func frame() throws {
    try write()
    let sheet = try shop.part("xl/worksheets/sheet1.xml", of: "sample.xlsx")
    #expect(sheet.contains("<pane xSplit=\"1\" ySplit=\"5\" topLeftCell=\"B6\""))
    #expect(sheet.contains("state=\"frozen\""))
    #expect(sheet.contains("<autoFilter ref=\"A5:G36\"/>"))
    #expect(sheet.contains("AND(ISNUMBER(F6),F6&lt;1)"))
    #expect(sheet.contains("paperSize=\"9\""))
    #expect(sheet.contains("fitToHeight=\"0\""))
    #expect(sheet.contains("Page &amp;P of &amp;N"))
    let book = try shop.part("xl/workbook.xml", of: "sample.xlsx")
    #expect(book.contains("_xlnm.Print_Titles"))
    #expect(book.contains(">Days!$5:$5<"))
  }

  @Test("charts are native and refer to the columns of the table")
  func charts() throws {
    try write()
    let first = try shop.part("xl/charts/chart1.xml", of: "sample.xlsx")
    #expect(first.contains("<c:grouping val=\"stacked\"/>"))
    #expect(first.contains("<c:f>Days!$A$6:$A$36</c:f>"))
    #expect(first.contains("<c:f>Days!$D$6:$D$36</c:f>"))
    let load = try shop.part("xl/charts/chart3.xml", of: "sample.xlsx")
    #expect(load.contains("<c:f>'2025-10-26'!$E$5:$E$104</c:f>"))
    #expect(load.contains("<c:strRef>"))
    #expect(!load.contains("<c:plotVisOnly val=\"1\"/>"))  // the labels are in a hidden column
    #expect(try shop.part("xl/charts/chart4.xml", of: "sample.xlsx").contains("<c:pieChart>"))
  }

  @Test("equal documents give equal bytes")
  func determinism() throws {
    try XLSXWriter().write(Sample.document, to: shop.path("one.xlsx"))
    let one = try Data(contentsOf: URL(fileURLWithPath: shop.path("one.xlsx")))
    Thread.sleep(forTimeInterval: 1.1)
    try XLSXWriter().write(Sample.document, to: shop.path("two.xlsx"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: shop.path("two.xlsx"))) == one)
    #expect(try shop.part("docProps/core.xml", of: "one.xlsx").contains("2025-11-01T00:00:00Z"))
  }

  @Test("a title that starts with a year is no font size and its ampersands are printed")
  func footer() throws {
    try write(Document("2025 R&D", created: 1, sheets: [Sample.kinds]))
    let sheet = try shop.part("xl/worksheets/sheet1.xml", of: "sample.xlsx")
    #expect(sheet.contains("<oddFooter>&amp;L&amp;9&amp;\"-,Regular\"2025 R&amp;&amp;D&amp;R"))
  }

  @Test("a table without rows says so and has neither filter nor formulas")
  func empty() throws {
    var sheet = Sample.month
    sheet.rows = []
    try write(Document("Empty", created: 1, sheets: [sheet]))
    let xml = try shop.part("xl/worksheets/sheet1.xml", of: "sample.xlsx")
    #expect(!xml.contains("<f>"))
    #expect(!xml.contains("autoFilter"))
    #expect(try shop.part("xl/sharedStrings.xml", of: "sample.xlsx").contains("No rows."))
  }

  @Test("headline figures are the first sheet: real numbers, each as it is shown")
  func figures() throws {
    let document = Document(
      "Household M1", subject: "EC1", created: 1, language: .fr,
      figures: [
        Figure("Consommé kWh", .decimal(239_251, scale: 3), .decimal(places: 1), remark: "=sans lacune"),
        Figure("Coût TTC", .decimal(2393, scale: 2), .euros), Figure("Autarcie", .integer(95), .duration),
        Figure("Rien", .empty, .integer),
      ], sheets: [Sample.members])
    try XLSXWriter().write(document, to: shop.path("f.xlsx"))
    let read = """
      import json, openpyxl, sys
      book = openpyxl.load_workbook(sys.argv[1])
      print(json.dumps([book.sheetnames[0]] + [[c.data_type, str(c.value), c.number_format] for r in book.worksheets[0].iter_rows(min_row=4) for c in r][3:]))
      """
    let cells = try shop.python(read, [shop.path("f.xlsx")])
    #expect(
      cells.trimmingCharacters(in: .whitespacesAndNewlines) == #"""
        ["Chiffres", ["s", "Consomm\u00e9 kWh", "General"], ["n", "239.251", "#,##0.0"], ["s", "=sans lacune", "General"], \#
        ["s", "Co\u00fbt TTC", "General"], ["n", "23.93", "#,##0.00 \"\u20ac\""], ["n", "None", "General"], \#
        ["s", "Autarcie", "General"], ["d", "1:35:00", "[h]:mm"], ["n", "None", "General"], \#
        ["s", "Rien", "General"], ["n", "None", "General"], ["n", "None", "General"]]
        """#)
  }
}
