-- Read the interval blocks of the meter days that are being made again. Order: meter, day.
--
-- $1 community_id  bigint
-- $2 first_day     date
-- $3 last_day      date    included
-- returns many
--   meter_id    bigint
--   day         date
--   register    smallint
--   interval_s  integer
--   exponent    smallint
--   wh          integer[]
--   quality     smallint[]  one code an element, above 0: an estimate; NULL: all are actual
SELECT b.meter_id, b.day, b.register, b.interval_s, b.exponent, b.wh, b.quality
FROM unit AS u
JOIN grid.interval_block AS b
  ON b.community_id = $1::bigint AND b.meter_id = u.meter_id AND b.day = u.day
WHERE b.day BETWEEN $2::date AND $3::date
ORDER BY b.meter_id, b.day
