-- Read a meter's interval blocks. Order: day, register.
--
-- $1 community_id  bigint
-- $2 meter_id      bigint
-- $3 period        daterange  local days
-- returns many
--   day         date
--   register    smallint
--   interval_s  integer
--   exponent    smallint
--   wh          integer[]
--   quality     smallint[]  one code an element, above 0: an estimate; NULL: all are actual
SELECT day, register, interval_s, exponent, wh, quality
FROM grid.interval_block
WHERE community_id = $1::bigint AND meter_id = $2::bigint AND day >= lower($3::daterange) AND day < upper($3::daterange)
ORDER BY day, register
