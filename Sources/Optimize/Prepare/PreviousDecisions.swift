/// What earlier plans told a device.
extension Preparation {
  /// When its newest run began, at or before the clock of this one; nil: not known.
  func lastStart(of device: FlexibleDevice) -> Int64? {
    var starts: [Int64] = []
    if let started = device.lastStartedAt, started <= conditions.roundedAt { starts.append(started.bounded) }
    if let previous = device.previous, let begin = device.previousBegin?.bounded {
      let known = (conditions.roundedAt - begin).quotientAndRemainder(flooringBy: Int64(grid.step)).quotient + 1
      let past = previous.prefix(Int(min(max(0, known), Int64(previous.count))))
      if let index = past.lastIndex(of: 1) { starts.append(begin + grid.seconds(index)) }
    }
    return starts.max()
  }

  /// What a run that began earlier still draws, mW of each step; nil: nothing, it is over.
  ///
  /// - Parameters:
  ///   - profile: mW of each step since its start.
  ///   - end: The step at which it stops, whatever is left.
  func remainder(_ profile: [Int], startedAt start: Int64, end: Int) -> [Int]? {
    let first = grid.steps(before: start)
    guard first + profile.count > 0, end > 0 else { return nil }
    let load = (0..<grid.count).map { step in
      step < end && profile.indices.contains(step - first) ? profile[step - first] : 0
    }
    return load.contains { $0 > 0 } ? load : nil
  }

  /// What the previous plan decided for this horizon's steps, in the form of the load's own decisions.
  func previous(of device: FlexibleDevice, _ load: Load) -> [Int]? {
    guard let decisions = device.previous, let begin = device.previousBegin,
      let here = grid.shifted(decisions, from: begin)
    else { return nil }
    switch load {
    case .start:
      guard let start = here.firstIndex(of: 1) else { return nil }
      return here.indices.map { $0 == start ? 1 : 0 }
    case .switched, .charge, .thermal: return here.map { $0 == 1 ? 1 : 0 }
    case .battery: return here.map { $0.clamped(to: -Limits.power...Limits.power) }
    }
  }

  /// The decision of a step before the horizon; nil: not known.
  func decision(_ step: Int, of device: FlexibleDevice) -> Int? {
    guard let previous = device.previous, let begin = device.previousBegin?.bounded else { return nil }
    let (index, rest) = (grid.instant(step) - begin).quotientAndRemainder(flooringBy: Int64(grid.step))
    return rest == 0 && index >= 0 && index < previous.count ? previous[Int(index)] : nil
  }
}
