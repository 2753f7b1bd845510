-- Show the newest temperature that each device measured within a time.
--
-- $1 community_id  bigint
-- $2 first         timestamptz
-- $3 as_of         timestamptz  included
-- returns many
--   device        text
--   centidegrees  integer  hundredths of a degree Celsius
--   measured_s    bigint   seconds since 1970
SELECT DISTINCT ON (device) device, (temperature_c * 100)::integer AS centidegrees,
       extract(epoch FROM measured_at)::bigint AS measured_s
FROM grid.temperature
WHERE community_id = $1::bigint AND measured_at >= $2::timestamptz AND measured_at <= $3::timestamptz
ORDER BY device, measured_at DESC
