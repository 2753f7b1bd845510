import Foundation
import Grid
import Testing

@testable import Decode

@Suite("Green Button")
struct GreenButtonTests {
  static let base = "https://utility.example/espi/1_1/resource/"

  /// An entry with its links: `self`, `up`, `related`.
  static func entry(_ own: String, up: String? = nil, related: [String] = [], _ content: String) -> String {
    """
    <entry><id>urn:uuid:\(own)</id><link rel="self" href="\(base)\(own)"/>
    \(up.map { "<link rel=\"up\" href=\"\(base)\($0)\"/>" } ?? "")
    \(related.map { "<link rel=\"related\" href=\"\(base)\($0)\"/>" }.joined())
    <title>a title</title><content>\(content)</content><updated>2024-07-02T00:00:00Z</updated></entry>
    """
  }

  static func point(_ name: String = "M1", kind: Int = 0) -> String {
    entry(
      "UsagePoint/\(name)", up: "UsagePoint", related: ["UsagePoint/\(name)/MeterReading"],
      "<UsagePoint xmlns=\"http://naesb.org/espi\"><ServiceCategory><kind>\(kind)</kind></ServiceCategory></UsagePoint>"
    )
  }

  static func reading(_ name: String = "1", of point: String = "M1", type: String = "7") -> String {
    let own = "UsagePoint/\(point)/MeterReading/\(name)"
    return entry(
      own, up: "UsagePoint/\(point)/MeterReading", related: ["\(own)/IntervalBlock", "ReadingType/\(type)"],
      "<MeterReading xmlns=\"http://naesb.org/espi\"/>")
  }

  static func type(
    _ name: String = "7", uom: String = "72", multiplier: String = "0", flow: String? = "1", more: String = ""
  ) -> String {
    entry(
      "ReadingType/\(name)", up: "ReadingType",
      """
      <ReadingType xmlns="http://naesb.org/espi"><commodity>1</commodity>
      \(flow.map { "<flowDirection>\($0)</flowDirection>" } ?? "")
      <powerOfTenMultiplier>\(multiplier)</powerOfTenMultiplier><uom>\(uom)</uom>\(more)</ReadingType>
      """)
  }

  static func values(_ values: [(start: Int, duration: Int?, value: String)], quality: String? = nil) -> String {
    values.map { value in
      """
      <IntervalReading><cost>17</cost>\(quality.map { "<ReadingQuality><quality>\($0)</quality></ReadingQuality>" } ?? "")
      <timePeriod>\(value.duration.map { "<duration>\($0)</duration>" } ?? "")<start>\(value.start)</start></timePeriod>
      <value>\(value.value)</value></IntervalReading>
      """
    }.joined()
  }

  static let three = values([(1_700_000_000, 900, "100"), (1_700_000_900, 900, "250"), (1_700_001_800, 900, "5")])

  static func block(_ readings: String = three, of reading: String = "1", _ point: String = "M1") -> String {
    let up = "UsagePoint/\(point)/MeterReading/\(reading)/IntervalBlock"
    return entry(
      "\(up)/1", up: up,
      "<IntervalBlock xmlns=\"http://naesb.org/espi\"><interval><duration>9</duration><start>8</start></interval>"
        + "\(readings)</IntervalBlock>")
  }

