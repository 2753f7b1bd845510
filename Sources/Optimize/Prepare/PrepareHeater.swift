extension Preparation {
  /// A heater on a pilot wire: eco in all steps, comfort in steps of its comfort periods.
  ///
  /// Periods are hours of local days, snapped outwards to steps; those that overlap are one. Of each period at most
  /// `ecoPercent` is spent in eco, rounded half to even as ELFE does, and of every run of `settings.ecoWindowSeconds`
  /// within it at most `settings.ecoPercent`, rounded up to steps: the tighter of the two decides. Steps before the
  /// horizon count as far as earlier plans tell them; of a period that ends after the horizon, the steps in it.
  mutating func heater(_ device: FlexibleDevice, _ wish: HeaterWish) -> Outcome {
    let powers = 0...Limits.power
    guard powers.contains(wish.eco), powers.contains(wish.comfort) else { return .ignored("its powers cannot be") }
    guard wish.eco > 0 || wish.comfort > 0 else { return .ignored("it has no power") }
    let percent = within(0...100, wish.ecoPercent, device, "share of eco", unit: "%")
    let weekdays = sound(wish.weekdays, of: device)
    let weekend = sound(wish.weekend, of: device)
    var rows: [SwitchedLoad.Row] = []
    var missed = 0
    for period in comfort(weekdays, weekend) {
      let rule = EcoRule(period: period, count: grid.count) { decision($0, of: device) }
      let wanted = rule.windows(conditions.settings, step: grid.step) + [rule.total(ecoPercent: percent)]
      for row in wanted {
        guard let kept = row.clipped(to: grid.count) else { continue }
        missed = max(missed, row.least - kept.least)
        rows.append(kept)
      }
    }
    if missed > 0 {
      constrain(
        device, "more eco than it allows is over", "\(missed) steps of comfort more than are left",
        "comfort in all of them")
    }
    return .planned(.switched(SwitchedLoad(off: wish.eco * 1000, on: wish.comfort * 1000, rows: rows)))
  }

  /// The comfort periods that reach into the horizon, in steps: the first may begin before it, the last end after it.
  private func comfort(_ weekdays: [DailyWindow], _ weekend: [DailyWindow]) -> [Range<Int>] {
    var periods: [Range<Int>] = []
    for period in clock.periods(
      { $0.weekday < 5 ? weekdays : weekend }, from: grid.begin - 2 * 86_400, to: grid.end)
    {
      let steps = grid.steps(before: period.lowerBound)..<grid.firstStep(from: period.upperBound)
      if let last = periods.last, steps.lowerBound < last.upperBound {
        periods[periods.count - 1] = last.lowerBound..<max(last.upperBound, steps.upperBound)
      } else {
        periods.append(steps)
      }
    }
    return periods.filter { $0.upperBound > 0 && $0.lowerBound < grid.count }
  }
}

/// How much of one comfort period is comfort.
private struct EcoRule {
  /// The steps of the period that are in the horizon, `[first, end)`.
  let first: Int
  let end: Int
  /// The decisions of its steps before the horizon, in order; nil: not known.
  let past: [Int?]

  /// - Parameter period: In steps; may begin before the horizon of `count` steps and end after it.
  init(period: Range<Int>, count: Int, decision: (Int) -> Int?) {
    first = max(0, period.lowerBound)
    end = min(period.upperBound, count)
    past = period.lowerBound < 0 ? (period.lowerBound..<0).map(decision) : []
  }

  /// The share of the whole period, less the comfort that was given.
  func total(ecoPercent: Int) -> SwitchedLoad.Row {
    let known = past.count { $0 != nil }
    let given = past.count { $0 == 1 }
    let (whole, rest) = ((100 - ecoPercent) * (known + end - first)).quotientAndRemainder(dividingBy: 100)
    let rounded = whole + (rest > 50 || rest == 50 && whole % 2 != 0 ? 1 : 0)
    return SwitchedLoad.Row(first: first, end: end, least: rounded - given, most: end - first)
  }

  /// So many steps has a window at most: as many windows cover a step, and the plans that keep them all must be counted.
  private static let longest = 12

  /// The windows that slide over it, also those that begin before the horizon; a step whose decision is not known was
  /// comfort. A period that is shorter than the window is one; a longer window is one of `longest` with the same share.
  func windows(_ settings: PlanSettings, step: Int) -> [SwitchedLoad.Row] {
    let length = min(settings.ecoWindowSeconds / step, EcoRule.longest, past.count + end - first)
    guard length > 0 else { return [] }
    let eco = (length * settings.ecoPercent.clamped(to: 0...100) + 99) / 100
    return (max(first - past.count, first - length + 1)...(end - length)).compactMap { start in
      let before = start < first ? past.suffix(first - start).count { $0 == nil || $0 == 1 } : 0
      let least = length - eco - before
      let row = SwitchedLoad.Row(
        first: max(first, start), end: start + length, least: least, most: start + length - max(first, start))
      return least > 0 ? row : nil
    }
  }
}

extension SwitchedLoad.Row {
  /// The row in a horizon: cut to its steps, no more wanted than there are, and the most never below the least.
  ///
  /// - Returns: Nil where none of its steps is in the horizon.
  func clipped(to count: Int) -> Self? {
    let first = max(0, self.first)
    let end = min(self.end, count)
    guard first < end else { return nil }
    let least = self.least.clamped(to: 0...(end - first))
    return Self(first: first, end: end, least: least, most: self.most.clamped(to: least...(end - first)))
  }
}
