/// The plans of a battery.
///
/// The least cost of going on from a level at a step is a convex function of the level, in straight pieces as long as the price
/// of a step is: each step adds its own pieces in the order of their slopes, so the functions of all steps are exact.
/// A curve's rounded kink counts as a sharp one here.
struct BatterySet {
  let load: BatteryLoad
  let stepSeconds: Int

  init(_ load: BatteryLoad, stepSeconds: Int) {
    self.load = load
    self.stepSeconds = stepSeconds
  }

  private struct Piece {
    /// Cost a mWs.
    var slope: Double
    /// mWs.
    var length: Double
  }

  /// A convex function of the level: where it begins, what it is there, and its pieces by ascending slope.
  private struct Value {
    var start: Double
    var value: Double
    var pieces: [Piece]

    /// Cuts it to a range of levels.
    mutating func clip(from low: Double, to high: Double) {
      var excess = low - start
      var first = 0
      while excess > 0, first < pieces.count {
        let cut = min(excess, pieces[first].length)
        value += cut * pieces[first].slope
        pieces[first].length -= cut
        start += cut
        excess -= cut
        if pieces[first].length <= 0 { first += 1 }
      }
      pieces.removeFirst(min(first, pieces.count))
      excess = start + pieces.reduce(0) { $0 + $1.length } - high
      while excess > 0, let last = pieces.indices.last {
        let cut = min(excess, pieces[last].length)
        pieces[last].length -= cut
        excess -= cut
        if pieces[last].length <= 0 { pieces.removeLast() }
      }
    }

    func at(_ level: Double) -> Double {
      var rest = level - start
      var sum = value
      for piece in pieces where rest > 0 {
        sum += min(rest, piece.length) * piece.slope
        rest -= piece.length
      }
      return sum
    }
  }

  /// What changing the level by a step costs: from the greatest discharge to the greatest charge, by ascending slope.
  private func stepPieces(_ price: some Price, _ step: Int) -> (lowest: Double, value: Double, pieces: [Piece]) {
    let seconds = Double(stepSeconds)
    let stored = seconds * Double(load.efficiency) / 10_000
    let discharge = Double(load.dischargePower[step]) * 1000
    let charge = Double(load.chargePower[step]) * 1000
    let slopes = price.slopes(step)
    var pieces: [Piece] = []
    var value = 0.0
    for (from, to, factor) in [(-discharge, 0.0, seconds), (0.0, charge, stored)] where to > from {
      var position = from
      for slope in slopes where slope.upTo > position && position < to {
        let next = min(slope.upTo, to)
        pieces.append(Piece(slope: slope.price / factor, length: (next - position) * factor))
        if from < 0 { value -= (next - position) * slope.price }
        position = next
      }
    }
    return (-discharge * seconds, value, pieces)
  }

  /// The cheapest plan in whole W, its cost, and a cost that none is below.
  func cheapest(_ price: some Price) -> (choice: Choice, cost: Double, least: Double) {
    let count = load.chargePower.count
    let low = Double(load.minimum)
    let high = Double(load.capacity)
    var values = [Value](repeating: Value(start: low, value: 0, pieces: []), count: count + 1)
    values[count].pieces = [Piece(slope: 0, length: high - low)]
    for step in stride(from: count - 1, through: 0, by: -1) {
      let (lowest, value, pieces) = stepPieces(price, step)
      // A charge of u leads from level s to s + u, so seen from the next level the step's function is mirrored.
      let highest = lowest + pieces.reduce(0) { $0 + $1.length }
      let atHighest = value + pieces.reduce(0) { $0 + $1.length * $1.slope }
      let mirrored = pieces.reversed().map { Piece(slope: -$0.slope, length: $0.length) }
      var merged: [Piece] = []
      merged.reserveCapacity(values[step + 1].pieces.count + mirrored.count)
      var own = mirrored[...]
      for piece in values[step + 1].pieces {
        while let first = own.first, first.slope < piece.slope { merged.append(own.removeFirst()) }
        merged.append(piece)
      }
      merged += own
      values[step] = Value(
        start: values[step + 1].start - highest, value: values[step + 1].value + atHighest, pieces: merged)
      values[step].clip(from: low, to: high)
    }
    var powers = [Int32](repeating: 0, count: count)
    var level = load.level
    var cost = 0.0
    for step in 0..<count {
      let change = bestChange(price, step, level: Double(level), next: values[step + 1])
      let power = watts(change: change, level: level, step: step)
      level = self.level(after: power, from: level)
      powers[step] = Int32(power)
      cost += price.cost(step, from: 0, to: Double(power) * 1000)
    }
    return (Choice(powers: powers), cost, values[0].at(Double(load.level)))
  }

