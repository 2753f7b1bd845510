-- Read what meters measured on some local days. Order: meter, day.
--
-- $1 community_id  bigint
-- $2 meter_ids     bigint[]
-- $3 days          daterange
-- returns many
--   meter_id    bigint
--   day         date
--   register    smallint
--   interval_s  integer
--   exponent    smallint
--   wh          integer[]  Wh x 10^exponent; NULL: missing
SELECT meter_id, day, register, interval_s, exponent, wh
FROM grid.interval_block
WHERE community_id = $1::bigint AND meter_id = ANY ($2::bigint[])
  AND day >= lower($3::daterange) AND day < upper($3::daterange)
ORDER BY meter_id, day
