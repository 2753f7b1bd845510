import Foundation
import Grid
import Testing

@testable import Decode

/// Documents of mappings, and which dump they are for.
@Suite struct MappingDocumentTests {
  static let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Examples/mappings").path

  static let value = #"{"column": "v", "register": "import", "unit": "kWh"}"#

  private func findings(_ document: String) -> [String] {
    do {
      _ = try CSVMapping(document: Array(document.utf8), file: "a.mapping.json")
      return []
    } catch {
      return (error as? Refusal)?.findings.map(\.description) ?? ["\(error)"]
    }
  }

  @Test(
    "what is wrong with a document is told with its key and its place",
    arguments: [
      (
        #"{"meter": "m", "end": "t", "values": [V], "colour": 1}"#,
        #"a.mapping.json:1:104: unknown-key: 'colour' is no key here"#
      ),
      (#"{"end": "t", "values": [V]}"#, "missing-key: there is no 'meter'"),
      (#"{"meter": "m", "values": [V]}"#, "there is neither 'start' nor 'end'"),
      (#"{"meter": "m", "start": "t", "values": [V]}"#, "start: without 'end' the length of intervals is needed"),
      (#"{"meter": "m", "start": "t", "end": "u", "interval": 900, "values": [V]}"#, "interval: rows with"),
      (
        #"{"meter": "m", "end": "t", "interval": "day", "values": [V]}"#,
        "interval: local days and months need the 'zone'"
      ),
      (#"{"meter": "m", "end": "t", "header": false, "values": [V]}"#, "header: without one column"),
      (#"{"meter": "m", "end": "t", "values": []}"#, "values: a list is expected here"),
      (#"{"meter": "m", "end": "t", "values": [V, V]}"#, "values: two of them are called 'import'"),
      (#"{"meter": "m", "end": "t", "zone": "CET+1", "values": [V]}"#, "zone: there is no IANA zone"),
      (#"{"meter": "m", "end": "t", "stamp": "HH:mm", "values": [V]}"#, "stamp: a stamp is iso"),
      (#"{"meter": "m", "end": "t", "gap_s": -1, "values": [V]}"#, "gap_s: a number of seconds is not below zero"),
      (#"{"meter": 0, "end": "t", "values": [V]}"#, "meter: a column is its name"),
      (#"{"meter": "m", "end": "t", "order": "up", "values": [V]}"#, "order: this is none of increasing decreasing"),
      (
        #"{"meter": "m", "end": "t", "values": [{"column": "v", "register": "import", "unit": "kWh", "quantity": "power"}]}"#,
        "values[0].unit: values of quantity power are not in kWh"
      ),
      (
        #"{"meter": "m", "end": "t", "values": [{"column": "v", "register": "battery_level", "unit": "%"}]}"#,
        "values[0]: a level in % needs 'capacity_wh'"
      ),
      (
        #"{"meter": "m", "end": "t", "values": [{"column": "v", "register": "import", "unit": "kWh", "reset": true}]}"#,
        "values[0]: 'reset' and 'rollover_digits' are for values of quantity index"
      ),
      (
        #"{"meter": "m", "end": "t", "values": [{"column": "v", "register": "import", "unit": "kWh", "quantity": "index", "reset": ["25:00", "x"]}]}"#,
        "values[0].reset: true, or the window"
      ),
      (
        #"{"meter": "m", "end": "t", "values": [{"column": "v", "register": "import", "unit": "kWh", "faktor": 2}]}"#,
        "'faktor' is no key here"
      ),
      (#"{"meter": "m", "end": "t", "end": "u", "values": [V]}"#, "invalid-json: the object has this name twice"),
      ("[1]", "the mapping: an object is expected here"), ("{", "invalid-json"),
    ])
  func wrong(_ document: String, _ text: String) {
    let found = findings(document.replacing("V", with: Self.value))
    #expect(found.contains { $0.contains(text) }, "\(found)")
  }

  @Test("a document is for the files that it names, and those with its header")
  func lookup() throws {
    let folder = NSTemporaryDirectory() + "/mappings-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func document(_ keys: String) -> String { #"{\#(keys), "meter": "m", "end": "t", "values": [\#(Self.value)]}"# }
    func write(_ name: String, _ keys: String) throws {
      try document(keys).write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    let stored = try [
      #""mapping": "by-name", "files": ["x_*.csv", "y.csv"]"#, #""mapping": "by-header", "header": "m,t,v""#,
      #""mapping": "by-both", "files": "z*", "header": "m;t;v", "separator": ";""#,
    ].map { try CSVMapping(document: Array(document($0).utf8), file: "s") }
    func found(_ name: String, _ head: String = "") throws -> String? {
      try mapping(for: "\(folder)/\(name)", head: Array(head.utf8), stored: stored)?.name
    }
    #expect(try found("x_1.csv") == "by-name")
    #expect(try found("x_1.csv.gz") == "by-name")
    #expect(try found("x.csv") == nil)
    #expect(try found("q.csv", "m,t,v\r\n1,2,3\n") == "by-header")
    #expect(try found("z1", "m;t;v\n") == "by-both")
    #expect(try found("z1", "m;t;w\n") == nil)
    #expect(throws: PlainFailure.self) { try found("y.csv", "m,t,v\n") }
    #expect(try mapping(for: "-", head: Array("m,t,v\n".utf8), stored: stored)?.name == "by-header")

    try write("a.mapping.json", #""mapping": "of-the-folder", "files": "d*.csv*""#)
    #expect(try found("d1.csv") == "of-the-folder")
    #expect(try found("q.csv") == nil)
    try write("d1.mapping.json", #""skip_lines": 0"#)
    #expect(try found("d1.csv.gz") == "d1")
    try write("d1.csv.mapping.json", #""mapping": "beside""#)
    #expect(try found("d1.csv") == "beside")
    try write("d2.mapping.json", #""mapping": 1"#)
    #expect(throws: Refusal.self) { try found("d2.csv") }
  }

  @Test("the examples say what their dumps say")
  func examples() throws {
    func read(_ name: String) throws -> MappedReadings {
      let path = "\(Self.examples)/\(name)"
      let input = try Input(path)
      let head = try Data(contentsOf: URL(fileURLWithPath: path)).prefix(1000)
      let inverter = try CSVMapping(file: "\(Self.examples)/inverter.mapping.json")
      let sink = MappedReadings()
      let found = try #require(try mapping(for: path, head: Array(head), stored: [inverter]))
      try CSVDecoder.decode(input, as: .csv, DecodeOptions(mapping: found), into: sink)
      #expect(sink.rejects.isEmpty)
      return sink
    }
    #expect(
      try read("supplier.csv").intervals.map(\.description) == [
        "PV-NORD production 2025-06-21T10:00:00Z/2025-06-21T10:30:00Z 41.25",
        "PV-NORD production 2025-06-21T10:30:00Z/2025-06-21T11:00:00Z 40.875",
        "PV-SUD production 2025-06-21T10:00:00Z/2025-06-21T10:30:00Z 18.5",
        "PV-SUD production 2025-06-21T10:30:00Z/2025-06-21T11:00:00Z 18 Eestimated",
      ])
    let scada = try read("scada_20251026.csv").intervals
    #expect(scada.filter { $0.register == "export" }.map { $0.value } == [0, 0, 0, Decimal(string: "0.4")])
    #expect(scada.filter { $0.register == "production" }.map { $0.value } == [0, 0, nil, 0])
    #expect(scada.last?.end == Instant("2025-10-26T02:30:00+01:00"))
    #expect(try read("battery_percent.csv").channels[0].quantity == .level(milliWh: 135_000))
    let battery = try read("battery_wh.csv").intervals
    #expect(battery.filter { $0.register == "battery_level" }.map { $0.value } == [8015, 8500, 8190])
    #expect(battery.filter { $0.register == "battery_charge" }.map { $0.value } == [480, 500, 0])
    let inverter = try read("inverter.csv")
    #expect(inverter.intervals.map { $0.value } == ["0", "0.005", "0", "0.004"].map { Decimal(string: $0) })
    #expect(inverter.reads.count == 5)
    #expect(inverter.remarks.contains { $0.hasPrefix("the index began again at zero: reading 4 (line 5)") })
  }

  @Test("broken dumps and documents are refused or read, never more")
  func mutations() throws {
    var generator = SystemRandomNumberGenerator()
    var outcomes = 0
    for name in ["supplier", "scada", "battery_percent", "battery_wh", "inverter"] {
      let document = Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.examples)/\(name).mapping.json")))
      let file = name == "scada" ? "scada_20251026" : name
      let dump = Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.examples)/\(file).csv")))
      func broken(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
          let at = Int.random(in: 0..<bytes.count, using: &generator)
          switch Int.random(in: 0..<4, using: &generator) {
          case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
          case 1: bytes.remove(at: at)
          case 2: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &generator)], at: at)
          default: bytes.replaceSubrange(at..<at, with: Array("9999999999".utf8))
          }
        }
        return bytes
      }
      for round in 0..<400 {
        let used = round % 4 == 0 ? broken(document) : document
        guard var mapping = try? CSVMapping(document: used, file: "m") else { continue }
        mapping.refusesBadRows = round % 2 == 0
        let sink = MappedReadings()
        do {
          try CSVDecoder.decode(
            MemorySource(broken(dump)), as: .csv, DecodeOptions(mapping: mapping), into: sink)
        } catch {
          #expect((error as? any Failure)?.status == .dataRefused, "\(error)")
        }
        outcomes += 1
        #expect(sink.intervals.allSatisfy { $0.start < $0.end })
      }
    }
    #expect(outcomes > 1000)
  }
}
