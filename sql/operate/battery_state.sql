-- Show the newest replayed state of a battery up to an instant.
--
-- $1 battery_id  bigint
-- $2 instant     timestamptz
-- returns many
--   at_s       bigint  seconds since 1970-01-01T00:00:00Z
--   level_mwh  bigint  what the meter says, else what was replayed
SELECT extract(epoch FROM state_at)::bigint AS at_s, (coalesce(metered_wh, end_wh) * 1000)::bigint AS level_mwh
FROM operate.battery_day
WHERE battery_id = $1::bigint AND state_at <= $2::timestamptz
ORDER BY day DESC
LIMIT 1