  /// The change of the level that costs least with what follows; of equals the smallest.
  private func bestChange(_ price: some Price, _ step: Int, level: Double, next: Value) -> Double {
    let (lowest, _, pieces) = stepPieces(price, step)
    // Both functions over the change, walked together from the greatest discharge on.
    var change = max(lowest, next.start - level)
    var firstBest: Double?
    var own = 0
    var ownLeft = pieces.first?.length ?? 0
    var skip = change - lowest
    while own < pieces.count, skip >= ownLeft {
      skip -= ownLeft
      own += 1
      ownLeft = own < pieces.count ? pieces[own].length : 0
    }
    ownLeft -= skip
    var other = 0
    var otherLeft = next.pieces.first?.length ?? 0
    skip = level + change - next.start
    while other < next.pieces.count, skip >= otherLeft {
      skip -= otherLeft
      other += 1
      otherLeft = other < next.pieces.count ? next.pieces[other].length : 0
    }
    otherLeft -= skip
    while own < pieces.count, other < next.pieces.count {
      let slope = pieces[own].slope + next.pieces[other].slope
      if slope >= -1e-12, firstBest == nil { firstBest = change }
      if slope > 1e-12 { break }
      let step = min(ownLeft, otherLeft)
      change += step
      ownLeft -= step
      otherLeft -= step
      if ownLeft <= 0 {
        own += 1
        ownLeft = own < pieces.count ? pieces[own].length : 0
      }
      if otherLeft <= 0 {
        other += 1
        otherLeft = other < next.pieces.count ? next.pieces[other].length : 0
      }
    }
    return min(max(0, firstBest ?? change), change)
  }

  /// The whole W nearest to a change of the level, towards zero, that keep all limits.
  private func watts(change: Double, level: Int, step: Int) -> Int {
    if change < 0 {
      let wanted = Int(-change / Double(stepSeconds) / 1000 + 1e-6)
      return -min(wanted, load.dischargePower[step], (level - load.minimum) / (1000 * stepSeconds))
    }
    guard load.efficiency > 0 else { return 0 }
    let wanted = Int(change / Double(stepSeconds) / Double(load.efficiency) * 10 + 1e-6)
    let room = (load.capacity - level) / stepSeconds * 10 / load.efficiency
    return max(0, min(wanted, load.chargePower[step], room))
  }

  /// mWs after a step at a power in W.
  func level(after power: Int, from level: Int) -> Int {
    power < 0
      ? level + power * 1000 * stepSeconds
      : level + power * stepSeconds * load.efficiency / 10
  }

  /// The plan in whole W that follows a mixture of plans as far as the limits let it; loads in mW.
  func following(_ loads: some Collection<Float>) -> Choice {
    var level = load.level
    var powers: [Int32] = []
    for (step, load) in loads.enumerated() {
      let factor = load < 0 ? Double(stepSeconds) : Double(stepSeconds * self.load.efficiency) / 10_000
      let power = watts(change: Double(load) * factor, level: level, step: step)
      level = self.level(after: power, from: level)
      powers.append(Int32(power))
    }
    return Choice(powers: powers)
  }

  /// Whether powers in W keep all limits.
  func contains(_ powers: [Int]) -> Bool {
    var level = load.level
    for (step, power) in powers.enumerated() {
      guard power <= load.chargePower[step], -power <= load.dischargePower[step] else { return false }
      level = self.level(after: power, from: level)
      guard (load.minimum...load.capacity).contains(level) else { return false }
    }
    return true
  }
}
