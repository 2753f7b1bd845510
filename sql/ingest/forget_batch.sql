-- Take out a batch of our own that said nothing new, and what it said.
--
-- $1 batch_id  bigint
-- returns none
WITH parts AS (
  DELETE FROM grid.block_part WHERE batch_id = $1::bigint
)
DELETE FROM ingest.batch WHERE batch_id = $1::bigint
