import Grid

@testable import Decode

/// Keeps what a decoder tells, and settles repetitions on its own: by interval, the greater version, else the later.
final class RecordingSink: ReadingSink {
  struct Value: Equatable {
    var mantissa: Int64
    var scale: Int
    var quality: Quality
    var interval: Int32
    var version: Int64
  }
  struct Read: Equatable {
    var instant: Int64
    var value: Int64
    var scale: Int
    var quality: Quality
  }

  private(set) var channels: [Channel] = []
  private(set) var qualities: [Quality] = [.actual]
  /// By channel, then by the instant an interval starts at.
  private(set) var values: [Channel: [Int64: Value]] = [:]
  private(set) var reads: [Channel: [Read]] = [:]
  /// By channel: start, end, quantity, scale.
  private(set) var accumulations: [Channel: [(Int64, Int64, Int64, Int)]] = [:]
  private(set) var runs = 0
  /// `code:line`, in order.
  private(set) var faults: [String] = []
  private(set) var notes: [String] = []
  private(set) var texts: [String] = []
  private(set) var lost = 0
  /// Their codes.
  private(set) var remarks: [String] = []
  private(set) var passed = 0
  private(set) var madeAt: Instant?

  func number(of channel: Channel) -> Int32 {
    if let known = channels.firstIndex(of: channel) { return Int32(known) }
    channels.append(channel)
    return Int32(channels.count - 1)
  }

  func number(of quality: Quality) -> Int16 {
    if let known = qualities.firstIndex(of: quality) { return Int16(known) }
    qualities.append(quality)
    return Int16(qualities.count - 1)
  }

  func take(_ run: IntervalRun) {
    runs += 1
    let channel = channels[Int(run.channel)]
    for (index, mantissa) in run.values.enumerated() where mantissa != IntervalRun.missing {
      let instant = run.start + Int64(index) * Int64(run.interval)
      if let held = values[channel]?[instant], held.version > run.version { continue }
      values[channel, default: [:]][instant] = Value(
        mantissa: mantissa, scale: run.scale, quality: qualities[Int(run.qualities?[index] ?? run.quality)],
        interval: run.interval, version: run.version)
    }
  }

  func take(_ read: IndexRead) {
    reads[channels[Int(read.channel)], default: []].append(
      Read(instant: read.instant, value: read.value, scale: read.scale, quality: qualities[Int(read.quality)]))
  }

  func take(_ accumulation: Accumulation) {
    accumulations[channels[Int(accumulation.channel)], default: []].append(
      (accumulation.start, accumulation.end, accumulation.quantity, accumulation.scale))
    for read in [accumulation.previous, accumulation.current] { read.map { take($0) } }
  }

  func reject(_ fault: DecodeFault) {
    faults.append("\(fault.code.rawValue):\(fault.line)")
    notes.append(fault.note ?? "")
    texts.append(String(decoding: fault.text, as: UTF8.self))
    lost += fault.count
  }

  func pass(_ count: Int) { passed += count }
  func made(at instant: Instant) { madeAt = instant }
  func remark(_ text: String) { remarks.append(String(text.prefix { $0 != ":" })) }

  /// The values of a channel that hold, in order, as decimals.
  func decimals(_ channel: Channel) -> [Figure] {
    (values[channel] ?? [:]).sorted { $0.key < $1.key }.map { Figure($0.value.mantissa, scale: $0.value.scale) }
  }

  /// Sums of the channels' values, or of their accumulations, `meter/register/unit`: count and sum.
  var sums: [String: (Int, Figure)] {
    var sums: [String: (Int, Figure)] = [:]
    func add(_ channel: Channel, _ value: Figure) {
      let key = "\(channel.meter)/\(channel.register)/\(channel.unit)"
      sums[key] = ((sums[key]?.0 ?? 0) + 1, (sums[key]?.1 ?? Figure()) + value)
    }
    for channel in values.keys { for value in decimals(channel) { add(channel, value) } }
    for (channel, all) in accumulations { for value in all { add(channel, Figure(value.2, scale: value.3)) } }
    return sums
  }

  /// A decoder's reading of a text, as it is of a dump of a form that was told.
  static func decode(
    _ text: some StringProtocol, as format: DumpFormat, by decoder: any Decoder.Type,
    _ options: DecodeOptions = DecodeOptions()
  ) throws -> RecordingSink {
    try decode(Array(text.utf8), as: format, by: decoder, options)
  }

  static func decode(
    _ bytes: [UInt8], as format: DumpFormat, by decoder: any Decoder.Type, _ options: DecodeOptions = DecodeOptions(),
    name: String = "memory"
  ) throws -> RecordingSink {
    let sink = RecordingSink()
    try Decode.decode(recognize(MemorySource(bytes, name: name), as: format, options, by: [decoder]), into: sink)
    return sink
  }
}

/// An exact decimal for figures of tests: nano-units.
struct Figure: Equatable, ExpressibleByFloatLiteral, ExpressibleByStringLiteral, CustomStringConvertible {
  var nano = Int128(0)

  init() {}
  init(_ mantissa: Int64, scale: Int) {
    nano = Int128(mantissa)
    for _ in 0..<9 - scale { nano *= 10 }
  }
  init(stringLiteral text: String) { self.init(text) }
  init(floatLiteral value: Double) { self.init("\(value)") }
  init(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count > 1 ? String(parts[1]) : ""
    nano = Int128("\(parts[0])\(decimals)\(String(repeating: "0", count: 9 - decimals.count))")!
  }
  static func + (left: Figure, right: Figure) -> Figure {
    var sum = left
    sum.nano += right.nano
    return sum
  }
  var description: String { "\(nano)e-9" }
}
