import Grid

/// The values of one register of one message, until it is known whether their times can be believed.
struct CurveBuffer {
  struct Value {
    var value: ExactNumber
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
  var isFull: Bool { values.count == CurveBuffer.capacity }

  init(channel: Int32, version: Int64) {
    self.channel = channel
    self.version = version
  }

  mutating func append(_ value: Value) { values.append(value) }

  /// Seconds of the usual interval, when some are of another length and yet all values follow each other, so many as fit
  /// between the first start and the last end: then single times are mistyped, and the order tells where values belong.
  private var stepByOrder: Int64? {
    guard let first = values.first, let last = values.last else { return nil }
    let lengths = values.map { $0.end.instant - $0.start.instant }
    guard lengths.contains(where: { $0 != lengths[0] }) else { return nil }
    var counts: [Int64: Int] = [:]
    for length in lengths where length > 0 { counts[length, default: 0] += 1 }
    guard let step = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { return nil }
    guard last.end.instant - first.start.instant == step * Int64(values.count),
      zip(values, values.dropFirst()).allSatisfy({ $0.end.instant == $1.start.instant })
    else { return nil }
    return step
  }

  /// Hands over what was gathered; the number of values whose own times were not believed.
  mutating func flush(into runs: inout RunBuilder, _ refuse: (Value) throws -> Void) throws -> Int {
    defer { values.removeAll() }
    let step = stepByOrder
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
        try refuse(value)
        continue
      }
      try runs.add(
        value.value, channel: channel, start: start, interval: interval, quality: value.quality,
        offset: value.start.offset, version: version, line: value.segment)
    }
    return movedCount
  }
}
