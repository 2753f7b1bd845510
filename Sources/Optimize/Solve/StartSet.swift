/// The plans of a load that starts once.
struct StartSet {
  let load: StartLoad
  /// Steps of equal power in a row: a load of one power costs two differences of a running sum.
  private struct Run {
    let offset: Int
    let count: Int
    let power: Double
  }
  private let runs: [Run]
  private let first: Int
  private let last: Int

  init(_ load: StartLoad) {
    self.load = load
    first = load.starts.first ?? 0
    last = load.starts.last ?? 0
    var runs: [Run] = []
    for (offset, power) in load.profile.enumerated() where power != 0 {
      if let run = runs.last, run.power == Double(power), run.offset + run.count == offset {
        runs[runs.count - 1] = Run(offset: run.offset, count: run.count + 1, power: run.power)
      } else {
        runs.append(Run(offset: offset, count: 1, power: Double(power)))
      }
    }
    self.runs = runs
  }

  /// The cheapest start; of equals the earliest.
  func cheapest(_ price: some Price, _ scratch: inout Scratch) -> (start: Int, cost: Double) {
    let span = last - first + 1
    for index in 0..<span { scratch.costs[index] = 0 }
    for run in runs {
      if run.count == 1 {
        let stop = min(span, load.end - first - run.offset)
        var index = 0
        while index < stop {
          scratch.costs[index] += price.cost(first + index + run.offset, from: 0, to: run.power)
          index += 1
        }
      } else {
        // sums[k]: the cost of running through the first k steps from the earliest start on.
        let begin = first + run.offset
        let length = max(0, min(span - 1 + run.count, load.end - begin))
        scratch.sums[0] = 0
        for k in 0..<length {
          scratch.sums[k + 1] = scratch.sums[k] + price.cost(begin + k, from: 0, to: run.power)
        }
        for index in 0..<span {
          scratch.costs[index] += scratch.sums[min(index + run.count, length)] - scratch.sums[min(index, length)]
        }
      }
    }
    var best = (start: load.starts[0], cost: Double.infinity)
    for start in load.starts where scratch.costs[start - first] < best.cost - 1e-9 {
      best = (start, scratch.costs[start - first])
    }
    return best
  }

  /// Calls with each step and mW that a start makes.
  @inline(__always) func forEachLoad(start: Int, _ body: (Int, Int) -> Void) {
    var step = start
    for power in load.profile {
      if step >= load.end { break }
      body(step, power)
      step += 1
    }
  }
}

/// Working memory of the searches for one consumer's cheapest plan, used again and again.
struct Scratch {
  var costs: [Double]
  var sums: [Double]
  var values: [Double] = []

  init(stepCount: Int) {
    costs = [Double](repeating: 0, count: stepCount + 2)
    sums = [Double](repeating: 0, count: stepCount + 2)
  }
}
