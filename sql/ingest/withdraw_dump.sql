-- Take a dump out of what is believed, under another id: that of its bytes is free again. What it said of blocks goes with it.
--
-- $1 batch_id  bigint
-- returns one
--   batch_id  bigint  the new one
WITH renamed AS (
  UPDATE ingest.batch AS b
  SET rank = -1, batch_id = hashtextextended(format('gridctl:withdrawal %s of %s', n.count + 1, $1::bigint), 0)
  FROM (SELECT count(w.*) AS count
        FROM ingest.batch AS b
        JOIN ingest.batch AS o USING (digest)
        JOIN ingest.withdrawal AS w ON w.batch_id = o.batch_id
        WHERE b.batch_id = $1::bigint) AS n
  WHERE b.batch_id = $1::bigint
  RETURNING b.batch_id
), parts AS (
  UPDATE grid.block_part AS p SET batch_id = r.batch_id FROM renamed AS r WHERE p.batch_id = $1::bigint
)
SELECT batch_id FROM renamed
