-- Remove what a community offers to a market between two instants; what has begun stays.
--
-- $1 community_id  bigint
-- $2 market        text
-- $3 first         timestamptz
-- $4 stop          timestamptz  excluded
-- $5 as_of         timestamptz  slots that start before it stay; NULL: none stays
-- returns none
DELETE FROM operate.offer
WHERE community_id = $1::bigint AND market = $2::text
  AND starts_at >= greatest($3::timestamptz, $5::timestamptz) AND starts_at < $4::timestamptz
