import Foundation
import Grid
import Testing

@testable import Decode

/// Dumps as operators have them, read by mappings.
@Suite struct CSVMappingTests {
  @Test(
    "a plant's SCADA export: mean power in kW with decimal comma and end stamps of local time, through both clock changes"
  )
  func scada() throws {
    let mapping = """
      {"separator": ";", "decimal": ",", "thousands": ".", "encoding": "windows-1252", "skip_lines": 2,
       "meter": {"fixed": "PV1"}, "end": ["Datum", "Zeit"], "stamp": "dd.MM.yyyy HH:mm", "zone": "Europe/Paris",
       "interval": 900, "values": [{"column": "Wirkleistung (kW) für EDF", "register": "production", "unit": "kW"}],
       "missing": ["n/a"], "quality": {"column": "Status", "words": {"ok": "A", "ersatz": "S", "aus": "none"}}}
      """
    func dump(_ rows: [String]) -> [UInt8] {
      let text =
        "Anlage 7\r\nexportiert\r\nDatum;Zeit;Wirkleistung (kW) für EDF;Status\r\n" + rows.map { "\($0)\r\n" }.joined()
      return Array(text.data(using: .windowsCP1252)!)
    }
    func read(_ rows: [String]) throws -> MappedReadings {
      let sink = MappedReadings()
      let options = DecodeOptions(mapping: try CSVMapping(document: Array(mapping.utf8), file: "scada.mapping.json"))
      try CSVDecoder.decode(MemorySource(dump(rows)), as: .csv, options, into: sink)
      return sink
    }
    let autumn = try read(
      [
        "26.10.2025;02:45;1.234,5;ok", "26.10.2025;03:00;2;ersatz", "26.10.2025;02:15;3;ok", "26.10.2025;02:30;n/a;ok",
        "26.10.2025;02:45;4;aus", "26.10.2025;03:00;5;sonst",
      ])
    #expect(
      autumn.intervals.map(\.description) == [
        "PV1 production 2025-10-26T00:30:00Z/2025-10-26T00:45:00Z 1234.5",
        // 03:00 is shown once; its quarter began when 02:45 of winter was: a gap.
        "PV1 production 2025-10-26T01:45:00Z/2025-10-26T02:00:00Z 2 Sersatz",
      ])
    // After 03:00 no 02:15 can come.
    #expect(autumn.rejects.map(\.code) == [.overlap, .overlap, .overlap, .overlap])

