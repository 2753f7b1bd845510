-- Show the newest cycle of each machine that was over at a time.
--
-- $1 community_id  bigint
-- $2 as_of         timestamptz
-- returns many
--   device   text
--   profile  bigint[]  mW of each step
SELECT DISTINCT ON (device) device, profile
FROM optimize.cycle
WHERE community_id = $1::bigint
  AND starts_at + cardinality(profile) * make_interval(secs => step_s) <= $2::timestamptz
ORDER BY device, starts_at DESC
