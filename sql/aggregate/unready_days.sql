-- List the aggregated days of a community that are not allocated, wait for it, or are not shared in full. Order: day.
--
-- $1 community  text
-- $2 period     daterange  local days
-- returns many
--   day  date
SELECT d.day
FROM aggregate.community_day AS d
JOIN grid.community AS c USING (community_id)
LEFT JOIN aggregate.community_allocation AS a USING (community_id, day)
LEFT JOIN ops.stale_allocation AS w USING (community_id, day)
WHERE c.community = $1::text AND d.day >= lower($2::daterange) AND d.day < upper($2::daterange)
  AND (a.day IS NULL OR a.open_count > 0 OR w.day IS NOT NULL)
ORDER BY d.day
