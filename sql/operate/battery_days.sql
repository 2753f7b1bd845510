-- List the local days of a battery in a period, each with its community: its own, or that of its meter.
--
-- $1 battery_id  bigint
-- $2 period      daterange
-- returns many
--   community_id  bigint
--   day           date
--   start_s       bigint   seconds since 1970-01-01T00:00:00Z
--   length_s      integer
SELECT c.community_id, d::date AS day, extract(epoch FROM grid.day_start(d::date, c.zone))::bigint AS start_s,
       extract(epoch FROM grid.day_start(d::date + 1, c.zone) - grid.day_start(d::date, c.zone))::integer AS length_s
FROM grid.battery AS b
CROSS JOIN LATERAL (
  SELECT b.community_id, b.during WHERE b.community_id IS NOT NULL
  UNION ALL
  SELECT s.community_id, s.during * b.during FROM grid.membership AS s WHERE s.meter_id = b.meter_id
) AS o
JOIN grid.community AS c ON c.community_id = o.community_id
CROSS JOIN LATERAL generate_series(lower(o.during * $2::daterange)::timestamp, (upper(o.during * $2::daterange) - 1)::timestamp,
                                   interval '1 day') AS d
WHERE b.battery_id = $1::bigint
ORDER BY day
