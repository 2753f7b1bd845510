-- List the aggregated days of a community, in order.
--
-- $1 community  text
-- $2 period     daterange  local days
-- returns many
--   community_id  bigint
--   zone          text    IANA name
--   day           date
SELECT c.community_id, c.zone, d.day
FROM aggregate.community_day AS d
JOIN grid.community AS c USING (community_id)
WHERE c.community = $1::text AND d.day >= lower($2::daterange) AND d.day < upper($2::daterange)
ORDER BY d.day
