-- Stream the interval blocks of meters over stretches of days. Order: meter, register, day.
--
-- Of the days before a move those of the community that the meter was a member of then: what is usual moves with the meter. Only
-- where that has the same zone, so that the same days are meant.
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
JOIN grid.membership AS s USING (meter_id)
JOIN grid.community AS c USING (community_id)
JOIN grid.community AS h ON h.community_id = $1::bigint AND h.zone = c.zone
CROSS JOIN LATERAL (
  SELECT *
  FROM grid.interval_block AS i
  WHERE i.community_id = s.community_id AND i.meter_id = k.meter_id AND i.day >= k.first_day AND i.day < k.end_day
    AND i.day >= lower(s.during) AND i.day < coalesce(upper(s.during), 'infinity')
  OFFSET 0) AS b
ORDER BY b.meter_id, b.register, b.day
