import Decode

/// A value of an item.
struct Sample: Equatable {
  /// Nanoseconds since the epoch.
  let time: Int64
  /// In thousand millionths of the item's unit.
  let value: Int64

  /// - Returns: nil for what is no number, or none that can be believed: 9 thousand million units and more.
  init?(clock: Int64, ns: Int64, text: String, factor: ExactDecimal) {
    guard let number = ExactDecimal(text)?.times(factor), let value = number.mantissa(scale: ExactDecimal.scaleLimit),
      (0..<9_000_000_000).contains(clock), (0..<1_000_000_000).contains(ns)
    else { return nil }
    time = clock * 1_000_000_000 + ns
    self.value = value
  }
}

/// What samples say of an interval.
struct FoldedInterval: Equatable {
  /// First second.
  let start: Int64
  /// mWh, neither below zero: of what was above zero, and of what was below.
  let positive: Int64
  let negative: Int64
}

/// Turns momentary values of power into the energy of intervals, exactly.
///
/// A value holds until the next one, at most for a time; an interval of which a part is not covered has no energy. What is
/// above zero and what is below are added up apart, and each sum is rounded once, half away from zero, to mWh.
struct PowerFold {
  /// Seconds.
  let interval: Int64
  /// Nanoseconds.
  let hold: Int64
  /// mW a unit.
  let milli: Int64
  /// First second of an interval that has the second in it.
  let edge: (Int64) -> Int64
  private var last: Sample?
  private var start: Int64 = .min
  /// Nanoseconds of the interval that are covered.
  private var covered: Int64 = 0
  /// Unit × 10^-9 × nanoseconds.
  private var positive: Int128 = 0
  private var negative: Int128 = 0

  init(interval: Int64, hold: Int64, milli: Int64, edge: @escaping (Int64) -> Int64) {
    self.interval = interval
    self.hold = hold * 1_000_000_000
    self.milli = milli
    self.edge = edge
  }

  /// Takes the next sample; tells intervals that are over and covered.
  mutating func take(_ sample: Sample, _ tell: (FoldedInterval) throws -> Void) rethrows {
    defer { last = sample }
    guard let last, sample.time > last.time else { return }
    var from = last.time
    let end = min(sample.time, last.time + hold)
    while from < end {
      let first = edge(from / 1_000_000_000)
      if first != start { begin(first) }
      let border = (first + interval) * 1_000_000_000
      let to = min(end, border)
      let amount = Int128(last.value) * Int128(to - from)
      if amount > 0 { positive += amount } else { negative -= amount }
      covered += to - from
      if to == border, covered == interval * 1_000_000_000 {
        try tell(FoldedInterval(start: first, positive: energy(positive), negative: energy(negative)))
      }
      from = to
    }
  }

  private mutating func begin(_ first: Int64) {
    start = first
    covered = 0
    positive = 0
    negative = 0
  }

  private func energy(_ sum: Int128) -> Int64 {
    // 10^9 parts of a unit, 10^9 ns a second, 3,600 seconds an hour.
    let divisor = Int128(3600) * 1_000_000_000_000_000_000 / Int128(milli)
    return Int64(clamping: (2 * sum + divisor) / (2 * divisor))
  }
}

/// Turns the energies between samples into those of intervals: an energy is spread evenly over the time since the sample before.
///
/// Sums at the edges of intervals are rounded down to mWh, and an interval is the difference of its edges: nothing is lost.
struct EnergyFold {
  let interval: Int64
  let hold: Int64
  let milli: Int64
  let edge: (Int64) -> Int64
  private var last: Int64?
  /// Of all samples since the last gap; unit × 10^-9.
  private var sum: Int128 = 0
  /// The last edge that was passed without a gap, and the sum there.
  private var passed: (edge: Int64, sum: Int128)?

  init(interval: Int64, hold: Int64, milli: Int64, edge: @escaping (Int64) -> Int64) {
    self.interval = interval
    self.hold = hold * 1_000_000_000
    self.milli = milli
    self.edge = edge
  }

  mutating func take(_ sample: Sample, _ tell: (FoldedInterval) throws -> Void) rethrows {
    defer { last = sample.time }
    guard let last, sample.time > last, sample.time - last <= hold, sample.value >= 0 else {
      if let last, sample.time <= last { return }
      passed = nil
      sum = 0
      if sample.time % 1_000_000_000 == 0, edge(sample.time / 1_000_000_000) == sample.time / 1_000_000_000 {
        passed = (sample.time / 1_000_000_000, 0)
      }
      return
    }
    var next = edge(last / 1_000_000_000) + interval
    while next * 1_000_000_000 <= sample.time {
      let part = Int128(sample.value) * Int128(next * 1_000_000_000 - last) / Int128(sample.time - last)
      if let passed, passed.edge == next - interval {
        try tell(FoldedInterval(start: passed.edge, positive: energy(sum + part) - energy(passed.sum), negative: 0))
      }
      passed = (next, sum + part)
      next += interval
    }
    sum += Int128(sample.value)
  }

  private func energy(_ sum: Int128) -> Int64 { Int64(clamping: sum * Int128(milli) / 1_000_000_000) }
}
