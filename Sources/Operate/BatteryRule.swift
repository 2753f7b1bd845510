/// What a battery does in a quarter of an hour.
///
/// A community's battery first stores the community's surplus. Beyond that a price below the standard charges it and one
/// above discharges it, as far as level and power allow; within the band it holds, as it does without a price. Powers are
/// whole W, rounded down.
struct BatteryRule {
  let rule: PriceRule
  let limits: BatteryLimits

  struct Action: Equatable {
    /// W.
    var charge: Int64 = 0
    var discharge: Int64 = 0
    /// The part of the charge that is surplus, mWh.
    var surplus: Int64 = 0
    let reason: PlanSlot.Reason
  }

  /// - Parameters:
  ///   - level: At the start of the slot, mWh.
  ///   - price: Hundredths of a EUR a MWh; nil: not known.
  ///   - doubleStandard: Twice the standard; nil: not known.
  ///   - surplus: mWh that it may store.
  func action(level: Int64, price: Int64?, doubleStandard: Int64?, surplus: Int64) -> Action {
    let room = limits.greatestCharge(into: limits.capacity - level) / PlanSlot.energy
    let charge = min(limits.chargePower, room)
    let discharge = min(limits.dischargePower, (level - limits.least) / PlanSlot.energy)
    var verdict: PriceRule.Verdict?
    if let price, let doubleStandard { verdict = rule.verdict(price, doubleStandard: doubleStandard) }
    let stored = min(charge, surplus / PlanSlot.energy)
    if stored > 0, verdict != .low {
      return Action(charge: stored, surplus: stored * PlanSlot.energy, reason: .surplus)
    }
    switch verdict {
    case nil: return Action(reason: .noPrice)
    case .within: return Action(reason: .hold)
    case .low:
      if limits.chargePower == 0 { return Action(reason: .hold) }
      if charge == 0 { return Action(reason: .full) }
      return Action(charge: charge, surplus: min(surplus, charge * PlanSlot.energy), reason: .low)
    case .high:
      if limits.dischargePower == 0 { return Action(reason: .hold) }
      return discharge == 0 ? Action(reason: .empty) : Action(discharge: discharge, reason: .high)
    }
  }
}
