import Grid
import Testing

@testable import Decode

private typealias Fixtures = EnedisFixtures

@Suite("a table of days of Enedis")
struct DailyTableTests {
  @Test("as CSV has local days, with NA and empty cells as gaps")
  func csv() throws {
    #expect(EnedisDecoder.recognize(Array(Fixtures.dailyTable.utf8)) == .enedisDaily)
    let sink = try Fixtures.load(Fixtures.dailyTable, .enedisDaily)
    #expect(sink.only.map(\.interval) == [86_400, 82_800, 86_400] && sink.faults == [])
    #expect(sink.only.first?.start == Fixtures.wall("2025-03-28T23:00:00Z"))
    // 12.5 + 11.25 + 7
    #expect(sink.sums["00000000000062/import/kWh"]?.1 == 30.75)
    let fed = try Fixtures.load(Fixtures.dailyTable.replacing("Consommation", with: "Production"), .enedisDaily)
    #expect(fed.values.keys.first?.register == "export")
    let bad = try Fixtures.load(Fixtures.dailyTable.replacing(";7", with: ";sept"), .enedisDaily)
    #expect(bad.faults == ["not-a-number:8"])
  }

  @Test("as a workbook has its table behind a cover sheet, in the second column, with texts and serial days")
  func workbook() throws {
    for since1904 in [false, true] {
      let bytes = TestWorkbook.daily(since1904: since1904)
      #expect(EnedisDecoder.recognize(bytes) == .enedisDaily)
      let sink = try Fixtures.load(bytes, .enedisDaily)
      #expect(sink.faults == [] && sink.remarks == [])
      // 26 October is a day of 25 hours.
      #expect(sink.only.map(\.interval) == [86_400, 90_000, 86_400])
      #expect(sink.only.first?.start == Fixtures.wall("2025-10-24T22:00:00Z"))
      // 6.329 is stored as 6.3289999999999997.
      #expect(sink.sums["00000000000062/import/kWh"]?.1 == "10.546")
    }
  }

