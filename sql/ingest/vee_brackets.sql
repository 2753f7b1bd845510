-- List what index reads say of meters' energy between two instants, where intervals may be missing. Order: meter, register, from.
--
-- Reads an interval apart are listed for days that lack some of their intervals only: most meters with such reads lack none.
--
-- $1 community_id  bigint
-- $2 meter_ids     bigint[]
-- $3 period        tstzrange  both reads lie in it
-- returns many
--   meter_id  bigint
--   register  smallint
--   from_s    bigint    seconds since the epoch
--   to_s      bigint
--   mwh       bigint    milliwatt-hours
WITH step AS MATERIALIZED (
  SELECT s.meter_id, s.register, s.serial, s.from_at, s.to_at, s.delta_wh, (s.from_at AT TIME ZONE c.zone)::date AS day,
         s.to_at - s.from_at > make_interval(secs => m.interval_s) AS is_long
  FROM grid.register_step AS s
  JOIN grid.community AS c USING (community_id)
  JOIN grid.meter AS m USING (meter_id)
  WHERE s.community_id = $1::bigint AND s.meter_id = ANY ($2::bigint[]) AND s.delta_wh IS NOT NULL
    AND s.from_at >= lower($3::tstzrange) AND s.to_at <= upper($3::tstzrange)
    AND s.to_at - s.from_at >= make_interval(secs => m.interval_s)
), whole AS MATERIALIZED (
  SELECT meter_id, register, day
  FROM grid.interval_block AS b
  WHERE b.community_id = $1::bigint AND b.meter_id IN (SELECT meter_id FROM step WHERE NOT is_long)
    AND array_position(b.wh, NULL) IS NULL AND NOT coalesce(b.quality && '{3,4}', false)
)
SELECT s.meter_id, s.register, extract(epoch FROM s.from_at)::bigint AS from_s, extract(epoch FROM s.to_at)::bigint AS to_s,
       (1000 * s.delta_wh)::bigint AS mwh
FROM step AS s
-- Hashed, however few rows are guessed.
WHERE s.is_long OR (s.meter_id, s.register, s.day) NOT IN (SELECT meter_id, register, day FROM whole)
ORDER BY s.meter_id, s.register, s.from_at, s.serial
