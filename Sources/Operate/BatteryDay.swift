import Grid

/// A battery's readings of one local day, replayed.
struct BatteryDay {
  /// What the meter says, mWh an interval; `MeterDay.missing` where it does not.
  struct Readings {
    let charge: [Int64]
    let discharge: [Int64]
    /// At the end of the interval.
    let level: [Int64]
    /// Half a unit of the meter, mWh: a limit may be passed by as much.
    let rounding: Int64
  }

  struct Violation: Equatable {
    /// Seconds after the start of the day.
    let elapsed: Int64
    let kind: String
    /// Energy of the interval beyond the limit, mWh.
    let excess: Int64
  }

  let start: Int64
  private(set) var end: Int64
  private(set) var charge: Int64 = 0
  private(set) var discharge: Int64 = 0
  private(set) var total = BatteryWalk.Step()
  private(set) var presentCount = 0
  private(set) var violations: [Violation] = []
  /// mWh at the end of each interval.
  private(set) var levels: [Int64] = []
  /// The last level that the meter says; nil: none.
  private(set) var metered: Int64?
  /// Greatest distance between the replayed level and the meter's; nil: it says none.
  private(set) var deviation: Int64?
  /// Seconds after the start of the day at which the last known interval ends; nil: none is known.
  private(set) var knownUntil: Int64?

  /// - Parameters:
  ///   - level: At the start of the day, mWh.
  ///   - interval: Seconds.
  ///   - tolerance: mWh by which replayed and metered level may differ.
  init(_ readings: Readings, _ limits: BatteryLimits, level: Int64, interval: Int64, tolerance: Int64) {
    var walk = BatteryWalk(limits, level: level)
    start = walk.level
    end = walk.level
    var worst: Violation?
    for at in readings.charge.indices {
      let elapsed = Int64(at) * interval
      let (charge, discharge) = (readings.charge[at], readings.discharge[at])
      if charge != MeterDay.missing, discharge != MeterDay.missing {
        let step = walk.step(charge: charge, discharge: discharge)
        add(step, charge: charge, discharge: discharge)
        note(step, limits, charge: charge, discharge: discharge, elapsed, interval, rounding: readings.rounding)
        knownUntil = elapsed + interval
      }
      levels.append(walk.level)
      guard readings.level[at] != MeterDay.missing else { continue }
      metered = readings.level[at]
      knownUntil = elapsed + interval
      let distance = abs(walk.level - readings.level[at])
      deviation = max(deviation ?? 0, distance)
      if distance > tolerance, distance > worst?.excess ?? 0 {
        worst = Violation(elapsed: elapsed, kind: "level-differs", excess: distance)
      }
    }
    end = walk.level
    if let worst { violations.append(worst) }
  }

  private mutating func add(_ step: BatteryWalk.Step, charge: Int64, discharge: Int64) {
    presentCount += 1
    self.charge += charge
    self.discharge += discharge
    total.loss += step.loss
    total.excess += step.excess
    total.short += step.short
    total.negative += step.negative
  }

  private mutating func note(
    _ step: BatteryWalk.Step, _ limits: BatteryLimits, charge: Int64, discharge: Int64, _ elapsed: Int64,
    _ interval: Int64, rounding: Int64
  ) {
    func add(_ kind: String, _ excess: Int64) {
      if excess > 0 { violations.append(Violation(elapsed: elapsed, kind: kind, excess: excess)) }
    }
    /// Energy above what a power makes in the interval; less than the meter's rounding is none.
    func beyond(_ energy: Int64, _ power: Int64) -> Int64 {
      let excess = energy - power * 1000 * interval / 3600
      return excess > rounding ? excess : 0
    }
    add("over-capacity", step.excess)
    // Beyond empty is told of instead of beyond the minimum, which it is too.
    add("negative", step.negative)
    if step.negative == 0 { add("below-minimum", step.short) }
    add("above-charge-power", beyond(charge, limits.chargePower))
    add("above-discharge-power", beyond(discharge, limits.dischargePower))
  }

  /// Levels at the end of the slots of a length, the last one of the day perhaps shorter.
  func levels(every seconds: Int64, interval: Int64) -> [Int64] {
    let size = Int(max(1, seconds / interval))
    return stride(from: 0, to: levels.count, by: size).map { levels[min($0 + size, levels.count) - 1] }
  }
}
