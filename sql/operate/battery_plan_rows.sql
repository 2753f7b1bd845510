-- Show the plan of a battery between two instants. Order: start.
--
-- $1 battery_id  bigint
-- $2 first       timestamptz
-- $3 stop        timestamptz  excluded
-- returns many
--   community_id  bigint
--   start_s       bigint  seconds since 1970-01-01T00:00:00Z
--   charge_w      bigint
--   discharge_w   bigint
--   surplus_mwh   bigint
--   level_mwh     bigint  at the end of the slot
SELECT community_id, extract(epoch FROM starts_at)::bigint AS start_s, charge_w, discharge_w,
       (surplus_wh * 1000)::bigint AS surplus_mwh, (level_wh * 1000)::bigint AS level_mwh
FROM operate.battery_plan
WHERE battery_id = $1::bigint AND starts_at >= $2::timestamptz AND starts_at < $3::timestamptz
ORDER BY starts_at
