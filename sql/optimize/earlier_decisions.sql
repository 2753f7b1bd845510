-- List the decisions of a run.
--
-- $1 community_id  bigint
-- $2 run_id        bigint
-- returns many
--   device     text
--   decisions  bigint[]
SELECT device, decisions
FROM optimize.plan
WHERE community_id = $1::bigint AND run_id = $2::bigint
