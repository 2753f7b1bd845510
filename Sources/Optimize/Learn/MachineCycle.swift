/// When a machine's cycle begins and ends.
public struct CycleThresholds: Sendable, Equatable {
  /// It begins with the first power above this, and ends with means below `end`; W.
  public var start: Int
  public var end: Int
  /// Seconds that a mean is made of.
  public var period: Int
  /// Means below `end` that may follow each other within a cycle.
  public var gap: Int

  public static let standard = CycleThresholds(start: 40, end: 40, period: 900, gap: 1)

  public init(start: Int, end: Int, period: Int, gap: Int) {
    self.start = start
    self.end = end
    self.period = period
    self.gap = gap
  }
}

/// One run of a machine.
public struct MachineCycle: Sendable, Equatable {
  /// Seconds since 1970.
  public var start: Int64
  /// Seconds of each mean.
  public var period: Int
  /// mW.
  public var means: [Int]

  public init(start: Int64, period: Int, means: [Int]) {
    self.start = start
    self.period = period
    self.means = means
  }

  public var end: Int64 { start + Int64(means.count * period) }

  /// The same energy in steps of a plan, mW; nothing is drawn after the end.
  ///
  /// Each step ends with the energy up to there, rounded once, so that no rounding adds up.
  public func profile(step: Int) -> [Int] {
    guard step != period else { return means }
    let count = (means.count * period + step - 1) / step
    var sums = [0]
    for mean in means { sums.append(sums.last! + mean * period) }
    func energy(until second: Int) -> Int {
      guard second < means.count * period else { return sums.last! }
      return sums[second / period] + second % period * means[second / period]
    }
    let steps = (0...count).map { divided(energy(until: $0 * step), by: step) }
    return zip(steps, steps.dropFirst()).map { $1 - $0 }
  }
}

extension PowerSignal {
  /// The finished cycles of a machine, oldest first.
  ///
  /// What runs when the signal begins is passed over, and so is what runs when it is known again after a gap: nobody
  /// saw how it began. A cycle with a mean of which less than half is known is passed over too, as is one that has not
  /// ended. Means are those of what is known.
  public func cycles(_ thresholds: CycleThresholds = .standard) -> [MachineCycle] {
    var found: [MachineCycle] = []
    var walk = CycleWalk(self, thresholds)
    while walk.settle() {
      while let start = walk.nextStart() {
        guard let cycle = walk.cycle(from: start) else { break }
        // A blip that never reaches a mean is none.
        if !cycle.means.isEmpty { found.append(cycle) }
      }
    }
    return found
  }
}

/// A way through a signal, mean by mean.
private struct CycleWalk {
  private enum Mean {
    case known(Int)
    /// Less than half of it is known, or it is not over.
    case unknown
  }

  private let signal: PowerSignal
  private let thresholds: CycleThresholds
  private let period: Int64
  /// Seconds since 1970; nil: there is nothing left.
  private var at: Int64?

  init(_ signal: PowerSignal, _ thresholds: CycleThresholds) {
    self.signal = signal
    self.thresholds = thresholds
    period = Int64(thresholds.period)
    at = signal.start
  }

  private func mean(from start: Int64) -> Mean {
    guard let end = signal.end, start + period <= end else { return .unknown }
    let (energy, seconds) = signal.energy(from: start, to: start + period)
    return seconds > 0 && 2 * seconds >= thresholds.period ? .known(divided(energy, by: seconds)) : .unknown
  }

  private func isLow(_ mean: Int) -> Bool { mean < thresholds.end * 1000 }

  /// Goes to where something is known after an instant.
  private mutating func jump(after instant: Int64) {
    let piece = signal.piece(endingAfter: instant)
    at = piece < signal.pieces.count ? max(instant, signal.pieces[piece].start) : nil
  }

  /// Passes over what runs; false when the signal ends before it has stopped.
  mutating func settle() -> Bool {
    var low = 0
    while let start = at {
      guard case .known(let mean) = mean(from: start) else {
        low = 0
        jump(after: start + period)
        continue
      }
      at = start + period
      low = isLow(mean) ? low + 1 : 0
      if low > thresholds.gap { return true }
    }
    return false
  }

  /// When the machine is started next; nil where nothing is known for half a period before that, or ever after.
  mutating func nextStart() -> Int64? {
    guard var known = at else { return nil }
    var piece = signal.piece(endingAfter: known)
    while piece < signal.pieces.count {
      let (start, end) = (max(known, signal.pieces[piece].start), signal.pieces[piece].end)
      guard 2 * (start - known) <= period else {
        at = start
        return nil
      }
      if signal.pieces[piece].milliwatts > thresholds.start * 1000 { return start }
      known = end
      piece += 1
    }
    at = nil
    return nil
  }

  /// The cycle that begins at an instant; nil when it does not end, or too little is known of it.
  mutating func cycle(from start: Int64) -> MachineCycle? {
    var means: [Int] = []
    var low = 0
    at = start
    while low <= thresholds.gap, let next = at {
      guard case .known(let mean) = mean(from: next) else {
        jump(after: next + period)
        return nil
      }
      means.append(mean)
      low = isLow(mean) ? low + 1 : 0
      at = next + period
    }
    return MachineCycle(start: start, period: thresholds.period, means: Array(means.dropLast(low)))
  }
}
