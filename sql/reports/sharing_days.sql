-- Count the aggregated days of each community: all, not allocated, not shared in full. Order: community.
--
-- $1 period     daterange  local days of each community
-- $2 community  text       NULL: all
-- returns many
--   community    text
--   keys         text    keys of the allocated days, in the order of their first days; NULL: none is allocated
--   day_count    bigint
--   stale_count  bigint  not allocated, or changed since
--   open_count   bigint  with slots whose surplus has no coefficients
SELECT community, string_agg(key, ', ' ORDER BY first_day) AS keys, sum(day_count)::bigint AS day_count,
       sum(stale_count)::bigint AS stale_count, sum(open_count)::bigint AS open_count
FROM (
  SELECT c.community, a.key, min(d.day) AS first_day, count(*) AS day_count,
         count(*) FILTER (WHERE a.day IS NULL OR w.day IS NOT NULL) AS stale_count,
         count(*) FILTER (WHERE a.open_count > 0) AS open_count
  FROM aggregate.community_day AS d
  JOIN grid.community AS c USING (community_id)
  LEFT JOIN aggregate.community_allocation AS a USING (community_id, day)
  LEFT JOIN ops.stale_allocation AS w USING (community_id, day)
  WHERE d.day >= lower($1::daterange) AND d.day < upper($1::daterange) AND ($2::text IS NULL OR c.community = $2::text)
  GROUP BY c.community, a.key
) AS k
GROUP BY community
ORDER BY community
