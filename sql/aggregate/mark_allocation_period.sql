-- Queue all aggregated community days of a period for allocation.
--
-- $1 community  text       NULL: all
-- $2 period     daterange  local days
-- returns none
INSERT INTO ops.stale_allocation (community_id, day)
SELECT d.community_id, d.day
FROM aggregate.community_day AS d
JOIN grid.community AS c USING (community_id)
WHERE ($1::text IS NULL OR c.community = $1::text)
  AND d.day >= lower($2::daterange) AND d.day < upper($2::daterange)
ON CONFLICT DO NOTHING
