import Foundation
import Grid
import Testing

@testable import Decode

@Suite("NEM12")
struct NEM12Tests {
  static let channel = "200,NMI0000001,E1B1,1,E1,N1,METER1,kWh,30,\n"

  /// A day record: values given, then the last one repeated.
  static func day(
    _ date: String = "20240601", _ values: [String] = ["1.5"], of count: Int = 48,
    tail: String = "A,,,20240602010000,"
  ) -> String {
    let all = values + Array(repeating: values.last ?? "", count: max(0, count - values.count))
    return "300,\(date),\(all.joined(separator: ",")),\(tail)\n"
  }

  static func file(_ records: String) -> String { "100,NEM12,202406020900,MDP1,RET1\n\(records)900\n" }

  private func read(_ records: String) throws -> RecordingSink {
    try RecordingSink.decode(Self.file(records), as: .nem12, by: NEMDecoder.self)
  }

  private func seconds(_ text: String) throws -> Int64 { try #require(Instant(text)).seconds }

  @Test("a day's intervals begin at midnight of the market's clock, whatever the season")
  func times() throws {
    let sink = try read(Self.channel + Self.day("20240101", ["0.25", "1", "1.125"]) + Self.day("20240701", ["2"]))
    let channel = Channel(
      meter: "NMI0000001", register: "E1", unit: "kWh", quantity: .energy(milliWh: 1_000_000), direction: .imported)
    #expect(sink.channels == [channel])
    let values = try #require(sink.values[channel])
    #expect(values.count == 96)
    #expect(values.keys.min() == (try seconds("2024-01-01T00:00:00+10:00")))
    #expect(values.keys.max() == (try seconds("2024-07-01T23:30:00+10:00")))
    #expect(values.values.allSatisfy { $0.interval == 1800 && $0.quality == .actual })
    // 0.25 + 1 + 46 × 1.125, and 48 × 2
    #expect(sink.sums["NMI0000001/E1/kWh"]! == (96, "149"))
    #expect(sink.madeAt?.seconds == (try seconds("2024-06-02T09:00:00+10:00")))
    #expect(sink.faults.isEmpty && sink.remarks.isEmpty)
  }

  @Test("5 and 15 minutes have 288 and 96 values a day")
  func lengths() throws {
    let sink = try read(
      Self.channel.replacing(",30,", with: ",5,") + Self.day(of: 288) + Self.channel.replacing(",30,", with: ",15,")
        + Self.day("20240602", of: 96))
    #expect(sink.sums["NMI0000001/E1/kWh"]! == (384, "576"))
    #expect(sink.faults.isEmpty)
  }

  @Test("other lengths of which a day is made are read with a remark, and fields behind the last one passed over")
  func oddForms() throws {
    let odd = try read(Self.channel.replacing(",30,", with: ",10,") + Self.day(of: 144))
    #expect(odd.sums["NMI0000001/E1/kWh"]! == (144, "216"))
    #expect(odd.remarks == ["odd-interval"] && odd.faults.isEmpty)
    let padding = String(repeating: ",", count: 40)
    let padded = try read(
      Self.channel.replacing("\n", with: padding + "\n") + Self.day(tail: "A,,,202406020100,\(padding)"))
    #expect(padded.sums["NMI0000001/E1/kWh"]! == (48, "72"))
    #expect(padded.remarks.isEmpty && padded.faults.isEmpty)
  }

  @Test("units are read in any case, and the suffix says where the energy goes")
  func units() throws {
    let cases: [(String, String, Quantity, Register?)] = [
      ("E1", "KWH", .energy(milliWh: 1_000_000), .imported), ("B2", "wh", .energy(milliWh: 1000), .exported),
      ("e3", "MWh", .energy(milliWh: 1_000_000_000), .imported),
      ("E1", "GWH", .energy(milliWh: 1_000_000_000_000), .imported),
      ("B1", "kw", .power(milliW: 1_000_000), .exported), ("E1", "W", .power(milliW: 1000), .imported),
      ("Q1", "kVArh", .other, nil), ("K1", "KVARH", .other, nil), ("E1", "kVArh", .other, nil),
      ("N1", "kWh", .other, nil), ("E1", "pf", .other, nil),
    ]
    for (suffix, unit, quantity, direction) in cases {
      let sink = try read("200,NMI0000001,,1,\(suffix),N1,METER1,\(unit),30,\n" + Self.day())
      #expect(
        sink.channels == [
          Channel(meter: "NMI0000001", register: suffix, unit: unit, quantity: quantity, direction: direction)
        ])
      #expect(sink.sums["NMI0000001/\(suffix)/\(unit)"]! == (48, "72"))
    }
  }

