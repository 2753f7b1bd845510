-- List the bad rows of dumps, the newest dump first.
--
-- $1 file     text     NULL: all dumps
-- $2 code     text     NULL: all rules
-- $3 meter    text     NULL: all meters
-- $4 escaped  text     the same as kept readings write it
-- $5 limit    integer
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
WHERE ($1::text IS NULL OR b.file = $1::text) AND ($2::text IS NULL OR r.code = $2::text)
  AND ($3::text IS NULL
       OR ingest.reject_meter(r.raw, r.reading, b.format, b.layout) = CASE WHEN r.reading IS NULL THEN $3::text ELSE $4::text END)
ORDER BY b.received_at DESC, b.file, r.line, r.code, r.number
LIMIT $5::integer
