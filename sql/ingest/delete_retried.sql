-- Forget rejected rows of a dump that are tried again.
--
-- $1 batch_id  bigint
-- $2 lines     bigint[]
-- $3 codes     text[]
-- $4 numbers   integer[]
-- returns none
DELETE FROM ingest.reject AS r
USING unnest($2::bigint[], $3::text[], $4::integer[]) AS g (line, code, number)
WHERE r.batch_id = $1::bigint AND r.line = g.line AND r.code = g.code AND r.number = g.number
