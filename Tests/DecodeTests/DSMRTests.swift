import Grid
import Testing

@testable import Decode

@Suite("telegrams of a P1 port")
struct DSMRTests {
  private func telegram(_ time: String, _ import1: String, lineBreak: String = "\r\n", sum: UInt16? = nil) -> String {
    let text =
      [
        "/XMX5LGBBFG1009", "", "1-3:0.2.8(50)", "0-0:1.0.0(\(time))", "0-0:96.1.1(453030303132)",
        "1-0:1.8.1(\(import1)*kWh)", "1-0:2.8.1(000001.000*kWh)", "1-0:1.7.0(00.244*kW)", "0-1:24.1.0(003)",
        "0-1:96.1.0(4730)", "0-1:24.2.1(\(time))(00012.345*m3)", "!",
      ].joined(separator: "\r\n")
    let digits = String(sum ?? checksum(text), radix: 16, uppercase: true)
    return text.replacing("\r\n", with: lineBreak) + String(repeating: "0", count: 4 - digits.count) + digits
      + lineBreak
  }

  /// Bit by bit, apart from the table of the decoder.
  private func checksum(_ text: String) -> UInt16 {
    var sum: UInt16 = 0
    for byte in text.utf8 {
      for bit in 0..<8 {
        let isOdd = (sum ^ UInt16(byte) >> bit) & 1 == 1
        sum >>= 1
        if isOdd { sum ^= 0xA001 }
      }
    }
    return sum
  }

  private func recorded(_ text: String, _ options: DecodeOptions = DecodeOptions()) throws -> ReadKeeper {
    let sink = ReadKeeper()
    let dump = try recognize(MemorySource(Array(text.utf8)), options)
    #expect(dump.format == .dsmr)
    try decode(dump, into: sink)
    return sink
  }

  @Test("a log of telegrams with text between them, whatever its line breaks", arguments: ["\r\n", "\n"])
  func log(lineBreak: String) throws {
    let text =
      "started the log\n" + telegram("251026023000S", "000100.001", lineBreak: lineBreak) + "\n-- later --\n"
      + telegram("251026023000W", "000100.251", lineBreak: lineBreak)
    let sink = try recorded(text)
    #expect(sink.faults.isEmpty)
    let imported = sink.reads.filter { sink.channels[Int($0.channel)].register == "1-0:1.8.1" }
    #expect(imported.map(\.value) == [100_001, 100_251] && imported.map(\.scale) == [3, 3])
    #expect(imported.map(\.instant) == ["2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z"].map { Instant($0)!.seconds })
    #expect(imported.map(\.offset) == [7200, 3600])
    let channel = sink.channels[Int(imported[0].channel)]
    #expect(channel.meter == "453030303132" && channel.serial == "E00012")
    #expect(channel.quantity == .index(milliWh: 1_000_000) && channel.direction == .imported)
    #expect(sink.channels.contains { $0.register == "1-0:2.8.1" && $0.direction == .exported })
    let gas = try #require(sink.channels.first { $0.unit == "m3" })
    #expect(gas.quantity == .other && gas.direction == nil && gas.serial == "G0")
  }

  @Test("a telegram that was damaged, or lost its end, is not believed")
  func damage() throws {
    let good = telegram("250301120000W", "000100.001")
    #expect(try recorded(good + telegram("250301121000W", "000100.001", sum: 1)).faults == [.badCRC])
    #expect(try recorded(good.replacing("000100.001", with: "000100.002")).faults == [.badCRC])
    #expect(try recorded(good.replacing(/![0-9A-F]{4}/, with: "!")).faults == [.badCRC])
    let sink = try recorded(String(good.dropLast(10)) + "\r\n" + good + String(good.dropLast(10)))
    #expect(sink.faults == [.incomplete, .incomplete])
    #expect(sink.reads.count == 3)
    #expect(try recorded(telegram("250301120000X", "000100.001")).faults.first == .badTimestamp)
  }

  private let old = """
    /ISk5\\2MT382-1000

    0-0:96.1.1(4B384547)
    1-0:1.8.1(12345.678*kWh)
    1-0:1.8.2(12345.678*kWh)
    0-1:24.1.0(03)
    0-1:96.1.0(3232)
    0-1:24.3.0(090212160000)(00)(60)(1)(0-1:24.2.1)(m3)
    (00001.001)
    !

    """

