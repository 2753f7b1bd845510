-- List the dumps that were loaded, the one loaded last first.
--
-- Estimates and edits are batches too and are left out.
--
-- $1 since      timestamptz  loaded then or later; NULL: all
-- $2 format     text         form of the dumps; NULL: all
-- $3 file       text         their name; NULL: all
-- $4 meter      text         code: those that say something of it; NULL: all
-- $5 withdrawn  boolean      those that were withdrawn too
-- returns many
--   digest          text      hexadecimal XXH3-128 of the bytes
--   file            text
--   format          text
--   community       text      whose dump it was said to be; NULL: any community's
--   received_s      bigint    seconds since the epoch
--   loaded_s        bigint
--   read_count      bigint
--   loaded_count    bigint
--   rejected_count  bigint
--   repeated_count  bigint
--   passed_count    bigint
--   layout          text      how it was read
--   withdrawn_s     bigint    NULL: it holds
--   user            text      who withdrew it
--   reason          text
--   value_count     bigint    values of intervals that were withdrawn
--   index_count     bigint    index reads that were withdrawn
WITH place AS (
  SELECT DISTINCT s.community_id, s.meter_id
  FROM grid.meter AS m
  JOIN grid.membership AS s USING (meter_id)
  WHERE m.meter = $4::text
), speaking AS (
  SELECT b.batch_id FROM grid.interval_block AS b JOIN place USING (community_id, meter_id)
  UNION
  SELECT p.batch_id FROM grid.block_part AS p JOIN place USING (community_id, meter_id)
  UNION
  SELECT r.batch_id FROM grid.register_read AS r JOIN place USING (community_id, meter_id)
)
SELECT encode(b.digest, 'hex') AS digest, b.file, b.format, c.community,
       extract(epoch FROM b.received_at)::bigint AS received_s, extract(epoch FROM b.loaded_at)::bigint AS loaded_s,
       b.read_count, b.loaded_count, b.rejected_count, b.repeated_count, b.passed_count, b.layout,
       extract(epoch FROM w.made_at)::bigint AS withdrawn_s, w."user", w.reason, w.value_count, w.index_count
FROM ingest.batch AS b
LEFT JOIN ingest.withdrawal AS w USING (batch_id)
LEFT JOIN grid.community AS c USING (community_id)
WHERE (b.rank = 1 OR $5::boolean AND w.batch_id IS NOT NULL)
  AND ($1::timestamptz IS NULL OR b.loaded_at >= $1::timestamptz)
  AND ($2::text IS NULL OR b.format = $2::text)
  AND ($3::text IS NULL OR b.file = $3::text)
  AND ($4::text IS NULL OR b.batch_id IN (SELECT batch_id FROM speaking))
ORDER BY b.loaded_at DESC, b.received_at DESC, b.file, w.entered_at DESC NULLS FIRST