  @Test("what a 300 record says of its quality holds for the day, method and reason kept")
  func dayQuality() throws {
    for (tail, quality) in [
      ("A,,,20240602010000,", Quality.actual), ("a,,,,", .actual), ("A,89,,,", Quality(.actual, raw: "A 89")),
      ("S15,79,,,", Quality(.substituted, raw: "S15 79")), ("F55,1,Meter removed,,", Quality(.final, raw: "F55 1")),
      ("E52,,,,", Quality(.estimated, raw: "E52")), ("N,,,,", Quality(.unknown, raw: "N")),
      ("X9,,,,", Quality(.unknown, raw: "X9")), (",,,,", Quality(.unknown)),
    ] {
      let sink = try read(Self.channel + Self.day(tail: tail))
      #expect(Set(sink.values.values.first!.values.map(\.quality)) == [quality], "\(tail)")
      #expect(sink.faults.isEmpty)
    }
  }

  @Test("400 records say the qualities of the intervals of the day before them")
  func intervalQualities() throws {
    let sink = try read(
      Self.channel + Self.day(tail: "V,,,20240602010000,") + "400,1,20,F14,76,\n400,21,24,A,,\n400,25,48,S14,1,why\n"
        + Self.day("20240602", tail: "A,,,,"))
    let start = try seconds("2024-06-01T00:00:00+10:00")
    let values = sink.values.values.first!
    let told = (0..<96).map { values[start + Int64($0) * 1800]!.quality }
    #expect(told[..<20].allSatisfy { $0 == Quality(.final, raw: "F14 76") })
    #expect(told[20..<24].allSatisfy { $0 == .actual })
    #expect(told[24..<48].allSatisfy { $0 == Quality(.substituted, raw: "S14 1") })
    #expect(told[48...].allSatisfy { $0 == .actual })
    #expect(sink.faults.isEmpty)
  }

  @Test("qualities that overlap, leave the day or are missing leave values of unknown quality")
  func brokenQualities() throws {
    let cases: [(String, [String], Int)] = [
      ("400,1,24,A,,\n400,24,48,S14,1,\n", ["quality-range:5", "quality-missing:3"], 24),
      ("400,1,24,A,,\n400,25,96,S14,1,\n", ["quality-range:5", "quality-missing:3"], 24),
      ("400,1,24,A,,\n", ["quality-missing:3"], 24), ("", ["quality-missing:3"], 48),
      ("400,1,24,V,,\n400,25,48,A,,\n", ["quality-range:4", "quality-missing:3"], 24),
      ("400,0,24,A,,\n400,25,48,A,,\n", ["quality-range:4", "quality-missing:3"], 24),
      ("400,24,1,A,,\n400,x,48,A,,\n", ["quality-range:4", "quality-range:5", "quality-missing:3"], 48),
      ("400,1,48\n", ["quality-range:4", "quality-missing:3"], 48),
    ]
    for (records, faults, unknown) in cases {
      let sink = try read(Self.channel + Self.day(tail: "V,,,,") + records)
      #expect(sink.faults == faults, "\(records)")
      #expect(sink.sums["NMI0000001/E1/kWh"]! == (48, "72"))
      #expect(sink.values.values.first!.values.count { $0.quality == Quality(.unknown, raw: "V") } == unknown)
      #expect(sink.lost == 0)
    }
  }

  @Test("of two records of a day the one updated later holds, wherever it stands")
  func versions() throws {
    let early = Self.day("20240601", ["1"], tail: "A,,,20240602010000,")
    let late = Self.day("20240601", ["2"], tail: "F14,1,,20240702010000,")
    let unsaid = Self.day("20240601", ["3"], tail: "A,,,,20240801010000")
    for records in [early + late, late + early] {
      #expect(try read(Self.channel + records).sums["NMI0000001/E1/kWh"]! == (48, "96"))
    }
    // Of the same version the one that comes later holds; MSATSLoadDateTime stands in for UpdateDateTime.
    #expect(try read(Self.channel + early + early.replacing(",1,", with: ",5,")).sums.values.first!.1 != "48")
    #expect(try read(Self.channel + unsaid + late).sums["NMI0000001/E1/kWh"]! == (48, "144"))
  }

  @Test("an update time that is none costs the version, not the day")
  func badUpdateTime() throws {
    let sink = try read(Self.channel + Self.day(tail: "A,,,20240632010000,"))
    #expect(sink.remarks == ["bad-update-time"])
    #expect(sink.values.values.first!.values.allSatisfy { $0.version == 0 })
    #expect(try read(Self.channel + Self.day(tail: "A,,, 20240602010000,")).remarks == [])
  }

