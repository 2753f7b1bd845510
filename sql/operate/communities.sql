-- List communities, by code.
--
-- $1 community  text  code; NULL: all
-- returns many
--   community_id  bigint
--   community     text
--   zone          text
SELECT community_id, community, zone
FROM grid.community
WHERE $1::text IS NULL OR community = $1::text
ORDER BY community
