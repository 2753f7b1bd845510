import Grid

/// What is in a dump, found without a registry.
public struct Inspection: Sendable {
  /// One register of one meter.
  public struct Row: Sendable {
    public var meter: String
    public var register: String
    public var unit: String
    /// Seconds, the usual one; nil of states of registers and where there is none.
    public var interval: Int64?
    /// Start of the first interval and end of the last; of states, instants of the first and the last; RFC 3339 in the
    /// dump's own offset. Nil where the dump has no time.
    public var first: String?
    public var last: String?
    /// Values that hold after repetitions and corrections, and their exact sum in the unit.
    public var count: Int
    public var sum: String
    /// How many of them are of which quality, most first.
    public var qualities: [(quality: Quality, count: Int)]
  }

  /// Records of one kind that are no readings.
  public struct Fault: Sendable {
    public var code: RowFault
    public var count: Int
    /// The first of them.
    public var line: Int
    public var note: String?
  }

  public var format: DumpFormat
  public var rows: [Row] = []
  public var faults: [Fault] = []
  public var remarks: [String] = []
  /// Records in order that are no readings.
  public var passedCount = 0
}

/// Adds up what a dump tells, register by register, in bounded memory.
public final class InspectSink: ReadingSink {
  /// Words of 8 bytes that values may take before they are added up: 48 MB.
  private let sizeLimit: Int
  private static let registerLimit = 100_000
  private static let qualityLimit = 1000
  /// Seconds of the years 1 and 10000.
  private static let instants: Range<Int64> = -62_135_596_800..<253_402_300_800

  private struct Key: Hashable {
    var meter: String
    var register: String
    var unit: String
    var kind: Series.Kind
  }

  private let format: DumpFormat
  private var channels: [Channel] = []
  private var channelNumbers: [Channel: Int32] = [:]
  private var qualities: [Quality] = [.actual]
  private var qualityNumbers: [Quality: Int16] = [.actual: 0]
  private var keys: [Key] = []
  private var numbers: [Key: Int] = [:]
  private var series: [Series] = []
  /// The series of each channel by kind.
  private var places: [Int32: (kind: Series.Kind, number: Int)] = [:]
  private var size = 0
  private var hasFolded = false
  private var result: Inspection
  private var faults: [RowFault: Inspection.Fault] = [:]

  public init(_ format: DumpFormat, sizeLimit: Int = 6 << 20) {
    self.format = format
    self.sizeLimit = sizeLimit
    result = Inspection(format: format)
  }

  public func number(of channel: Channel) throws -> Int32 {
    if let number = channelNumbers[channel] { return number }
    guard channels.count < InspectSink.registerLimit else {
      throw PlainFailure(.dataRefused, "the dump names more than \(InspectSink.registerLimit) registers")
    }
    channels.append(channel)
    channelNumbers[channel] = Int32(channels.count - 1)
    return Int32(channels.count - 1)
  }

  public func number(of quality: Quality) -> Int16 {
    if let number = qualityNumbers[quality] { return number }
    guard qualities.count < InspectSink.qualityLimit else { return number(of: Quality(.unknown)) }
    qualities.append(quality)
    qualityNumbers[quality] = Int16(qualities.count - 1)
    return Int16(qualities.count - 1)
  }

  private func place(_ channel: Int32, _ kind: Series.Kind) -> Int {
    if let place = places[channel], place.kind == kind { return place.number }
    let channelKey = channels[Int(channel)]
    let key = Key(meter: channelKey.meter, register: channelKey.register, unit: channelKey.unit, kind: kind)
    let number = numbers[key] ?? series.count
    if number == series.count {
      numbers[key] = number
      keys.append(key)
      series.append(Series(kind))
    }
    places[channel] = (kind, number)
    return number
  }

  private func add(
    _ values: UnsafeBufferPointer<Int64>, to channel: Int32, _ kind: Series.Kind, start: Int64, step: Int64,
    scale: Int, quality: Int16, offset: Int32?, version: Int64, line: Int
  ) {
    guard InspectSink.instants.contains(start), step <= 1 << 32, values.count < 1 << 24,
      InspectSink.instants.contains(start + Int64(values.count) * step)
    else {
      return count(.badTimestamp, line: line, note: nil, count: values.count)
    }
    let number = place(channel, kind)
    size -= series[number].size
    series[number].add(
      values, start: start, step: step, scale: scale, quality: quality, offset: offset, version: version)
    size += series[number].size
    if size > sizeLimit { fold() }
  }

