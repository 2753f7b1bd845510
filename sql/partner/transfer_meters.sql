-- List the meters and days whose readings are a customer's own, by what they tell: consumption or production.
--
-- Those of its contracts; what a meter produced while nobody had a contract for that is of who consumes there. Order: meter,
-- community, kind, day.
--
-- $1 customer  text       code
-- $2 period    daterange  local days
-- returns many
--   meter_id      bigint
--   meter         text    code
--   community_id  bigint
--   zone          text    IANA name
--   kind          text    consumption or production
--   first_day     date
--   end_day       date    excluded
WITH own AS (
  SELECT c.meter_id, c.kind, c.during * $2::daterange AS during
  FROM grid.contract AS c
  JOIN grid.customer AS u USING (customer_id)
  WHERE u.customer = $1::text AND c.during && $2::daterange
), told AS (
  SELECT meter_id, kind, datemultirange(during) AS days FROM own
  UNION ALL
  SELECT meter_id, 'production', datemultirange(during) - coalesce(
    (SELECT range_agg(p.during) FROM grid.contract AS p WHERE p.meter_id = own.meter_id AND p.kind = 'production'), '{}')
  FROM own
  WHERE kind = 'consumption'
)
SELECT m.meter_id, m.meter, s.community_id, c.zone, t.kind, lower(d.during * s.during) AS first_day,
       upper(d.during * s.during) AS end_day
FROM told AS t
CROSS JOIN LATERAL unnest(t.days) AS d (during)
JOIN grid.meter AS m USING (meter_id)
JOIN grid.membership AS s ON s.meter_id = t.meter_id AND s.during && d.during
JOIN grid.community AS c USING (community_id)
ORDER BY m.meter COLLATE "C", s.community_id, t.kind, first_day
