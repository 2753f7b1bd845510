import Grid

/// The values of one register as a dump tells them, kept until it is known which of them hold.
struct Series {
  enum Kind: Hashable {
    /// Values of intervals.
    case intervals
    /// Values with a start and no end: the interval is the usual distance.
    case rows
    /// States of a cumulative register.
    case reads
    /// What a register counted between two reads.
    case accumulations
  }

  /// Values that follow each other at one distance.
  private struct Segment {
    var start: Int64
    /// Seconds between the starts; 0 while there is one value of which no end is known.
    var step: Int64
    var offset: Int32?
    var count: Int
    var version: Int64
    var scale: Int
    var quality: Int16
    /// Index of the first mantissa.
    var first: Int

    var end: Int64 { start + Int64(count - 1) * step }
  }

  let kind: Kind
  private var segments: [Segment] = []
  private var mantissas: [Int64] = []
  private(set) var totals = Totals()

  init(_ kind: Kind) { self.kind = kind }

  /// Words of 8 bytes in use.
  var size: Int { mantissas.count + segments.count * 9 }

  /// Adds values that all have one quality.
  mutating func add(
    _ values: UnsafeBufferPointer<Int64>, start: Int64, step: Int64, scale: Int, quality: Int16, offset: Int32?,
    version: Int64
  ) {
    defer { mantissas.append(contentsOf: values) }
    if var last = segments.last, last.scale == scale, last.quality == quality, last.version == version,
      last.offset == offset
    {
      switch kind {
      case .intervals where last.step == step && last.end + step == start:
        last.count += values.count
        segments[segments.count - 1] = last
        return
      case .rows, .reads:
        if last.count == 1, start > last.start { last.step = start - last.start }
        guard last.step > 0, last.end + last.step == start else { break }
        last.count += 1
        segments[segments.count - 1] = last
        return
      case .intervals, .accumulations: break
      }
    }
    segments.append(
      Segment(
        start: start, step: step, offset: offset, count: values.count, version: version, scale: scale, quality: quality,
        first: mantissas.count))
  }

  mutating func add(undated value: Int64, scale: Int) {
    totals.count += 1
    totals.sums[scale] += Int128(value)
    totals.qualities[0, default: 0] += 1
  }

  /// Adds up the values that hold, and forgets all.
  mutating func fold() {
    let order = segments.indices.sorted { (segments[$0].start, $0) < (segments[$1].start, $1) }
    var last: Element?
    var at = 0
    while at < order.count {
      // Segments that share a stretch of time are looked at value by value, others are taken whole.
      var next = at + 1
      var end = reach(segments[order[at]])
      while next < order.count, segments[order[next]].start < end {
        end = max(end, reach(segments[order[next]]))
        next += 1
      }
      let cluster = order[at..<next]
      if cluster.count == 1 {
        expand(cluster[at]) { hold($0, after: &last) }
      } else {
        for element in resolved(cluster) { hold(element, after: &last) }
      }
      at = next
    }
    if let last { totals.close(last.start, end: end(of: last), offset: last.offset) }
    segments.removeAll()
    mantissas.removeAll()
  }

  /// One value and where it stands.
  private struct Element {
    var start: Int64
    var step: Int64
    var segment: Int
    var mantissa: Int64
    var offset: Int32?
  }

  /// The first second behind a segment.
  private func reach(_ segment: Segment) -> Int64 { segment.end + width(segment.step) }

  /// Rows and reads meet only at one instant.
  private func width(_ step: Int64) -> Int64 {
    switch kind {
    case .intervals, .accumulations: max(step, 1)
    case .rows, .reads: 1
    }
  }

  private func end(of element: Element) -> Int64 {
    switch kind {
    case .intervals, .accumulations: element.start + element.step
    case .rows, .reads: element.start
    }
  }

