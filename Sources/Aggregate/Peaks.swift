import Database
import Grid

/// Consecutive slots in which a community's mean power was above its limit.
public struct Peak: Sendable {
  public let community: String
  public let start: LocalTime
  /// Excluded.
  public let end: LocalTime
  public let minutes: Int
  /// Greatest mean power of a slot, in W.
  public let power: Int
  /// The limit in force at that slot, in W, rounded down.
  public let limit: Int
  /// Exact Wh above the limit.
  public let above: String
}

/// Lists the peaks of a period, and the communities that have neither limit nor plant.
///
/// - Parameters:
///   - period: Local days of each community; a peak is cut at its ends.
///   - grain: Communities with longer slots are looked at in their own.
public func peaks(
  period: Period, community: String?, grain: Grain, asOf: Instant, on database: Connection
) throws -> (peaks: [Peak], unlimited: [CommunityGap]) {
  let peaks = try database.query("aggregate/peaks", period, community, asOf, grain.rawValue).map {
    Peak(
      community: $0.text("community"),
      start: LocalTime(seconds: $0.int64("starts_s"), offset: Int32($0.int("start_offset_s"))),
      end: LocalTime(seconds: $0.int64("ends_s"), offset: Int32($0.int("end_offset_s"))), minutes: $0.int("minutes"),
      power: $0.int("peak_w"), limit: $0.int("limit_w"), above: $0.text("above_wh"))
  }
  let unlimited = try database.query("aggregate/unlimited", period, community).map {
    CommunityGap(community: $0.text("community"), dayCount: $0.int("day_count"))
  }
  return (peaks, unlimited)
}
