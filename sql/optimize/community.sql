-- Find a community by its code.
--
-- $1 community  text
-- returns many
--   community_id  bigint
SELECT community_id
FROM grid.community
WHERE community = $1::text