  private func expand(_ index: Int, _ body: (Element) -> Void) {
    let segment = segments[index]
    for position in 0..<segment.count where mantissas[segment.first + position] != IntervalRun.missing {
      body(
        Element(
          start: segment.start + Int64(position) * segment.step, step: segment.step, segment: index,
          mantissa: mantissas[segment.first + position], offset: segment.offset))
    }
  }

  /// The values of segments that overlap, without those that another one takes the place of.
  private mutating func resolved(_ cluster: ArraySlice<Int>) -> [Element] {
    var elements: [Element] = []
    for index in cluster { expand(index) { elements.append($0) } }
    elements.sort { ($0.start, $0.step, $0.segment) < ($1.start, $1.step, $1.segment) }
    var kept: [Element] = []
    for element in elements {
      var holds = true
      while holds, let last = kept.last, meet(last, element) {
        if last.mantissa != element.mantissa { totals.replacedCount += 1 }
        if (segments[element.segment].version, element.segment) >= (segments[last.segment].version, last.segment) {
          kept.removeLast()
        } else {
          holds = false
        }
      }
      if holds { kept.append(element) }
    }
    if kind == .intervals {
      var reach = Int64.min
      for element in kept {
        if element.start < reach { totals.overlapCount += 1 }
        reach = max(reach, element.start + element.step)
      }
    }
    return kept
  }

  /// Whether only one of two values can hold.
  private func meet(_ a: Element, _ b: Element) -> Bool {
    switch kind {
    case .intervals, .accumulations: a.start == b.start && a.step == b.step
    case .rows, .reads: a.start == b.start
    }
  }

  private mutating func hold(_ element: Element, after last: inout Element?) {
    let segment = segments[element.segment]
    totals.count += 1
    totals.sums[segment.scale] += Int128(element.mantissa)
    totals.qualities[segment.quality, default: 0] += 1
    totals.open(element.start, offset: element.offset)
    switch kind {
    case .intervals: totals.note(interval: element.step)
    case .rows: if let last { totals.note(interval: element.start - last.start) }
    case .reads, .accumulations: break
    }
    if last.map({ end(of: $0) <= end(of: element) }) ?? true { last = element }
  }
}

/// What the values of a register add up to.
struct Totals {
  var count = 0
  /// Values in whose place another one for the same interval holds.
  var replacedCount = 0
  /// Values whose interval begins before another one has ended; all of them are counted.
  var overlapCount = 0
  /// Sums of mantissas, by their scale.
  var sums = [Int128](repeating: 0, count: 10)
  var qualities: [Int16: Int] = [:]
  private(set) var first: (instant: Int64, offset: Int32?)?
  private(set) var last: (start: Int64, end: Int64, offset: Int32?)?
  private var intervals: [Int64: Int] = [:]

  /// The usual interval in seconds; of two that are as usual the shorter one.
  var interval: Int64? { intervals.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key }

  mutating func note(interval: Int64) {
    // A dump of thousands of different distances has no usual one.
    if intervals.count < 10_000 || intervals[interval] != nil { intervals[interval, default: 0] += 1 }
  }

  mutating func open(_ instant: Int64, offset: Int32?) {
    if first.map({ instant < $0.instant }) ?? true { first = (instant, offset) }
  }

  mutating func close(_ start: Int64, end: Int64, offset: Int32?) {
    if last.map({ end > $0.end }) ?? true { last = (start, end, offset) }
  }

  /// The exact sum, without zeros at the end: `53.328`, `11280`.
  var sum: String {
    guard let scale = sums.lastIndex(where: { $0 != 0 }) else { return "0" }
    let mantissa = sums[...scale].reduce(0 as Int128) { $0 * 10 + $1 }
    var digits = String(mantissa.magnitude)
    digits = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    let decimals = String(digits.suffix(scale).reversed().drop { $0 == "0" }.reversed())
    return (mantissa < 0 ? "-" : "") + digits.dropLast(scale) + (decimals.isEmpty ? "" : "." + decimals)
  }
}
