-- Remove what a battery is planned to do in a community between two instants; what has begun stays.
--
-- $1 community_id  bigint
-- $2 battery_id    bigint
-- $3 first         timestamptz
-- $4 stop          timestamptz  excluded
-- $5 as_of         timestamptz  slots that start before it stay; NULL: none stays
-- returns none
DELETE FROM operate.battery_plan
WHERE community_id = $1::bigint AND battery_id = $2::bigint
  AND starts_at >= greatest($3::timestamptz, $5::timestamptz) AND starts_at < $4::timestamptz
