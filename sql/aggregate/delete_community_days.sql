-- Delete the days of a community that are being made again.
--
-- $1 community_id  bigint
-- $2 days          date[]
-- returns none
DELETE FROM aggregate.community_day
WHERE community_id = $1::bigint AND day = ANY ($2::date[])
