import Foundation
import Grid

@testable import Decode

/// What a decoder said, in memory.
final class MappedReadings: ReadingSink {
  struct Interval: Equatable, CustomStringConvertible {
    var meter: String
    var register: String
    var start: Instant
    var end: Instant
    /// nil: there is none.
    var value: Decimal?
    var quality: Quality

    var description: String {
      "\(meter) \(register) \(start)/\(end) \(value.map(String.init(describing:)) ?? "-")\(quality == .actual ? "" : " \(quality.grade.rawValue)\(quality.raw)")"
    }
  }

  var channels: [Channel] = []
  var qualities: [Quality] = [.actual]
  var intervals: [Interval] = []
  var reads: [(channel: Channel, instant: Instant, value: Decimal, read: IndexRead)] = []
  var rejects: [(line: Int, code: RowFault, text: String, note: String, count: Int)] = []
  var remarks: [String] = []
  var passedCount = 0
  /// Reads of earlier files.
  var known: [(channel: Channel, read: IndexRead)] = []

  func number(of channel: Channel) -> Int32 {
    if let at = channels.firstIndex(of: channel) { return Int32(at) }
    channels.append(channel)
    return Int32(channels.count - 1)
  }

  func number(of quality: Quality) -> Int16 {
    if let at = qualities.firstIndex(of: quality) { return Int16(at) }
    qualities.append(quality)
    return Int16(qualities.count - 1)
  }

  func take(_ run: IntervalRun) {
    let channel = channels[Int(run.channel)]
    for (at, value) in run.values.enumerated() {
      let start = run.start + Int64(at) * Int64(run.interval)
      intervals.append(
        Interval(
          meter: channel.meter, register: channel.register, start: Instant(seconds: start),
          end: Instant(seconds: start + Int64(run.interval)),
          value: value == IntervalRun.missing ? nil : Decimal(value) / pow(10, run.scale),
          quality: qualities[Int(run.qualities?[at] ?? run.quality)]))
    }
  }

  func take(_ read: IndexRead) {
    var read = read
    read.text = UnsafeRawBufferPointer(start: nil, count: 0)
    reads.append(
      (
        channels[Int(read.channel)], Instant(seconds: read.instant), Decimal(read.value) / pow(10, read.scale), read
      ))
  }

  func reject(_ fault: DecodeFault) {
    rejects.append(
      (fault.line, fault.code, String(decoding: fault.text, as: UTF8.self), fault.note ?? "", fault.count))
  }

  func pass(_ count: Int) { passedCount += count }
  func made(at instant: Instant) {}
  func remark(_ text: String) { remarks.append(text) }

  func last(of channel: Int32, before instant: Int64) -> IndexRead? {
    let channel = channels[Int(channel)]
    return known.filter { $0.channel == channel && $0.read.instant < instant }.map(\.read).max {
      $0.instant < $1.instant
    }
  }

  /// Reads a text as a mapping says.
  static func of(
    _ text: String, _ mapping: String, options: DecodeOptions = DecodeOptions(), known: MappedReadings? = nil
  ) throws -> MappedReadings {
    let sink = MappedReadings()
    sink.known = (known?.known ?? []) + (known?.reads.map { ($0.channel, $0.read) } ?? [])
    var options = options
    options.mapping = try CSVMapping(document: Array(mapping.utf8), file: "test.mapping.json")
    try CSVDecoder.decode(MemorySource(Array(text.utf8), name: "dump.csv"), as: .csv, options, into: sink)
    return sink
  }
}
