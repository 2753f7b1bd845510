import Foundation
import Grid
import Testing

@testable import Decode

/// The sample matrix of a CSV pipeline that users asked these options of: input, what is to come out, and why.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["GRIDCTL_SAMPLES"] != nil))
struct PipelineMatrixTests {
  struct Case: CustomTestStringConvertible {
    let pipe: Int
    /// Of the files of readings, in the order of arrival.
    var inputs = ["Input.csv"]
    /// Keys of the mapping beside those that all have.
    var keys: [String: String] = [:]
    /// Keys of the value.
    var value: [String: String] = [:]
    var isEndOnly = false
    /// Starts of remarks, and the numbers of the readings they are about.
    var warnings: [(String, Int)] = []
    var rejects: [(RowFault, Int)] = []
    var refusal: RowFault?

    var testDescription: String { "pipe \(pipe)" }

    init(
      _ pipe: Int, _ inputs: [String] = ["Input.csv"], cumulative: Bool = false, reset: String? = nil,
      decreasing: Bool = false, repeated: Int = 1, gap: String? = nil, variation: String? = nil, endOnly: Bool = false,
      header: Bool = false, warnings: [(String, Int)] = [], rejects: [(RowFault, Int)] = [], refusal: RowFault? = nil
    ) {
      self.pipe = pipe
      self.inputs = inputs
      if cumulative { value["quantity"] = "\"index\"" }
      if let reset { value["reset"] = reset }
      if decreasing { keys["order"] = "\"decreasing\"" }
      if repeated > 1 { keys["repeat"] = "\(repeated)" }
      if let gap { keys["gap_s"] = gap }
      if let variation { keys["length_variation_s"] = variation }
      keys["header"] = "\(header)"
      isEndOnly = endOnly
      self.warnings = warnings
      self.rejects = rejects
      self.refusal = refusal
    }

