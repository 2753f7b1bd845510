-- Show the temperatures of some communities, every issue of each hour.
--
-- Instants are seconds since 1970-01-01T00:00:00Z.
--
-- $1 communities  text[]       codes
-- $2 first        timestamptz  first hour
-- $3 last         timestamptz  last hour, included
-- returns many
--   community     text
--   starts_s      bigint
--   issued_s      bigint
--   centidegrees  integer  hundredths of a degree Celsius
--   wind_kmh      smallint
--   gust_kmh      smallint
--   wind_deg      smallint
SELECT c.community, extract(epoch FROM w.starts_at)::bigint AS starts_s,
       extract(epoch FROM w.issued_at)::bigint AS issued_s, (w.temperature_c * 100)::integer AS centidegrees,
       w.wind_kmh, w.gust_kmh, w.wind_deg
FROM grid.weather AS w
JOIN grid.community AS c USING (community_id)
WHERE c.community = ANY ($1::text[]) AND w.starts_at BETWEEN $2::timestamptz AND $3::timestamptz
