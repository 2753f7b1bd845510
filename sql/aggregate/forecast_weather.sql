-- Read a community's temperatures, every issue of each hour in the order in which they were known.
--
-- $1 community_id  bigint
-- $2 first         timestamptz
-- $3 end           timestamptz  excluded
-- returns many
--   starts_s      bigint  seconds since 1970-01-01T00:00:00Z
--   issued_s      bigint
--   centidegrees  bigint  hundredths of a degree Celsius
SELECT extract(epoch FROM starts_at)::bigint AS starts_s, extract(epoch FROM issued_at)::bigint AS issued_s,
       (temperature_c * 100)::bigint AS centidegrees
FROM grid.weather
WHERE community_id = $1::bigint AND starts_at >= $2::timestamptz AND starts_at < $3::timestamptz
ORDER BY starts_at, issued_at