  @Test("as a damaged, oversized or hostile workbook is refused")
  func hostile() throws {
    let good = TestWorkbook.daily(since1904: false)
    #expect(throws: PlainFailure.self) { try Fixtures.load(Array(good.prefix(good.count / 2)), .enedisDaily) }
    let entities = """
      <!DOCTYPE x [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1"><v>&b;\
      </v></c></row></sheetData></worksheet>
      """
    for sheet in [entities, "<worksheet><sheetData><row>", ""] {
      #expect(throws: PlainFailure.self) {
        try Fixtures.load(TestWorkbook.zip(["xl/worksheets/sheet1.xml": sheet]), .enedisDaily)
      }
    }
    #expect(throws: PlainFailure.self) {
      try Fixtures.load(TestWorkbook.zip(["xl/workbook.xml": "<a/>"]), .enedisDaily)
    }
    #expect(EnedisDecoder.recognize(TestWorkbook.zip(["word/document.xml": "<a/>"])) == .enedisDaily)
    #expect(throws: PlainFailure.self) {
      try Fixtures.load(TestWorkbook.zip(["word/document.xml": "<a/>"]), .enedisDaily)
    }
  }

  @Test("as a workbook tells cells that are nowhere, out of order or without their text, and leaves out what is spoken")
  func cells() throws {
    func row(_ number: Int, _ day: String, _ cells: String) -> String {
      "<row r=\"\(number + 20)\"><c r=\"A\(number)\" t=\"str\"><v>\(day)</v></c>\(cells)</row>"
    }
    let rows = [
      row(1, "Point Référence Mesure (PRM) : ", "<c t=\"s\"><v>0</v></c>"),
      row(2, "Date", "<c r=\"B2\" t=\"str\"><v>Valeur (en kWh)</v></c>"),
      row(3, "01/03/2026", "<c r=\"XFDZZZ3\"><v>1</v></c>"), row(4, "02/03/2026", "<c r=\"B1048577\"><v>2</v></c>"),
      row(5, "03/03/2026", "<c r=\"A5\"><v>4</v></c>"), row(6, "04/03/2026", "<c t=\"s\"><v>7</v></c>"),
      row(7, "05/03/2026", "<c r=\"b7\"><v>8</v></c>"), row(8, "06/03/2026", "<c r=\"B8\" t=\"e\"><v>#N/A</v></c>"),
      row(9, "07/03/2026", "<c r=\"B9\"><v>16</v></c><c r=\"XFD9\"><v>1</v></c>"),
    ]
    let bytes = TestWorkbook.zip([
      "xl/worksheets/sheet1.xml": "<worksheet><sheetData>\(rows.joined())</sheetData></worksheet>",
      "xl/sharedStrings.xml":
        "<sst><si><r><t>000000</t></r><r><t>00000062</t></r><rPh sb=\"0\" eb=\"1\"><t>zero</t></rPh></si></sst>",
    ])
    let sink = try Fixtures.load(bytes, .enedisDaily)
    #expect(sink.sums["00000000000062/import/kWh"]?.1 == "16")
    #expect(sink.faults == (23...27).map { "missing-column:\($0)" })
  }

  @Test("needs nothing but its heading and a file's name, and a load curve may follow it")
  func bare() throws {
    let name = "Enedis_00000000000062.csv"
    let days = "Date;Valeur (en kWh)\n2026-03-01;5\n02/03/2026;7,5\n"
    for text in [days, "Type de comptage : ;Consommation Quotidienne\n\(days)"] {
      #expect(EnedisDecoder.recognize(Array(text.utf8)) == .enedisDaily)
      let curve =
        "\nhorodate ISO fin de pas;puissance moyenne (W)\n2026-03-03T00:30:00+01:00;1200\n2026-03-03T01:00:00+01:00;800\n"
      let sink = try Fixtures.load(text + curve, .enedisDaily, name: name)
      #expect(sink.sums["00000000000062/import/kWh"]?.1 == "12.5" && sink.sums["00000000000062/import/W"]?.1 == "2000")
      #expect(sink.faults == [])
    }
  }

  @Test("as a workbook may hold a load curve instead")
  func curve() throws {
    let rows = [
      ["Identifiant PRM", "Type de donnees", "Date de debut", "Date de fin", "Grandeur metier", "Unite"],
      ["00000000000062", "Courbe de charge", "05/01/2026", "06/01/2026", "Consommation", "W"], ["Horodate", "Valeur"],
      ["2026-01-05T00:30:00+01:00", "1200"], ["2026-01-05T01:00:00+01:00", "800"],
      ["46027.0625", "600"],
    ]
    let cells = rows.enumerated().map { number, row in
      "<row r=\"\(number + 1)\">" + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
    }
    let bytes = TestWorkbook.zip([
      "xl/worksheets/sheet1.xml": "<worksheet><sheetData>\(cells.joined())</sheetData></worksheet>"
    ])
    let sink = try Fixtures.load(bytes, .enedisLoadCurve)
    #expect(sink.only.map(\.value) == [1200, 800, 600])
    #expect(sink.only.last?.start == Fixtures.wall("2026-01-05T00:00:00Z"))
  }

  @Test("shows the numbers of a spreadsheet by the 15 digits that it shows")
  func shown() {
    for (stored, shown) in [
      ("6.3289999999999997", "6.329"), ("1.4207235776839E+13", "14207235776839"), ("12", "12"), ("-0.5", "-0.5"),
      ("9.9999999999999996E-2", "0.1"), ("999999999999999.9", "1000000000000000"), ("", ""), ("NA", "NA"),
      ("1E5", "100000"),
      ("0", "0"), ("0.00", "0"), ("1e99", "1e99"), ("1.2.3", "1.2.3"),
    ] {
      #expect(WrittenDecimal.shown(stored) == shown)
    }
  }

  @Test("has numbers that are exact, or are faults")
  func numbers() {
    func parse(_ text: String) -> WrittenDecimal { Array(text.utf8).withUnsafeBytes(WrittenDecimal.parse) }
    for (text, mantissa, scale) in [
      ("330", 330, 0), ("-1.50", -15, 1), ("12,5", 125, 1), ("1e3", 1000, 0), ("1.25E-2", 125, 4),
      ("0.000000000000", 0, 0),
      ("0001", 1, 0), ("999999999999999999", 999_999_999_999_999_999, 0), ("1000000000000000000e-3", 0, -1),
      ("+7", 7, 0),
      ("0.0e-99", 0, 0), ("2.5000000000000000000000", 25, 1),
    ] as [(String, Int64, Int)] {
      let expected: WrittenDecimal =
        scale < 0 ? .fault(.notANumber) : .value(ExactDecimal(mantissa: mantissa, scale: scale))
      #expect(parse(text) == expected, "\(text)")
    }
    for text in ["x", "-", ".", "1.", "1e", "1e+", "1.2.3", "1 2", "1e1000", "9999999999999999999", "1e30"] {
      #expect(parse(text) == .fault(.notANumber), "\(text)")
    }
    #expect(parse("0.0000000001") == .fault(.tooPrecise) && parse("") == .fault(.emptyValue))
  }
}

