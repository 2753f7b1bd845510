import Database
import Grid

/// What a battery's energy was worth in a period. Energy in Wh, amounts in EUR, as PostgreSQL writes its numerics.
public struct BatterySettlement: Sendable, Equatable {
  public let community: String
  /// nil: the sums of a community with several.
  public let battery: String?
  public let charge: String
  public let discharge: String
  /// nil: the battery was not replayed.
  public let loss: String?
  public let bought: String
  public let sold: String
  /// sold − bought.
  public let net: String
  /// Energy in quarter hours without price, in how many of them, and the first of them.
  public let unpriced: String
  public let unpricedCount: Int
  public let firstUnpriced: String?
  /// Quarter hours of the period that had ended and are not known.
  public let missingCount: Int
}

/// What batteries took and gave in a period, at a market's prices, against batteries that stand still.
///
/// - Throws: Status 66 when nothing is known of the market.
public func settleBatteries(
  community: String?, period: Period, market: String, asOf: Instant, on database: Connection
) throws -> [BatterySettlement] {
  try MarketPrices.require(market, on: database)
  return try database.query("operate/settle_batteries", community, period, market, asOf).map { row in
    BatterySettlement(
      community: row.text("community"), battery: row.optional("battery"), charge: row.text("charge_wh"),
      discharge: row.text("discharge_wh"), loss: row.optional("loss_wh"), bought: row.text("bought_eur"),
      sold: row.text("sold_eur"), net: row.text("net_eur"), unpriced: row.text("unpriced_wh"),
      unpricedCount: row.int("unpriced_count"), firstUnpriced: row.optional("first_unpriced"),
      missingCount: max(0, row.int("expected_count") - row.int("known_count")))
  }
}

/// A battery of the registry and the newest state that is known of it, as PostgreSQL writes it.
public struct BatteryState: Sendable {
  public let battery: String
  public let community: String
  public let meter: String?
  /// Wh, percent and W.
  public let capacity: String
  public let least: String
  public let chargePower: String
  public let dischargePower: String
  public let efficiency: String
  public let level: String
  public let percent: String
  /// meter, replay or registry.
  public let source: String
  public let at: String
  public let ageMinutes: Int
}

/// The batteries of an instant, by community and code.
public func batteryInventory(
  community: String?, asOf: Instant, on database: Connection
) throws -> [BatteryState] {
  try database.query("operate/battery_inventory", community, asOf).map { row in
    BatteryState(
      battery: row.text("battery"), community: row.text("community"), meter: row.optional("meter"),
      capacity: row.text("capacity_wh"), least: row.text("min_percent"), chargePower: row.text("max_charge_w"),
      dischargePower: row.text("max_discharge_w"), efficiency: row.text("efficiency_percent"),
      level: row.text("level_wh"), percent: row.text("level_percent"), source: row.text("source"),
      at: row.text("state_at"), ageMinutes: row.int("age_minutes"))
  }
}
