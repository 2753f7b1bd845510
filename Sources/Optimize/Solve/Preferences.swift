/// What decides between plans with the same import: the lower peak, then the fewer changes of the previous plan, then the
/// earlier start.
///
/// Import is flat inside a surplus, so there are many best plans, and without preferences they would jump from one round to
/// the next. One consumer moves at a time, never to more import; a peak that only several could lower together stays.
struct Preferences {
  private let problem: Problem
  private let sets: [PlanSet]
  private let search: Search
  /// Peaks above this are to be avoided, mW.
  private var cap: Int
  private let isOver: () -> Bool

  init(_ problem: Problem, _ sets: [PlanSet], choices: [Choice], deadline: Double) {
    self.problem = problem
    self.sets = sets
    search = Search(problem, sets, choices: choices)
    cap = Int.max / 4
    isOver = { Decomposition.now() >= deadline }
  }

  /// What a consumer's plan is judged by, the first that differs; smaller is better.
  private struct Rank: Comparable {
    var imported = 0
    /// mW above the cap, summed over the steps.
    var above = 0
    /// Steps by which it differs from the previous plan.
    var changes = 0
    /// How late it is on: the sum of the steps. Of a battery: how much it does, W.
    var lateness = 0

    static func < (a: Rank, b: Rank) -> Bool {
      (a.imported, a.above, a.changes, a.lateness) < (b.imported, b.above, b.changes, b.lateness)
    }
  }

  mutating func improve() -> [Choice] {
    lowerPeak()
    for _ in 0..<4 where !isOver() && sweep(isPeakAll: false) > 0 {}
    return search.choices
  }

  /// Halves the interval in which the least peak lies.
  private mutating func lowerPeak() {
    var low = 0
    for _ in 0..<(sets.count > 1000 ? 10 : 24) {
      let peak = max(0, search.total.max() ?? 0)
      // To the W.
      guard peak - low > 1000, !isOver() else { break }
      let before = search.choices
      cap = low + (peak - low) / 2
      for _ in 0..<4 where (search.total.max() ?? 0) > cap && sweep(isPeakAll: true) > 0 {}
      if (search.total.max() ?? 0) > cap {
        low = cap
        if (search.total.max() ?? 0) >= peak { search.take(before) }
      }
    }
    cap = max(0, search.total.max() ?? 0)
  }

  /// - Parameter isPeakAll: Whether import and peak alone count.
  private func sweep(isPeakAll: Bool) -> Int {
    var moved = 0
    for index in sets.indices where !isOver() {
      let previous = problem.consumers[index].previous
      let present = search.choices[index]
      let rest = search.rest(without: index)
      func rank(_ choice: Choice) -> Rank {
        var rank = self.rank(index, choice, rest)
        if isPeakAll {
          rank.changes = 0
          rank.lateness = 0
        }
        return rank
      }
      var best = (choice: present, rank: rank(present))
      for choice in candidates(index, rest, previous, isPeakAll: isPeakAll) {
        let rank = rank(choice)
        if rank < best.rank { best = (choice, rank) }
      }
      if best.choice != present {
        search.replace(index, by: best.choice)
        moved += 1
      }
    }
    return moved
  }

  /// Plans that may be better: every start, and of other loads the cheapest with the preferences as small prices.
  private func candidates(_ index: Int, _ rest: [Int], _ previous: [Int]?, isPeakAll: Bool) -> [Choice] {
    if case .start(let set) = sets[index] { return set.load.starts.map { Choice(start: Int32($0)) } }
    let heaviest = search.weights.max() ?? 1
    let price = PreferencePrice(
      rest: rest.map(Double.init), weights: search.weights, cap: Double(cap), extra: 1e-8 * heaviest,
      bias: isPeakAll
        ? []
        : (0..<problem.stepCount).map { step in
          let change = previous.map { $0[step] == 1 ? -1.0 : 1.0 } ?? 0
          return heaviest * (1e-2 * change + 1e-5 * Double(step) / Double(problem.stepCount))
        })
    var result = [sets[index].cheapest(price, &search.scratch).choice]
    if let choice = previous.flatMap({ sets[index].choice($0) }) { result.append(choice) }
    return result
  }

  private func rank(_ index: Int, _ choice: Choice, _ rest: [Int]) -> Rank {
    var rank = Rank()
    sets[index].forEachLoad(choice) { step, power in
      let weight = problem.weights?[step] ?? 1
      rank.imported += weight * (max(0, rest[step] + power) - max(0, rest[step]))
      rank.above += max(0, rest[step] + power - cap) - max(0, rest[step] - cap)
    }
    let previous = problem.consumers[index].previous
    if choice.start >= 0 {
      let start = Int(choice.start)
      if let before = previous?.firstIndex(of: 1) { rank.changes = abs(start - before) }
      rank.lateness = start
    } else {
      rank.lateness = choice.powers.reduce(0) { $0 + Int($1.magnitude) }
      for (step, decision) in choice.decisions.enumerated() {
        if let previous, previous[step] != Int(decision) { rank.changes += 1 }
        if decision == 1 { rank.lateness += step }
      }
    }
    return rank
  }
}

/// The import that drawing adds, what it adds above a cap as a far smaller price, and a price of being on.
private struct PreferencePrice: Price {
  let rest: [Double]
  let weights: [Double]
  let cap: Double
  let extra: Double
  /// Of each step; empty: none.
  let bias: [Double]

  func cost(_ step: Int, from: Double, to: Double) -> Double {
    let imported = max(0, rest[step] + to) - max(0, rest[step] + from)
    let above = max(0, rest[step] + to - cap) - max(0, rest[step] + from - cap)
    return weights[step] * imported + extra * above + (bias.isEmpty ? 0 : bias[step])
  }

  func slopes(_ step: Int) -> [Slope] {
    [
      Slope(price: 0, upTo: -rest[step]), Slope(price: weights[step], upTo: max(0, cap) - rest[step]),
      Slope(price: weights[step] + extra, upTo: .infinity),
    ]
  }
}
