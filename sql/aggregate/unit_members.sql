-- Count the members of a community on the days that are being made again.
--
-- Expected intervals are those of all members, with or without readings.
--
-- $1 community_id  bigint
-- $2 zone          text    IANA name
-- $3 first_day     date
-- $4 last_day      date    included
-- returns many
--   day             date
--   member_count    bigint
--   expected_count  bigint
--   is_fine         boolean  whether every member's interval divides five minutes
WITH local AS (
  SELECT day, extract(epoch FROM grid.day_start(day + 1, $2::text) - grid.day_start(day, $2::text))::bigint AS day_s
  FROM (SELECT DISTINCT day FROM unit WHERE day BETWEEN $3::date AND $4::date) AS u
)
SELECT l.day, count(m.meter_id) AS member_count, coalesce(sum(l.day_s / m.interval_s), 0)::bigint AS expected_count,
       coalesce(bool_and(300 % m.interval_s = 0), false) AS is_fine
FROM local AS l
-- Day by day, so that the planner, which knows nothing of the session's table, does not read all meters.
LEFT JOIN LATERAL (
  SELECT m.meter_id, m.interval_s
  FROM grid.membership AS s
  JOIN grid.meter AS m USING (meter_id)
  WHERE s.community_id = $1::bigint AND s.during @> l.day
  OFFSET 0) AS m ON true
GROUP BY l.day
