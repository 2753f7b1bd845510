import Database
import Grid

/// What a plant is asked for after a slot.
public struct SupplierRequest: Sendable, Equatable {
  public let community: String
  /// What the community's wall clock showed when the slot began, in seconds since 1970-01-01T00:00.
  public let start: Int64
  /// Local time minus UTC, in seconds.
  public let offset: Int32
  /// `more` or `less`.
  public let action: String
  /// What the community lacks or has too much of, in W.
  public let needed: Int
  /// What none of its plants can take of it, in W.
  public let unmet: Int
  public let plant: String
  public let supplier: String
  /// Mean power in the slot, in W.
  public let production: Int
  /// How many W more or less; 0: nothing, it is at its limit.
  public let asked: Int
  /// What it should produce, in W.
  public let target: Int
}

public struct SupplierRequestSummary: Sendable {
  /// One for each slot and plant of the communities that lack production or have too much, those without a request too.
  public let requests: [SupplierRequest]
  public let messageCount: Int
  /// Communities without a plant: there is nobody to ask.
  public let withoutPlant: [String]
}

/// Asks the suppliers for more or less production: a slot once, whatever readings come later.
///
/// What a slot lacks is shared among the community's plants in proportion to their headroom and capped by their limits;
/// the rest is kept for regulation. Messages go out for the newest slot only, and when it ended at most 15 minutes ago.
///
/// - Parameters:
///   - period: Local days of each community; nil: the slots that ended in the last 15 minutes.
///   - tolerance: Percent of consumption that production may be off.
///   - known: Percent of the members that have to be known.
public func requestProduction(
  period: Period?, community: String?, tolerance: Int, known: Int, asOf: Instant, on database: Connection
) throws -> SupplierRequestSummary {
  // The days of every zone in which the last quarter of an hour can lie.
  let today = LocalDay(number: Int32(asOf.seconds.quotientAndRemainder(flooringBy: 86_400).quotient))
  let days = period ?? Period(today.advanced(by: -1), today.advanced(by: 2))!
  let since = period == nil ? Instant(seconds: asOf.seconds - 901) : nil
  try database.query("operate/make_supplier_requests")
  return try database.transaction {
    try database.query("operate/empty_supplier_requests")
    try database.query("operate/fill_supplier_requests", days, community, asOf, since, tolerance, known)
    try database.query("operate/put_supplier_requests", asOf)
    try database.query("operate/put_unmet")
    let count = try database.query("operate/put_supplier_messages", asOf)[0].int("message_count")
    let requests = try database.query("operate/asked").map {
      SupplierRequest(
        community: $0.text("community"), start: $0.int64("starts_s"), offset: Int32($0.int("offset_s")),
        action: $0.text("action"), needed: $0.int("needed_w"), unmet: $0.int("unmet_w"), plant: $0.text("plant"),
        supplier: $0.text("supplier"), production: $0.int("production_w"), asked: $0.int("asked_w"),
        target: $0.int("target_w"))
    }
    let withoutPlant = try database.query("operate/communities_without_plant", days, community).map {
      $0.text("community")
    }
    return SupplierRequestSummary(requests: requests, messageCount: count, withoutPlant: withoutPlant)
  }
}
