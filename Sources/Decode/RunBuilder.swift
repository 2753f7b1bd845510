import Grid

/// Gathers single values of one channel into runs, for dumps that write each interval on its own.
struct RunBuilder {
  private static let capacity = 4096

  private let sink: any ReadingSink
  private var run: (channel: Int32, start: Int64, interval: Int32, offset: Int32?, version: Int64, line: Int)?
  private var values: [Int64] = []
  private var qualities: [Int16] = []
  private var scale = 0

  init(_ sink: any ReadingSink) {
    self.sink = sink
    values.reserveCapacity(RunBuilder.capacity)
    qualities.reserveCapacity(RunBuilder.capacity)
  }

  /// Adds the value of an interval; what does not follow the values before it begins the next run.
  mutating func add(
    _ value: ExactDecimal, channel: Int32, start: Int64, interval: Int32, quality: Int16, offset: Int32? = nil,
    version: Int64 = 0, line: Int
  ) throws {
    if let run, run.channel == channel, run.interval == interval, run.offset == offset, run.version == version,
      run.start + Int64(values.count) * Int64(interval) == start, values.count < RunBuilder.capacity,
      append(value)
    {
      qualities.append(quality)
      return
    }
    try flush()
    run = (channel, start, interval, offset, version, line)
    scale = value.scale
    values.append(value.mantissa)
    qualities.append(quality)
  }

  /// Brings the value and those before it to one scale; false when one of them would not fit.
  private mutating func append(_ value: ExactDecimal) -> Bool {
    if value.scale > scale {
      let factor = ExactDecimal.powers[value.scale - scale]
      guard values.allSatisfy({ !$0.multipliedReportingOverflow(by: factor).overflow }) else { return false }
      for index in values.indices { values[index] *= factor }
      scale = value.scale
    }
    let (mantissa, overflow) = value.mantissa.multipliedReportingOverflow(by: ExactDecimal.powers[scale - value.scale])
    guard !overflow, mantissa != IntervalRun.missing else { return false }
    values.append(mantissa)
    return true
  }

  /// Hands over what was gathered.
  mutating func flush() throws {
    guard let run else { return }
    self.run = nil
    let isUniform = qualities.allSatisfy { $0 == qualities[0] }
    try values.withUnsafeBufferPointer { values in
      try qualities.withUnsafeBufferPointer { qualities in
        try sink.take(
          IntervalRun(
            channel: run.channel, start: run.start, interval: run.interval, values: values, scale: scale,
            quality: isUniform ? qualities[0] : 0, qualities: isUniform ? nil : qualities, offset: run.offset,
            version: run.version, line: run.line))
      }
    }
    values.removeAll(keepingCapacity: true)
    qualities.removeAll(keepingCapacity: true)
  }
}