  @Test("telegrams without a time are dated by the log, else shown and not loaded")
  func undated() throws {
    let sink = try recorded(old)
    #expect(sink.faults == [.noTimestamp])
    #expect(sink.undated.map(\.value) == [12_345_678, 12_345_678])
    // The gas meter's own time is local.
    #expect(sink.reads.map(\.instant) == [Instant("2009-02-12T15:00:00Z")!.seconds])
    #expect(sink.channels.first { $0.unit == "m3" }?.serial == "22")
    let found = try inspect(recognize(MemorySource(Array(old.utf8))))
    #expect(
      found.rows.map { "\($0.register) \($0.sum) \($0.first ?? "-") \($0.last ?? "-")" } == [
        "1-0:1.8.1 12345.678 - -", "1-0:1.8.2 12345.678 - -",
        "0-1:24.3.0 1.001 2009-02-12T16:00:00+01:00 2009-02-12T16:00:00+01:00",
      ])
    for (line, instant) in [
      ("2024-07-01 12:00:00.250 received", "2024-07-01T10:00:00Z"), ("[2024-07-01T12:00:00Z]", "2024-07-01T12:00:00Z"),
      ("2024-07-01T12:00:00+0300", "2024-07-01T09:00:00Z"),
    ] {
      let sink = try recorded(line + "\n" + old)
      #expect(sink.faults.isEmpty)
      #expect(sink.reads.first?.instant == Instant(instant)!.seconds, "\(line)")
    }
    #expect(try recorded("2025-10-26 02:30:00\n" + old).faults == [.noOffset])
  }

  @Test("the total is not counted beside the tariffs it is made of")
  func total() throws {
    let both = old.replacing("1-0:1.8.2(12345.678*kWh)", with: "1-0:1.8.2(1.0*kWh)\n1-0:1.8.0(12346.678*kWh)")
    #expect(try recorded(both).channels.first { $0.register == "1-0:1.8.0" }?.direction == nil)
    let alone = old.replacing("1-0:1.8.1", with: "1-0:1.8.0").replacing("1-0:1.8.2(12345.678*kWh)\n", with: "")
    #expect(try recorded(alone).channels.first { $0.register == "1-0:1.8.0" }?.direction == .imported)
  }

  @Test("storage numbers, meters of plain numbers, converters of heat meters and bytes behind the end are understood")
  func others() throws {
    let plain = """
      /ABC5Q3DA1004 V3.04

      1-0:0.0.0*255(1330000001)
      1-0:1.8.0*255(00032549.5061662*kWh)
      1-0:2.8.0*255(00000001.0000001*kWh)
      0-0:96.1.255*255(1ABC1330000001)
      !
        25818685
      """
    let text = Array(plain.replacing("\n", with: "\r\n").utf8) + [0x0D, 0x0A, 0xFF, 0xFF, 0x0D, 0x0A]
    let dump = try recognize(MemorySource(text))
    #expect(dump.format == .dsmr)
    let sink = ReadKeeper()
    try decode(dump, into: sink)
    #expect(sink.channels.map(\.register) == ["1-0:1.8.0", "1-0:2.8.0"])
    #expect(sink.channels.map(\.meter) == ["1ABC1330000001", "1ABC1330000001"])
    #expect(sink.channels.map(\.serial) == sink.channels.map(\.meter))
    #expect(sink.undated.map(\.value) == [325_495_061_662, 10_000_001] && sink.faults == [.noTimestamp])

    // A sum without its leading zeros, and a zero byte behind it.
    var heat = "/ABC-WARM\r\n\r\n0-0:1.0.0(260215200523W)\r\n0-0:96.1.1()\r\n0-1:96.1.0(4730)\r\n"
    heat += "0-1:24.2.1(260215200523W)(240.86*GJ)\r\n0-2:24.2.1(700101010000W)(00000000)\r\n!"
    let found = try recorded(heat + String(checksum(heat), radix: 16) + "\0\r\n")
    #expect(found.faults.isEmpty && found.reads.map(\.value) == [24086, 0])
    // The second meter never answered.
    #expect(found.reads.map(\.instant) == [Instant("2026-02-15T19:05:23Z")!.seconds, 0])
  }

  @Test("the meter's name is the first of its numbers, else its identification")
  func names() throws {
    for (objects, name, serial) in [
      ("0-0:96.1.0(3130)\n0-0:42.0.0(5341)", "5341", "SA"), ("0-0:96.1.1()\n0-0:96.1.0(09610)", "09610", "09610"),
      ("1-0:0.0.0(1330)", "1330", "1330"), ("0-0:96.1.1()", "ISk5\\2MT382-1000", nil),
    ] as [(String, String, String?)] {
      let sink = try recorded(old.replacing("0-0:96.1.1(4B384547)", with: objects))
      let channel = try #require(sink.channels.first { $0.unit == "kWh" })
      #expect(channel.meter == name && channel.serial == serial, "\(objects)")
    }
  }

  @Test("the time may stand before the telegram in its line, and a doubled CR does no harm")
  func prefixed() throws {
    let sink = try recorded("2024-07-01T12:00:00Z  " + old)
    #expect(sink.faults.isEmpty && sink.reads.first?.instant == Instant("2024-07-01T12:00:00Z")!.seconds)
    let doubled = try recorded(telegram("250301120000W", "000100.001", lineBreak: "\r\r\n"))
    #expect(doubled.faults.isEmpty && doubled.reads.count == 3)
  }

  @Test("lines that are nearly a time, or nearly an end, are passed over")
  func noise() throws {
    let lines = String(repeating: "2024-03-01 is no time 2024-03-01T99:00 2024-\n!\n", count: 1000)
    #expect(try recorded(old + lines).undated.count == 2)
    #expect(try recorded("2024-03-01 2024-07-01T12:00:00Z\n" + old).reads.count == 3)
    #expect(throws: PlainFailure.self) {
      try decode(recognize(MemorySource(Array(lines.utf8)), as: .dsmr), into: ReadKeeper())
    }
  }
}
