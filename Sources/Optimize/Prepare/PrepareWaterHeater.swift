extension Preparation {
  /// A water heater heats once, within an off-peak window.
  ///
  /// It is expected to draw its power for the energy of its last day and a margin, rounded up to steps: that is its load. What
  /// it is authorised to is another duration, `authorisedSeconds`, because nobody knows how cold its water is.
  /// Windows that touch are one. The windows of the next 24 hours count, each the first time that it is not over, and
  /// what is left of one that has begun; it may start wherever the heating fits into one of them. Where it fits into none,
  /// the longest is overrun, from its beginning or now.
  ///
  /// A water heater rests after a start. Then it is to start within a day, where a window allows that. Where none does, or
  /// nobody knows its last start, it is to start when the previous plan had it start, or before that. So plans cannot put
  /// it off from window to window for ever.
  mutating func waterHeater(_ device: FlexibleDevice, _ wish: WaterHeaterWish) -> Outcome {
    guard (1...Limits.power).contains(wish.power) else { return .ignored("its heating power cannot be") }
    let energy = within(0...Limits.energy, wish.lastEnergy ?? 0, device, "energy of the last day", unit: "Wh")
    let margin = conditions.settings.waterHeaterMarginSeconds.clamped(to: 0...86_400)
    let watts = wish.power * grid.step
    let steps = (energy * 3600 + margin * wish.power + watts - 1) / watts
    guard steps > 0 else { return .leftOut(.served) }
    let profile = [Int](repeating: wish.power * 1000, count: min(steps, Limits.steps))
    let rest = Int64(conditions.settings.waterHeaterRestSeconds.clamped(to: 0...604_800))
    let lastStart = lastStart(of: device)
    if let lastStart {
      if let load = remainder(profile, startedAt: lastStart, end: .max) { return .running(load) }
      if lastStart + rest > conditions.roundedAt { return .leftOut(.resting) }
    }
    let windows = sound(wish.offPeak, of: device)
    guard !windows.isEmpty else { return .ignored("it has no off-peak window") }
    let blocks = blocks(windows)
    let fitting = blocks.filter { $0.end - $0.first >= profile.count }
    guard let block = fitting.first else {
      // The longest for what is left of it; of equals the earliest.
      guard let longest = blocks.max(by: { ($0.left, $1.first) < ($1.left, $0.first) }) else {
        return .leftOut(.notDue)
      }
      return place(
        device, profile, first: longest.first, last: longest.first, "its heating fits into no off-peak window",
        before: longest.period)
    }
    var starts: [Int] = []
    for block in fitting {
      let last = min(block.end, grid.count) - profile.count
      if block.first <= last { starts += block.first...last }
    }
    if starts.isEmpty {
      return place(device, profile, first: block.first, last: block.end - profile.count, nil, before: block.period)
    }
    var load = StartLoad(profile: profile, starts: starts, end: grid.count)
    load.starts = lastStart.map { last in starts.filter { grid.instant($0) <= last + rest + 86_400 } } ?? []
    if load.starts.isEmpty, let planned = previous(of: device, .start(load))?.firstIndex(of: 1) {
      load.starts = starts.filter { $0 <= planned }
    }
    if load.starts.isEmpty { load.starts = starts }
    return .planned(.start(load))
  }

  /// Off-peak hours without a break.
  private struct Block {
    /// Seconds since 1970.
    var period: ClosedRange<Int64>
    /// The whole steps in it that begin in the horizon or after it, `[first, end)`.
    var first: Int
    var end: Int
    /// Seconds of it that are not over when the plan begins.
    var left: Int64

    init(_ period: Range<Int64>, _ grid: PlanGrid) {
      self.period = period.lowerBound...period.upperBound
      first = max(0, grid.firstStep(from: period.lowerBound))
      end = grid.steps(before: period.upperBound)
      left = period.upperBound - max(period.lowerBound, grid.begin)
    }
  }

  /// Windows that touch joined, in order: those that have the first period of a window that is not over when the plan begins.
  private func blocks(_ windows: [DailyWindow]) -> [Block] {
    var blocks: [(range: Range<Int64>, windows: Set<Int>)] = []
    let periods = windows.indices.flatMap { window in
      clock.periods({ _ in [windows[window]] }, from: grid.begin - 2 * 86_400, to: grid.begin + 2 * 86_400)
        .map { (range: $0, window: window) }
    }
    for period in periods.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      if let last = blocks.last, period.range.lowerBound <= last.range.upperBound {
        blocks[blocks.count - 1].range = last.range.lowerBound..<max(last.range.upperBound, period.range.upperBound)
        blocks[blocks.count - 1].windows.insert(period.window)
      } else {
        blocks.append((period.range, [period.window]))
      }
    }
    var seen: Set<Int> = []
    return blocks.filter { $0.range.upperBound > grid.begin }.filter { block in
      defer { seen.formUnion(block.windows) }
      return !block.windows.isSubset(of: seen)
    }.map { Block($0.range, grid) }
  }
}

extension WaterHeaterWish {
  /// How long it may heat from its start on, seconds: a full heating, which its thermostat ends, or what is planned if that
  /// is longer. ELFE's devices know a full heating as `duration` too.
  ///
  /// - Parameter planned: Seconds of its planned load.
  func authorisedSeconds(planned: Int) -> Int { max(fullHeatSeconds ?? 0, planned) }

  /// How long a full heating from 10 to 60 °C takes, whole seconds, rounded down; nil without a power.
  ///
  /// The specific heat of water is 4,180 J a litre and K.
  public var fullHeatSeconds: Int? {
    guard power > 0 else { return nil }
    let energy = volume.clamped(to: 0...Limits.energy) * 50 * 4180
    return energy / power
  }

  /// What is published of a water heater: 1 in each step of a horizon in which it may heat, given its newest plan.
  ///
  /// - Parameters:
  ///   - start: When it starts, seconds since 1970.
  ///   - seconds: How long it may heat; rounded up to steps.
  ///   - begin: Of the horizon, seconds since 1970.
  ///   - step: Seconds.
  ///   - count: Steps of the horizon.
  public static func authorised(
    startingAt start: Int64, for seconds: Int, begin: Int64, step: Int, count: Int
  ) -> [Int] {
    let length = Int64(max(0, seconds)).bounded + Int64(step) - 1
    let end = start.bounded + length / Int64(step) * Int64(step)
    return (0..<count).map { index in
      let instant = begin + Int64(index) * Int64(step)
      return start <= instant && instant < end ? 1 : 0
    }
  }
}
