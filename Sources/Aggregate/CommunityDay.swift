import Grid

/// One community's local day: the sums of its members' slots, and whether all of them were autarkic.
///
/// Sums are counted in mWh, so that members of both units add up exactly.
struct CommunityDay {
  /// What the registry says of the day's members.
  struct Members {
    let count: Int32
    /// Intervals of all members together, with or without readings.
    let expectedCount: Int64
    /// Whether every member's interval divides five minutes.
    let isFine: Bool
  }

  let members: Members
  let day: LocalCalendar.Day
  /// Seconds of a slot: five minutes where every member allows it, else a quarter hour.
  let slotSeconds: Int32
  /// The finest unit of a member: what is stored counts Wh × 10^this.
  private(set) var exponent: Int16 = 0
  private(set) var presentCount: Int64 = 0
  private(set) var sums = MemberDay.Sums()
  /// Sums of the known members; `MeterDay.missing` where none is known.
  private(set) var consumption: [Int64]
  private(set) var production: [Int64]
  private(set) var imported: [Int64]
  private(set) var exported: [Int64]
  /// Members whose exchange with the grid is known for all of the slot.
  private(set) var present: [Int32]
  /// Members of which all of the slot is known, and nothing was drawn in it.
  private var independent: [Int32]

  init(_ day: LocalCalendar.Day, _ members: Members) {
    self.day = day
    self.members = members
    slotSeconds = members.isFine ? DayTotals.finest : DayTotals.quarter
    let count = Int(day.length / slotSeconds)
    consumption = [Int64](repeating: MeterDay.missing, count: count)
    production = consumption
    imported = consumption
    exported = consumption
    present = [Int32](repeating: 0, count: count)
    independent = present
  }

  mutating func add(_ member: MemberDay) {
    exponent = min(exponent, member.exponent)
    presentCount += Int64(member.presentCount)
    let unit: Int64 = member.exponent == 0 ? 1000 : 1
    sums.consumption += member.sums.consumption * unit
    sums.production += member.sums.production * unit
    sums.imported += member.sums.imported * unit
    sums.exported += member.sums.exported * unit
    sums.charge += member.sums.charge * unit
    sums.discharge += member.sums.discharge * unit
    let pieces = Int(slotSeconds / member.slotSeconds)
    CommunityDay.add(member.consumption, pieces, unit, into: &consumption)
    CommunityDay.add(member.production, pieces, unit, into: &production)
    CommunityDay.add(member.imported, pieces, unit, into: &imported)
    CommunityDay.add(member.exported, pieces, unit, into: &exported)
    for slot in present.indices {
      let range = slot * pieces..<(slot + 1) * pieces
      guard range.allSatisfy({ member.isKnown($0) }) else { continue }
      present[slot] += 1
      // What a longer interval drew can have come at any time of it: it says nothing of its slots.
      if member.interval <= slotSeconds, range.allSatisfy({ member.imported[$0] == 0 }) { independent[slot] += 1 }
    }
  }

  private static func add(_ values: [Int64], _ pieces: Int, _ unit: Int64, into sums: inout [Int64]) {
    for (at, value) in values.enumerated() where value != MeterDay.missing && at / pieces < sums.count {
      let sum = sums[at / pieces]
      sums[at / pieces] = (sum == MeterDay.missing ? 0 : sum) + value * unit
    }
  }

  /// A sum in the unit that is stored.
  func stored(_ sum: Int64) -> Int64 { exponent == 0 && sum != MeterDay.missing ? sum / 1000 : sum }

  /// One flag a slot: every member is known, and none drew from the grid.
  var strict: [Bool] { independent.map { $0 == members.count && members.count > 0 } }

  /// Minutes of the slots in which the known members' production met their consumption.
  var netMinutes: Int32 {
    let count = zip(production, consumption).count {
      $0 != MeterDay.missing && $1 != MeterDay.missing && $0 >= $1
    }
    return Int32(count) * slotSeconds / 60
  }
}
