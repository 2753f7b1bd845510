extension Preparation {
  /// A machine runs once within `[endBy - maxWait - D, endBy)`, D being its cycle.
  ///
  /// - A deadline that cannot be met any more is overrun: it starts at once.
  /// - Where no step begins early enough for the deadline and late enough for the wait, it waits up to a step longer.
  /// - It is done within the horizon where any start of its window allows that; else a later plan sees it in time, because
  ///   a plan of its last chance has it at step 0. So a window beyond the horizon does not disturb this plan.
  /// - A cycle longer than the horizon starts as soon as it may.
  mutating func machine(_ device: FlexibleDevice, _ wish: MachineWish) -> Outcome {
    guard wish.profile.allSatisfy({ $0 >= 0 && $0 <= Double(Limits.power) }), wish.profile.count <= Limits.steps else {
      return .ignored("its cycle is not a series of powers")
    }
    let profile = wish.profile.map { Int(($0 * 1000).rounded()) }
    guard profile.contains(where: { $0 > 0 }) else { return .ignored("its cycle has no power") }
    let endBy = wish.endBy.bounded
    let start = endBy - Int64(wish.maxWaitSeconds).bounded - grid.seconds(profile.count)
    if let started = lastStart(of: device) {
      if let load = remainder(profile, startedAt: started, end: .max) { return .running(load) }
      let isServed = device.servedEndBy.map { $0 == wish.endBy } ?? (started + Int64(grid.step) > start)
      if isServed { return .leftOut(.served) }
    }
    var first = max(0, grid.firstStep(from: start))
    var last = grid.steps(before: endBy) - profile.count
    var relaxed: String?
    if last < first {
      if wish.maxWaitSeconds >= 0, last >= 0 {
        relaxed = "no step begins within the time it may start in"
        first = last
      } else {
        relaxed = "its deadline is too near"
        last = first
      }
    }
    return place(device, profile, first: first, last: last, relaxed, before: start...max(start, endBy))
  }

  /// One start within steps, done within the horizon, or left to a later plan.
  ///
  /// - Parameters:
  ///   - relaxed: Why the steps are not those of the wish.
  ///   - before: The window that is wished.
  mutating func place(
    _ device: FlexibleDevice, _ profile: [Int], first: Int, last: Int, _ relaxed: String?, before: ClosedRange<Int64>
  ) -> Outcome {
    let wished = clock.text(before.lowerBound, before.upperBound)
    if profile.count > grid.count {
      guard first < grid.count else { return .leftOut(.notDue) }
      constrain(
        device, relaxed ?? "it runs longer than the plan, so it starts as soon as it may", wished,
        clock.text(grid.instant(first), grid.instant(first + profile.count)))
      let seen = Array(profile.prefix(grid.count - first))
      return .planned(.start(StartLoad(profile: seen, starts: [first], end: grid.count)))
    }
    let latest = min(last, grid.count - profile.count)
    guard first <= latest else { return .leftOut(.notDue) }
    if let relaxed {
      constrain(device, relaxed, wished, clock.text(grid.instant(first), grid.instant(last + profile.count)))
    }
    return .planned(.start(StartLoad(profile: profile, starts: Array(first...latest), end: grid.count)))
  }
}
