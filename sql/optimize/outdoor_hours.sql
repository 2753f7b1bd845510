-- Read a community's outdoor temperatures as they were known at an instant: the newest issue of each hour.
--
-- $1 community_id  bigint
-- $2 first         timestamptz
-- $3 end           timestamptz  excluded
-- $4 as_of         timestamptz  later issues are not looked at
-- returns many
--   starts_s  bigint  seconds since 1970-01-01T00:00:00Z
--   celsius   float8  mean of the hour
SELECT DISTINCT ON (starts_at) extract(epoch FROM starts_at)::bigint AS starts_s,
       temperature_c::double precision AS celsius
FROM grid.weather
WHERE community_id = $1::bigint AND starts_at >= $2::timestamptz AND starts_at < $3::timestamptz
  AND issued_at <= $4::timestamptz
ORDER BY starts_at, issued_at DESC
