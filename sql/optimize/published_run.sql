-- Show the newest run of a community and method that was made up to an instant, as it is published.
--
-- $1 community_id  bigint
-- $2 method        text
-- $3 as_of         timestamptz
-- returns many
--   run_id    bigint
--   rounded_s bigint    seconds since 1970
--   start_s   bigint
--   step_s    integer
--   devices   integer
--   solve_ms  integer
--   base      bigint[]  mW of each step
--   total     bigint[]
SELECT run_id, extract(epoch FROM rounded_at)::bigint AS rounded_s, extract(epoch FROM starts_at)::bigint AS start_s, step_s,
       devices, solve_ms, base, total
FROM optimize.run
WHERE community_id = $1::bigint AND method = $2::text AND made_at <= $3::timestamptz
  AND starts_at + cardinality(base) * make_interval(secs => step_s) > $3::timestamptz
ORDER BY starts_at DESC
LIMIT 1
