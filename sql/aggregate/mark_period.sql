-- Queue all meter days of a period that have readings.
--
-- $1 community  text       NULL: all
-- $2 period     daterange  local days; NULL: all
-- returns none
INSERT INTO ops.stale (community_id, meter_id, days)
SELECT b.community_id, b.meter_id, unnest(range_agg(daterange(b.day, b.day + 1)))
FROM grid.interval_block AS b
JOIN grid.community AS c USING (community_id)
WHERE ($1::text IS NULL OR c.community = $1::text)
  AND ($2::daterange IS NULL OR (b.day >= lower($2::daterange) AND b.day < upper($2::daterange)))
GROUP BY b.community_id, b.meter_id
ON CONFLICT DO NOTHING
