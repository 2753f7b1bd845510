import Database
import Grid

/// A demand that a partner announced.
public struct Demand: Sendable {
  public let demand: String
  /// Code of a customer.
  public let partner: String
  public let community: String
  /// In W.
  public let power: Int
  /// Local wall clock: `22:10-06:10`.
  public let window: String
  /// First local day, and the first without it; nil: open.
  public let days: (from: LocalDay?, until: LocalDay?)
  /// The next window, UTC; nil: there is none.
  public let next: (start: String, end: String)?
  /// Local day of the last window that was dispatched.
  public let lastDispatched: LocalDay?
}

/// Lists the demands of a community or a partner; nil: all.
public func demands(
  community: String?, partner: String?, asOf: Instant, on database: Connection
) throws -> [Demand] {
  try database.query("operate/demands", asOf, community, partner).map { row in
    Demand(
      demand: row.text("demand"), partner: row.text("partner"), community: row.text("community"),
      power: row.int("power_w"), window: row.text("window"), days: (row.day("first_day"), row.day("end_day")),
      next: row.optional("next_start").map { ($0, row.text("next_end")) }, lastDispatched: row.day("last_dispatched"))
  }
}

/// Puts a message for each demand that starts within an hour, a demand and day once. The caller holds a transaction.
///
/// - Returns: Keys of the messages: demand and day, in the order of their start.
public func dispatchDemands(community: String?, asOf: Instant, on database: Connection) throws -> [String] {
  try database.query("operate/dispatch_demands", asOf, community)
  return try database.query("operate/put_demand_messages", asOf, community).map { $0.text("key") }
}