  @Test("records that are no readings are told one by one")
  func faults() throws {
    let cases: [(String, [String], Int)] = [
      (Self.day(), ["orphan-record:2"], 1),
      ("400,1,48,A,,\n", ["orphan-record:2"], 0),
      (Self.channel + Self.day("20240230"), ["bad-timestamp:3"], 48),
      (Self.channel + Self.day("2024-06-1"), ["bad-timestamp:3"], 48),
      (Self.channel + "300,20240601,V,,,20240602010000,\n", ["empty-value:3"], 48),
      (Self.channel + "300,20240601\n", ["empty-value:3"], 48),
      (Self.channel + "300\n", ["bad-timestamp:3"], 48),
      (Self.channel + Self.day("20240601", [""], tail: "A,,,,"), ["empty-value:3"], 48),
      (Self.channel + Self.day(of: 47), ["wrong-value-count:3"], 48),
      (Self.channel + Self.day(of: 49), ["wrong-value-count:3"], 48),
      (Self.channel + Self.day(of: 96), ["wrong-value-count:3"], 48),
      (Self.channel.replacing(",30,", with: ",15,") + Self.day(of: 48), ["wrong-value-count:3"], 96),
      (Self.channel + Self.day(of: 96, tail: "V,,,,") + "400,1,48,A,,\n400,49,96,N,,\n", ["wrong-value-count:3"], 48),
      (Self.channel + Self.day("20240601", ["1", "x"]), ["not-a-number:3"], 48),
      (Self.channel + Self.day("20240601", ["1", "1.5.2"]), ["not-a-number:3"], 48),
      (Self.channel + Self.day("20240601", ["1", "1e3"]), ["not-a-number:3"], 48),
      (Self.channel + Self.day("20240601", ["0.0000000001"]), ["too-precise:3"], 48),
      (Self.channel + Self.day("20240601", ["1234567890123456789012"]), ["above-limit:3"], 48),
      (Self.channel + Self.day("20240601", ["123456789012345", "0.123456"]), ["above-limit:3"], 48),
      ("310,20240601,1\n", ["unknown-record:2"], 1), ("x\n", ["unknown-record:2"], 1),
      ("200,NMI0000001,E1,1,E1,N1,METER1,kWh,7,\n" + Self.day(), ["bad-interval:2", "orphan-record:3"], 1),
      ("200,NMI0000001,E1,1,E1\n" + Self.day(), ["missing-column:2", "orphan-record:3"], 1),
      ("200,,E1,1,E1,N1,METER1,kWh,30,\n" + Self.day(), ["empty-meter:2", "orphan-record:3"], 1),
      (Self.channel + "300,20240601," + String(repeating: "1,", count: 40_000) + "A\n", ["line-too-long:3"], 1),
    ]
    for (records, faults, lost) in cases {
      let sink = try read(records)
      #expect(sink.faults == faults, "\(records.prefix(200))")
      #expect(sink.lost == lost, "\(records.prefix(200))")
      #expect(sink.runs == 0 && sink.channels.isEmpty)
      // What comes after a bad record is read.
      #expect(try read(records + Self.channel + Self.day()).sums["NMI0000001/E1/kWh"]! == (48, "72"))
    }
  }

  @Test("values of any decimals add up exactly; empty ones are missing")
  func scales() throws {
    let sink = try read(
      Self.channel
        + Self.day("20240601", ["", " 1 ", "0.125", "+3", "-0.5", "007.10", ".25", "5.", "1.000000000000", "0"]))
    #expect(sink.faults.isEmpty)
    #expect(sink.sums["NMI0000001/E1/kWh"]! == (47, "16.975"))
  }

