/// What a battery can do beyond its plan, without doing it twice.
///
/// Energy that is offered in one slot is not there in any later one, so an offer is bounded by the planned level of its own
/// slot and of all that follow. Both directions stand alone: whatever is called, the level stays between them.
struct OfferFlexibility {
  /// A quarter of an hour in the order of time.
  struct Slot {
    /// W of the plan.
    let charge: Int64
    let discharge: Int64
    /// Planned level at the end, mWh.
    let level: Int64
    /// Hundredths of a EUR a MWh; nil: not known.
    let price: Int64?
    /// Whether it may be offered: it has not begun, or nothing was offered of its day.
    let isOpen: Bool
  }

  let limits: BatteryLimits

  /// mWh that may be discharged beyond the plan in each slot; none where it charges.
  ///
  /// The dearest slots first, the earlier of equals; unknown prices last.
  func up(_ slots: [Slot]) -> [Int64] {
    var spare = slots.map { $0.level - limits.least }
    return offers(slots, in: order(slots) { -($0 ?? .min + 1) }) { at, slot in
      guard slot.charge == 0 else { return 0 }
      let energy = whole(min((limits.dischargePower - slot.discharge) * PlanSlot.energy, spare[at...].min() ?? 0))
      for later in at..<spare.count { spare[later] -= energy }
      return energy
    }
  }

  /// mWh that may be charged beyond the plan in each slot; none where it discharges. The cheapest slots first.
  func down(_ slots: [Slot]) -> [Int64] {
    var room = slots.map { limits.capacity - $0.level }
    return offers(slots, in: order(slots) { $0 ?? .max }) { at, slot in
      guard slot.discharge == 0 else { return 0 }
      // Rounded so that it fits beside the plan's charge too: what arrives of both together may be 1 mWh more.
      let fitting = (room[at...].min() ?? 0) * 10_000 / limits.efficiency
      let energy = whole(min((limits.chargePower - slot.charge) * PlanSlot.energy, fitting))
      let stored = (energy * limits.efficiency + 9_999) / 10_000
      for later in at..<room.count { room[later] -= stored }
      return energy
    }
  }

  /// Open slots, those with the least rank first, the earlier of equals.
  private func order(_ slots: [Slot], by rank: (Int64?) -> Int64) -> [Int] {
    slots.indices.filter { slots[$0].isOpen }.sorted {
      (rank(slots[$0].price), $0) < (rank(slots[$1].price), $1)
    }
  }

  private func offers(_ slots: [Slot], in order: [Int], _ take: (Int, Slot) -> Int64) -> [Int64] {
    var offered = [Int64](repeating: 0, count: slots.count)
    for at in order { offered[at] = take(at, slots[at]) }
    return offered
  }

  /// Whole Wh are offered; the rest stays in the battery.
  private func whole(_ energy: Int64) -> Int64 { energy - energy % 1000 }
}
