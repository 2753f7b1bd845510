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
    _ value: ExactNumber, channel: Int32, start: Int64, interval: Int32, quality: Int16, offset: Int32? = nil,
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
  private mutating func append(_ value: ExactNumber) -> Bool {
    if value.scale > scale {
      let factor = ExactNumber.powers[value.scale - scale]
      guard values.allSatisfy({ !$0.multipliedReportingOverflow(by: factor).overflow }) else { return false }
      for index in values.indices { values[index] *= factor }
      scale = value.scale
    }
    let (mantissa, overflow) = value.mantissa.multipliedReportingOverflow(by: ExactNumber.powers[scale - value.scale])
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

/// A number as written, exact: mantissa × 10^-scale, at most 9 decimals.
struct ExactNumber: Equatable {
  var mantissa: Int64
  var scale: Int

  static let powers: [Int64] = (0...9).map { exponent in (0..<exponent).reduce(1) { power, _ in power * 10 } }

  /// Parses `12`, `-1.5`, `0,252`, `.5`: 18 digits at most, leading zeros and trailing ones of the decimals aside.
  init?(_ text: some Collection<UInt8>) {
    var mantissa: Int64 = 0
    var scale = 0
    var digits = 0
    var isNegative = false
    var mark: Int?
    for (at, byte) in text.enumerated() {
      if case let digit = byte &- 0x30, digit < 10 {
        digits += 1
        if let decimals = mark {
          mark = decimals + 1
          guard digit > 0 else { continue }
          guard decimals < 9 else { return nil }
          for _ in scale...decimals { mantissa = mantissa.saturatingTimesTen() }
          scale = decimals + 1
          mantissa += Int64(digit)
        } else {
          mantissa = mantissa.saturatingTimesTen() + Int64(digit)
        }
        guard mantissa < 1_000_000_000_000_000_000 else { return nil }
      } else if byte == 0x2E || byte == 0x2C, mark == nil {
        mark = 0
      } else if at == 0, byte == 0x2D || byte == 0x2B {
        isNegative = byte == 0x2D
      } else {
        return nil
      }
    }
    guard digits > 0 else { return nil }
    self.mantissa = isNegative ? -mantissa : mantissa
    self.scale = scale
  }
}

extension Int64 {
  fileprivate func saturatingTimesTen() -> Int64 { self > .max / 20 ? .max / 2 : self * 10 }
}
