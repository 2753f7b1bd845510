extension ThermalLoad {
  /// The temperatures that two thermostats make from the initial one, each n + 1.
  ///
  /// The low one heats where the room would else be below the wish after the step, the high one unless the room would
  /// reach the upper wish.
  ///
  /// - Parameters:
  ///   - low: The lower edge of the wish for the end of each step.
  ///   - high: The upper edge.
  public func thermostats(_ low: [Double], _ high: [Double]) -> (low: [Double], high: [Double]) {
    var coldest = [initial]
    var warmest = [initial]
    for step in drift.indices {
      let cold = a * coldest[step] + drift[step]
      coldest.append(cold >= low[step] ? cold : cold + b)
      let warm = a * warmest[step] + drift[step]
      warmest.append(warm + b >= high[step] ? warm : warm + b)
    }
    return (coldest, warmest)
  }

  /// The band between two thermostats; each of them is a plan.
  func betweenThermostats(_ low: [Double], _ high: [Double]) -> ThermalLoad {
    let (coldest, warmest) = thermostats(low, high)
    var load = self
    load.lowest = zip(coldest, warmest).map(min)
    load.highest = zip(coldest, warmest).map(max)
    return load
  }

  /// The band of the wish, made wider where it has no plan: first to where a thermostat at its edge would be, which lags
  /// when the wish changes, then by the same amount everywhere, the least in hundredths of a K.
  func within(_ low: [Double], _ high: [Double]) -> (load: ThermalLoad, widened: Int) {
    let wish = widened([initial] + low, [initial] + high, by: 0)
    if wish.someDecisions() != nil { return (wish, 0) }
    let (coldest, warmest) = thermostats(low, high)
    let lower = zip([initial] + low, coldest).map(min)
    let upper = zip([initial] + high, warmest).map(max)
    // With this the low thermostat is a plan.
    var enough = Int(((zip(coldest, upper).map { $0 - $1 }.max() ?? 0) * 100).rounded(.up)) + 1
    var short = -1
    while enough - short > 1 {
      let middle = short + (enough - short) / 2
      if widened(lower, upper, by: middle).someDecisions() != nil { enough = middle } else { short = middle }
    }
    return (widened(lower, upper, by: enough), enough)
  }

  private func widened(_ low: [Double], _ high: [Double], by hundredths: Int) -> ThermalLoad {
    var load = self
    load.lowest = low.map { $0 - Double(hundredths) / 100 }
    load.highest = high.map { $0 + Double(hundredths) / 100 }
    return load
  }

  /// Decisions that keep the band, to a millionth of a K; nil when none are found.
  ///
  /// Those that stay on its edges, as thermostats do, if there are any. Else for each step, from the last to the first, the
  /// temperatures from which the rest can be kept: a few intervals, those of the next step seen through heating and through
  /// not heating. Forward from the initial temperature any decision that leads into them will do. Only a band that is very
  /// narrow in places can have so many intervals that the narrowest are forgotten.
  public func someDecisions() -> [Int]? {
    guard a > 0, b >= 0 else { return nil }
    return decisionsOnTheEdges() ?? decisionsWithin()
  }

  private func decisionsOnTheEdges() -> [Int]? {
    let isOn = { (value: Double, edge: Double) in abs(value - edge) <= 1e-9 }
    guard isOn(initial, lowest[0]) || isOn(initial, highest[0]) else { return nil }
    // How each edge of a step was reached: the decision, and whether from the upper edge.
    var ways: [[(decision: Int, fromUpper: Bool)?]] = []
    var isReached = [isOn(initial, lowest[0]), isOn(initial, highest[0])]
    for step in drift.indices {
      var found: [(decision: Int, fromUpper: Bool)?] = [nil, nil]
      for upper in [0, 1] where isReached[upper] {
        for decision in [0, 1] {
          let next = a * (upper == 1 ? highest[step] : lowest[step]) + drift[step] + (decision == 1 ? b : 0)
          if isOn(next, lowest[step + 1]) { found[0] = (decision, upper == 1) }
          if isOn(next, highest[step + 1]) { found[1] = (decision, upper == 1) }
        }
      }
      isReached = found.map { $0 != nil }
      if isReached == [false, false] { return nil }
      ways.append(found)
    }
    var decisions: [Int] = []
    var upper = isReached[1] ? 1 : 0
    for way in ways.reversed() {
      decisions.append(way[upper]!.decision)
      upper = way[upper]!.fromUpper ? 1 : 0
    }
    return decisions.reversed()
  }

  private func decisionsWithin() -> [Int]? {
    let slack = 1e-9
    var alive = [[ClosedRange<Double>]](repeating: [], count: drift.count + 1)
    guard let last = interval(drift.count, slack) else { return nil }
    alive[drift.count] = [last]
    for step in drift.indices.reversed() {
      guard let band = interval(step, slack) else { return nil }
      let before = alive[step + 1].flatMap { next in
        [b, 0].compactMap { heat in
          let low = max(band.lowerBound, (next.lowerBound - drift[step] - heat) / a)
          let high = min(band.upperBound, (next.upperBound - drift[step] - heat) / a)
          return low <= high ? low...high : nil
        }
      }
      alive[step] = ThermalLoad.joined(before)
      if alive[step].isEmpty { return nil }
    }
    guard ThermalLoad.distance(initial, alive[0]) <= slack else { return nil }
    var decisions: [Int] = []
    var temperature = initial
    for step in drift.indices {
      let cold = a * temperature + drift[step]
      let heats = ThermalLoad.distance(cold + b, alive[step + 1]) < ThermalLoad.distance(cold, alive[step + 1])
      decisions.append(heats ? 1 : 0)
      temperature = heats ? cold + b : cold
    }
    return decisions
  }

  private func interval(_ step: Int, _ slack: Double) -> ClosedRange<Double>? {
    let low = lowest[step] - slack
    let high = highest[step] + slack
    return low <= high ? low...high : nil
  }

  /// Overlapping intervals as one; the widest of very many, so that what is left is still true.
  private static func joined(_ intervals: [ClosedRange<Double>]) -> [ClosedRange<Double>] {
    var joined: [ClosedRange<Double>] = []
    for interval in intervals.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, interval.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, interval.upperBound)
      } else {
        joined.append(interval)
      }
    }
    guard joined.count > 500 else { return joined }
    let widest = joined.sorted { $0.upperBound - $0.lowerBound > $1.upperBound - $1.lowerBound }.prefix(500)
    return widest.sorted { $0.lowerBound < $1.lowerBound }
  }

  private static func distance(_ value: Double, _ intervals: [ClosedRange<Double>]) -> Double {
    intervals.map { max(0, $0.lowerBound - value, value - $0.upperBound) }.min() ?? .infinity
  }
}
