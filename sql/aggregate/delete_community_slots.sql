-- Delete the quarter hours of the days that are being made again.
--
-- $1 community_id  bigint
-- returns none
DELETE FROM aggregate.community_slot
WHERE community_id = $1::bigint AND day IN (SELECT day FROM unit)
