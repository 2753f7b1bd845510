import Database
import Grid

/// What is foretold of an hour of a community.
public struct ImbalanceHour: Sendable {
  public enum State: String, Sendable { case deficit, balanced, surplus, unknown }

  public let community: String
  public let startsAt: Instant
  /// Seconds that the community's clock is ahead of UTC.
  public let offset: Int32
  /// Quarter hours of which consumption and production are foretold; energies are theirs.
  public let slotCount: Int
  /// Of these, those in which less is made than used.
  public let deficitCount: Int
  /// Wh.
  public let consumption: String
  public let production: String
  /// Production minus consumption, Wh.
  public let balance: String
  /// Production in percent of consumption; nil: nothing is used.
  public let percent: String?

  public var state: State {
    if slotCount == 0 { return .unknown }
    if balance == "0" { return .balanced }
    return balance.hasPrefix("-") ? .deficit : .surplus
  }
}

/// The hours ahead as the forecasts known at a time see them, so that suppliers can be warned.
///
/// - Parameters:
///   - community: Its code; nil: all.
///   - asOf: Issues up to it count; the first hour is the rest of the hour it lies in.
public func imbalance(
  community: String?, asOf: Instant, horizonHours: Int, on connection: Connection
) throws -> [ImbalanceHour] {
  let first = Instant(seconds: asOf.seconds - asOf.seconds.quotientAndRemainder(flooringBy: 900).remainder)
  let end = Instant(seconds: first.seconds + Int64(horizonHours) * 3600)
  return try connection.query("aggregate/imbalance", community, asOf, first, end).map { row in
    ImbalanceHour(
      community: row.text("community"), startsAt: Instant(seconds: row.int64("starts_s")),
      offset: Int32(row.int("offset_s")), slotCount: row.int("slot_count"), deficitCount: row.int("deficit_count"),
      consumption: row.text("consumption_wh"), production: row.text("production_wh"), balance: row.text("balance_wh"),
      percent: row.optional("balance_percent"))
  }
}
