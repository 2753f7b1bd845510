-- Put what is absent into the session's table of malfunctions: members' meters, and registers that stopped while others go on.
--
-- Absent is what is older than its tolerance allows, counted from the end of the newest reading or index read, from the start of the
-- membership when there never was one, or from the end of the planned outages after that. A register has stopped when
-- another one of its meter has a reading that ends later by more than that.
--
-- $1 community  text         NULL: all
-- $2 as_of      timestamptz
-- returns none
WITH place AS MATERIALIZED (
  SELECT s.community_id, s.meter_id, m.kind, m.interval_s, grid.day_start(lower(s.during), c.zone) AS joined_at
  FROM grid.membership AS s
  JOIN grid.community AS c USING (community_id)
  JOIN grid.meter AS m USING (meter_id)
  WHERE s.during @> ($2::timestamptz AT TIME ZONE c.zone)::date AND ($1::text IS NULL OR c.community = $1::text)
), newest AS (
  SELECT community_id, meter_id, max(ended_at) AS ended_at, (array_agg(format ORDER BY ended_at DESC, register))[1] AS format
  FROM (
    SELECT community_id, meter_id, register, ended_at, format
    FROM newest_reading
    UNION ALL
    SELECT i.community_id, i.meter_id, i.register, i.read_at, b.format
    FROM (SELECT DISTINCT ON (community_id, meter_id) community_id, meter_id, register, read_at, batch_id
          FROM grid.register_read
          WHERE read_at <= $2::timestamptz
          ORDER BY community_id, meter_id, read_at DESC, register, batch_id) AS i
    JOIN ingest.batch AS b USING (batch_id)) AS sign
  GROUP BY community_id, meter_id
), waiting AS MATERIALIZED (
  SELECT p.community_id, p.meter_id, NULL::smallint AS register, coalesce(n.ended_at, p.joined_at) AS since_at, n.ended_at, p.joined_at,
         n.format, t.every_s, t.absent_s
  FROM place AS p
  LEFT JOIN newest AS n USING (community_id, meter_id)
  CROSS JOIN LATERAL grid.tolerance_of(p.meter_id, p.kind, n.format, p.interval_s) AS t
  UNION ALL
  SELECT r.community_id, r.meter_id, r.register, r.ended_at, r.ended_at, p.joined_at, r.format, t.every_s, t.absent_s
  FROM newest_reading AS r
  JOIN place AS p USING (community_id, meter_id)
  JOIN newest AS n USING (community_id, meter_id)
  CROSS JOIN LATERAL grid.tolerance_of(p.meter_id, p.kind, r.format, p.interval_s) AS t
  WHERE n.ended_at > r.ended_at + make_interval(secs => t.absent_s)
), late AS MATERIALIZED (
  SELECT * FROM waiting WHERE $2::timestamptz > since_at + make_interval(secs => absent_s)
)
INSERT INTO found_malfunction
SELECT l.community_id, l.meter_id, 'absence',
       coalesce((ARRAY['import', 'export', 'consumption', 'production', 'battery_charge', 'battery_discharge',
                       'battery_level'])[l.register], ''),
       '', w.since_at,
       jsonb_strip_nulls(jsonb_build_object(
         'last_reading_at', l.ended_at, 'joined_at', CASE WHEN l.ended_at IS NULL THEN l.joined_at END,
         'every_s', l.every_s, 'tolerated_s', l.absent_s, 'format', l.format,
         'outage_until', CASE WHEN w.since_at > l.since_at THEN w.since_at END))
FROM late AS l
CROSS JOIN LATERAL (
  SELECT grid.waited_since(l.community_id, l.meter_id, l.register, l.since_at, make_interval(secs => l.absent_s))
    AS since_at OFFSET 0) AS w
WHERE $2::timestamptz > w.since_at + make_interval(secs => l.absent_s)
