-- List the last runs, newest first.
--
-- $1 count  integer
-- returns many
--   run      bigint
--   started  text      UTC
--   command  text
--   status   smallint  NULL while it runs, or when it was killed
--   summary  text
SELECT run_id AS run, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS started, command, status, summary
FROM ops.run
ORDER BY run_id DESC
LIMIT $1::integer
