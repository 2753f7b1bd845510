import Aggregate
import Database
import Grid
import Support
import Testing

@testable import Operate

/// A street for one test: communities in Paris, houses with 5-minute meters, devices, and readings written as blocks.
final class Street {
  let database: TestDatabase
  var connection: Connection { database.connection }

  init() throws { database = try TestDatabase() }

  func community(_ code: String, limit: Int? = nil, autarky: String = "net") throws {
    let limit = limit.map(String.init) ?? "NULL"
    try database.script(
      """
      INSERT INTO grid.community (community, name, zone, limit_w, autarky)
      VALUES ('\(code)', 'x', 'Europe/Paris', \(limit), '\(autarky)')
      """)
  }

  func plant(_ code: String, _ community: String, max: Int) throws {
    try database.script(
      """
      INSERT INTO grid.plant (plant, supplier, community_id, max_w, during)
      SELECT '\(code)', 'S', community_id, \(max), '[2026-01-01,)' FROM grid.community WHERE community = '\(community)'
      """)
  }

  func house(_ meter: String, _ community: String, interval: Int = 300, during: String = "[2026-01-01,)") throws {
    try database.script(
      """
      INSERT INTO grid.meter (meter, interval_s, kind) VALUES ('\(meter)', \(interval), 'household') ON CONFLICT DO NOTHING;
      INSERT INTO grid.membership SELECT meter_id, community_id, '\(during)'
      FROM grid.meter, grid.community WHERE meter = '\(meter)' AND community = '\(community)'
      """)
  }

  func device(
    _ code: String, _ meter: String, _ power: Int, kind: String = "appliance", essential: Bool = false,
    capacity: Int? = nil
  ) throws {
    try database.script(
      """
      INSERT INTO grid.device (device, meter_id, kind, power_w, essential, capacity_wh, during)
      SELECT '\(code)', meter_id, '\(kind)', \(power), \(essential), \(capacity.map(String.init) ?? "NULL"), '[2026-01-01,)'
      FROM grid.meter WHERE meter = '\(meter)'
      """)
  }

  /// A house's mean powers in slots of a local day, in W; what is not named is missing. Totals are made again.
  ///
  /// - Parameters:
  ///   - use: W by slot, counted from local midnight, 0 the first.
  ///   - made: The same of production; nil: 0 in the slots of `use`.
  func read(
    _ meter: String, _ community: String, day: String, count: Int = 288, interval: Int = 300, use: [Int: Int],
    made: [Int: Int] = [:]
  ) throws {
    try database.script("SELECT ops.add_partitions('grid.interval_block', ARRAY['\(day)'::date])")
    for (register, powers) in [
      (Register.consumption, use), (.production, use.mapValues { _ in 0 }.merging(made) { $1 }),
    ] {
      // mWh, so that every power that a test thinks of is exact.
      let values = (0..<count).map { slot in powers[slot].map { String($0 * 1000 * interval / 3600) } ?? "NULL" }
      try database.script(
        """
        INSERT INTO grid.interval_block (community_id, meter_id, register, day, interval_s, exponent, revision, wh)
        SELECT community_id, meter_id, \(register.rawValue), '\(day)', \(interval), -3, 1, '{\(values.joined(separator: ","))}'
        FROM grid.community, grid.meter WHERE community = '\(community)' AND meter = '\(meter)'
        ON CONFLICT (community_id, meter_id, register, day) DO UPDATE SET wh = excluded.wh
        """)
    }
    try database.script(
      """
      INSERT INTO ops.stale SELECT community_id, meter_id, daterange('\(day)'::date, '\(day)'::date + 1) FROM grid.community, grid.meter
      WHERE community = '\(community)' AND meter = '\(meter)' ON CONFLICT DO NOTHING
      """)
    _ = try aggregate(on: connection)
  }

  /// Runs regulation; its directives as `device state`, and the outcome of each community.
  func run(_ instant: String, community: String? = nil, life: Int64 = 1800) throws -> [String] {
    let summary = try regulate(community: community, asOf: Instant(instant)!, life: life, on: connection)
    return summary.directives.map { "\($0.device) \($0.state.rawValue)" }
      + summary.communities.map { "\($0.community): \($0.outcome)" }
  }

  /// The directives in force as `device state origin`.
  func inForce(_ instant: String) throws -> [String] {
    try directives(community: nil, asOf: Instant(instant)!, on: connection).map {
      "\($0.device) \($0.state.rawValue) \($0.origin)"
    }
  }
}