    let repeated = try read(
      [
        "26.10.2025;02:45;1;ok", "26.10.2025;02:00;2;ok", "26.10.2025;02:15;3;ok", "26.10.2025;02:30;n/a;ok",
        "26.10.2025;02:45;4;aus", "26.10.2025;03:00;5;sonst",
      ])
    #expect(
      repeated.intervals.map(\.description) == [
        "PV1 production 2025-10-26T00:30:00Z/2025-10-26T00:45:00Z 1",
        "PV1 production 2025-10-26T00:45:00Z/2025-10-26T01:00:00Z 2",
        "PV1 production 2025-10-26T01:00:00Z/2025-10-26T01:15:00Z 3",
        "PV1 production 2025-10-26T01:15:00Z/2025-10-26T01:30:00Z -",
        "PV1 production 2025-10-26T01:30:00Z/2025-10-26T01:45:00Z -",
        "PV1 production 2025-10-26T01:45:00Z/2025-10-26T02:00:00Z 5 ?sonst",
      ])
    #expect(repeated.remarks == ["mapping scada: end stamps, zone Europe/Paris"])

    // The quarter before the change ends at 02:00 or 03:00, as the exporting clock has it.
    let spring = try read(["30.03.2025;02:00;1;ok", "30.03.2025;03:15;2;ok"])
    #expect(
      spring.intervals.map(\.description) == [
        "PV1 production 2025-03-30T00:45:00Z/2025-03-30T01:00:00Z 1",
        "PV1 production 2025-03-30T01:00:00Z/2025-03-30T01:15:00Z 2",
      ])
    let skipped = #expect(throws: PlainFailure.self) { try read(["30.03.2025;02:15;1;ok"]) }
    #expect(skipped?.message == "memory:4: bad-timestamp: the clock of Europe/Paris skips this time")
    #expect(skipped?.hint?.contains("Etc/GMT-1") == true)
  }

  @Test("the kWh of a file come to the same as a sum made without the decoder")
  func sums() throws {
    var state: UInt64 = 7
    var text = "meter,from,kwh\n"
    var sum = Decimal(0)
    for quarter in 0..<1000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = "\(state >> 60).\(state >> 40 & 0xFFFF)"
      sum += Decimal(string: value)!
      text += "M\(quarter % 3),\(Instant(seconds: 1_740_000_600 + Int64(quarter / 3) * 900)),\(value)\n"
    }
    let sink = try MappedReadings.of(
      text,
      #"{"meter": "meter", "start": "from", "interval": 900, "values": [{"column": "kwh", "register": "import", "unit": "kWh"}]}"#
    )
    #expect(sink.intervals.count == 1000)
    #expect(sink.intervals.compactMap(\.value).reduce(0, +) == sum)
    #expect(Set(sink.channels.map(\.meter)) == ["M0", "M1", "M2"])
    #expect(sink.channels[0].quantity == .energy(milliWh: 1_000_000))
  }

  @Test("signed power goes into two registers, each of which has all intervals, times a factor")
  func signed() throws {
    let sink = try MappedReadings.of(
      "t,p\n0,5\n900,-2.5\n1800,\n2700,0\n",
      """
      {"meter": {"fixed": "M"}, "start": "t", "stamp": "epoch_s", "interval": 900,
       "values": [{"column": "p", "register": "import", "negative": "export", "unit": "W", "factor": 0.04}]}
      """)
    #expect(
      sink.intervals.map { "\($0.register) \($0.start.seconds) \($0.value.map { "\($0)" } ?? "-")" } == [
        "import 0 0.2", "export 0 0", "import 900 0", "export 900 0.1", "import 1800 -", "export 1800 -",
        "import 2700 0",
        "export 2700 0",
      ])
  }

  @Test("several columns, and rows told apart by a word, are registers of their own")
  func registers() throws {
    let wide = try MappedReadings.of(
      "t;ein;aus\n01/02/2025 00:00;1,5;0\n01/02/2025 01:00;2;0,25\n",
      """
      {"separator": ";", "decimal": ",", "meter": {"fixed": "M"}, "start": "t", "stamp": ["dd/MM/yyyy HH:mm"], "zone": "Europe/Paris",
       "interval": 3600, "values": [{"column": "ein", "register": "import", "unit": "kWh"},
                                    {"column": 3, "register": "export", "unit": "kWh", "name": "2.8.0"}]}
      """)
    #expect(
      wide.intervals.map { "\($0.register) \($0.value!)" } == ["import 1.5", "2.8.0 0", "import 2", "2.8.0 0.25"])
    #expect(wide.intervals[0].start == Instant("2025-02-01T00:00:00+01:00"))

    let long = try MappedReadings.of(
      "t,obis,v\n2025-02-01T00:00Z,1.8.0,100\n2025-02-01T00:00Z,2.8.0,7\n2025-02-01T00:00Z,5.8.0,9\n2025-02-01T00:15Z,1.8.0,100.5\n2025-02-01T00:15Z,2.8.0,7\n",
      """
      {"meter": {"fixed": "M"}, "end": "t", "values": [
        {"column": "v", "where": {"column": "obis", "is": "1.8.0"}, "name": "1.8.0", "register": "import", "unit": "kWh", "quantity": "index"},
        {"column": "v", "where": {"column": "obis", "is": ["2.8.0"]}, "name": "2.8.0", "register": "export", "unit": "kWh", "quantity": "index"}]}
      """)
    #expect(long.intervals.map { "\($0.register) \($0.value!)" } == ["1.8.0 0.5", "2.8.0 0"])
    #expect(
      long.reads.map { "\($0.channel.register) \($0.value)" } == ["1.8.0 100", "2.8.0 7", "1.8.0 100.5", "2.8.0 7"])
    #expect(long.passedCount == 1)
  }

  @Test("an index turns over at its last digit, and is not subtracted from that of another serial")
  func rollover() throws {
    let mapping = """
      {"meter": "m", "serial": "s", "end": "t", "stamp": "epoch_ms", "values": [
        {"column": "v", "register": "import", "unit": "kWh", "quantity": "index", "rollover_digits": 5}]}
      """
    let sink = try MappedReadings.of(
      "m,s,t,v\nA,1,900000,99999.5\nA,1,1800000,1.25\nA,2,2700000,7\nA,2,3600000,8\n", mapping)
    #expect(sink.intervals.map { "\($0.start.seconds) \($0.value!)" } == ["900 1.75", "2700 1"])
    #expect(sink.remarks.contains { $0.hasPrefix("the index turned over: reading 2 (line 3)") })
    #expect(Set(sink.channels.compactMap(\.serial)) == ["1", "2"])
    // A fall of little is a fall, whatever the index can count.
    let failure = #expect(throws: PlainFailure.self) {
      try MappedReadings.of("m,s,t,v\nA,1,900000,500\nA,1,1800000,499\n", mapping)
    }
    #expect(failure?.message.hasPrefix("dump.csv:3:4: index-decrease: ") == true)
  }

  @Test("an index out of order is kept, makes no energy, and its row says why")
  func indexOrder() throws {
    let mapping = """
      {"meter": {"fixed": "M"}, "end": "e", "stamp": "epoch_s", "interval": 900, "gap_s": 900, "values": [
        {"column": "v", "register": "import", "unit": "kWh", "quantity": "index"}]}
      """
    let sink = try MappedReadings.of("e,v\n900,10\n2700,14\n1800,11\n3600,15\n3600,15\n", mapping)
    #expect(sink.intervals.map { "\($0.start.seconds) \($0.value!)" } == ["1800 4", "2700 1"])
    #expect(sink.reads.map { $0.instant.seconds } == [900, 2700, 1800, 3600, 3600])
    #expect(sink.rejects.map(\.code) == [.overlap, .overlap] && sink.rejects.map(\.line) == [4, 6])
  }

  @Test("a number that stands for no value is none")
  func missingNumber() throws {
    let mapping = """
      {"meter": {"fixed": "M"}, "end": "e", "stamp": "epoch_s", "interval": 900, "missing": ["-1", "9999,0"],
       "separator": ";", "decimal": ",", "values": [{"column": "v", "register": "import", "unit": "kWh"}]}
      """
    let sink = try MappedReadings.of("e;v\n900;-1\n1800;9999,0\n2700;9999\n3600;-1,0\n", mapping)
    #expect(sink.intervals.map(\.value) == [nil, nil, 9999] && sink.rejects.map(\.code) == [.negative])
  }

  @Test("a missing index makes no energy up: the next difference covers more than an interval")
  func missingIndex() throws {
    let sink = try MappedReadings.of(
      "s,e,v\n0,900,10\n900,1800,\n1800,2700,14\n2700,3600,15\n",
      """
      {"meter": {"fixed": "M"}, "start": "s", "end": "e", "stamp": "epoch_s", "values": [
        {"column": "v", "register": "import", "unit": "kWh", "quantity": "index"}]}
      """)
    #expect(sink.intervals.map { "\($0.start.seconds) \($0.value!)" } == ["2700 1"])
    #expect(sink.rejects.map(\.code) == [.indexGap])
    #expect(sink.reads.count == 3)
  }

  @Test("reads at any instants are kept as they are")
  func reads() throws {
    let sink = try MappedReadings.of(
      "t,v\n3,10\n900,\n907,12.5\n907,12.5\n2000,11\n",
      """
      {"meter": {"fixed": "M"}, "end": "t", "stamp": "epoch_s",
       "values": [{"column": "v", "register": "export", "unit": "MWh", "quantity": "reads"}]}
      """)
    #expect(sink.reads.map { "\($0.instant.seconds) \($0.value)" } == ["3 10", "907 12.5", "907 12.5", "2000 11"])
    #expect(sink.channels.map(\.quantity) == [.index(milliWh: 1_000_000_000)])
    #expect(sink.intervals.isEmpty && sink.rejects.isEmpty && sink.passedCount == 0)
  }

  @Test("a battery's level in percent counts in hundredths of its capacity")
  func level() throws {
    let sink = try MappedReadings.of(
      "t,soc\n2025-02-01T00:15Z,55.5\n",
      """
      {"meter": {"fixed": "B"}, "end": "t", "interval": 900,
       "values": [{"column": "soc", "register": "battery_level", "unit": "%", "capacity_wh": 10000}]}
      """)
    #expect(sink.channels[0].quantity == .level(milliWh: 100_000))
    #expect(sink.channels[0].direction == .batteryLevel)
    #expect(sink.intervals[0].value == Decimal(string: "55.5"))
  }

  @Test("days and months are local: of 23, 24 and 25 hours, of 28 to 31 days")
  func days() throws {
    func lengths(_ days: [String], _ interval: String, _ stamp: String) throws -> [Int64] {
      try MappedReadings.of(
        "d,v\n" + days.map { "\($0),1\n" }.joined(),
        #"{"meter": {"fixed": "M"}, "\#(stamp)": "d", "interval": "\#(interval)", "zone": "Europe/Paris", "values": [{"column": "v", "register": "import", "unit": "kWh"}]}"#
      ).intervals.map { $0.end.seconds - $0.start.seconds }
    }
    let days = ["2025-03-29", "2025-03-30", "2025-03-31", "2025-10-26"]
    #expect(try lengths(days, "day", "start").map { $0 / 3600 } == [24, 23, 24, 25])
    #expect(try lengths(["2025-03-31", "2025-10-27"], "day", "end").map { $0 / 3600 } == [23, 25])
    #expect(try lengths(["2025-02-01", "2025-03-01"], "month", "start").map { $0 / 3600 } == [28 * 24, 31 * 24 - 1])
  }

  @Test("backward files may be longer than any buffer, and their lines keep their numbers")
  func backward() throws {
    let count = 60_000
    var lines = ["t,v"]
    for at in (0..<count).reversed() { lines.append("\(at * 60),\(at % 7)") }
    lines[100] += ",\(String(repeating: "x", count: 70_000))"
    let sink = try MappedReadings.of(
      lines.joined(separator: "\r\n"),
      """
      {"meter": {"fixed": "M"}, "start": 1, "stamp": "epoch_s", "interval": 60, "order": "decreasing", "bad_rows": "reject",
       "values": [{"column": "v", "register": "import", "unit": "Wh"}]}
      """)
    #expect(sink.intervals.count == count - 1)
    #expect(
      sink.intervals.enumerated().allSatisfy { at, interval in
        let number = at < count - 100 ? at : at + 1
        return interval.start.seconds == Int64(number * 60) && interval.value == Decimal(number % 7)
      })
    #expect(sink.rejects.map(\.line) == [101])
    #expect(sink.rejects.map(\.code) == [.tooLong])
  }

  @Test("without an order in the mapping the first rows show in which direction time runs")
  func order() throws {
    func mapping(
      _ rest: String = "", meter: String = #"{"fixed": "M"}"#, stamp: String = #""end": "t", "interval": 900"#
    )
      -> String
    {
      #"{"meter": \#(meter), \#(stamp), "zone": "Europe/Paris", "values": [{"column": "v", "register": "import", "unit": "Wh"}]\#(rest)}"#
    }
    func read(_ rows: [String], _ mapping: String) throws -> (values: [Decimal?], faults: Int, remarks: [String]) {
      let sink = try MappedReadings.of("t,v,m\n" + rows.map { "\($0)\n" }.joined(), mapping)
      return (sink.intervals.map(\.value), sink.rejects.count, Array(sink.remarks.dropFirst()))
    }
    let newest = ["2025-02-01 00:45,3", "2025-02-01 00:30,2", "2025-02-01 00:15,1"].map { "\($0),A" }
    #expect(try read(newest, mapping()) == ([1, 2, 3], 0, []))
    #expect(try read(newest.reversed(), mapping()) == ([1, 2, 3], 0, []))
    // Intervals that begin where the one before ended, of two meters in turns.
    let two = newest.flatMap { [$0, $0.replacing(",A", with: "0,B")] }
    #expect(
      try read(two, mapping(meter: #""m""#, stamp: #""end": "t""#)).values.compactMap(\.self) == [20, 2, 30, 3])
    // What the mapping says holds, and what speaks against it is told.
    let wrong = try read(newest, mapping(#", "order": "increasing""#))
    #expect(wrong.values == [3] && wrong.faults == 2)
    #expect(
      wrong.remarks == [
        "order: 2 of 3 rows are older than the one ahead of them, as if time ran backward: is the 'order' of mapping test "
          + "decreasing?"
      ])
    // One newer row, and it is no file that runs backward.
    #expect(try read(newest + ["2025-02-01 01:00,4,A"], mapping()).faults == 2)
    // The hour that autumn repeats: 02:00 is no earlier than 02:45, and 02:45 no later than the second 02:00.
    let autumn = ["2025-10-26 02:45,1,A", "2025-10-26 02:00,2,A"]
    #expect(try read(autumn, mapping()) == ([1, 2], 0, []))
    let backward = ["03:00,6", "02:45,5", "02:30,4", "02:15,3", "02:00,2", "02:45,1", "02:30,0"]
    #expect(try read(backward.map { "2025-10-26 \($0),A" }, mapping()) == ([0, 1, 2, 3, 4, 5, 6], 0, []))
  }

  @Test("a row that cannot be read refuses the file, or is left out alone")
  func badRows() throws {
    let text =
      "t,v\n2025-02-01T00:15Z,1\n2025-02-01 00:30,2\n2025-02-01T00:45Z,3\n2025-02-01T01:00Z,x4\n2025-02-01T01:15Z,5\n"
    func mapping(_ word: String) -> String {
      #"{"meter": {"fixed": "M"}, "end": "t", "bad_rows": "\#(word)", "values": [{"column": "v", "register": "import", "unit": "kWh"}]}"#
    }
    let failure = #expect(throws: PlainFailure.self) { try MappedReadings.of(text, mapping("refuse")) }
    #expect(failure?.message == "dump.csv:3: no-offset: a local time without its offset, and no zone is known")
    let sink = try MappedReadings.of(text, mapping("reject"))
    #expect(sink.rejects.map { "\($0.line) \($0.code.rawValue)" } == ["3 no-offset", "5 not-a-number"])
    // 00:45 starts where a row that could not be read ended.
    #expect(sink.intervals.map(\.description) == ["M import 2025-02-01T01:00:00Z/2025-02-01T01:15:00Z 5"])
    #expect(sink.passedCount == 2)
  }
}
