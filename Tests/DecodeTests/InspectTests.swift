import Grid
import Testing

@testable import Decode

@Suite("an inspection")
struct InspectTests {
  private func sink(_ limit: Int = 1 << 20) throws -> (InspectSink, Int32) {
    let sink = InspectSink(.csv, sizeLimit: limit)
    let channel = try sink.number(
      of: Channel(meter: "M", register: "R", unit: "kWh", quantity: .energy(milliWh: 1_000_000), direction: .imported))
    return (sink, channel)
  }

  private func take(
    _ values: [Int64], at start: Int64, interval: Int32 = 900, scale: Int = 0, version: Int64 = 0, offset: Int32? = nil,
    _ sink: InspectSink, _ channel: Int32
  ) {
    values.withUnsafeBufferPointer {
      sink.take(
        IntervalRun(
          channel: channel, start: start, interval: interval, values: $0, scale: scale, offset: offset,
          version: version,
          line: 1))
    }
  }

  @Test("adds exactly, at the finest scale, and prints no zeros at the end")
  func sums() throws {
    let (sink, channel) = try sink()
    take([1, 2], at: 0, sink, channel)
    take([.max, .max], at: 1800, scale: 9, sink, channel)
    take([-5, IntervalRun.missing], at: 3600, scale: 1, sink, channel)
    let row = sink.finish().rows[0]
    // 3 + 2 x 9223372036.854775807 - 0.5
    #expect(row.sum == "18446744076.209551614")
    #expect(row.count == 5)
    #expect(row.interval == 900)
    #expect(row.first == "1970-01-01T00:00:00Z")
    #expect(row.last == "1970-01-01T01:15:00Z")
  }

  @Test(
    "takes the greater version, else the later record, interval by interval; other lengths are counted too, and told")
  func versions() throws {
    let (sink, channel) = try sink()
    take([1, 1, 1, 1], at: 0, version: 2, offset: 36_000, sink, channel)
    take([10, 10], at: 900, version: 1, offset: 36_000, sink, channel)
    take([100], at: 1800, version: 2, offset: 36_000, sink, channel)
    take([1000, 1000], at: 3600, offset: 36_000, sink, channel)
    take([2000], at: 4500, offset: 36_000, sink, channel)
    // Two quarters, and half an hour over both.
    take([30_000], at: 5400, offset: 36_000, sink, channel)
    take([7, 7], at: 7200, offset: 36_000, sink, channel)
    take([50], at: 7200, interval: 1800, version: 1, offset: 36_000, sink, channel)
    let found = sink.finish()
    let row = found.rows[0]
    #expect(row.sum == "33167")
    #expect(row.count == 10)
    #expect(found.remarks.contains { $0.contains("all are counted") })
    #expect(row.last == "1970-01-01T12:30:00+10:00")
  }

  @Test("goes on without looking for repetitions when there are too many values, and says so")
  func bounded() throws {
    let (sink, channel) = try sink(1000)
    for day in 0..<100 { take(Array(repeating: 1, count: 96), at: Int64(day) * 86_400, sink, channel) }
    take([1], at: 0, sink, channel)
    let found = sink.finish()
    #expect(found.rows[0].count == 9601)
    #expect(found.rows[0].sum == "9601")
    #expect(found.rows[0].last == "1970-04-11T00:00:00Z")
    #expect(found.remarks.count == 1)
  }

