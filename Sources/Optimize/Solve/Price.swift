/// What drawing power costs in each step, on top of what is drawn anyway.
///
/// Costs are doubles, because they only rank plans; what a plan imports is counted in whole mW afterwards.
protocol Price {
  /// The cost of drawing `to` instead of `from` mW in a step.
  func cost(_ step: Int, from: Double, to: Double) -> Double
  /// The price of one more mW, by how much is drawn; ascending.
  func slopes(_ step: Int) -> [Slope]
}

/// The price of a mW up to a power, mW.
struct Slope {
  let price: Double
  let upTo: Double
}

/// A fixed price a mW: the multipliers of a relaxation.
struct LinearPrice: Price {
  let prices: UnsafeBufferPointer<Double>

  @inline(__always) func cost(_ step: Int, from: Double, to: Double) -> Double { prices[step] * (to - from) }

  func slopes(_ step: Int) -> [Slope] { [Slope(price: prices[step], upTo: .infinity)] }
}

/// The import that drawing adds to a curve, with the kink between surplus and deficit made round.
///
/// Within `width` of zero the import is the parabola that meets 0 and x with their slopes (Huber). A wide kink makes consumers
/// share a surplus; as it narrows to nothing the sum of the costs becomes the import itself.
struct CurvePrice: Price {
  /// mW without the consumer.
  let rest: UnsafeBufferPointer<Double>
  let weights: UnsafeBufferPointer<Double>
  /// mW, above zero.
  let width: Double
  private let quarter: Double

  init(rest: UnsafeBufferPointer<Double>, weights: UnsafeBufferPointer<Double>, width: Double) {
    self.rest = rest
    self.weights = weights
    self.width = max(width, 1e-3)
    quarter = 0.25 / self.width
  }

  @inline(__always) func cost(_ step: Int, from: Double, to: Double) -> Double {
    weights[step] * (rounded(rest[step] + to) - rounded(rest[step] + from))
  }

  func slopes(_ step: Int) -> [Slope] {
    [Slope(price: 0, upTo: -rest[step]), Slope(price: weights[step], upTo: .infinity)]
  }

  @inline(__always) private func rounded(_ x: Double) -> Double {
    let y = min(max(x + width, 0), 2 * width)
    return y * y * quarter + max(x - width, 0)
  }
}
