-- Stream the interval blocks of meters in a month, meter by meter.
--
-- Order: that of the primary key, so that no sort moves the values. The battery's level is no flow and is left out.
--
-- $1 community_id  bigint
-- $2 first_day     date
-- $3 end_day       date      excluded
-- $4 meter_ids     bigint[]
-- returns many
--   meter_id    bigint
--   register    smallint
--   day         date
--   interval_s  integer
--   exponent    smallint
--   wh          integer[]   Wh x 10^exponent; NULL = missing
--   quality     smallint[]  one code an element, above 0: an estimate; NULL: all are actual
SELECT meter_id, register, day, interval_s, exponent, wh, quality
FROM grid.interval_block
WHERE community_id = $1::bigint AND day >= $2::date AND day < $3::date AND meter_id = ANY ($4::bigint[])
  AND register BETWEEN 1 AND 6
ORDER BY meter_id, register, day