  @Test("sections are read on, and what is missing around them is told")
  func sections() throws {
    let block = Self.channel + Self.day()
    let cases: [(String, [String], Int)] = [
      (block + "900\n", ["missing-header"], 48), ("\n" + block + "900\n", ["missing-header"], 48),
      (block, ["missing-header", "missing-trailer"], 48),
      ("100,NEM12,202406020900,MDP1,RET1\n" + block, ["missing-trailer"], 48),
      (Self.file(block) + "\n" + Self.channel + Self.day("20240602") + "900\n", ["trailing-section"], 96),
      (Self.file(block) + Self.file(Self.channel + Self.day("20240602")), ["trailing-section"], 96),
      (
        "100,NEM12,202406020900,MDP1,RET1\n" + block + Self.file(Self.channel + Self.day("20240602")),
        ["missing-trailer"], 96
      ),
      ("100,NEM12,20240632,MDP1,RET1\n" + block + "900\n", ["bad-header-time"], 48),
    ]
    for (text, remarks, count) in cases {
      let sink = try RecordingSink.decode(text, as: .nem12, by: NEMDecoder.self)
      #expect(sink.remarks == remarks, "\(text.prefix(60))")
      #expect(sink.sums["NMI0000001/E1/kWh"]?.0 == count)
      #expect(NEMDecoder.recognize(Array(text.utf8)) == .nem12)
    }
    // A section of its own has channels of its own.
    #expect(
      try RecordingSink.decode(Self.file(block) + Self.day("20240602"), as: .nem12, by: NEMDecoder.self).faults
        == ["orphan-record:5"])
    #expect(throws: PlainFailure.self) { try RecordingSink.decode("", as: .nem12, by: NEMDecoder.self) }
    #expect(throws: PlainFailure.self) { try RecordingSink.decode("\n \n", as: .nem12, by: NEMDecoder.self) }
    let empty = try RecordingSink.decode(Self.file(""), as: .nem12, by: NEMDecoder.self)
    #expect(empty.channels.isEmpty && empty.faults.isEmpty && empty.remarks.isEmpty)
  }

  @Test("the note of a rejected record says what is wrong with it")
  func notes() throws {
    for (records, note) in [
      (Self.channel + Self.day("20240601", ["1", "NaN"]), "value 2 of the day, 'NaN', is no number"),
      (Self.channel + Self.day("20240601", ["NaN"]), "value 1 of the day, 'NaN', is no number"),
      (Self.channel + Self.day("20240601", ["1", "0.0000000001"]), "value 2 of the day has more than 9 decimals"),
      (Self.channel + Self.day("20240601", ["1234567890123456789012"]), "a value of the day has more than 18 digits"),
      (Self.channel + Self.day(of: 47), "47 values of 48"),
      (Self.channel + Self.day(of: 51, tail: "A"), "more than 48 values, at least 51"),
      (
        Self.channel.replacing(",30,", with: ",7,"),
        "its intervals must be of 5, 15 or 30 minutes, or others of which an hour at most and a day are made; without "
          + "them its days go with it"
      ),
    ] { #expect(try read(records).notes == [note]) }
  }

  @Test("B2B records are passed over; quotes, CRLF, blanks, small letters and a byte order mark do not matter")
  func spelling() throws {
    let plain = Self.file(Self.channel + Self.day() + "500,O,S01009,20240601120000,1234\n")
    let forms = [
      plain, plain.replacing("\n", with: "\r\n"), "\u{FEFF}" + plain, plain.replacing("300,", with: "  300 ,"),
      plain.replacing("20240601,1.5", with: " 20240601 , 1.5 "),
      plain.replacing("NMI0000001", with: "\"NMI0000001\"").replacing("kWh", with: "\"kWh\""),
      plain.replacing("A,,,", with: "A,,\"a, quoted\","), plain.replacing("NEM12", with: "nem12"),
      plain.replacing("A,,,", with: "a,,,"), String(plain.dropLast()),
    ]
    for form in forms {
      let sink = try RecordingSink.decode(form, as: .nem12, by: NEMDecoder.self)
      #expect(sink.sums["NMI0000001/E1/kWh"] ?? (0, "") == (48, "72"), "\(form.prefix(120))")
      #expect(sink.passed == 1 && sink.faults.isEmpty && sink.remarks.isEmpty, "\(form.prefix(120)) \(sink.faults)")
      #expect(NEMDecoder.recognize(Array(form.utf8).filter { $0 < 0x80 }) == .nem12)
    }
  }

  @Test("no prefix of a file, and no byte changed in it, stops the reader")
  func truncated() throws {
    let text = Self.file(
      Self.channel + Self.day(tail: "V,,,20240602010000,20240602010000") + "400,1,24,A,,\n400,25,48,S14,1,\n"
        + "500,O,S01,20240601120000,1\n250,NMI0000001,11,1,11,11,METER1,E,10.5,20240101000000,A,,,"
        + "20.5,20240401000000,E64,,,10,kWh,20240701,20240402000000,20240402000000\n")
    let bytes = Array(text.utf8)
    for length in 1...bytes.count {
      _ = try? RecordingSink.decode(Array(bytes[..<length]), as: .nem12, by: NEMDecoder.self)
      _ = NEMDecoder.recognize(Array(bytes[..<length]))
    }
    for index in bytes.indices {
      for byte in [0, 0x22, 0x2C, 0x0A, 0xFF] as [UInt8] {
        var changed = bytes
        changed[index] = byte
        _ = try RecordingSink.decode(changed, as: .nem12, by: NEMDecoder.self)
      }
    }
  }
}
