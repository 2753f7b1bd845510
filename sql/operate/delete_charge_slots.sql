-- Delete the plan of a community's window, before it is made again.
--
-- $1 community_id  bigint
-- $2 window_start  timestamptz
-- $3 window_end    timestamptz  excluded
-- returns none
DELETE FROM operate.charge_slot
WHERE community_id = $1::bigint AND starts_at >= $2::timestamptz AND starts_at < $3::timestamptz
