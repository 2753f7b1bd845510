-- Enter the start of a run into the ledger.
--
-- $1 command     text
-- $2 arguments   text[]       operands as typed
-- $3 as_of       timestamptz  the clock of the run
-- $4 started_at  timestamptz
-- $5 host        text
-- $6 version     text
-- returns one
--   run_id  bigint
INSERT INTO ops.run (command, arguments, as_of, started_at, host, version)
VALUES ($1::text, $2::text[], $3::timestamptz, $4::timestamptz, $5::text, $6::text)
RETURNING run_id
