import Grid
import Testing

@testable import Decode

@Suite("MSCONS")
struct MSCONSTests {
  private func inspected(_ text: String, _ options: DecodeOptions = DecodeOptions()) throws -> Inspection {
    let dump = try recognize(MemorySource(Array(text.utf8)), options)
    #expect(dump.format == .mscons)
    return try inspect(dump)
  }

  private func message(_ body: String, una: String = "UNA:+.? '", count: Int? = nil) -> String {
    let body = body.trimmingPrefix { $0.isNewline }.replacing("\n", with: "")
    let segments = body.replacing("?'", with: "").split(separator: "'").count + 2
    return una + "UNB+UNOC:3+A:500+B:500+160112:1347+REF++TL'UNH+1+MSCONS:D:04B:UN:2.2e'" + body
      + "UNT+\(count ?? segments)+1'UNZ+1+REF'"
  }

  @Test("load curves of several points and registers, with qualities of their own")
  func curves() throws {
    let found = try inspected(
      message(
        """
        BGM+7+X+9'DTM+137:202203010000?+00:303'NAD+DP'LOC+172+AT001'DTM+163:202202282300?+00:303'\
        DTM+164:202203012300?+00:303'LIN+1'PIA+5+1-1?:1.29.0:SRW'\
        QTY+220:1.25'DTM+163:202202282300?+00:303'DTM+164:202202282315?+00:303'\
        QTY+67:0.5:KWH'DTM+163:202202282315?+00:303'DTM+164:202202282330?+00:303'\
        LIN+2'PIA+5+1-1?:2.29.0:SRW'\
        QTY+201:2,125'DTM+163:202202282300?+00:303'DTM+164:202202282315?+00:303'\
        QTY+Z99:1'DTM+163:202202282315?+00:303'DTM+164:202202282330?+00:303'\
        NAD+DP'LOC+172+AT?'002'RFF+MG:77'LIN+1'PIA+5+1-1?:1.5.0:SRW'\
        QTY+220:4:KWT'DTM+163:202202282300?+00:303'DTM+164:202202282330?+00:303'

        """))
    #expect(found.remarks.isEmpty && found.faults.isEmpty)
    #expect(
      found.rows.map { "\($0.meter) \($0.register) \($0.unit) \($0.interval ?? 0) \($0.count) \($0.sum)" } == [
        "AT001 1-1:1.29.0 kWh 900 1 1.25", "AT001 1-1:1.29.0 KWH 900 1 0.5", "AT001 1-1:2.29.0 kWh 900 2 3.125",
        "AT'002 1-1:1.5.0 KWT 1800 1 4",
      ])
    #expect(found.rows[2].qualities.map { "\($0.quality.grade.rawValue)\($0.quality.raw)" } == ["E201", "?Z99"])
    #expect(found.rows[0].first == "2022-02-28T23:00:00+00:00")
  }

  @Test("local times follow each other through the hour that autumn repeats")
  func autumn() throws {
    let hours = ["0100", "0200", "0200", "0300"]
    let quantities = zip(hours, hours.dropFirst()).map { start, end in
      "QTY+220:1'DTM+163:20251026\(start):203'DTM+164:20251026\(end):203'"
    }
    let body = "NAD+DP'LOC+172+AT1'LIN+1'PIA+5+1-1?:1.29.0'" + quantities.joined()
    let found = try inspected(message("DTM+163:20251026:102'" + body))
    #expect(found.faults.isEmpty)
    try #require(found.rows.map(\.sum) == ["3"] && found.rows[0].interval == 3600)
    #expect(found.rows[0].first == "2025-10-26T01:00:00+02:00")
    #expect(found.rows[0].last == "2025-10-26T03:00:00+01:00")
    let alone =
      "NAD+DP'LOC+172+AT1'LIN+1'PIA+5+1-1?:1.29.0'QTY+220:1'DTM+163:202510260215:203'DTM+164:202510260230:203'"
    #expect(try inspected(message(alone)).faults.map(\.code) == [.noOffset])
    // The offset of the message makes all of it clear.
    #expect(try inspected(message("DTM+735:?+0100:406'" + alone)).rows.map(\.first) == ["2025-10-26T02:15:00+01:00"])
  }

  @Test("states of registers keep their meter's number and are no load curve")
  func states() throws {
    let sink = ReadKeeper()
    let text = message(
      "NAD+DP'LOC+172+DE1'RFF+MG:4711'LIN+1'PIA+5+1-1?:1.8.0'QTY+220:1234.5:KWH'DTM+9:20250301:102'QTY+220:x:KWH'DTM+9:20250302:102'"
    )
    try decode(recognize(MemorySource(Array(text.utf8)), DecodeOptions(zone: "Europe/Berlin")), into: sink)
    #expect(sink.channels.map(\.serial) == ["4711"])
    #expect(sink.channels[0].quantity == .index(milliWh: 1_000_000) && sink.channels[0].direction == .imported)
    #expect(sink.reads.map(\.instant) == [Instant("2025-03-01T00:00:00+01:00")!.seconds])
    #expect(sink.reads.map(\.value) == [12345] && sink.reads.map(\.scale) == [1])
    #expect(sink.faults == [.notANumber])
  }

  @Test("times that are mistyped give way to the order, where the number of values fits; else they are rejected")
  func mistyped() throws {
    func curve(_ times: [String]) -> String {
      message(
        "NAD+DP'LOC+172+A'LIN+1'PIA+5+1-1?:1.29.0'"
          + zip(times, times.dropFirst()).map {
            "QTY+220:1'DTM+163:20151201\($0)?+01:303'DTM+164:20151201\($1)?+01:303'"
          }
          .joined())
    }
    let typed = try inspected(curve(["0000", "0015", "0031", "0045", "0030", "0115", "0130"]))
    #expect(typed.rows.map { "\($0.count) \($0.sum) \($0.interval ?? 0)" } == ["6 6 900"])
    #expect(typed.rows.first?.last == "2015-12-01T01:30:00+01:00")
    #expect(typed.remarks == ["4 values of A 1-1:1.29.0 at odd times; the number fits, so their order places them"])
    let odd = try inspected(curve(["0000", "0015", "0030", "0015", "0045", "0100", "0145"]))
    #expect(odd.faults.map(\.count) == [1] && odd.rows.map(\.count) == [5])
    #expect(
      odd.remarks == [
        "3 of 6 values of A 1-1:1.29.0 are not of 900 s, and all do not just fill 2015-11-30T23:00:00Z to "
          + "2015-12-01T00:45:00Z: each stays at its own times, and what does not end after its start is rejected",
        "1 value of A 1-1:1.29.0 from before the end of another one: all are counted",
      ])
    #expect(odd.faults.map(\.line) == [13])
    #expect(odd.faults.map(\.note) == ["the interval does not end after its start, 2015-11-30T23:30:00Z"])
  }

  @Test("a rejected segment is shown as it was written, with the usual separators")
  func written() throws {
    let sink = RecordingSink()
    let text = message(
      "NAD+DP'LOC+172+A'LIN+1'PIA+5+1-1?:1.29.0'QTY+220:1x:KWH'"
        + "QTY+220:1'DTM+163:201512010015?+01:303'DTM+164:201512010000?+01:303'")
    try decode(recognize(MemorySource(Array(text.utf8))), into: sink)
    #expect(sink.faults == ["not-a-number:7", "bad-timestamp:8"])
    #expect(sink.texts == ["QTY+220:1x:KWH", "DTM+164:201512010000+01:303"])
  }

  @Test("a long interchange is read in pieces of any size")
  func pieces() throws {
    final class Dribble: ByteSource {
      let name = "dribble"
      var bytes: ArraySlice<UInt8>
      let size: Int
      init(_ bytes: [UInt8], _ size: Int) { (self.bytes, self.size) = (bytes[...], size) }
      func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let piece = bytes.prefix(min(size, buffer.count))
        buffer.copyBytes(from: piece)
        bytes = bytes.dropFirst(piece.count)
        return piece.count
      }
    }
    let text =
      message(
        "NAD+DP'LOC+172+A?'?+?:??B'LIN+1'PIA+5+1-1?:1.29.0'\n\r\n"
          + "QTY+220:1,5'DTM+163:201512010000?+01:303'DTM+164:201512010015?+01:303'") + "\n UNA;|.? !\n"
    for size in 1...40 {
      let sink = RecordingSink()
      try MSCONSDecoder.decode(Dribble(Array(text.utf8), size), as: .mscons, DecodeOptions(), into: sink)
      #expect(sink.sums.mapValues(\.1) == ["A'+:?B/1-1:1.29.0/kWh": "1.5"])
      #expect(sink.faults.isEmpty && sink.remarks.isEmpty)
    }
  }

  @Test("other separators, line breaks, several messages and interchanges are understood")
  func forms() throws {
    let body = "LOC+172+A'LIN+1'PIA+5+1-1?:1.29.0'QTY+220:1'DTM+163:201512010000?+01:303'DTM+164:201512010015?+01:303'"
    let bare = message("NAD+DP'" + body, una: "")
    let other = message("NAD+DP'" + body.replacing("A'", with: "B'"), una: "")
      .replacing("'", with: "\n").replacing("+", with: "|").replacing("?|", with: "?+")
      .replacing(":", with: ";").replacing("?;", with: "?:")
    let found = try inspected(
      bare.replacing("'", with: "'\r\n") + "UNA;|.? \n" + other)
    #expect(found.rows.map { "\($0.meter)\($0.sum)" } == ["A1", "B1"])
    #expect(found.remarks.isEmpty)
  }

  @Test("what is cut off, counted wrongly or without its time is told")
  func damage() throws {
    let body =
      "NAD+DP'LOC+172+A'LIN+1'PIA+5+1-1?:1.29.0'QTY+220:1'DTM+163:201512010000?+01:303'DTM+164:201512010015?+01:303'"
    #expect(try inspected(message(body, count: 99)).remarks == ["UNT of message 1 announces 99 segments, 9 are there"])
    let text = message(body)
    let cut = try inspected(String(text.dropLast(60)))
    #expect(cut.faults.map(\.code) == [.badTimestamp] && cut.remarks.count == 1)
    for (quantity, fault) in [
      ("QTY+220:'DTM+163:201512010000?+01:303'DTM+164:201512010015?+01:303'", RowFault.emptyValue),
      ("QTY+220:1.2.3'DTM+163:201512010000?+01:303'DTM+164:201512010015?+01:303'", .notANumber),
      ("QTY+220:1'DTM+163:201513010000?+01:303'DTM+164:201512010015?+01:303'", .badTimestamp),
      ("QTY+220:1'DTM+163:201512010015?+01:303'DTM+164:201512010015?+01:303'", .badTimestamp),
      ("QTY+220:1'", .badTimestamp),
    ] {
      let found = try inspected(message(body + quantity))
      #expect(found.faults.map(\.code) == [fault] && found.rows.map(\.count) == [1], "\(quantity)")
    }
    let homeless = try inspected(message(body.replacing("LOC+172+A'", with: "")))
    #expect(homeless.faults.map(\.code) == [.missingField])
    #expect(throws: PlainFailure.self) { try inspected("UNB+UNOC:3+A+MSCONS'UNZ+0+1'") }
  }
}
