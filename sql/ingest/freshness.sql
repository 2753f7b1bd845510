-- List how old the newest reading of each community and format is, from the session's table of newest readings.
--
-- An index read up to the clock is a reading too, as it is for absences: some senders bring nothing else.
-- A community without any reading has one row without format. Late and absent are what the tolerance of the format says, or
-- the limits that are given. Order: community, format.
--
-- $1 community  text         NULL: all
-- $2 as_of      timestamptz
-- $3 warn_s     bigint       NULL: the tolerance's
-- $4 absent_s   bigint       NULL: the tolerance's
-- returns many
--   community    text
--   format       text     of the dumps; NULL: there is no reading
--   meter_count  bigint   members whose newest reading came so; of a community without readings all members
--   last         text     end of the newest reading, the clock on the community's wall
--   age_s        bigint
--   warn_s       bigint
--   absent_s     bigint
--   state        text     ok, late or absent
WITH newest AS (
  SELECT community_id, meter_id, max(ended_at) AS ended_at,
         (array_agg(format ORDER BY ended_at DESC, register, format))[1] AS format
  FROM (
    SELECT community_id, meter_id, register, ended_at, format
    FROM newest_reading
    UNION ALL
    SELECT s.community_id, s.meter_id, g.register::smallint, i.read_at, b.format
    FROM grid.membership AS s
    JOIN grid.community AS c USING (community_id)
    CROSS JOIN generate_series(1, 4) AS g (register)
    CROSS JOIN LATERAL (
      SELECT r.read_at, r.batch_id
      FROM grid.register_read AS r
      WHERE r.community_id = s.community_id AND r.meter_id = s.meter_id AND r.register = g.register::smallint
        AND r.read_at <= $2::timestamptz
      ORDER BY r.read_at DESC, r.batch_id
      LIMIT 1) AS i
    JOIN ingest.batch AS b USING (batch_id)
    WHERE s.during @> ($2::timestamptz AT TIME ZONE c.zone)::date AND ($1::text IS NULL OR c.community = $1::text)) AS sign
  GROUP BY community_id, meter_id
), source AS (
  SELECT c.community_id, c.community, c.zone, n.format, n.ended_at IS NOT NULL AS is_read, count(*) AS meter_count,
         max(n.ended_at) AS ended_at, min(m.interval_s) AS interval_s
  FROM grid.membership AS s
  JOIN grid.community AS c USING (community_id)
  JOIN grid.meter AS m USING (meter_id)
  LEFT JOIN newest AS n USING (community_id, meter_id)
  WHERE s.during @> ($2::timestamptz AT TIME ZONE c.zone)::date AND ($1::text IS NULL OR c.community = $1::text)
  GROUP BY c.community_id, c.community, c.zone, n.format, n.ended_at IS NOT NULL
)
SELECT s.community, s.format, s.meter_count, grid.wall_clock(s.ended_at, s.zone) AS last, a.age_s, l.warn_s, l.absent_s,
       CASE WHEN a.age_s <= l.warn_s AND a.age_s <= l.absent_s THEN 'ok' WHEN a.age_s <= l.absent_s THEN 'late' ELSE 'absent' END
         AS state
FROM source AS s
CROSS JOIN LATERAL grid.tolerance_of(NULL, NULL, s.format, s.interval_s) AS t
CROSS JOIN LATERAL (SELECT coalesce($3::bigint, t.warn_s) AS warn_s, coalesce($4::bigint, t.absent_s) AS absent_s) AS l
CROSS JOIN LATERAL (SELECT extract(epoch FROM $2::timestamptz - s.ended_at)::bigint AS age_s) AS a
WHERE s.is_read OR NOT EXISTS (SELECT FROM newest AS n WHERE n.community_id = s.community_id)
ORDER BY s.community, s.format
