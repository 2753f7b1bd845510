-- Find the newest run of a method that begins before an instant, no more than two days ended.
--
-- $1 community_id  bigint
-- $2 method        text
-- $3 starts_at     timestamptz
-- returns many
--   run_id   bigint
--   start_s  bigint   seconds since 1970
--   step_s   integer
--   made_s   bigint
--   outdoor  json      degrees Celsius at the start of each step and at the end of the last
SELECT run_id, extract(epoch FROM starts_at)::bigint AS start_s, step_s, extract(epoch FROM made_at)::bigint AS made_s,
       conditions -> 'outdoor' AS outdoor
FROM optimize.run
WHERE community_id = $1::bigint AND method = $2::text AND starts_at < $3::timestamptz
  AND starts_at > $3::timestamptz - interval '2 days' - cardinality(base) * make_interval(secs => step_s)
ORDER BY starts_at DESC
LIMIT 1
