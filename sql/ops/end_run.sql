-- Enter the end of a run into the ledger.
--
-- $1 run_id   bigint
-- $2 status   smallint  exit status
-- $3 summary  text      what was done, or why it failed
-- returns none
UPDATE ops.run
SET ended_at = greatest(clock_timestamp(), started_at), status = $2::smallint, summary = $3::text
WHERE run_id = $1::bigint
