-- Enter who withdrew a dump, and why, and say what it had said.
--
-- $1 batch_id     bigint       that its parts are kept as
-- $2 reason       text
-- $3 user         text
-- $4 made_at      timestamptz  the clock of the run
-- $5 index_count  bigint       index reads that were deleted
-- $6 run_id       bigint       NULL: not entered into the ledger
-- returns one
--   value_count  bigint  values of intervals
--   day_count    bigint  meter days
INSERT INTO ingest.withdrawal (batch_id, reason, "user", made_at, entered_at, value_count, index_count, run_id)
SELECT $1::bigint, $2::text, $3::text, $4::timestamptz, clock_timestamp(),
       (SELECT coalesce(sum(cardinality(wh) - cardinality(array_positions(wh, NULL))), 0)
        FROM grid.block_part WHERE batch_id = $1::bigint),
       $5::bigint, $6::bigint
RETURNING value_count,
  (SELECT count(*) FROM (SELECT DISTINCT community_id, meter_id, day FROM grid.block_part WHERE batch_id = $1::bigint) AS d)
  AS day_count
