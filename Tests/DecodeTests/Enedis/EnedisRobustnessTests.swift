import Grid
import Testing

@testable import Decode

private typealias Fixtures = EnedisFixtures

@Suite("a dump of Enedis that was cut or damaged")
struct EnedisRobustnessTests {
  private static let dumps: [(DumpFormat, [UInt8])] = [
    (.enedisLoadCurve, Array(("\u{FEFF}" + Fixtures.curve(Fixtures.counted(Fixtures.autumn))).utf8)),
    (.enedisLoadCurve, Array(Fixtures.curve(Fixtures.counted(Fixtures.spring, copies: 2, withOffset: false)).utf8)),
    (.enedisIndex, Array(Fixtures.index("2021-01-24T00:00:00+01:00;x;1;;;;;;;;;;1;;;;1\n" + Fixtures.calendar).utf8)),
    (.enedisR63, Array(Fixtures.r63.utf8)),
    (
      .enedisR63,
      Array((Fixtures.r63Names + "1;2026-01-01;2026-01-02;EA;CONS;BRUT;Wh;2026-01-01 00:00:00;10;R;PT5M;0;0\n").utf8)
    ),
    (.dataConnect, Array(Fixtures.days.utf8)),
    (.dataConnect, Array(Fixtures.answer([("2026-09-29 00:30:00", "1")], start: "2026-09-29", end: "2026-09-30").utf8)),
    (.enedisDaily, Array(Fixtures.dailyTable.utf8)),
    (.enedisDaily, TestWorkbook.daily(since1904: false)),
  ]

  @Test("at any byte is read or refused, and never crashes", arguments: dumps.indices)
  func cut(_ number: Int) throws {
    let (format, bytes) = Self.dumps[number]
    for length in 0..<bytes.count {
      let part = Array(bytes.prefix(length))
      _ = EnedisDecoder.recognize(part)
      do { _ = try Fixtures.load(part, format) } catch is PlainFailure {}
    }
  }

  @Test("in any byte is read or refused, and never crashes", arguments: dumps.indices)
  func damaged(_ number: Int) throws {
    let (format, bytes) = Self.dumps[number]
    for at in bytes.indices {
      var changed = bytes
      changed[at] = ([0, 0x22, 0x3B, 0x39, 0x2D, 0xFF] as [UInt8])[at % 6]
      _ = EnedisDecoder.recognize(changed)
      do { _ = try Fixtures.load(changed, format) } catch is PlainFailure {}
    }
  }

  @Test("with headings over headings is read as with one, and takes each run of them for one")
  func headings() throws {
    func read(copies: Int) throws -> (sink: RecordingSink, headings: Int) {
      let sink = RecordingSink()
      let table = try EnedisTable("memory", .enedisLoadCurve, DecodeOptions(), sink, since1904: false)
      let heading = [String](repeating: "Horodate;Valeur", count: copies)
      let rows = Fixtures.counted(Fixtures.autumn).split(separator: "\n").map(String.init)
      let lines = Fixtures.curve("").split(separator: "\n").prefix(2).map(String.init) + heading + rows + heading
      for (number, line) in lines.enumerated() {
        try Array(line.utf8).withUnsafeBytes { try table.take($0, number: number + 1) }
      }
      try table.finish()
      return (sink, table.headingCount)
    }
    let (many, one) = (try read(copies: 1000), try read(copies: 1))
    // The names, the heading of the rows, and the one behind them.
    #expect(many.headings == 3 && one.headings == 3)
    #expect(many.sink.sums["00000000000017/import/W"]! == (50, "1275"))
    #expect(many.sink.sums["00000000000017/import/W"]! == one.sink.sums["00000000000017/import/W"]!)
  }
}
