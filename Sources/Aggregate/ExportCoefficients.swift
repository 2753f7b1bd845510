import Database
import Grid

/// A member's part of one settlement slot.
public struct SlotCoefficient: Sendable, Equatable {
  /// Start of the slot, seconds since 1970-01-01T00:00:00Z.
  public let start: Int64
  /// Seconds that local time is ahead of UTC then.
  public let offset: Int32
  public let meter: String
  /// The slot's coefficients add up to 1,000,000, or are all zero when nothing was shared in it.
  public let millionths: Int64
}

/// Hands over the coefficients that a dynamic key would share by as the community's days were allocated, for each slot
/// and member, in order.
///
/// Shared again by them, a member gets what it got, but for one unit of rounding and a millionth of the slot's pool.
///
/// - Parameter period: Local days; those without readings are left out.
/// - Returns: How many days there are.
/// - Throws: Status 66 when a day is not allocated, or not in full.
public func exportCoefficients(
  _ period: Period, community: String, on database: Connection, body: (SlotCoefficient) throws -> Void
) throws -> Int {
  let unready = try database.query("aggregate/unready_days", community, period)
  if let first = unready.first?.day("day") {
    throw PlainFailure(
      .noInput,
      "community \(community) is not allocated in full on \(first)"
        + (unready.count > 1 ? " and \(unready.count - 1) more days" : ""),
      hint: "Run 'gridctl allocate', and see what it says of these days.")
  }
  let rows = try database.query("aggregate/aggregated_days", community, period)
  guard let head = rows.first else { return 0 }
  let (communityID, zone) = (head.int64("community_id"), head.text("zone"))
  let calendar = try database.calendar(zone: zone, period)
  try database.sharingInputs(communityID, zone: zone, rows.compactMap { $0.day("day") }) { inputs in
    var taken: [MemberKey: [Int64]] = [:]
    try database.stream("aggregate/allocated_members", communityID, inputs.map(\.day)) { row in
      taken[MemberKey(day: row.day(0), meterID: row.int64(1))] = row.int64s(2, missing: 0)
    }
    for input in inputs {
      guard let local = calendar[input.day] else { continue }
      let none = [Int64](repeating: 0, count: input.sharing.slotCount)
      let members = input.sharing.members
      let shared = members.map { taken[MemberKey(day: input.day, meterID: $0.meterID)] ?? none }
      for slot in none.indices {
        let millionths = SharingDay.coefficients(
          imported: members.map { $0.imported[slot] }, taken: shared.map { $0[slot] },
          pool: members.reduce(0) { $0 + $1.exported[slot] })
        let elapsed = Int32(slot) * input.slotSeconds
        for (member, part) in zip(members, millionths) {
          try body(
            SlotCoefficient(
              start: local.start + Int64(elapsed),
              offset: elapsed < local.transition ? local.offset : local.offsetAfter, meter: member.meter,
              millionths: part))
        }
      }
    }
  }
  return rows.count
}

private struct MemberKey: Hashable {
  let day: LocalDay
  let meterID: Int64
}
