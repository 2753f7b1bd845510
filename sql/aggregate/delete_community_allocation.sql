-- Delete the community's sums of the days that are being allocated again.
--
-- $1 community_id  bigint
-- $2 days          date[]
-- returns none
DELETE FROM aggregate.community_allocation
WHERE community_id = $1::bigint AND day = ANY ($2::date[])