  @Test("reads the native form: the usual distance is the interval, bad rows are counted by code")
  func native() throws {
    let text = """
      meter_id,timestamp,consumed_wh,produced_wh
      A,2025-10-26T02:30:00+02:00,100,0.5
      B,2025-10-26T02:00:00+02:00,1,2
      A,2025-10-26T02:45:00+02:00,200,0
      A,2025-10-26T02:00:00+01:00,300,0
      A,2025-10-26T02:45:00+02:00,250,0
      A,2025-10-26T03:15:00+01:00,400,1.001
      A,2025-10-26T03:30:00+01:00,-1,0
      A,2025-10-26T03:30:00,1,0
      ,2025-10-26T03:30:00Z,1,0
      A,2025-10-26T03:30:00Z,1

      """
    let dump = try recognize(MemorySource(Array(text.utf8)))
    let found = try inspect(dump)
    #expect(
      found.rows.map { "\($0.meter) \($0.register) \($0.unit) \($0.count) \($0.sum)" } == [
        "A consumed_wh Wh 4 1050", "A produced_wh Wh 4 1.501", "B consumed_wh Wh 1 1", "B produced_wh Wh 1 2",
      ])
    #expect(found.rows.map(\.interval) == [900, 900, nil, nil])
    #expect(found.rows[0].first == "2025-10-26T00:30:00Z")
    #expect(found.rows[0].last == "2025-10-26T02:30:00Z")
    #expect(
      found.faults.map { "\($0.code.rawValue) \($0.count)@\($0.line)" } == [
        "empty-meter 2@10", "missing-column 2@11", "negative 2@8", "no-offset 2@9",
      ])
  }
  @Test(
    "takes lines that end in CR alone or in CR CR LF, in UTF-8 and UTF-16, for lines",
    arguments: ["\r", "\r\r\n", "\r\n"])
  func lineBreaks(_ lineBreak: String) throws {
    let native = "meter_id,timestamp,import_wh\nA,2025-10-26T02:30:00+02:00,100\nA,2025-10-26T02:45:00+02:00,x\n"
    let enedis = EnedisFixtures.curve(EnedisFixtures.rows("2022-07-29", from: 30, to: 690, every: 30, value: 7))
    let ours = Array(native.replacing("\n", with: lineBreak).utf8)
    let found = try inspect(recognize(MemorySource(ours)))
    #expect(found.rows.map(\.sum) == ["100"] && found.faults.map(\.line) == [3])
    let theirs = enedis.replacing("\n", with: lineBreak)
    let wide: [UInt8] = [0xFF, 0xFE] + theirs.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    for bytes in [Array(theirs.utf8), wide] {
      let found = try inspect(recognize(MemorySource(bytes)))
      // 7 to 29
      #expect(found.rows.map { "\($0.count) \($0.sum)" } == ["23 414"] && found.format == .enedisLoadCurve)
    }
  }

  @Test("finds line breaks across pieces of any size, and leaves a text with LF alone")
  func pieces() throws {
    func text(_ bytes: [UInt8], piece: Int) throws -> String {
      let source = try readable(MemorySource(bytes))
      var all: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: piece)
      while case let count = try buffer.withUnsafeMutableBytes({ try source.read(into: $0) }), count > 0 {
        all += buffer[..<count]
      }
      return String(decoding: all, as: UTF8.self)
    }
    for piece in [1, 2, 3, 1000] {
      #expect(try text(Array("a\r\r\nb\r\r\n\r\r\nc".utf8), piece: piece) == "a\nb\n\nc")
      #expect(try text(Array("a\rb\r\rc\r".utf8), piece: piece) == "a\nb\n\nc\n")
      #expect(try text(Array("a\rb\nc\n".utf8), piece: piece) == "a\rb\nc\n")
      #expect(try text(Array("a\r\nb\r\n".utf8), piece: piece) == "a\r\nb\r\n")
      #expect(try text([0x50, 0x4B, 3, 4, 13, 1], piece: piece) == "PK\u{3}\u{4}\r\u{1}")
    }
    let returns = [UInt8](repeating: 13, count: 100_000) + [0x61]
    #expect(try text(returns, piece: 4096).utf8.count == 100_001)
  }

  @Test("speaks of one value in the singular")
  func singular() throws {
    let (sink, channel) = try sink()
    take([1, 2], at: 0, sink, channel)
    take([3], at: 0, sink, channel)
    take([4], at: 600, sink, channel)
    #expect(
      sink.finish().remarks == [
        "1 value of M R for an interval that was told otherwise before: one holds",
        "2 values of M R from before the end of another one: all are counted",
      ])
  }
}

@Suite struct UnusedOptionTests {
  @Test("an option that says nothing of a form is told of")
  func unused() throws {
    let folder = try Folder()
    let nem =
      "100,NEM12,202502010000,A,B\n200,N,E1,E1,E1,,S,kWh,30,\n300,20250201" + String(repeating: ",1", count: 48)
      + ",A,,,20250202000000,\n900\n"
    func remarks(_ text: String, _ options: DecodeOptions, as format: DumpFormat? = nil) throws -> [String] {
      let input = try Input(folder.put(Array(text.utf8), "dump.csv"))
      return try inspect(recognize(input, as: format, options)).remarks.filter { $0.hasPrefix("unused-option") }
    }
    let stamp = DecodeOptions(stamp: .start)
    #expect(try remarks(nem, stamp) == ["unused-option: --stamp has no effect on nem12"])
    #expect(try remarks(nem, DecodeOptions(zone: "Europe/Paris")) == ["unused-option: --zone has no effect on nem12"])
    #expect(
      try remarks("meter_id,timestamp,import_wh\nM,2025-02-01T00:00:00Z,1\n", DecodeOptions(stamp: .end, zone: "UTC"))
        == ["unused-option: --stamp has no effect on native", "unused-option: --zone has no effect on native"])
    let curve = EnedisFixtures.curve(EnedisFixtures.counted(EnedisFixtures.autumn))
    #expect(try remarks(curve, stamp) == [])
    #expect(
      try remarks(EnedisFixtures.dailyTable, stamp) == [
        "unused-option: --stamp has no effect, as there is no load curve"
      ])
    let mapping = try CSVMapping(
      document: Array(
        #"{"meter": 1, "end": 2, "header": false, "values": [{"column": 3, "register": "import", "unit": "Wh"}]}"#.utf8),
      file: "m.mapping.json")
    #expect(DumpFormat.nem12.unused(DecodeOptions(mapping: mapping)) == ["--mapping"])
    #expect(DumpFormat.csv.unused(DecodeOptions(zone: "UTC", mapping: mapping)) == [])
  }
}
