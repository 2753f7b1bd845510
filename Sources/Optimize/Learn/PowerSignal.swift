/// A power over time, in mW: constant within each piece, unknown between pieces.
public struct PowerSignal: Sendable, Equatable {
  public struct Piece: Sendable, Equatable {
    /// Seconds since 1970, `end` excluded.
    public var start: Int64
    public var end: Int64
    public var milliwatts: Int

    public init(start: Int64, end: Int64, milliwatts: Int) {
      self.start = start
      self.end = end
      self.milliwatts = milliwatts
    }
  }

  /// Ascending, none empty, none within another.
  public private(set) var pieces: [Piece]

  /// - Parameter pieces: Ascending, none within another; empty ones are left out.
  public init(_ pieces: [Piece]) { self.pieces = pieces.filter { $0.start < $0.end } }

  /// A step function of samples: each holds until the next one, and the first one back to the beginning.
  ///
  /// - Parameters:
  ///   - samples: Ascending in time.
  ///   - begin: Where the function begins, before the first sample.
  ///   - longest: Seconds that a sample may hold. Where the next one comes later than that, nothing is known between
  ///     the two; the last one holds for no time.
  public init(samples: [(at: Int64, milliwatts: Int)], from begin: Int64, longest: Int) {
    var pieces: [Piece] = []
    if let first = samples.first, begin < first.at, first.at - begin <= longest {
      pieces.append(Piece(start: begin, end: first.at, milliwatts: first.milliwatts))
    }
    for (sample, next) in zip(samples, samples.dropFirst()) where next.at - sample.at <= longest {
      pieces.append(Piece(start: sample.at, end: next.at, milliwatts: sample.milliwatts))
    }
    self.init(pieces)
  }

  public var start: Int64? { pieces.first?.start }
  public var end: Int64? { pieces.last?.end }

  /// The first piece that ends after an instant; the count of pieces when there is none.
  func piece(endingAfter instant: Int64) -> Int {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].end > instant { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// What is known of `[from, to)`: mWs, and of how many seconds.
  func energy(from: Int64, to: Int64) -> (milliwattSeconds: Int, seconds: Int) {
    var (energy, seconds) = (0, 0)
    var at = piece(endingAfter: from)
    while at < pieces.count, pieces[at].start < to {
      let length = Int(min(to, pieces[at].end) - max(from, pieces[at].start))
      energy += length * pieces[at].milliwatts
      seconds += length
      at += 1
    }
    return (energy, seconds)
  }

  /// The mean of each period from an instant on, in mW rounded half away from zero; nil unless all of it is known.
  public func means(from begin: Int64, period: Int, count: Int) -> [Int?] {
    (0..<count).map { number in
      let start = begin + Int64(number * period)
      let (energy, seconds) = energy(from: start, to: start + Int64(period))
      return seconds == period ? divided(energy, by: period) : nil
    }
  }
}

/// A quotient rounded half away from zero.
func divided(_ value: Int, by divisor: Int) -> Int {
  let half = divisor / 2
  return value < 0 ? -((-value + half) / divisor) : (value + half) / divisor
}
