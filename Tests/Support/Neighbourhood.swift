import Database
import Grid

/// Communities, meters and days of readings for one test, written as SQL.
public final class Neighbourhood {
  public let database: TestDatabase
  public var connection: Connection { database.connection }

  public init() throws { database = try TestDatabase() }

  /// - Parameter settings: `column = value`, separated by commas.
  public func community(_ code: String, zone: String = "Europe/Paris", _ settings: String? = nil) throws {
    try database.script("INSERT INTO grid.community (community, name, zone) VALUES ('\(code)', 'x', '\(zone)')")
    if let settings { try database.script("UPDATE grid.community SET \(settings) WHERE community = '\(code)'") }
  }

  public func meter(
    _ code: String, of community: String, interval: Int = 300, kind: String = "household",
    during: String = "[2024-01-01,)"
  ) throws {
    try database.script(
      """
      INSERT INTO grid.meter (meter, interval_s, kind) VALUES ('\(code)', \(interval), '\(kind)') ON CONFLICT DO NOTHING;
      INSERT INTO grid.membership SELECT meter_id, community_id, '\(during)'
      FROM grid.meter, grid.community WHERE meter = '\(code)' AND community = '\(community)';
      """)
  }

  /// Stores one register of a meter's local day and queues the day; nil is unknown, and so is what is left out at the end.
  public func read(_ meter: String, _ register: Register, on day: String, _ values: [Int?]) throws {
    let array = values.map { $0.map(String.init) ?? "NULL" }.joined(separator: ",")
    try database.script(
      """
      SELECT ops.add_partitions('grid.interval_block', '{\(day)}');
      INSERT INTO grid.interval_block (community_id, meter_id, register, day, interval_s, exponent, revision, wh)
      SELECT s.community_id, m.meter_id, \(register.rawValue), '\(day)', m.interval_s, 0, 1,
             '{\(array)}'::integer[] || array_fill(NULL::integer, ARRAY[greatest(0, l.count - \(values.count))])
      FROM grid.meter AS m
      JOIN grid.membership AS s ON s.meter_id = m.meter_id AND s.during @> '\(day)'::date
      JOIN grid.community AS c USING (community_id)
      CROSS JOIN LATERAL (SELECT extract(epoch FROM grid.day_start('\(day)'::date + 1, c.zone)
        - grid.day_start('\(day)', c.zone))::integer / m.interval_s AS count) AS l
      WHERE m.meter = '\(meter)'
      ON CONFLICT (community_id, meter_id, register, day) DO UPDATE SET wh = excluded.wh;
      INSERT INTO ops.stale SELECT s.community_id, m.meter_id, daterange('\(day)'::date, '\(day)'::date + 1)
      FROM grid.meter AS m JOIN grid.membership AS s ON s.meter_id = m.meter_id AND s.during @> '\(day)'::date
      WHERE m.meter = '\(meter)' ON CONFLICT DO NOTHING;
      """)
  }

  /// A plant of the supplier `S`, measured by the meter of its own code if there is one.
  public func plant(
    _ code: String, of community: String, most: Int, least: Int = 0, during: String = "[2026-01-01,)"
  ) throws {
    try database.script(
      """
      INSERT INTO grid.plant (plant, supplier, community_id, meter_id, min_w, max_w, during)
      SELECT '\(code)', 'S', community_id, (SELECT meter_id FROM grid.meter WHERE meter = '\(code)'), \(least), \(most), '\(during)'
      FROM grid.community WHERE community = '\(community)'
      """)
  }

  /// Stores one register of a meter for whole local days, in place of what is stored.
  ///
  /// - Parameter wh: SQL of the interval's Wh; `t` is its local start, `clock` its time of day; NULL: missing.
  public func read(_ meter: String, _ register: Register, _ wh: String, on day: String, days: Int = 1) throws {
    try database.script(
      """
      SELECT ops.add_partitions('grid.interval_block', array_agg(d::date))
      FROM generate_series('\(day)'::date, '\(day)'::date + \(days - 1), interval '1 day') AS d;
      INSERT INTO grid.interval_block
      SELECT community_id, meter_id, \(register.rawValue), day, interval_s, 0, 1, NULL, array_agg((\(wh))::integer ORDER BY at), NULL
      FROM (
        SELECT s.community_id, m.meter_id, m.interval_s, d::date AS day, at,
               at AT TIME ZONE c.zone AS t, (at AT TIME ZONE c.zone)::time AS clock
        FROM grid.meter AS m
        JOIN grid.membership AS s USING (meter_id)
        JOIN grid.community AS c USING (community_id)
        CROSS JOIN LATERAL generate_series('\(day)'::timestamp, '\(day)'::date + \(days - 1), interval '1 day') AS d
        CROSS JOIN LATERAL generate_series(
          grid.day_start(d::date, c.zone), grid.day_start(d::date + 1, c.zone) - interval '1 s',
          make_interval(secs => m.interval_s)) AS at
        WHERE m.meter = '\(meter)'
      ) AS reading
      GROUP BY community_id, meter_id, interval_s, day
      ON CONFLICT (community_id, meter_id, register, day) DO UPDATE SET wh = excluded.wh
      """)
  }
}
