/// The problem without the demand that a consumer has one plan: each may mix its plans in shares.
///
/// With a rounded kink the mixtures that draw least are found by moving each consumer's mixture towards its cheapest plan at
/// the prices of the curve (Lacoste-Julien, Jaggi, Schmidt, Pletscher, "Block-coordinate Frank-Wolfe optimization", 2013).
/// The prices at the end give a bound of the problem, and all but a few consumers have one plan alone.
struct Mixture {
  private let search: Search
  /// mW of each consumer and step, one consumer after the other; and their sum with the base.
  private var loads: [Float]
  private var total: [Double]
  /// The plans of each consumer and their shares.
  private var shares: [[(choice: Choice, share: Double)]]

  init(_ search: Search) {
    self.search = search
    loads = [Float](repeating: 0, count: search.sets.count * search.stepCount)
    total = search.total.map(Double.init)
    shares = search.choices.map { [($0, 1)] }
    let count = search.stepCount
    for index in search.sets.indices {
      search.sets[index].forEachLoad(search.choices[index]) { loads[index * count + $0] += Float($1) }
    }
  }

  /// What a mW more would add to the import of each step, with a kink of some width.
  func prices(width: Double) -> [Double] {
    (0..<search.stepCount).map { search.weights[$0] * Self.slope(total[$0], width) }
  }

  @inline(__always) private static func slope(_ power: Double, _ width: Double) -> Double {
    min(max((power + width) / (2 * width), 0), 1)
  }

  /// Moves every consumer once; how far the mixtures may be from the best, weighted mW.
  mutating func sweep(width: Double) -> Double {
    let count = search.stepCount
    var prices = prices(width: width)
    var change = [Double](repeating: 0, count: count)
    var distance = 0.0
    for index in search.sets.indices {
      let own = index * count
      let choice = prices.withUnsafeBufferPointer {
        search.sets[index].cheapest(LinearPrice(prices: $0), &search.scratch).choice
      }
      for step in 0..<count { change[step] = -Double(loads[own + step]) }
      search.sets[index].forEachLoad(choice) { change[$0] += Double($1) }
      var gain = 0.0
      var curvature = 0.0
      for step in 0..<count where change[step] != 0 {
        gain -= prices[step] * change[step]
        if abs(total[step]) < width + abs(change[step]) {
          curvature += search.weights[step] * change[step] * change[step] / (2 * width)
        }
      }
      guard gain > 1e-6 else { continue }
      distance += gain
      let part = curvature > 0 ? min(1, gain / curvature) : 1
      guard part > 1e-9 else { continue }
      for step in 0..<count where change[step] != 0 {
        loads[own + step] += Float(part * change[step])
        total[step] += part * change[step]
        prices[step] = search.weights[step] * Self.slope(total[step], width)
      }
      mix(index, choice, part)
    }
    return distance
  }

  private mutating func mix(_ index: Int, _ choice: Choice, _ part: Double) {
    // A battery's mixture is a plan of its own: `round` follows its loads.
    if search.sets[index].isBattery { return }
    if part == 1 {
      shares[index] = [(choice, 1)]
      return
    }
    for place in shares[index].indices { shares[index][place].share *= 1 - part }
    if let place = shares[index].firstIndex(where: { $0.choice == choice }) {
      shares[index][place].share += part
    } else {
      shares[index].append((choice, part))
    }
    shares[index].removeAll { $0.share < 1e-6 }
  }

  /// One plan of each consumer: the one with the greatest share, or with a generator one by the shares.
  func round(_ generator: inout SplitMix, byShare: Bool) -> [Choice] {
    let count = search.stepCount
    return shares.indices.map { index in
      if case .battery(let battery) = search.sets[index] {
        return battery.following(loads[index * count..<(index + 1) * count])
      }
      if shares[index].count == 1 { return shares[index][0].choice }
      if byShare {
        var left = Double.random(in: 0..<1, using: &generator)
        for (choice, share) in shares[index] {
          left -= share
          if left < 0 { return choice }
        }
      }
      return shares[index].max { $0.share < $1.share }!.choice
    }
  }
}
