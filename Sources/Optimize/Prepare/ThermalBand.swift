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
    if wish.hasPlan { return (wish, 0) }
    let (coldest, warmest) = thermostats(low, high)
    let lower = zip([initial] + low, coldest).map(min)
    let upper = zip([initial] + high, warmest).map(max)
    // With this the low thermostat is a plan.
    var enough = Int(((zip(coldest, upper).map { $0 - $1 }.max() ?? 0) * 100).rounded(.up)) + 1
    var short = -1
    while enough - short > 1 {
      let middle = short + (enough - short) / 2
      if widened(lower, upper, by: middle).hasPlan { enough = middle } else { short = middle }
    }
    return (widened(lower, upper, by: enough), enough)
  }

  private func widened(_ low: [Double], _ high: [Double], by hundredths: Int) -> ThermalLoad {
    var load = self
    load.lowest = low.map { $0 - Double(hundredths) / 100 }
    load.highest = high.map { $0 + Double(hundredths) / 100 }
    return load
  }

  private var hasPlan: Bool { ThermalSet(self, stepCount: drift.count) != nil }

  /// Decisions that keep the band, to a millionth of a K; nil when there are none.
  public func someDecisions() -> [Int]? {
    let load = Load.thermal(self)
    guard let set = PlanSet(load, stepCount: drift.count, stepSeconds: 1) else { return nil }
    var scratch = SearchScratch(stepCount: drift.count)
    let free = [Double](repeating: 0, count: drift.count)
    let choice = free.withUnsafeBufferPointer { set.cheapest(LinearPrice(prices: $0), &scratch).choice }
    return choice.decisions.map { Int($0) }
  }
}
