-- List the bad rows of dumps, the newest dump first.
--
-- $1 file   text     NULL: all dumps
-- $2 limit  integer
-- returns many
--   file    text
--   line    bigint
--   field   integer  NULL: the whole line
--   rule    text
--   text    text     as it came
--   note    text
SELECT b.file, r.line, r."column" AS field, r.code AS rule, r.raw AS text, r.note
FROM ingest.reject AS r
JOIN ingest.batch AS b USING (batch_id)
WHERE $1::text IS NULL OR b.file = $1::text
ORDER BY b.received_at DESC, b.file, r.line, r.code
LIMIT $2::integer
