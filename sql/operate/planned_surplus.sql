-- Show what the batteries of a community are planned to store of its surplus.
--
-- $1 community_id  bigint
-- $2 first         timestamptz
-- $3 stop          timestamptz  excluded
-- returns many
--   start_s        bigint  seconds since 1970-01-01T00:00:00Z
--   surplus_mwh    bigint  of all batteries
--   unmetered_mwh  bigint  of those that no meter measures: no reading shows it
SELECT extract(epoch FROM p.starts_at)::bigint AS start_s, (sum(p.surplus_wh) * 1000)::bigint AS surplus_mwh,
       (coalesce(sum(p.surplus_wh) FILTER (WHERE b.meter_id IS NULL), 0) * 1000)::bigint AS unmetered_mwh
FROM operate.battery_plan AS p
JOIN grid.battery AS b USING (battery_id)
WHERE p.community_id = $1::bigint AND p.starts_at >= $2::timestamptz AND p.starts_at < $3::timestamptz AND p.surplus_wh > 0
GROUP BY p.starts_at
