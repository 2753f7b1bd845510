import Grid

/// The values of one register of one message, until it is known whether their times can be believed.
struct CurveBuffer {
  struct Value {
    var value: ExactDecimal
    var start: EDIFACTTime
    var end: EDIFACTTime
    var quality: Int16
    var segment: Int
  }

  /// Eleven years of quarter-hours.
  private static let capacity = 400_000

  let channel: Int32
  let version: Int64
  private(set) var values: [Value] = []
  /// What was written of those that do not end after their start, by their segments.
  private var texts: [Int: [UInt8]] = [:]
  var isFull: Bool { values.count == CurveBuffer.capacity }

  init(channel: Int32, version: Int64) {
    self.channel = channel
    self.version = version
  }

  mutating func append(_ value: Value, written: @autoclosure () -> [UInt8]) {
    values.append(value)
    if value.end.instant <= value.start.instant { texts[value.segment] = written() }
  }

  /// Values that are not as long as the others, and what becomes of their times.
  enum OddTimes {
    case none
    /// All follow each other, and so many as fit between the first start and the last end: single times are mistyped, and
    /// the order tells where values belong, of which so many stood elsewhere.
    case placed(Int)
    /// Each stands where its own times say.
    case kept(Int, seconds: Int64)
  }

  /// Seconds of the usual interval; nil when all are of one length.
  private var usualStep: (seconds: Int64, oddCount: Int)? {
    var counts: [Int64: Int] = [:]
    for value in values { counts[value.end.instant - value.start.instant, default: 0] += 1 }
    guard counts.count > 1,
      let usual = counts.filter({ $0.key > 0 }).max(by: { ($0.value, $1.key) < ($1.value, $0.key) })
    else { return nil }
    return (usual.key, values.count - usual.value)
  }

  private func fits(_ step: Int64) -> Bool {
    values.last!.end.instant - values[0].start.instant == step * Int64(values.count)
      && zip(values, values.dropFirst()).allSatisfy { $0.end.instant == $1.start.instant }
  }

  /// Hands over what was gathered; `refuse` takes what cannot be placed, with its text.
  mutating func flush(into runs: inout RunBuilder, _ refuse: (Value, [UInt8]) throws -> Void) throws -> OddTimes {
    defer { values.removeAll() }
    let usual = usualStep
    let step = usual.flatMap { fits($0.seconds) ? $0.seconds : nil }
    var movedCount = 0
    for (position, value) in values.enumerated() {
      var start = value.start.instant
      var length = value.end.instant - start
      if let step {
        let place = values[0].start.instant + Int64(position) * step
        if start != place || length != step { movedCount += 1 }
        (start, length) = (place, step)
      }
      guard length > 0, let interval = Int32(exactly: length) else {
        try refuse(value, texts[value.segment] ?? [])
        continue
      }
      try runs.add(
        value.value, channel: channel, start: start, interval: interval, quality: value.quality,
        offset: value.start.offset, version: version, line: value.segment)
    }
    guard let usual else { return .none }
    return step == nil ? .kept(usual.oddCount, seconds: usual.seconds) : .placed(movedCount)
  }
}
