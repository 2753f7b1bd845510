-- List the days with slots whose surplus was not shared for want of coefficients. Order: community, day.
--
-- $1 community  text       NULL: all
-- $2 period     daterange  local days; NULL: all
-- returns many
--   community   text
--   day         date
--   key         text
--   open_count  integer
SELECT c.community, a.day, a.key, a.open_count
FROM aggregate.community_allocation AS a
JOIN grid.community AS c USING (community_id)
WHERE a.open_count > 0 AND ($1::text IS NULL OR c.community = $1::text)
  AND ($2::daterange IS NULL OR (a.day >= lower($2::daterange) AND a.day < upper($2::daterange)))
ORDER BY c.community, a.day
