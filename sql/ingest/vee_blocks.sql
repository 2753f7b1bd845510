-- Stream the interval blocks of meters over stretches of days. Order: meter, register, day.
--
-- $1 community_id  bigint
-- $2 meter_ids     bigint[]  one element a meter, as in $3 and $4
-- $3 first_days    date[]
-- $4 end_days      date[]    excluded
-- returns many
--   meter_id    bigint
--   register    smallint
--   day         date
--   interval_s  integer
--   exponent    smallint
--   wh          integer[]   Wh x 10^exponent; NULL = missing
--   quality     smallint[]  one code an element; NULL: all are actual
SELECT b.meter_id, b.register, b.day, b.interval_s, b.exponent, b.wh, b.quality
FROM unnest($2::bigint[], $3::date[], $4::date[]) AS k (meter_id, first_day, end_day)
CROSS JOIN LATERAL (
  SELECT *
  FROM grid.interval_block AS i
  WHERE i.community_id = $1::bigint AND i.meter_id = k.meter_id AND i.day >= k.first_day AND i.day < k.end_day
  OFFSET 0) AS b
ORDER BY b.meter_id, b.register, b.day
