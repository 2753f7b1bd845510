-- Delete the meter days that are being made again.
--
-- $1 community_id  bigint
-- returns none
DELETE FROM aggregate.meter_day AS d
USING unit AS u
WHERE d.community_id = $1::bigint AND d.meter_id = u.meter_id AND d.day = u.day
