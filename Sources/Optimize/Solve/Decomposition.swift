import Glibc

/// Finds a plan and a bound by looking at one consumer at a time.
///
/// 1. Mixtures of plans are brought to rest while the kink between surplus and deficit narrows; the prices they leave are a
///    proven bound (Lagrange).
/// 2. Mixtures are rounded to plans, and these annealed: each consumer moves to what is cheapest beside the others, again with a
///    kink that narrows.
/// 3. A few consumers at a time are taken off and put back, as long as that helps or the time lasts.
///
/// The search ends as soon as the gap is what was asked for. The same problem gives the same plan as long as the time suffices.
struct Decomposition {
  private let search: Search
  private let options: SolveOptions
  private let deadline: Double
  /// The scale of widths: the greatest power of the curve, mW.
  private let scale: Double
  private var generator = SplitMix(seed: 1)
  private(set) var best: [Choice]
  private(set) var objective: Int
  private(set) var bound = 0.0

  init(_ problem: Problem, _ sets: [PlanSet], _ options: SolveOptions, deadline: Double) {
    self.options = options
    self.deadline = deadline
    let greatest = problem.base.reduce(0) { max($0, $1.magnitude) }
    search = Search(problem, sets, width: Double(max(greatest, 1_000_000)) / 2)
    scale = Double(max(greatest, search.total.reduce(0) { max($0, $1.magnitude) }, 1_000_000))
    best = search.choices
    objective = search.objective
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private func isOver() -> Bool { Self.now() >= deadline }

  private var isGoodEnough: Bool { Double(objective) - bound <= options.gap * Double(objective) }

  mutating func run() {
    followPrevious()
    var mixture = Mixture(search)
    mix(&mixture)
    // Few consumers are quickly annealed and need luck; many are not, and do not.
    let rounds = min(max(30_000 / max(1, search.sets.count), 30), 400)
    var round = 0
    // Out of time the mixture is rounded all the same: it is far better than the plan of the beginning.
    while !isGoodEnough, round == 0 || !isOver(), round < rounds {
      options.progress(round, rounds)
      search.take(mixture.round(&generator, byShare: round > 0))
      search.anneal(from: [1e-3, 3e-3, 1e-2, 3e-2][round % 4] * scale, to: 1e-4 * scale, &generator, until: isOver)
      keep()
      round += 1
    }
    polish()
    search.take(best)
  }

  /// Tries the previous plan first: when it is still good enough, nothing moves.
  private mutating func followPrevious() {
    let consumers = search.problem.consumers
    guard consumers.contains(where: { $0.previous != nil }) else { return }
    search.take(
      consumers.indices.map { index in
        consumers[index].previous.flatMap { search.sets[index].choice($0) } ?? best[index]
      })
    search.anneal(from: 0, to: 0, &generator, until: isOver)
    keep()
    search.take(best)
  }

  private mutating func keep() {
    let reached = search.objective
    if reached < objective {
      objective = reached
      best = search.choices
    }
  }

  private mutating func mix(_ mixture: inout Mixture) {
    var width = 0.1 * scale
    while width > 2e-4 * scale, !isOver() {
      for _ in 0..<50 where !isOver() {
        if mixture.sweep(width: width) < 1e-6 * Double(max(1, objective)) { break }
      }
      let reached = max(bound, search.bound(mixture.prices(width: width)))
      // A kink so narrow that the bound hardly rises is narrow enough.
      if width < 5e-3 * scale, reached - bound < 1e-6 * reached {
        bound = reached
        break
      }
      bound = reached
      width *= 0.5
    }
  }

  /// Takes off and puts back a few consumers at a time.
  private mutating func polish() {
    search.take(best)
    guard search.sets.count > 1 else { return }
    let limit = min(8000, 400 * search.sets.count) + 40 * search.sets.count
    var present = objective
    var attempt = 0
    while attempt < limit, !isGoodEnough, !isOver() {
      // Now and then, and ever less, something a little worse is taken, to leave a place where nothing helps.
      let cooling = 1 - Double(attempt) / Double(limit)
      let warmth = 5e-3 * cooling * cooling * Double(present) / Double(search.sets.count)
      var picked: [Int] = []
      for _ in 0..<Int.random(in: 2...8, using: &generator) {
        let index = Int.random(in: search.sets.indices, using: &generator)
        if !picked.contains(index) { picked.append(index) }
      }
      let before = search.reinsert(picked, width: [0, 2e-3, 1e-2, 3e-2][attempt % 4] * scale)
      let reached = search.objective
      let allowance = attempt % 2 == 0 ? 0 : -warmth * log(Double.random(in: 1e-9..<1, using: &generator))
      if Double(reached) <= Double(present) + allowance {
        present = reached
        keep()
      } else {
        for (index, choice) in zip(picked, before) { search.replace(index, by: choice) }
      }
      attempt += 1
    }
  }
}
