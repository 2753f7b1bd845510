-- List the communities that have neither a limit nor a plant on days that have totals: no peak can be told.
--
-- Order: community.
--
-- $1 period     daterange  local days of each community
-- $2 community  text       NULL: all
-- returns many
--   community  text
--   day_count  bigint
SELECT c.community, count(*) AS day_count
FROM aggregate.community_day AS d
JOIN grid.community AS c USING (community_id)
WHERE d.day >= lower($1::daterange) AND d.day < upper($1::daterange) AND ($2::text IS NULL OR c.community = $2::text)
  AND c.limit_w IS NULL
  AND NOT EXISTS (SELECT FROM grid.plant AS p WHERE p.community_id = d.community_id AND p.during @> d.day)
GROUP BY c.community
ORDER BY c.community
