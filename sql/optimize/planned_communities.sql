-- List the communities that have runs of a method.
--
-- Order: community.
--
-- $1 method     text
-- $2 community  text  code; NULL: all
-- returns many
--   community_id  bigint
--   community     text
SELECT c.community_id, c.community
FROM grid.community AS c
WHERE EXISTS (SELECT FROM optimize.run AS r WHERE r.community_id = c.community_id AND r.method = $1::text)
  AND ($2::text IS NULL OR c.community = $2::text)
ORDER BY c.community
