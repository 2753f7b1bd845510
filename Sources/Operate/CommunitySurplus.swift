import Database
import Grid

/// What a community has left in each quarter of an hour that nobody in it uses, mWh.
///
/// Of slots that have ended it is what `operate.surplus_quarter` says; of others what was foretold: production above
/// consumption. Unknown where a member's readings are missing, or nothing was foretold.
struct CommunitySurplus {
  private(set) var quarters: [Int64: Int64] = [:]

  init(_ quarters: [Int64: Int64]) { self.quarters = quarters }

  /// - Parameters:
  ///   - first: Start of the period, seconds since 1970; `stop`: its end.
  init(
    communityID: Int64, _ period: Period, from first: Int64, to stop: Int64, asOf: Instant, on database: Connection
  ) throws {
    if first < asOf.seconds {
      for row in try database.query("operate/surplus", communityID, period) {
        let start = row.int64("start_s")
        guard start + PlanSlot.seconds <= asOf.seconds, let text = row.optional("surplus_mwh") else { continue }
        quarters[start] = Int64(text)
      }
    }
    guard stop > asOf.seconds else { return }
    for row in try database.query(
      "operate/outlook", communityID, Instant(seconds: first), Instant(seconds: stop), asOf)
    {
      let start = row.int64("start_s")
      guard start + PlanSlot.seconds > asOf.seconds, let text = row.optional("surplus_mwh") else { continue }
      quarters[start] = Int64(text)
    }
  }

  subscript(start: Int64) -> Int64? { quarters[start] }

  /// Takes what a battery stores of a slot's surplus.
  mutating func take(_ energy: Int64, of start: Int64) {
    if let known = quarters[start] { quarters[start] = max(0, known - energy) }
  }
}