  static func feed(_ entries: String...) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom"><id>urn:uuid:0</id><updated>2024-07-02T03:00:00Z</updated>
    <link rel="self" href="\(base)UsagePoint/feed"/>\(entries.joined(separator: "\n"))</feed>
    """
  }

  private func read(_ text: String) throws -> RecordingSink {
    #expect(recognize(Array(text.utf8)) == .greenButton)
    return try RecordingSink.decode(text, as: .greenButton, by: GreenButtonDecoder.self)
  }

  private static let channel = Channel(
    meter: "M1", register: "import", unit: "Wh", quantity: .energy(milliWh: 1000), direction: .imported)

  @Test("readings are those of the meter and the type that links name, in whatever order")
  func links() throws {
    let parts = [Self.point(), Self.reading(), Self.type(), Self.block()]
    let others = Self.point("M2") + Self.reading("1", of: "M2", type: "8") + Self.type("8", flow: "19")
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 3, 0, 1], [1, 3, 0, 2]] {
      let text = order.map { parts[$0] }.joined()
      for text in [Self.feed(text, others), Self.feed(others, text)] {
        let sink = try read(text)
        #expect(sink.channels == [Self.channel])
        #expect(sink.runs == 1)
        #expect(sink.sums["M1/import/Wh"]! == (3, "355"))
        let values = try #require(sink.values[Self.channel])
        #expect(values.keys.sorted() == [1_700_000_000, 1_700_000_900, 1_700_001_800])
        #expect(values.values.allSatisfy { $0.interval == 900 && $0.quality == .actual })
        #expect(sink.faults.isEmpty && sink.remarks.isEmpty)
        #expect(sink.madeAt == Instant("2024-07-02T03:00:00Z"))
      }
    }
  }

  @Test("types say what values are: unit, multiplier, direction, mean power, registers")
  func types() throws {
    let cases: [(String, String, String, Quantity, Register?, Figure)] = [
      (Self.type(), "import", "Wh", .energy(milliWh: 1000), .imported, "355"),
      (Self.type(flow: nil), "import", "Wh", .energy(milliWh: 1000), .imported, "355"),
      (Self.type(flow: "19"), "export", "Wh", .energy(milliWh: 1000), .exported, "355"),
      (Self.type(flow: "4"), "flow-4", "Wh", .other, nil, "355"),
      (Self.type(multiplier: "-3"), "import", "Wh", .energy(milliWh: 1000), .imported, "0.355"),
      (Self.type(multiplier: "3"), "import", "Wh", .energy(milliWh: 1000), .imported, "355000"),
      (Self.type(uom: "38"), "import", "W", .power(milliW: 1000), .imported, "355"),
      (Self.type(uom: "38", more: "<dataQualifier>8</dataQualifier>"), "import", "W", .other, nil, "355"),
      (Self.type(uom: "73"), "import", "VArh", .other, nil, "355"),
      (Self.type(uom: "999"), "import", "uom-999", .other, nil, "355"),
      (Self.type(more: "<commodity>7</commodity>"), "import", "Wh", .other, nil, "355"),
    ]
    for (type, register, unit, quantity, direction, sum) in cases {
      let sink = try read(Self.feed(Self.point(), Self.reading(), type, Self.block()))
      #expect(
        sink.channels == [
          Channel(meter: "M1", register: register, unit: unit, quantity: quantity, direction: direction)
        ])
      #expect(sink.sums["M1/\(register)/\(unit)"]! == (3, sum), "\(register) \(unit)")
    }
    let odd = try read(Self.feed(Self.point(), Self.reading(), Self.type(multiplier: "x"), Self.block()))
    #expect(odd.channels.isEmpty && !odd.faults.isEmpty, "a multiplier that cannot be read is none")
    let gas = try read(Self.feed(Self.point(kind: 1), Self.reading(), Self.type(), Self.block()))
    #expect(gas.channels.map(\.quantity) == [.other])
  }

  @Test("cumulative readings are states of a register at the ends of their periods")
  func cumulative() throws {
    let type = Self.type(more: "<accumulationBehaviour>3</accumulationBehaviour>")
    let sink = try read(Self.feed(Self.point(), Self.reading(), type, Self.block()))
    let channel = try #require(sink.channels.first)
    #expect(channel.quantity == .index(milliWh: 1000))
    #expect(sink.reads[channel]?.map(\.value) == [100, 250, 5])
    #expect(sink.reads[channel]?.map(\.instant) == [1_700_000_900, 1_700_001_800, 1_700_002_700])
    #expect(sink.runs == 0)
  }

  @Test("days of 23 and 25 hours are as long as they say; a reading without a length has that of its type")
  func durations() throws {
    let days = Self.values([(1_700_000_000, 82_800, "1"), (1_700_082_800, 90_000, "2"), (1_700_172_800, 86_400, "3")])
    let sink = try read(Self.feed(Self.point(), Self.reading(), Self.type(), Self.block(days)))
    #expect(sink.values[Self.channel]?.sorted { $0.key < $1.key }.map(\.value.interval) == [82_800, 90_000, 86_400])
    let open = Self.block(Self.values([(1_700_000_000, nil, "1"), (1_700_000_600, nil, "2")]))
    let timed = try read(
      Self.feed(open, Self.point(), Self.reading(), Self.type(more: "<intervalLength>600</intervalLength>")))
    #expect(timed.runs == 1)
    #expect(timed.values[Self.channel]?.values.map(\.interval) == [600, 600])
    let untimed = try read(Self.feed(Self.point(), Self.reading(), Self.type(), open))
    #expect(untimed.faults.map { $0.prefix { $0 != ":" } } == ["bad-interval", "bad-interval"])
  }

  @Test("qualities are kept by their codes, the type's where a reading has none, unknown ones too")
  func qualities() throws {
    let grades: [(String, Quality)] = [
      ("0", .actual), ("7", Quality(.edited, raw: "7")), ("8", Quality(.estimated, raw: "8")),
      ("9", Quality(.estimated, raw: "9")), ("14", Quality(.actual, raw: "14")), ("17", Quality(.actual, raw: "17")),
      ("19", Quality(.unknown, raw: "19")), ("odd", Quality(.unknown, raw: "odd")),
    ]
    for (code, quality) in grades {
      let own = Self.block(Self.values([(1_700_000_000, 900, "1")], quality: code))
      let sink = try read(Self.feed(Self.point(), Self.reading(), Self.type(), own))
      #expect(sink.values[Self.channel]?.values.map(\.quality) == [quality])
      let type = Self.type(more: "<defaultQuality>\(code)</defaultQuality>")
      let mixed = Self.block(
        Self.values([(1_700_000_000, 900, "1")]) + Self.values([(1_700_000_900, 900, "2")], quality: "8"))
      let values = try read(Self.feed(Self.point(), Self.reading(), type, mixed)).values[Self.channel]
      #expect(values?[1_700_000_000]?.quality == quality)
      #expect(values?[1_700_000_900]?.quality == Quality(.estimated, raw: "8"))
    }
  }

  @Test("two meter readings of a direction are told apart, two customers' usage points 1 too")
  func names() throws {
    let two = try read(
      Self.feed(
        Self.point(), Self.reading("a"), Self.reading("b"), Self.reading("c", type: "8"), Self.type(),
        Self.type("8", uom: "73"), Self.block(of: "a"), Self.block(of: "b"), Self.block(of: "c")))
    #expect(two.channels.map(\.register) == ["import/a", "import/b", "import"])
    // A meter reading without readings takes no name.
    let one = try read(Self.feed(Self.point(), Self.reading("a"), Self.reading("b"), Self.type(), Self.block(of: "b")))
    #expect(one.channels == [Self.channel])
    let customers = ["3", "4"].map { customer in
      [Self.point("1"), Self.reading(of: "1"), Self.block(of: "1", "1")].joined()
        .replacing("resource/UsagePoint", with: "resource/RetailCustomer/\(customer)/UsagePoint")
    }
    let sink = try read(Self.feed(customers[0], customers[1], Self.type()))
    #expect(
      sink.channels.map(\.meter).sorted() == ["3", "4"].map { "/espi/1_1/resource/RetailCustomer/\($0)/UsagePoint/1" })
    let escaped = try read(
      Self.feed(
        Self.point("PRM%201"), Self.reading(of: "PRM%201"), Self.type(), Self.block(Self.three, of: "1", "PRM%201")))
    #expect(escaped.channels.map(\.meter) == ["PRM 1"])
  }

  @Test("objects within objects, bare entries and prefixes are read; without a type readings are nobody's energy")
  func nesting() throws {
    let nested = """
      <e:UsagePoint xmlns:e="http://naesb.org/espi"><e:ServiceCategory><e:kind>0</e:kind></e:ServiceCategory>
      <e:MeterReading><e:ReadingType><e:uom>72</e:uom><e:powerOfTenMultiplier>1</e:powerOfTenMultiplier></e:ReadingType>
      <e:IntervalBlock>\(Self.three.replacing("</", with: "</e:").replacing("<", with: "<e:").replacing("<e:/e:", with: "</e:"))
      </e:IntervalBlock></e:MeterReading></e:UsagePoint>
      """
    #expect(try read(nested).sums["1/import/Wh"]! == (3, "3550"))
    #expect(try read(Self.feed(Self.entry("UsagePoint/M1", nested))).sums["M1/import/Wh"]! == (3, "3550"))
    // The document's own entry has no link; its id is a name.
    let bare = Self.block().replacing("<entry>", with: "<entry xmlns=\"http://www.w3.org/2005/Atom\">")
    let sink = try read(bare)
    #expect(sink.channels.map(\.meter) == ["M1"] && sink.channels.map(\.quantity) == [.other])
    #expect(sink.remarks == ["no-reading-type"])
    #expect(try read(Self.feed(Self.point(), Self.type())).channels.isEmpty)
    #expect(try read(Self.feed(Self.type(), Self.block())).channels == [Self.channel])
  }

  @Test("readings without a value or an instant are rejected one by one, with their lines")
  func faults() throws {
    let bad = "<IntervalReading><timePeriod><start>x</start></timePeriod><value>1</value></IntervalReading>\n"
    let values =
      Self.three + "\n" + bad + bad.replacing("<start>x</start>", with: "")
      + bad.replacing("x", with: "1").replacing("<value>1", with: "<value>")
      + bad.replacing("x", with: "1").replacing("<value>1", with: "<value>one")
      + bad.replacing("<start>x", with: "<duration>-1</duration><start>1")
      + bad.replacing("<start>x", with: "<duration>60</duration><start>1.75")
    let sink = try read(Self.feed(Self.point(), Self.reading(), Self.type(), Self.block(values)))
    #expect(
      sink.faults.map { $0.prefix { $0 != ":" } } == [
        "bad-timestamp", "bad-timestamp", "empty-value", "not-a-number", "bad-interval",
      ])
    let lines = sink.faults.compactMap { Int($0.drop { $0 != ":" }.dropFirst()) }
    #expect(lines == (0..<5).map { lines[0] + $0 })
    #expect(sink.remarks == ["fraction-of-second"])
    #expect(sink.sums["M1/import/Wh"]! == (4, "356"))
    let huge = Self.block(Self.values([(1_700_000_000, 900, "12345678901234567")]))
    for (multiplier, code) in [("9", "above-limit"), ("-12", "too-precise")] {
      let sink = try read(Self.feed(Self.point(), Self.reading(), Self.type(multiplier: multiplier), huge))
      #expect(sink.faults.map { $0.prefix { $0 != ":" } } == [code[...]])
    }
  }

  @Test("numbers may stand on lines of their own, with remarks beside them")
  func laidOut() throws {
    let plain = Self.feed(Self.point(), Self.reading(), Self.type(), Self.block())
    var text = plain
    for tag in ["value", "start", "duration", "uom", "powerOfTenMultiplier", "intervalLength", "flowDirection"] {
      text = text.replacing("<\(tag)>", with: "<\(tag)>\n\t  ").replacing(
        "</\(tag)>", with: "<!-- \(tag) -->\r\n</\(tag)>")
    }
    let (laidOut, sink) = (try read(text).only, try read(plain).only)
    #expect(laidOut.map(\.start) == sink.map(\.start) && laidOut.map(\.interval) == sink.map(\.interval))
    #expect(laidOut.map(\.value) == [100, 250, 5])
  }

  @Test("document types, broken and empty files are refused")
  func refused() throws {
    let feed = Self.feed(Self.point(), Self.reading(), Self.type(), Self.block())
    let laughs = feed.replacing(
      "<feed ", with: "<!DOCTYPE feed [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<feed ")
    let outside = feed.replacing(
      "<feed ", with: "<!DOCTYPE feed [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n<feed ")
    for text in [laughs, outside, "", "<feed", feed + "<", String(feed.dropLast(7))] {
      #expect(throws: PlainFailure.self) {
        try RecordingSink.decode(text, as: .greenButton, by: GreenButtonDecoder.self)
      }
    }
    // Entities are refused as such, though the parser finds that they grow, or stops, before it hands them over.
    let billion = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">\n" }.joined()
    let huge = feed.replacing(
      "<feed ", with: "<!DOCTYPE feed [<!ENTITY l0 \"lol\">\n\(billion)]>\n<feed title=\"&l9;\" ")
    for text in [
      laughs, outside, huge, huge.replacing("title=\"&l9;\" ", with: "").replacing("<entry>", with: "&l9;<entry>"),
    ] {
      #expect(recognize(Array(text.utf8)) == .greenButton)
      let failure = #expect(throws: PlainFailure.self) {
        try RecordingSink.decode(text, as: .greenButton, by: GreenButtonDecoder.self)
      }
      #expect(failure?.message.hasSuffix("has a document type, and declarations of entities are refused") == true)
    }
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(throws: PlainFailure.self) {
      try RecordingSink.decode(deep, as: .greenButton, by: GreenButtonDecoder.self)
    }
  }

  @Test("no prefix of a feed, and no byte changed in it, stops the reader")
  func truncated() throws {
    let text = Self.feed(
      Self.block(Self.values([(1_700_000_000, 900, "1")], quality: "8")), Self.point(), Self.reading(), Self.type())
    let bytes = Array(text.utf8)
    for length in bytes.indices {
      _ = try? RecordingSink.decode(Array(bytes[..<length]), as: .greenButton, by: GreenButtonDecoder.self)
    }
    for index in bytes.indices {
      for byte in [0x30, 0x3C] as [UInt8] {
        var changed = bytes
        changed[index] = byte
        _ = try? RecordingSink.decode(changed, as: .greenButton, by: GreenButtonDecoder.self)
      }
    }
  }

  @Test("the public examples add up to what an independent computation found")
  func samples() throws {
    guard let folder = ProcessInfo.processInfo.environment["GRIDCTL_SAMPLES"] else { return }
    func sample(_ name: String) throws -> RecordingSink {
      let bytes = Array(try Data(contentsOf: URL(filePath: "\(folder)/formats/greenbutton/\(name).xml")))
      #expect(recognize(Array(bytes.prefix(65_536))) == .greenButton, "\(name)")
      return try RecordingSink.decode(bytes, as: .greenButton, by: GreenButtonDecoder.self)
    }
    let year = try sample("Coastal_Multi_Family_Jan_1_2011_to_Jan_1_2012_RetailCustomer_5")
    #expect(year.sums["1/import/Wh"]! == (8760, "4425305"))
    #expect(try sample("electric_containerized").sums["1/import/Wh"]! == (8, "4086"))
    #expect(try sample("gas_direct").sums["NET_USAGE/import/therm"]! == (5, "140"))
    for name in ["ESPILocalTimeParameters", "ESPIReadingTypes", "PGEUsageSummaries"] {
      let sink = try sample(name)
      #expect(sink.channels.isEmpty && sink.faults.isEmpty, "\(name)")
    }
  }
}
