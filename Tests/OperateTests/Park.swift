import Aggregate
import Database
import Grid
import Support
import Testing

@testable import Operate

/// A community with batteries and a market for one test, written as SQL.
final class Park {
  let database: TestDatabase
  var connection: Connection { database.connection }

  init() throws {
    database = try TestDatabase()
    try database.script("INSERT INTO grid.community (community, name, zone) VALUES ('C1', 'x', 'Europe/Paris')")
  }

  func meter(_ code: String, interval: Int = 900, kind: String = "household") throws {
    try database.script(
      """
      WITH m AS (INSERT INTO grid.meter (meter, interval_s, kind) VALUES ('\(code)', \(interval), '\(kind)') RETURNING meter_id)
      INSERT INTO grid.membership SELECT meter_id, 1, '[2026-01-01,)' FROM m
      """)
  }

  /// 10 kWh of which a tenth stays, 2 kW, 90 %, half full, unless said otherwise.
  func battery(
    _ code: String, meter: String?, capacity: Int = 10_000, least: Int = 10, power: Int = 2000, efficiency: Int = 90,
    initial: Int = 5000, from: String = "2026-01-01"
  ) throws {
    let owner = meter.map { "(SELECT meter_id FROM grid.meter WHERE meter = '\($0)'), NULL" } ?? "NULL, 1"
    try database.script(
      """
      INSERT INTO grid.battery (battery, meter_id, community_id, capacity_wh, min_percent, max_charge_w, max_discharge_w,
                                efficiency_percent, initial_wh, during)
      VALUES ('\(code)', \(owner), \(capacity), \(least), \(power), \(power), \(efficiency), \(initial), '[\(from),)')
      """)
  }

  /// Stores a register of a day: `values` by interval, `other` in those that are not named.
  func read(
    _ meter: String, _ register: Register, _ day: String, _ values: [Int: Int?], other: Int? = 0, count: Int = 96,
    exponent: Int = 0
  ) throws {
    let all = (0..<count).map { at in (values[at] ?? other).map(String.init) ?? "NULL" }.joined(separator: ",")
    try database.script(
      """
      SELECT ops.add_partitions('grid.interval_block', ARRAY['\(day)'::date]);
      INSERT INTO grid.interval_block (community_id, meter_id, register, day, interval_s, exponent, revision, wh)
      SELECT 1, meter_id, \(register.rawValue), '\(day)', interval_s, \(exponent), 1, ARRAY[\(all)]::integer[]
      FROM grid.meter WHERE meter = '\(meter)'
      """)
  }

  /// Prices of market X from an instant on, EUR a MWh.
  func prices(from instant: String, every seconds: Int = 3600, _ prices: [Int]) throws {
    let list = prices.map(String.init).joined(separator: ",")
    try database.script(
      """
      INSERT INTO grid.price
      SELECT 'X', '\(instant)'::timestamptz + (i - 1) * interval '\(seconds) s', \(seconds), p
      FROM unnest(ARRAY[\(list)]) WITH ORDINALITY AS v (p, i)
      """)
  }

  /// Makes the totals of a period.
  func total(_ period: String) throws {
    _ = try aggregate(period: Park.period(period), isForced: true, on: connection)
  }

  static func period(_ text: String) -> Period { Period(text, today: LocalDay(number: 0))! }

  @discardableResult
  func replay(
    _ period: String, battery: String? = nil, asOf: String = "2027-01-01T00:00:00Z"
  ) throws -> BatteryReplaySummary {
    try replayBatteries(
      community: nil, battery: battery, period: Park.period(period), asOf: Instant(asOf)!, tolerance: 500,
      on: connection)
  }

  @discardableResult
  func plan(
    _ period: String, standard: Int64? = 5000, asOf: String = "2027-01-01T00:00:00Z", isForced: Bool = false
  ) throws -> BatteryPlanSummary {
    try planBatteries(
      community: nil,
      BatteryPlanRequest(
        market: "X", rule: PriceRule(standard: standard), period: Park.period(period), asOf: Instant(asOf)!,
        isForced: isForced), on: connection)
  }

  @discardableResult
  func offer(
    _ period: String, standard: Int64? = 5000, asOf: String = "2027-01-01T00:00:00Z", isForced: Bool = false
  ) throws -> OfferSummary {
    try makeOffers(
      community: nil,
      OfferRequest(
        market: "X", period: Park.period(period), standard: standard, asOf: Instant(asOf)!, isForced: isForced),
      on: connection)
  }

  func settle(_ period: String, asOf: String = "2027-01-01T00:00:00Z") throws -> OfferSettlementSummary {
    try settleOffers(
      community: nil, period: Park.period(period), market: "X", asOf: Instant(asOf)!, on: connection)
  }
}
