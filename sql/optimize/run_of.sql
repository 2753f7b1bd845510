-- Find a run by its number, or by a community and an instant: the newest of the method that had begun then.
--
-- $1 run_id     bigint       NULL: by the others
-- $2 community  text
-- $3 instant    timestamptz
-- $4 method     text
-- returns many
--   run_id      bigint
--   community   text
--   method      text
--   made_s      bigint    seconds since 1970
--   start_s     bigint
--   solver      text
--   devices     integer
--   base        bigint[]  mW of each step
--   total       bigint[]
--   objective   numeric
--   bound       numeric   NULL: nothing is proven
--   total_ms    integer
--   conditions  json
SELECT r.run_id, c.community, r.method, extract(epoch FROM r.made_at)::bigint AS made_s,
       extract(epoch FROM r.starts_at)::bigint AS start_s, r.solver, r.devices, r.base, r.total, r.objective, r.bound, r.total_ms,
       r.conditions
FROM optimize.run AS r
JOIN grid.community AS c USING (community_id)
WHERE CASE WHEN $1::bigint IS NOT NULL THEN r.run_id = $1::bigint
           ELSE c.community = $2::text AND r.method = $4::text AND r.starts_at <= $3::timestamptz END
ORDER BY r.starts_at DESC
LIMIT 1
