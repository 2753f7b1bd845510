/// What a battery can do. Energy in mWh, power in W.
struct BatteryLimits {
  let capacity: Int64
  /// The level it keeps.
  let least: Int64
  let chargePower: Int64
  let dischargePower: Int64
  /// Round trip, hundredths of a percent: lost while charging.
  let efficiency: Int64

  /// What of a charge arrives in the battery, rounded down to mWh.
  func stored(of charge: Int64) -> Int64 { charge * efficiency / 10_000 }

  /// The greatest charge of which no more than `room` arrives.
  func greatestCharge(into room: Int64) -> Int64 { ((room + 1) * 10_000 - 1) / efficiency }
}

/// The level of a battery, moved on interval by interval.
///
/// The level never leaves `least…capacity`. What a meter says beyond that is named and left out, so that energy is
/// conserved to the mWh: level after = level before + charge − loss − excess − discharge + short.
struct BatteryWalk {
  /// What one interval did, mWh.
  struct Step: Equatable {
    /// What charging lost: the charge less what of it arrives, which is rounded down.
    var loss: Int64 = 0
    /// What arrived and did not fit.
    var excess: Int64 = 0
    /// What was taken and was not there, the minimum included.
    var short: Int64 = 0
    /// What was taken and not even an empty battery could have given; part of `short`.
    var negative: Int64 = 0
  }

  let limits: BatteryLimits
  private(set) var level: Int64

  /// - Parameter level: mWh; one outside of the limits is moved to the nearer of them.
  init(_ limits: BatteryLimits, level: Int64) {
    self.limits = limits
    self.level = min(limits.capacity, max(limits.least, level))
  }

  /// Charges and discharges, both in mWh, in one interval.
  mutating func step(charge: Int64, discharge: Int64) -> Step {
    let stored = limits.stored(of: charge)
    let next = level + stored - discharge
    level = min(limits.capacity, max(limits.least, next))
    return Step(
      loss: charge - stored, excess: max(0, next - limits.capacity), short: max(0, limits.least - next),
      negative: max(0, -next))
  }
}
