-- List the ids that a run's devices have in outer systems.
--
-- $1 community_id  bigint
-- $2 run_id        bigint
-- returns many
--   device      text
--   outer_id    bigint
--   outer_type  integer
SELECT device, outer_id, outer_type
FROM optimize.plan
WHERE community_id = $1::bigint AND run_id = $2::bigint AND outer_id IS NOT NULL