  public func take(_ run: IntervalRun) {
    guard let qualities = run.qualities else {
      return add(
        run.values, to: run.channel, .intervals, start: run.start, step: Int64(run.interval), scale: run.scale,
        quality: run.quality, offset: run.offset, version: run.version, line: run.line)
    }
    var from = 0
    while from < run.values.count {
      var to = from + 1
      while to < run.values.count, qualities[to] == qualities[from] { to += 1 }
      add(
        UnsafeBufferPointer(rebasing: run.values[from..<to]), to: run.channel, .intervals,
        start: run.start + Int64(from) * Int64(run.interval), step: Int64(run.interval), scale: run.scale,
        quality: qualities[from], offset: run.offset, version: run.version, line: run.line)
      from = to
    }
  }

  private func add(
    _ value: Int64, to channel: Int32, _ kind: Series.Kind, start: Int64, step: Int64 = 0, scale: Int,
    quality: Int16 = 0, offset: Int32? = nil, version: Int64 = 0, line: Int
  ) {
    withUnsafePointer(to: value) { value in
      add(
        UnsafeBufferPointer(start: value, count: 1), to: channel, kind, start: start, step: step, scale: scale,
        quality: quality, offset: offset, version: version, line: line)
    }
  }

  public func take(_ read: IndexRead) {
    add(
      read.value, to: read.channel, .reads, start: read.instant, scale: read.scale, quality: read.quality,
      offset: read.offset, line: read.line)
  }

  public func take(_ accumulation: Accumulation) {
    add(
      accumulation.quantity, to: accumulation.channel, .accumulations, start: accumulation.start,
      step: max(0, accumulation.end - accumulation.start), scale: accumulation.scale,
      quality: accumulation.current?.quality ?? 0, offset: accumulation.current?.offset, version: accumulation.version,
      line: accumulation.line)
  }

  public func take(undated value: Int64, scale: Int, of channel: Int32) {
    series[place(channel, .reads)].add(undated: value, scale: scale)
  }

  /// A value of an interval whose end is the start of the next.
  func take(row value: Int64, scale: Int, of channel: Int32, at start: Int64, line: Int) {
    add(value, to: channel, .rows, start: start, scale: scale, line: line)
  }

  public func reject(_ fault: DecodeFault) {
    count(fault.code, line: fault.line, note: fault.note, count: fault.count)
  }

  private func count(_ code: RowFault, line: Int, note: String?, count: Int) {
    faults[code, default: Inspection.Fault(code: code, count: 0, line: line, note: note)].count += count
  }

  public func pass(_ count: Int) { result.passedCount += count }

  public func made(at instant: Instant) {}

  public func remark(_ text: String) {
    if result.remarks.count < 100 { result.remarks.append(text) }
  }

  private func fold() {
    if !hasFolded {
      remark("too many values to keep: repetitions and corrections far from what they repeat are counted as well")
      hasFolded = true
    }
    for number in series.indices { series[number].fold() }
    size = 0
  }

  /// What was found. Call once, at the end.
  public func finish() -> Inspection {
    for number in series.indices { series[number].fold() }
    for (key, series) in zip(keys, series) {
      let place = "\(key.meter) \(key.register)"
      let (replaced, overlaps) = (series.totals.replacedCount, series.totals.overlapCount)
      if replaced > 0 {
        remark("\(counted(replaced, "value")) of \(place) for an interval that was told otherwise before: one holds")
      }
      if overlaps > 0 {
        remark("\(counted(overlaps, "value")) of \(place) from before the end of another one: all are counted")
      }
    }
    result.rows = zip(keys, series).filter { $1.totals.count > 0 }.map { row($0, $1.totals) }
    result.faults = faults.values.sorted { ($1.count, $0.code.rawValue) < ($0.count, $1.code.rawValue) }
    return result
  }

  private func row(_ key: Key, _ totals: Totals) -> Inspection.Row {
    let interval =
      switch key.kind {
      case .intervals, .rows: totals.interval
      case .reads, .accumulations: nil as Int64?
      }
    let end = totals.last.map { key.kind == .rows ? $0.start + (interval ?? 0) : $0.end }
    return Inspection.Row(
      meter: key.meter, register: key.register, unit: key.unit, interval: interval,
      first: totals.first.map { text($0.instant, $0.offset) },
      last: end.map { text($0, totals.last?.offset) }, count: totals.count, sum: totals.sum,
      qualities: totals.qualities.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
        (qualities[Int($0.key)], $0.value)
      })
  }

  private func text(_ instant: Int64, _ offset: Int32?) -> String {
    // The Australian market's clock has one offset all year, which its files do not repeat.
    let offset = offset ?? (format == .nem12 || format == .nem13 ? 36_000 : nil)
    guard let offset, InspectSink.instants.contains(instant + Int64(offset)) else {
      return Instant(seconds: instant).description
    }
    let shown = Instant(seconds: instant + Int64(offset)).description.dropLast()
    let minutes = Int(offset.magnitude / 60)
    return "\(shown)\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
