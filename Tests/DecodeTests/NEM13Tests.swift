import Foundation
import Grid
import Testing

@testable import Decode

@Suite("NEM13")
struct NEM13Tests {
  static func record(
    _ direction: String = "E", previous: String = "10.5,20240101093055,A,,,",
    current: String = "998.25,20240401000000,E64,77,,", quantity: String = "987.75", unit: String = "kWh",
    tail: String = "20240701,20240402000000,20240402010000"
  ) -> String {
    "250,NMI0000001,11,1,11,N1,METER1,\(direction),\(previous)\(current)\(quantity),\(unit),\(tail)\n"
  }

  private func read(_ records: String) throws -> RecordingSink {
    try RecordingSink.decode("100,NEM13,202404020900,MDP1,RET1\n\(records)900\n", as: .nem13, by: NEMDecoder.self)
  }

  private let channel = Channel(
    meter: "NMI0000001", register: "11", unit: "kWh", quantity: .index(milliWh: 1_000_000), direction: .imported,
    serial: "METER1")

  @Test("a 250 record is what the register counted, and its two reads")
  func record() throws {
    let sink = try read(Self.record() + "550,N,,E,\n")
    #expect(sink.channels == [channel])
    let accumulation = try #require(sink.accumulations[channel]?.first)
    let (start, end) = (
      try #require(Instant("2024-01-01T09:30:55+10:00")).seconds,
      try #require(Instant("2024-04-01T00:00:00+10:00")).seconds
    )
    #expect(accumulation == (start, end, 98775, 2))
    #expect(
      sink.reads[channel] == [
        .init(instant: start, value: 105, scale: 1, quality: .actual),
        .init(instant: end, value: 99825, scale: 2, quality: Quality(.estimated, raw: "E64 77")),
      ])
    #expect(sink.passed == 1 && sink.faults.isEmpty && sink.remarks.isEmpty)
    #expect(NEMDecoder.recognize(Array("100,NEM13,202404020900,MDP1,RET1\n".utf8)) == .nem13)
    #expect(NEMDecoder.recognize(Array(Self.record().utf8)) == .nem13)
  }

  @Test("I is fed in; other directions and units are told, and are nobody's energy")
  func directions() throws {
    for (direction, unit, quantity, register) in [
      ("I", "KWH", .index(milliWh: 1_000_000), .exported), ("i", "Wh", .index(milliWh: 1000), .exported),
      ("B", "kWh", .other, nil), ("N", "kWh", .other, nil), ("E", "kVArh", .other, nil), ("", "kWh", .other, nil),
    ] as [(String, String, Quantity, Register?)] {
      let sink = try read(Self.record(direction, unit: unit))
      #expect(
        sink.channels == [
          Channel(
            meter: "NMI0000001", register: "11", unit: unit, quantity: quantity, direction: register, serial: "METER1")
        ])
      #expect(sink.sums["NMI0000001/11/\(unit)"]! == (1, "987.75"))
    }
  }

  @Test("blanks before dates do not matter, and leading zeros of reads neither")
  func spelling() throws {
    let sink = try read(
      Self.record(
        previous: "006342.8,20031005093055,A,,,", current: "007654.9,20040107100333,A,,,", quantity: "1312.1",
        tail: "20040407, 20040108100333,20040108091133"))
    #expect(sink.reads[channel]?.map(\.value) == [63428, 76549])
    #expect(sink.sums["NMI0000001/11/kWh"]! == (1, "1312.1"))
    #expect(sink.faults.isEmpty && sink.remarks.isEmpty)
  }

  @Test(
    "a quantity that is not the difference of the reads is told; a register may run over, and reads leave out digits")
  func difference() throws {
    for (previous, current, quantity, differs) in [
      ("10.5", "998.25", "987.75", false), ("10", "998", "39520", true), ("629", "1616", "-987", true),
      ("99890", "02034", "2144", false), ("9999941.00", "0000106.00", "165", false), ("9", "1", "2", false),
      ("99890", "02034", "2145", true), ("55278", "1739", "46461", false), ("55278", "1739", "53539", true),
      ("113680", "114548", "868.294", false), ("10.25", "20.5", "10", false), ("10.5", "11.5", "1.4", true),
      ("999999999999999999", "1", "2", false), ("-5", "5", "10", false), ("0", "0", "1", true),
    ] {
      let sink = try read(
        Self.record(
          previous: "\(previous),20240101093055,A,,,", current: "\(current),20240401000000,A,,,", quantity: quantity))
      #expect(sink.remarks == (differs ? ["quantity-differs"] : []), "\(previous) \(current) \(quantity)")
      #expect(sink.accumulations[channel]?.count == 1 && sink.reads[channel]?.count == 2)
    }
  }

  @Test("a record without its quantity or its instants is rejected; without a read its quantity counts")
  func faults() throws {
    let cases: [(String, [String], Int)] = [
      (Self.record(quantity: ""), ["empty-value:2"], 0), (Self.record(quantity: "x"), ["not-a-number:2"], 0),
      (Self.record(previous: "10,20240132000000,A,,,"), ["bad-timestamp:2"], 0),
      (Self.record(current: "10,20230101000000,A,,,"), ["bad-timestamp:2"], 0),
      ("250,NMI0000001,11,1,11,N1,METER1,E,1,2\n", ["missing-column:2"], 0),
      (Self.record().replacing("NMI0000001", with: ""), ["empty-meter:2"], 0),
      (Self.record().replacing("METER1", with: "\"METER1"), ["missing-column:2"], 0),
      (Self.record(previous: "x,20240101093055,A,,,"), ["not-a-number:2"], 1),
      (Self.record(previous: ",20240101093055,,,,"), [], 1),
    ]
    for (record, faults, count) in cases {
      let sink = try read(record)
      #expect(sink.faults == faults, "\(record)")
      #expect(sink.accumulations.values.joined().count == count, "\(record)")
      #expect(sink.reads.values.joined().count == count, "\(record)")
      #expect(try read(record + Self.record()).reads[channel]!.count >= 2)
    }
  }

  @Test("the public examples add up to what an independent computation found")
  func samples() throws {
    guard let folder = ProcessInfo.processInfo.environment["GRIDCTL_SAMPLES"] else { return }
    struct Expected: Decodable {
      struct File: Decodable { var independent: Independent? }
      struct Independent: Decodable {
        var channels: [String: Channel]?
        var accum: [String: Accumulation]?
      }
      struct Channel: Decodable {
        var intervals: Int?
        var lastRowPerDaySum: String?
      }
      struct Accumulation: Decodable {
        var rows: Int
        var sum: String
      }
      var files: [String: File]
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let expected = try decoder.decode(
      Expected.self, from: Data(contentsOf: URL(filePath: "\(folder)/formats/expected.json")))
    var channels = 0
    for (name, file) in expected.files.sorted(by: { $0.key < $1.key }) where name.hasPrefix("nem1") {
      let bytes = Array(try Data(contentsOf: URL(filePath: "\(folder)/formats/\(name)")))
      guard let format = NEMDecoder.recognize(bytes) else { continue }
      #expect(name.hasPrefix("nem13") == (format == .nem13))
      let sink = try RecordingSink.decode(bytes, as: format, by: NEMDecoder.self)
      // 96 values are not a day of half-hours.
      if name.contains("30min_200") {
        #expect(sink.faults == ["wrong-value-count:3"] && sink.channels.isEmpty)
        continue
      }
      // One channel may have intervals of several lengths; expected.json has them apart.
      var sums: [String: (Int, Figure)] = [:]
      for (key, channel) in file.independent?.channels ?? [:] {
        let name = key.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
        sums[name] = (
          (sums[name]?.0 ?? 0) + channel.intervals!, (sums[name]?.1 ?? Figure()) + Figure(channel.lastRowPerDaySum!)
        )
      }
      for (key, all) in file.independent?.accum ?? [:] { sums[key] = (all.rows, Figure(all.sum)) }
      let found = sink.sums
      #expect(Set(found.keys) == Set(sums.keys), "\(name)")
      for (key, sum) in sums { #expect(found[key] ?? (0, Figure()) == sum, "\(name) \(key)") }
      channels += sums.count
    }
    #expect(channels > 300)
  }
}
