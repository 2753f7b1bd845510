-- List the communities that have days to allocate, by code.
--
-- $1 community  text       NULL: all
-- $2 period     daterange  local days; NULL: all
-- returns many
--   community_id  bigint
--   zone          text
SELECT community_id, zone
FROM grid.community
WHERE ($1::text IS NULL OR community = $1::text)
  AND community_id IN (
    SELECT community_id FROM ops.stale_allocation WHERE $2::daterange IS NULL OR day <@ $2::daterange)
ORDER BY community
