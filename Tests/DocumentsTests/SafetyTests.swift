import Foundation
import FoundationXML
import Testing

@testable import Documents

/// Texts that a spreadsheet could take for something else stay what they are.
@Suite struct SafetyTests {
  let shop: Workshop

  init() throws { shop = try Workshop() }

  static let dangerous = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "\u{0}x", "\u{1F}x", "\u{7F}x", "\u{9F}x", "＝1+1",
    "＋1",
    "－1", "＠x", " =1+1", "\u{A0}=1+1", "\u{200B}=1+1", "\u{FEFF}=1+1", "\"=1+1\"", "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://x\",\"y\")", "{=1+1}", "a=b", "1,5", "007", "1E5", "2025-01-02", "TRUE", "#REF!", "'quoted'",
    "_x000B_",
    "a\u{B}b", "a\rb", "a\nb\tc", "a\u{FFFE}b", "<b>&amp;</b>", "  edges  ", "", "10 000", "½", "é😀",
  ]

  /// What those are in a workbook: what XML cannot hold is replaced.
  private static func stored(_ text: String) -> String { text.replacing("\u{FFFE}", with: "\u{FFFD}") }

  private func sheet(isStreamed: Bool) -> Sheet {
    let rows = Self.dangerous.enumerated().map { [Cell.integer(Int64($0)), .text($1)] }
    return Sheet(
      "=1+1 O'Brien", title: "=TITLE()", notes: ["=NOTE()", "@note\u{B}"],
      columns: [Column("=HEAD()", .integer), Column("+text\u{1}")],
      rows: isStreamed ? .stream { write in for row in rows { try write(row) } } : .list(rows),
      charts: [
        Chart(
          .column, "=CHART()", categories: "+text\u{1}", series: [.init("=HEAD()", name: "=SERIES()")],
          categoryTitle: "=X()", valueTitle: "=Y()\u{2}")
      ])
  }

  private func document(isStreamed: Bool) -> Document {
    Document("=DOC()\u{3}", subject: "=SUBJECT()", created: 1, sheets: [sheet(isStreamed: isStreamed)])
  }

  @Test("no field of a CSV begins with what a spreadsheet runs, in either dialect, headings included")
  func csv() throws {
    for dialect in [CSVWriter.Dialect.standard, .semicolon] {
      try CSVWriter(dialect).write(sheet(isStreamed: false), to: shop.path("t.csv"))
      let text = try shop.text("t.csv")
      let separator: Character = dialect == .standard ? "," : ";"
      #expect(text.hasPrefix("'=HEAD()\(separator)'+text\u{1}\n"))
      let read = """
        import csv, sys
        for row in csv.reader(open(sys.argv[1], newline=''), delimiter=sys.argv[2]):
          text = row[1].lstrip('" \\u00a0\\u200b\\ufeff')
          assert not text or (text[0] not in '=+-@＝＋－＠' and ord(text[0]) > 31 and not 127 <= ord(text[0]) < 160), row
        """
      _ = try shop.run("/usr/bin/env", ["python3", "-c", read, shop.path("t.csv"), String(separator)])
    }
  }

  @Test(
    "every text of a workbook is a string cell with just these letters, written by the library or past it",
    .enabled(if: Workshop.hasWheels, "make setup has not installed the Python packages"), arguments: [false, true])
  func workbook(isStreamed: Bool) throws {
    try XLSXWriter().write(document(isStreamed: isStreamed), to: shop.path("t.xlsx"))
    let read = """
      import json, openpyxl, sys
      sheet = openpyxl.load_workbook(sys.argv[1]).active
      rows = list(sheet.iter_rows(min_row=6, max_col=2))
      assert all(cell.data_type in 'sn' for row in sheet.iter_rows() for cell in row if cell.value is not None)
      from openpyxl.utils.escape import unescape
      print(json.dumps([sheet.title, sheet['A1'].value, sheet['A5'].value] + [unescape(r[1].value or '') for r in rows]))
      assert all(r[1].data_type == 's' for r in rows if r[1].value)
      """
    let output = try shop.python(read, [shop.path("t.xlsx")])
    let texts = try JSONDecoder().decode([String].self, from: Data(output.utf8))
    #expect(Array(texts.prefix(3)) == ["=1+1 O'Brien", "=TITLE()", "=HEAD()"])
    for (found, wanted) in zip(texts.dropFirst(3), Self.dangerous) {
      // openpyxl takes the escape of an escape off by itself, but from shared texts only; LibreOffice is asked below.
      #expect(found == Self.stored(wanted) || !isStreamed && wanted == "_x000B_" && found == "\u{B}")
    }
    #expect(texts.count == 3 + Self.dangerous.count)
    let formed = """
      import sys, xml.dom.minidom, zipfile
      book = zipfile.ZipFile(sys.argv[1])
      for name in book.namelist(): xml.dom.minidom.parseString(book.read(name))
      """
    _ = try shop.python(formed, [shop.path("t.xlsx")])
    for part in ["xl/worksheets/sheet1.xml", "xl/charts/chart1.xml"] {
      let xml = try shop.part(part, of: "t.xlsx")
      #expect(!xml.contains("<f>=") && !xml.contains("<c:f>HEAD()") && !xml.contains("<c:f>CHART()"))
    }
  }

  @Test(
    "LibreOffice calculates none of them",
    .enabled(if: Workshop.hasOffice, "soffice or zip is not installed"), arguments: [false, true])
  func office(isStreamed: Bool) throws {
    var sheet = sheet(isStreamed: isStreamed)
    sheet.name = "Texts"
    sheet.charts = []
    try XLSXWriter().write(Document("T", created: 1, sheets: [sheet]), to: shop.path("t.xlsx"))
    let rows = try #require(try shop.recalculated("t.xlsx")["Texts"])
    let shown = Dictionary(rows.filter { Int($0[0]) != nil }.map { (Int($0[0])!, $0[1]) }) { first, _ in first }
    for (index, text) in Self.dangerous.enumerated() where !text.contains(where: \.isNewline) && !text.contains("\"") {
      let plain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0.value != 0xFFFE }
      if plain { #expect(shown[index] == text) }
    }
  }

  @Test("control characters in the name of a sheet become dashes")
  func names() {
    #expect(Sheet.safeName("a\u{1}b\nc\u{7F}") == "a-b-c-")
  }

  @Test("a text longer than a cell holds is refused and not cut off", arguments: [false, true])
  func longText(isStreamed: Bool) throws {
    let row: [Cell] = [.text(String(repeating: "x", count: 32_768))]
    let sheet = Sheet(
      "T", columns: [Column("A")], rows: isStreamed ? .stream { try $0(row) } : .list([row]))
    #expect(throws: DocumentFailure.self) {
      try XLSXWriter().write(Document("T", created: 1, sheets: [sheet]), to: shop.path("t.xlsx"))
    }
    #expect(shop.names == [])
  }

  @Test("both ways of writing a workbook give the same cells", .enabled(if: Workshop.hasWheels))
  func bothWays() throws {
    var document = Sample.document
    // The hidden labels of a time axis differ on purpose.
    for index in document.sheets.indices { document.sheets[index].charts = [] }
    try XLSXWriter().write(document, to: shop.path("list.xlsx"))
    for index in document.sheets.indices {
      guard case .list(let rows) = document.sheets[index].rows else { continue }
      document.sheets[index].rows = .stream { write in for row in rows { try write(row) } }
    }
    try XLSXWriter().write(document, to: shop.path("stream.xlsx"))
    let compare = """
      import openpyxl, sys
      one, two = (openpyxl.load_workbook(path) for path in sys.argv[1:])
      count = 0
      for a, b in zip(one, two, strict=True):
        assert a.dimensions == b.dimensions, (a.dimensions, b.dimensions)
        for left, right in zip(a.iter_rows(), b.iter_rows(), strict=True):
          for x, y in zip(left, right, strict=True):
            assert x.value == y.value and x.number_format == y.number_format and x.data_type == y.data_type, (x, x.value, y.value)
            assert all(repr(getattr(x, k)) == repr(getattr(y, k)) for k in ('font', 'border', 'alignment', 'fill')), x
            count += 1
      print(count)
      """
    let count = try shop.python(compare, [shop.path("list.xlsx"), shop.path("stream.xlsx")])
    #expect((Int(count.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) > 600)
  }

  @Test("numbers past the library have all their digits, whatever sign and scale")
  func digits() throws {
    let texts = [
      "0", "0.000", "-0.005", "12.340", "100", "-1.5", "0.1", "1234567890123456789", "-9223372036854775808",
      "99999999999999999999999999999999999999", "0.000000000000000000000001", "18446744073709551615", "1000.00",
    ]
    let cells = texts.map { Cell.decimal(ExactDecimal($0)!) }
    let sheet = Sheet(
      "N", columns: [Column("A", .decimal(places: 3))],
      rows: .stream { write in for cell in cells { try write([cell]) } })
    try XLSXWriter().write(Document("N", created: 1, sheets: [sheet]), to: shop.path("n.xlsx"))
    let xml = try shop.part("xl/worksheets/sheet1.xml", of: "n.xlsx")
    let found = xml.matches(of: /<v>([^<]*)<\/v>/).map { String($0.1) }
    #expect(found.count == texts.count)
    for (found, wanted) in zip(found, texts) {
      let (a, b) = (try #require(ExactDecimal(found)), ExactDecimal(wanted)!)
      #expect(!(a < b) && !(b < a), "\(found) \(wanted)")
    }
  }
}
