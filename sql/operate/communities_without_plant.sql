-- List the communities that have totals but nobody to ask for production. Order: community.
--
-- $1 period     daterange  local days of each community
-- $2 community  text       NULL: all
-- returns many
--   community  text
SELECT c.community
FROM grid.community AS c
WHERE ($2::text IS NULL OR c.community = $2::text)
  AND EXISTS (SELECT FROM aggregate.community_day AS d WHERE d.community_id = c.community_id AND d.day <@ $1::daterange)
  AND NOT EXISTS (SELECT FROM grid.plant AS p WHERE p.community_id = c.community_id AND p.during && $1::daterange)
ORDER BY c.community
