-- Enter a run.
--
-- $1 community_id  bigint
-- $2 method        text
-- $3 made_at       timestamptz
-- $4 rounded_at    timestamptz
-- $5 starts_at     timestamptz
-- $6 step_s        integer
-- $7 solver        text
-- $8 devices       integer
-- $9 base          bigint[]  mW of each step
-- $10 total        bigint[]  the same with the planned loads
-- $11 objective    numeric
-- $12 bound        numeric   NULL: nothing is proven
-- $13 solve_ms     integer
-- $14 total_ms     integer
-- $15 conditions   json
-- returns one
--   run_id  bigint
INSERT INTO optimize.run (community_id, method, made_at, rounded_at, starts_at, step_s, solver, devices, base, total,
                          import_before_wh, import_wh, objective, bound, peak_w, solve_ms, total_ms, conditions)
SELECT $1::bigint, $2::text, $3::timestamptz, $4::timestamptz, $5::timestamptz, $6::integer, $7::text, $8::integer,
       $9::bigint[], $10::bigint[], optimize.import_wh($9::bigint[], $6::integer),
       optimize.import_wh($10::bigint[], $6::integer), $11::numeric, $12::numeric,
       trim_scale(greatest(0, (SELECT max(v) FROM unnest($10::bigint[]) AS v)) * 0.001), $13::integer, $14::integer,
       $15::json
RETURNING run_id
