-- Stream what meters exchanged with neighbours on the allocated days of a month.
--
-- $1 community_id  bigint
-- $2 first_day     date
-- $3 end_day       date      excluded
-- $4 meter_ids     bigint[]
-- returns many
--   meter_id    bigint
--   day         date
--   slot_s      integer
--   exponent    smallint
--   shared_in   bigint[]  Wh x 10^exponent, one a settlement slot
--   shared_out  bigint[]
SELECT meter_id, day, slot_s, exponent, shared_in, shared_out
FROM aggregate.allocation
WHERE community_id = $1::bigint AND day >= $2::date AND day < $3::date AND meter_id = ANY ($4::bigint[])