/// A workbook made by hand: a zip archive of stored parts, with names in UTF-8.
enum TestWorkbook {
  static func daily(since1904: Bool) -> [UInt8] {
    let serial = since1904 ? 45_957 - 1462 : 45_957
    let shared = ["Point R\u{e9}f\u{e9}rence Mesure (PRM) : ", "Consommation Quotidienne", "Date", "25/10/2025", "NA"]
    let rows = """
      <row r="8"><c r="B8" t="s"><v>0</v></c><c r="C8" t="inlineStr"><is><t>00000000000062</t></is></c>\
      <c r="D8" t="str"><v>Type de comptage : </v></c><c r="E8" t="s"><v>1</v></c></row><row r="9"/>\
      <row r="14"><c r="B14" t="s"><v>2</v></c><c r="C14" t="inlineStr"><is><r><t>Valeur </t></r><r><t>(en kWh)</t></r></is></c></row>\
      <row r="15"><c r="B15" t="s"><v>3</v></c><c r="C15"><v>6.3289999999999997</v></c></row>\
      <row r="16"><c r="B16"><v>\(serial - 1)</v></c><c r="C16"><v>3.217</v></c></row>\
      <row r="17"><c r="B17"><v>\(serial).5</v></c><c r="C17"><v>1</v></c></row>\
      <row r="18"><c r="B18"><v>\(serial + 1)</v></c><c r="C18" t="s"><v>4</v></c></row>\
      <row r="19"><c r="B19"><v>\(serial + 2)</v></c></row>
      """
    return zip([
      "[Content_Types].xml": "<Types/>",
      "xl/workbook.xml": "<workbook><workbookPr date1904=\"\(since1904 ? 1 : 0)\"/></workbook>",
      "xl/worksheets/sheet1.xml":
        "<worksheet><sheetData><row r=\"6\"><c r=\"B6\" t=\"str\"><v>Les donn\u{e9}es</v></c></row></sheetData></worksheet>",
      "xl/worksheets/sheet2.xml": "<x:worksheet xmlns:x=\"urn:x\"><x:sheetData>"
        + rows.replacing("<", with: "<x:").replacing("<x:/", with: "</x:") + "</x:sheetData></x:worksheet>",
      "xl/sharedStrings.xml": "<sst>" + shared.map { "<si><t xml:space=\"preserve\">\($0)</t></si>" }.joined()
        + "</sst>",
    ])
  }

  static func zip(_ files: [String: String]) -> [UInt8] {
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      let data = Array(text.utf8)
      let sizes =
        little(20, 2) + little(0x800, 2) + little(0, 6) + little(Int(crc(data)), 4) + little(data.count, 4)
        + little(data.count, 4)
        + little(name.utf8.count, 2) + little(0, 2)
      directory +=
        [0x50, 0x4B, 1, 2] + little(20, 2) + sizes + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
        + little(bytes.count, 4) + Array(name.utf8)
      bytes += [0x50, 0x4B, 3, 4] + sizes + Array(name.utf8) + data
    }
    let end =
      little(0, 4) + little(files.count, 2) + little(files.count, 2) + little(directory.count, 4)
      + little(bytes.count, 4) + little(0, 2)
    return bytes + directory + [0x50, 0x4B, 5, 6] + end
  }

  private static func crc(_ data: [UInt8]) -> UInt32 {
    var sum: UInt32 = .max
    for byte in data {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
