-- List what a run tells the devices of outer systems, 96 steps each.
--
-- Of two devices with one id the one planned last counts.
--
-- $1 community_id  bigint
-- $2 run_id        bigint
-- returns many
--   outer_id     bigint
--   outer_type   integer
--   result_type  integer
--   decisions    integer[]
--   starts       integer[]  of water heaters that this run plans
--   duration     integer    of the same, seconds
SELECT DISTINCT ON (outer_id) outer_id, coalesce(outer_type, 0) AS outer_type, result_type, decisions, starts, duration
FROM optimize.published($1::bigint, $2::bigint)
ORDER BY outer_id, plan_id DESC
