import Database
import Grid

/// Seconds of a bucket: five minutes or a quarter hour.
public enum Grain: Int, Sendable {
  case fiveMinutes = 300
  case quarterHour = 900
}

/// Production against consumption in one slot of a community, or of all of them.
public struct BalanceSlot: Sendable {
  /// Code; nil: all communities together.
  public let community: String?
  public let start: LocalTime
  public let seconds: Int
  public let memberCount: Int
  /// Members whose readings are known, or stood in for.
  public let knownCount: Int
  /// Exact Wh of the known members; nil: none is known.
  public let consumption: String?
  public let production: String?
  /// 100 × production / consumption, one decimal; nil without consumption, or when production is unknown.
  public let percent: String?
  /// Of production: `known`, `stale` (a last value stands in) or `unknown`.
  public let state: String
  /// `more`, `less`, `ok` or `unknown`.
  public let action: String
  /// How many W more or less; nil: none.
  public let needed: Int?
}

/// What the wall clock of a community shows.
public struct LocalTime: Sendable, Equatable {
  /// Seconds since 1970-01-01T00:00 on the same clock.
  public let seconds: Int64
  /// Local time minus UTC, in seconds.
  public let offset: Int32
}

/// When a balance asks for more or less production.
public struct BalanceRule: Sendable {
  /// Percent of consumption that production may be off without anything being asked for.
  public let tolerance: Int
  /// Percent of the members that have to be known.
  public let known: Int

  public init(tolerance: Int = 5, known: Int = 50) {
    self.tolerance = tolerance
    self.known = known
  }
}

/// Days of a community about which something cannot be told.
public struct CommunityGap: Sendable {
  public let community: String
  public let dayCount: Int
}

/// Lists the balance of the slots that had ended, community by community, all together last.
///
/// - Parameters:
///   - period: Local days of each community.
///   - community: Its code, and nothing of all together; nil: all.
///   - grain: Communities with longer slots are listed at their own.
public func balance(
  period: Period, community: String?, grain: Grain, rule: BalanceRule = BalanceRule(), asOf: Instant,
  on database: Connection
) throws -> [BalanceSlot] {
  try database.query("aggregate/balance", period, community, asOf, grain.rawValue, rule.tolerance, rule.known).map {
    BalanceSlot(
      community: $0.optional("community"),
      start: LocalTime(seconds: $0.int64("starts_s"), offset: Int32($0.int("offset_s"))), seconds: $0.int("slot_s"),
      memberCount: $0.int("member_count"), knownCount: $0.int("known_count"),
      consumption: $0.optional("consumption_wh"), production: $0.optional("production_wh"),
      percent: $0.optional("percent"), state: $0.text("state"), action: $0.text("action"),
      needed: $0.optionalInt("needed_w"))
  }
}

/// Communities that have members but no totals on days that had begun: nothing of them is in a balance.
public func daysWithoutTotals(
  period: Period, community: String?, asOf: Instant, on database: Connection
) throws -> [CommunityGap] {
  try database.query("aggregate/days_without_totals", period, community, asOf).map {
    CommunityGap(community: $0.text("community"), dayCount: $0.int("day_count"))
  }
}
