import Documents
import Testing

@Suite struct TextTableTests {
  @Test("columns line up under accents and totals are exact")
  func members() throws {
    #expect(
      try TextTable().lines(of: Sample.members).joined(separator: "\n") == """
        Shares of the members

         Member                    | Shared kWh | Bought kWh
        ---------------------------+------------+------------
         École Jean-Zay            |    412.018 |    912.500
         Mairie                    |    231.400 |    450.031
         Boulangerie Martin & fils |    185.250 |    312.999
         Médiathèque               |     98.777 |    120.400
        ---------------------------+------------+------------
         Total                     |    927.445 |   1795.930
        """)
  }

  @Test("an accent in two code points is one column wide")
  func combining() throws {
    let sheet = Sheet(
      "T", columns: [Column("Name"), Column("n", .integer)],
      rows: [[.text("e\u{301}te\u{301}"), .integer(1)], [.text("abc"), .integer(20)]])
    let lines = try TextTable().lines(of: sheet)
    #expect(lines.suffix(2) == [" e\u{301}te\u{301}  |  1", " abc  | 20"])
  }

  @Test("a percentage is totalled by its parts and a mean is rounded once")
  func totals() throws {
    let lines = try TextTable().lines(of: Sample.month)
    let last = lines.suffix(4).map { $0.split(separator: "|").map { $0.trimmed } }
    #expect(last[0] == ["Total", "14035.003", "8557.119", "5477.884", "39.0 %", "", "7504.55 €"])
    #expect(last[1].prefix(4) == ["Average", "452.742", "276.036", "176.706"])
    #expect(last[2][5] == "97.9 %")
  }

  @Test("a table without rows says so below its heading")
  func empty() throws {
    let sheet = Sheet("T", columns: [Column("A"), Column("n", .integer, totals: [.sum])], rows: [])
    #expect(try TextTable().lines(of: sheet) == [" A | n", "---+---", " No rows."])
  }

  @Test("a line break in a text does not break the table")
  func lineBreak() throws {
    let sheet = Sheet("T", columns: [Column("A")], rows: [[.text("a\nb\r\nc\td")]])
    #expect(try TextTable().lines(of: sheet).last == " a b c d")
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
