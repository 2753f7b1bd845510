-- List the communities that have stale meter days, by code.
--
-- $1 community  text       NULL: all
-- $2 period     daterange  local days; NULL: all
-- returns many
--   community_id  bigint
--   community     text
--   zone          text
SELECT community_id, community, zone
FROM grid.community
WHERE ($1::text IS NULL OR community = $1::text)
  AND community_id IN (
    SELECT community_id FROM ops.stale WHERE $2::daterange IS NULL OR days && $2::daterange)
ORDER BY community
