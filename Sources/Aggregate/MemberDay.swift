import Grid

/// What a community adds up of one member's local day: made from its blocks a moment ago, or stored before.
struct MemberDay {
  /// Sums of the day in Wh × 10^`exponent`.
  struct Sums {
    var consumption: Int64 = 0
    var production: Int64 = 0
    var imported: Int64 = 0
    var exported: Int64 = 0
    var charge: Int64 = 0
    var discharge: Int64 = 0

    /// In the order of the tables' columns.
    var all: [Int64] { [consumption, production, imported, exported, charge, discharge] }
  }

  /// Seconds of the meter's interval.
  let interval: Int32
  /// Seconds of a slot: five minutes where the interval divides them, else a quarter hour.
  let slotSeconds: Int32
  let exponent: Int16
  /// Slot sums; `MeterDay.missing` where no interval of the slot is known.
  let consumption: [Int64]
  let production: [Int64]
  let imported: [Int64]
  let exported: [Int64]
  /// Intervals of each slot whose exchange with the grid is unknown; nil: none of the day.
  var missing: [Int16]?
  /// Intervals whose exchange with the grid is known.
  var presentCount = 0
  var sums = Sums()

  /// Whether the exchange with the grid is known for all of a slot.
  func isKnown(_ slot: Int) -> Bool {
    slot < imported.count && imported[slot] != MeterDay.missing && (missing.map { $0[slot] == 0 } ?? true)
  }

  /// Notes an interval whose exchange is unknown; one longer than a slot is missing in each of its slots.
  func note(missing at: Int, in slots: inout [Int16]) {
    let first = at * Int(interval) / Int(slotSeconds)
    let count = max(1, Int(interval / slotSeconds))
    for slot in first..<first + count where slot < slots.count { slots[slot] += 1 }
  }
}
