/// A plan in the making: a choice for every consumer, and the curve they make together.
final class Search {
  let problem: Problem
  let sets: [PlanSet]
  let weights: [Double]
  private(set) var choices: [Choice]
  /// mW of each step: the base with all choices.
  private(set) var total: [Int]
  var scratch: SearchScratch
  private var rest: [Double]

  var stepCount: Int { problem.stepCount }

  /// With nobody on the curve yet.
  private init(_ problem: Problem, _ sets: [PlanSet]) {
    self.problem = problem
    self.sets = sets
    weights = (problem.weights ?? Array(repeating: 1, count: problem.stepCount)).map(Double.init)
    scratch = SearchScratch(stepCount: problem.stepCount)
    choices = Array(repeating: Choice(), count: sets.count)
    total = problem.base
    rest = Array(repeating: 0, count: problem.stepCount)
  }

  /// Begins with the cheapest plan of each consumer beside those before it.
  ///
  /// - Parameter width: Of the kink, mW.
  convenience init(_ problem: Problem, _ sets: [PlanSet], width: Double) {
    self.init(problem, sets)
    for index in sets.indices { insert(index, width: width) }
  }

  /// Begins with given plans.
  convenience init(_ problem: Problem, _ sets: [PlanSet], choices: [Choice]) {
    self.init(problem, sets)
    take(choices)
  }

  /// Weighted mW of import summed over the steps; exact.
  var objective: Int { Self.objective(total, problem.weights) }

  static func objective(_ curve: [Int], _ weights: [Int]?) -> Int {
    guard let weights else { return Plan.imported(curve) }
    return zip(curve, weights).reduce(0) { $0 + max(0, $1.0) * $1.1 }
  }

  private func add(_ index: Int, _ choice: Choice, sign: Int) {
    total.withUnsafeMutableBufferPointer { total in
      sets[index].forEachLoad(choice) { total[$0] += sign * $1 }
    }
  }

  func replace(_ index: Int, by choice: Choice) {
    remove(index)
    choices[index] = choice
    add(index, choice, sign: 1)
  }

  func take(_ choices: [Choice]) {
    total = problem.base
    self.choices = choices
    for index in sets.indices { add(index, choices[index], sign: 1) }
  }

  /// Takes a consumer's load off the curve, until `insert` or `replace` puts one back.
  private func remove(_ index: Int) { add(index, choices[index], sign: -1) }

  /// The curve without one consumer, mW.
  func rest(without index: Int) -> [Int] {
    remove(index)
    let rest = total
    add(index, choices[index], sign: 1)
    return rest
  }

  /// Calls with the price of the curve as it is.
  private func priced<Result>(width: Double, _ body: (CurvePrice) -> Result) -> Result {
    for step in 0..<stepCount { rest[step] = Double(total[step]) }
    return rest.withUnsafeBufferPointer { rest in
      weights.withUnsafeBufferPointer { body(CurvePrice(rest: rest, weights: $0, width: width)) }
    }
  }

  /// Gives a consumer that is not on the curve its cheapest plan.
  private func insert(_ index: Int, width: Double) {
    choices[index] = priced(width: width) { sets[index].cheapest($0, &scratch).choice }
    add(index, choices[index], sign: 1)
  }

  /// Lets consumers move once to what is cheaper beside the others; how many did.
  ///
  /// - Parameter width: Of the kink, mW; 0: what counts is the import itself.
  @discardableResult
  func sweep(width: Double, order: some Sequence<Int>) -> Int {
    var moved = 0
    for index in order {
      remove(index)
      let (choice, gain) = priced(width: width) { price in
        var present = 0.0
        sets[index].forEachLoad(choices[index]) { present += price.cost($0, from: 0, to: Double($1)) }
        let (choice, cost) = sets[index].cheapest(price, &scratch)
        return (choice, present - cost)
      }
      if gain > 1e-2, choice != choices[index] {
        choices[index] = choice
        moved += 1
      }
      add(index, choices[index], sign: 1)
    }
    return moved
  }

  /// Moves consumers while the kink narrows to nothing.
  func anneal(from width: Double, to last: Double, _ generator: inout SplitMix, until isOver: () -> Bool) {
    var order = Array(sets.indices)
    var width = width
    while width > last, !isOver() {
      order.shuffle(using: &generator)
      sweep(width: width, order: order)
      width *= 0.4
    }
    for _ in 0..<10 where !isOver() {
      order.shuffle(using: &generator)
      if sweep(width: 0, order: order) == 0 { break }
    }
  }

  /// Takes some consumers off and puts them back in another order; what they were, to undo it.
  func reinsert(_ picked: [Int], width: Double) -> [Choice] {
    let before = picked.map { choices[$0] }
    for index in picked { remove(index) }
    for index in picked { insert(index, width: width) }
    for _ in 0..<3 where sweep(width: 0, order: picked.reversed()) > 0 {}
    return before
  }

  /// No plan has a lower objective than this: each consumer pays prices for its load, whatever the others do.
  ///
  /// - Parameter prices: Of a mW in each step, between 0 and the weight.
  func bound(_ prices: [Double]) -> Double {
    prices.withUnsafeBufferPointer { pointer in
      let price = LinearPrice(prices: pointer)
      var sum = 0.0
      for step in 0..<stepCount { sum += prices[step] * Double(problem.base[step]) }
      for set in sets { sum += set.leastCost(price, &scratch) }
      return sum
    }
  }
}

/// Random numbers that are the same in every run. Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
