extension Preparation {
  /// A vehicle that is plugged in: to `targetPercent` by `endBy`, and on to full unless it stops at the target.
  ///
  /// All in exact integers: k, the steps to the target, is ceil(capacity * (target - percent) / (power * step)), and the
  /// last step of the charge carries the rest of the energy to the mW.
  ///
  /// - Without pauses it starts so that k steps fit before the deadline, and charges until it is full or the window is
  ///   over. With a deadline beyond the horizon it may start as late as leaves k steps, its charge going on after the
  ///   horizon, but in the horizon's last step at the latest.
  /// - With pauses at least k steps of the window charge; of a deadline beyond the horizon, what the steps after the
  ///   horizon cannot do.
  /// - A deadline that is too near is overrun: k steps from now, and no more than the target.
  /// - What it charged since its state of charge was told counts as charged; see `FlexibleDevice.percentSince`.
  mutating func vehicle(_ device: FlexibleDevice, _ wish: VehicleWish) -> Outcome {
    guard (1...Limits.power).contains(wish.power) else { return .ignored("its charging power cannot be") }
    guard (1...Limits.energy).contains(wish.capacity) else { return .ignored("the capacity of its battery cannot be") }
    let percent = within(0...100, wish.percent, device, "state of charge", unit: "%")
    let target = within(0...100, wish.targetPercent, device, "wished charge", unit: "%")
    let charged = wish.mayPause ? chargedSteps(of: device) : 0
    let needed = max(0, Charge(wish, percent: max(0, target - percent), step: grid.step).steps - charged)
    let charge = Charge(wish, percent: (wish.stopsAtTarget ? max(target, percent) : 100) - percent, step: grid.step)
    let departure = grid.steps(before: wish.endBy)
    if !wish.mayPause, let started = lastStart(of: device) {
      // What it had charged when its state of charge was told is in that; no charge is longer than one of all.
      let longest = grid.seconds(Charge(wish, percent: 100, step: grid.step).steps)
      let since = max(started, device.percentSince.flatMap { $0 - started < longest ? $0 : nil } ?? started)
      let start = grid.steps(before: since)
      let profile = charge.profile(atMost: grid.count - start)
      if let load = remainder(profile, startedAt: since, end: max(departure, start + needed)) {
        return .running(load)
      }
      // Without knowing which wish it was started for: one whose deadline has come, within a horizon of the start.
      let isServed =
        device.servedEndBy.map { $0 == wish.endBy }
        ?? (departure <= 0 && wish.endBy.bounded - started <= grid.seconds(grid.count))
      if isServed { return .leftOut(.served) }
    }
    if departure <= 0, needed == 0 { return .leftOut(.served) }
    let end = max(departure, needed)
    if departure < needed {
      constrain(
        device, needed > grid.count ? "it charges longer than the plan" : "its deadline is too near",
        clock.text(grid.begin, wish.endBy), clock.text(grid.begin, grid.instant(end)))
    }
    let profile = charge.profile(atMost: grid.count + charged, after: charged)
    if wish.mayPause {
      let least = max(0, needed - max(0, end - grid.count))
      return .planned(.charge(ChargeLoad(profile: profile, first: 0, end: min(end, grid.count), least: least)))
    }
    let latest = min(end - needed, grid.count - 1)
    return .planned(.start(StartLoad(profile: profile, starts: Array(0...latest), end: min(end, grid.count))))
  }

  /// Steps in which an earlier plan charged it since its state of charge was told.
  private func chargedSteps(of device: FlexibleDevice) -> Int {
    guard let since = device.percentSince else { return 0 }
    let first = max(grid.firstStep(from: since), -(device.previous?.count ?? 0))
    return first < 0 ? (first..<0).count { decision($0, of: device) == 1 } : 0
  }

  /// A charge by a share of the capacity.
  private struct Charge {
    /// mW, and of the last step where it is not whole.
    let power: Int
    let rest: Int
    let steps: Int

    /// - Parameters:
    ///   - percent: Of the capacity, 0…100.
    ///   - step: Seconds; divides an hour.
    init(_ wish: VehicleWish, percent: Int, step: Int) {
      // Ws. A step divides an hour, so the rest is whole mW.
      let (whole, rest) = (wish.capacity * percent * 36).quotientAndRemainder(dividingBy: wish.power * step)
      power = wish.power * 1000
      self.rest = rest * 1000 / step
      steps = whole + (rest > 0 ? 1 : 0)
    }

    /// mW of each step, but the first ones that are done. A full vehicle has one of nothing: it keeps its plan, as it may use
    /// some before it leaves.
    func profile(atMost count: Int, after done: Int = 0) -> [Int] {
      if steps <= done { return [0] }
      var profile = [Int](repeating: power, count: min(steps, count))
      if rest > 0, steps <= count { profile[steps - 1] = rest }
      return Array(profile.dropFirst(done))
    }
  }
}
