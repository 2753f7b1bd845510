-- List the decisions of a run.
--
-- $1 community_id  bigint
-- $2 run_id        bigint
-- $3 instant       timestamptz
-- returns many
--   device     text
--   decisions  bigint[]
--   is_on      boolean   whether it draws at that instant
SELECT p.device, p.decisions,
       coalesce(p.load[1 + floor(extract(epoch FROM $3::timestamptz - r.starts_at) / r.step_s)::integer] > 0, false) AS is_on
FROM optimize.plan AS p
JOIN optimize.run AS r USING (community_id, run_id)
WHERE p.community_id = $1::bigint AND p.run_id = $2::bigint
