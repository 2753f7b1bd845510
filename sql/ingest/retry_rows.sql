-- Read the rows of a dump that were rejected by one of some rules, a page at a time.
--
-- $1 batch_id  bigint
-- $2 codes     text[]   rules
-- $3 line      bigint   of the row behind which the page begins
-- $4 number    integer  of the same
-- $5 greatest  integer  number of the last row that is meant
-- $6 limit     integer
-- returns many
--   line     bigint
--   code     text
--   raw      text
--   note     text
--   reading  text     NULL: the row as it came is all there is
--   number   integer
SELECT line, code, raw, note, reading, number
FROM ingest.reject
WHERE batch_id = $1::bigint AND code = ANY ($2::text[]) AND (line, number) > ($3::bigint, $4::integer)
  AND number <= $5::integer
ORDER BY line, number
LIMIT $6::integer
