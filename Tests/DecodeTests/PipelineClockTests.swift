import Foundation
import Grid
import Testing

@testable import Decode

/// The samples of days on which clocks change. They have offsets, so that nothing of them has to be split or dropped.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["GRIDCTL_SAMPLES"] != nil))
struct PipelineClockTests {
  private func read(_ pipe: Int, cumulative: Bool = false, endOnly: Bool = false, _ inputs: [String] = ["BInput.csv"])
    throws -> (MappedReadings, [String])
  {
    let stamps = endOnly ? #""end": 2"# : #""start": 2, "end": 3"#
    let quantity = cumulative ? "index" : "energy"
    let mapping =
      #"{"header": false, "meter": {"fixed": "M"}, \#(stamps), "values": [{"column": 1, "register": "import", "unit": "kWh", "quantity": "\#(quantity)"}]}"#
    let (sink, intervals) = try PipelineMatrixTests.read(inputs.map { "pipe\(pipe)\($0)" }, mapping)
    return (sink, intervals.map(PipelineMatrixTests.line))
  }

  /// The sample's expectation as instants: wall times of Chicago, where a time shown twice is the one that follows.
  private func expected(_ pipe: Int) throws -> [(value: Decimal, start: Int64, end: Int64)] {
    // 2022-03-13T08:00Z and 2022-11-06T07:00Z: the changes.
    let spring: Int64 = 1_647_158_400
    let autumn: Int64 = 1_667_718_000
    var last = Int64.min
    return try PipelineMatrixTests.expected(pipe).map { line in
      let fields = line.split(separator: ",")
      func instant(_ field: Substring) throws -> Int64 {
        let wall = try #require(Instant(field.replacing(" ", with: "T") + "Z")).seconds
        let candidates = [wall + 5 * 3600, wall + 6 * 3600].filter {
          ($0 < spring || $0 >= autumn) == ($0 == wall + 6 * 3600)
        }
        // 02:00 of the spring day is the instant of the change.
        let found = candidates.first { $0 >= last } ?? wall + 6 * 3600
        last = max(last, found)
        return found
      }
      return (Decimal(string: String(fields[0]))!, try instant(fields[1]), try instant(fields[2]))
    }
  }

  private func text(_ value: Decimal, _ start: Int64, _ end: Int64) -> String {
    PipelineMatrixTests.line(
      MappedReadings.Interval(
        meter: "", register: "", start: Instant(seconds: start), end: Instant(seconds: end), value: value,
        quality: .actual))
  }

  @Test(
    "in spring the same energy comes out, whole where the sample splits it at the change",
    arguments: [
      (110, false, false), (111, false, false), (112, false, false), (113, false, false), (114, true, false),
      (115, false, true),
    ])
  func spring(_ pipe: Int, _ cumulative: Bool, _ endOnly: Bool) throws {
    let (sink, lines) = try read(pipe, cumulative: cumulative, endOnly: endOnly)
    // Two pieces that meet at the change are one reading.
    var merged: [(value: Decimal, start: Int64, end: Int64)] = []
    for piece in try expected(pipe) {
      if pipe != 110, pipe != 112, let last = merged.last, last.end == piece.start, piece.start == 1_647_158_400 {
        merged[merged.count - 1] = (last.value + piece.value, last.start, piece.end)
      } else {
        merged.append(piece)
      }
    }
    #expect(lines == merged.map { text($0.value, $0.start, $0.end) })
    #expect(sink.rejects.isEmpty)
    #expect(!sink.remarks.contains { $0.contains("gap_s") })
  }

  @Test("in autumn the hour that is shown twice is kept; what the sample drops is only left out as below zero")
  func autumn() throws {
    // Samples mark readings that they drop with values below zero.
    let (hourly, hours) = try read(116)
    #expect(hours == ["60,2022-11-06 05:00:00,2022-11-06 06:00:00", "120,2022-11-06 07:00:00,2022-11-06 08:00:00"])
    #expect(hourly.rejects.map(\.code) == [.negative])
    let (_, quarters) = try read(118)
    #expect(
      quarters == [
        "15,2022-11-06 06:30:00,2022-11-06 06:45:00", "30,2022-11-06 07:45:00,2022-11-06 08:00:00",
        "45,2022-11-06 08:00:00,2022-11-06 08:15:00",
      ])
    // 25 hours keep their 3,000 kWh; the sample keeps 24/25 of them.
    let (_, days) = try read(117)
    #expect(days[1] == "3000,2022-11-06 05:00:00,2022-11-07 06:00:00")
    // 46 kWh of 23 minutes stay; the sample keeps the 9 minutes that its clock had not shown before: 18 kWh.
    for (pipe, cumulative, endOnly) in [(119, false, false), (120, true, false), (121, false, true)] {
      let (_, lines) = try read(pipe, cumulative: cumulative, endOnly: endOnly)
      #expect(
        lines.filter { !$0.hasPrefix("0,") } == [
          "23,2022-11-06 06:23:00,2022-11-06 06:46:00", "46,2022-11-06 07:32:00,2022-11-06 07:55:00",
          "69,2022-11-06 07:55:00,2022-11-06 08:18:00", "92,2022-11-06 08:18:00,2022-11-06 08:41:00",
        ], "pipe \(pipe)")
    }
    let (_, parts) = try read(122, endOnly: true, ["BInput.csv", "CInput.csv"])
    #expect(parts.map { $0.prefix(3) } == ["23,", "46,", "69,", "92,"])
  }

  @Test("two readings that overlap on the clock, and not in time, have a gap between them")
  func gap() throws {
    let (sink, lines) = try read(123)
    #expect(lines.count == 3)
    #expect(lines == (try expected(123)).map { text($0.value, $0.start, $0.end) })
    #expect(sink.remarks.contains { $0.hasPrefix("a gap of 2100 s, above gap_s 0: reading 2 ") })
  }
}
