-- Show what devices measured in a time.
--
-- $1 communities  text[]       codes
-- $2 first        timestamptz
-- $3 last         timestamptz  included
-- returns many
--   community     text
--   device        text
--   measured_s    bigint   seconds since 1970-01-01T00:00:00Z
--   centidegrees  integer  hundredths of a degree Celsius
SELECT c.community, t.device, extract(epoch FROM t.measured_at)::bigint AS measured_s,
       (t.temperature_c * 100)::integer AS centidegrees
FROM grid.temperature AS t
JOIN grid.community AS c USING (community_id)
WHERE c.community = ANY ($1::text[]) AND t.measured_at BETWEEN $2::timestamptz AND $3::timestamptz
