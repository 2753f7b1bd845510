import Documents
import Testing

@Suite struct CSVWriterTests {
  let shop: Workshop

  init() throws { shop = try Workshop() }

  private func text(_ sheet: Sheet, _ dialect: CSVWriter.Dialect = .standard) throws -> String {
    try CSVWriter(dialect).write(sheet, to: shop.path("t.csv"))
    return try shop.text("t.csv")
  }

  @Test("every kind of cell has one exact text")
  func kinds() throws {
    #expect(
      try text(Sample.kinds) == """
        Text,Integer,Decimal,Euros,Price,Percent,Date,Time,Duration,Flag
        '=1+1,1234567,12.340,1.99,0.133123,0.985,2024-02-29,2025-10-26T02:00+02:00,95,true
        "a ""b"", c",-7,-0.005,-10.50,0.000001,,1999-12-31,2025-10-26T02:00+01:00,1440,false
        12,,0.1,,,,,,,

        """)
  }

  @Test("the semicolon dialect has decimal commas")
  func semicolon() throws {
    let lines = try text(Sample.kinds, .semicolon).split(separator: "\n")
    #expect(lines[1].hasPrefix("'=1+1;1234567;12,340;1,99;0,133123;0,985;2024-02-29;"))
    #expect(lines[2].hasPrefix("\"a \"\"b\"\", c\";-7;-0,005;"))
  }

  @Test("the long day has a hundred different times")
  func longDay() throws {
    let times = try text(Sample.longDay).split(separator: "\n").dropFirst().map { $0.prefix(22) }
    #expect(times.count == 100)
    #expect(Set(times).count == 100)
    #expect(times.contains("2025-10-26T02:00+01:00"))
    #expect(times.contains("2025-10-26T02:00+02:00"))
  }

  @Test(
    "texts that a spreadsheet would run are defused, the rest is quoted where needed",
    arguments: [
      ("=SUM(A1)", "'=SUM(A1)"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("a=b", "a=b"),
      ("two\nlines", "\"two\nlines\""), ("a;b", "\"a;b\""), ("\"", "\"\"\"\""), ("\"\u{301}", "\"\"\"\u{301}\""),
      ("", "\"\""), (" x ", " x "), ("été", "été"), ("=\"x\"", "\"'=\"\"x\"\"\""),
    ])
  func texts(_ given: String, _ expected: String) throws {
    let sheet = Sheet("T", columns: [Column("A"), Column("B")], rows: [[.text(given), .empty]])
    #expect(try text(sheet) == "A,B\n\(expected),\n")
  }

  @Test("a short row is filled up with empty fields")
  func short() throws {
    let sheet = Sheet("T", columns: [Column("A"), Column("B"), Column("C")], rows: [[], [.integer(1)]])
    #expect(try text(sheet) == "A,B,C\n,,\n1,,\n")
  }
}
