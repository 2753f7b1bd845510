-- Show what the metered batteries of a community did beyond their plans, each in its own direction.
--
-- $1 community_id  bigint
-- $2 period        daterange  local days
-- $3 first         timestamptz
-- $4 stop          timestamptz  excluded
-- returns many
--   start_s      bigint   seconds since 1970-01-01T00:00:00Z
--   up_mwh       bigint   more discharge, or less charge; rounded down
--   down_mwh     bigint   more charge, or less discharge; rounded down
--   is_complete  boolean  whether the readings of all of them are known
SELECT extract(epoch FROM p.starts_at)::bigint AS start_s,
       floor(coalesce(sum(greatest(0, d.beyond_wh)), 0) * 1000)::bigint AS up_mwh,
       floor(coalesce(sum(greatest(0, -d.beyond_wh)), 0) * 1000)::bigint AS down_mwh,
       bool_and(coalesce(q.complete, false)) AS is_complete
FROM operate.battery_plan AS p
JOIN grid.battery AS b ON b.battery_id = p.battery_id AND b.meter_id IS NOT NULL
LEFT JOIN operate.battery_quarter($1::bigint, $2::daterange) AS q
  ON q.battery_id = p.battery_id AND q.starts_at = p.starts_at
CROSS JOIN LATERAL (
  SELECT q.discharge_wh - q.charge_wh - (p.discharge_w - p.charge_w) * 0.25 AS beyond_wh
) AS d
WHERE p.community_id = $1::bigint AND p.starts_at >= $3::timestamptz AND p.starts_at < $4::timestamptz
GROUP BY p.starts_at