    var mapping: String {
      var keys = keys
      keys["meter"] = "{\"fixed\": \"M\"}"
      keys["zone"] = "\"UTC\""
      keys[isEndOnly ? "end" : "start"] = "2"
      if !isEndOnly { keys["end"] = "3" }
      var value = value
      value["column"] = "1"
      value["register"] = "\"import\""
      value["unit"] = "\"kWh\""
      keys["values"] = "[{\(value.map { "\"\($0)\": \($1)" }.joined(separator: ", "))}]"
      return "{\(keys.map { "\"\($0)\": \($1)" }.joined(separator: ", "))}"
    }
  }

  /// Columns of the matrix; where the sample sets them on the meter they are the mapping's, which has no other place for them.
  static let cases: [Case] = [
    Case(1), Case(2, decreasing: true), Case(3, cumulative: true), Case(4, cumulative: true, decreasing: true),
    Case(5, cumulative: true, reset: "true"), Case(6, cumulative: true, reset: #"["23:45", "00:15"]"#),
    Case(7, cumulative: true, reset: #"["11:45", "12:15"]"#, refusal: .indexDecrease),
    Case(8, cumulative: true, reset: #"["00:00", "00:00.001"]"#), Case(9, cumulative: true, refusal: .indexDecrease),
    Case(10, cumulative: true, reset: "true"), Case(11, cumulative: true, refusal: .indexDecrease),
    Case(12, cumulative: true, reset: #"["11:45", "12:15"]"#),
    Case(13, cumulative: true, reset: #"["23:45", "00:15"]"#, refusal: .indexDecrease),
    Case(14, variation: "0", warnings: [("length", 2), ("length", 3), ("length", 4), ("length", 5)]),
    Case(15, variation: "60", warnings: [("length", 3), ("length", 5)]),
    Case(16, variation: "120", warnings: [("length", 5)]),
    Case(17, gap: "0", variation: "121", warnings: [("gap", 2), ("gap", 4)]),
    Case(18, gap: "60", variation: "121", warnings: [("gap", 4)]), Case(19, gap: "120", variation: "121"),
    Case(20, cumulative: true, header: true), Case(21, cumulative: true, repeated: 3),
    Case(22, cumulative: true, reset: "true", refusal: .negative), Case(23, endOnly: true),
    Case(24, decreasing: true, endOnly: true), Case(25, cumulative: true, decreasing: true, endOnly: true),
    Case(26, refusal: .badTimestamp), Case(27, refusal: .badTimestamp),
    Case(29, cumulative: true, refusal: .notANumber), Case(30, refusal: .notANumber),
    Case(
      31, cumulative: true, gap: "0", variation: "121", warnings: [("gap", 2), ("gap", 4)],
      rejects: [(.indexGap, 2), (.indexGap, 4)]),
    Case(32, cumulative: true, warnings: [("length", 3)], rejects: [(.overlap, 2)]),
    Case(33, cumulative: true, refusal: .negative),
    Case(34, warnings: [("gap", 3), ("length", 3)], rejects: [(.zeroLength, 2)]),
    Case(35, endOnly: true, warnings: [("length", 3), ("length", 4)], rejects: [(.zeroLength, 2)]),
    Case(40, ["Input.csv.gz"], cumulative: true, header: true),
    Case(50, ["AInput.csv", "BInput.csv"]), Case(51, ["BInput.csv", "AInput.csv"]),
    Case(52, ["AInput.csv", "BInput.csv"], cumulative: true, reset: "true"),
    Case(60, ["AInput.csv", "BInput.csv", "CInput.csv"], cumulative: true),
    Case(70, ["BInput.csv"], cumulative: true, reset: #"["11:45", "12:15"]"#, refusal: .indexDecrease),
    Case(71, ["BInput.csv"], cumulative: true, reset: #"["23:45", "00:15"]"#),
    Case(72, ["BInput.csv"], gap: "60", variation: "120", warnings: [("gap", 4), ("length", 5)]),
    Case(73, ["BInput.csv"], gap: "120.1", variation: "121.2", warnings: [("length", 5)]),
    Case(74, ["BInput.csv"], cumulative: true, repeated: 3), Case(75, ["BInput.csv"], decreasing: true),
    Case(76, ["BInput.csv"], endOnly: true), Case(80, ["CInput.csv"], cumulative: true),
    Case(90, ["CInput.csv"], cumulative: true, reset: "true"),
  ]

  static let folder = (ProcessInfo.processInfo.environment["GRIDCTL_SAMPLES"] ?? "") + "/formats/oed-csvpipeline"

  /// The lines `value,start,end` of what is to come out, as text of UTC.
  static func expected(_ pipe: Int) throws -> [String] {
    try String(contentsOfFile: "\(folder)/pipe\(pipe)Expected.csv", encoding: .utf8).split(whereSeparator: \.isNewline)
      .map(String.init)
  }

  static func line(_ interval: MappedReadings.Interval) -> String {
    func text(_ instant: Instant) -> String { String(instant.description.dropLast().replacing("T", with: " ")) }
    return "\(interval.value.map(String.init(describing:)) ?? ""),\(text(interval.start)),\(text(interval.end))"
  }

  /// Reads files one after the other; of an interval the value of the later file holds.
  static func read(_ files: [String], _ mapping: String) throws -> (MappedReadings, [MappedReadings.Interval]) {
    var last: MappedReadings?
    var held: [Instant: MappedReadings.Interval] = [:]
    for file in files {
      let sink = MappedReadings()
      sink.known = (last?.known ?? []) + (last?.reads.map { ($0.channel, $0.read) } ?? [])
      let options = DecodeOptions(mapping: try CSVMapping(document: Array(mapping.utf8), file: "oed.mapping.json"))
      try CSVDecoder.decode(try Input("\(folder)/\(file)"), as: .csv, options, into: sink)
      for interval in sink.intervals { held[interval.start] = interval }
      last = sink
    }
    return (last!, held.values.sorted { $0.start < $1.start })
  }

  @Test("each described case comes out as described", arguments: cases)
  func described(_ sample: Case) throws {
    let files = sample.inputs.map { "pipe\(sample.pipe)\($0)" }
    if let refusal = sample.refusal {
      #expect(try PipelineMatrixTests.expected(sample.pipe).isEmpty)
      let failure = #expect(throws: PlainFailure.self) { try PipelineMatrixTests.read(files, sample.mapping) }
      #expect(failure?.status == .dataRefused)
      #expect(failure?.message.contains(": \(refusal.rawValue): ") == true)
      return
    }
    let (sink, intervals) = try PipelineMatrixTests.read(files, sample.mapping)
    #expect(intervals.map(PipelineMatrixTests.line) == (try PipelineMatrixTests.expected(sample.pipe)))
    #expect(sink.rejects.map(\.code) == sample.rejects.map(\.0))
    for (reject, (_, number)) in zip(sink.rejects, sample.rejects) {
      #expect(reject.note.hasPrefix("reading \(number) "))
      #expect(!reject.text.isEmpty)
    }
    let told = sink.remarks.filter { $0.contains("gap_s") || $0.contains("length_variation_s") }
    #expect(told.count == sample.warnings.count)
    for (kind, number) in sample.warnings {
      let place = "reading \(number) "
      #expect(
        told.contains {
          $0.contains(kind == "gap" ? "above gap_s" : "length_variation_s") && $0.contains(": \(place)")
        },
        "\(kind) \(number) in \(told)")
    }
  }

  @Test("what is dropped because it is the first is told")
  func first() throws {
    for sample in PipelineMatrixTests.cases where [3, 23, 25, 60].contains(sample.pipe) {
      let (sink, _) = try PipelineMatrixTests.read(["pipe\(sample.pipe)\(sample.inputs[0])"], sample.mapping)
      #expect(sink.remarks.contains { $0.hasPrefix("reading 1 ") })
    }
  }
}
