-- Count the rejected rows of each dump by code.
--
-- The dumps are those that were received in the period, by the clock of their community, else UTC, and those that
-- brought readings of the period. Code conflicting-duplicate counts rows that were loaded. Order: reception, file, code.
--
-- $1 period     daterange  local days
-- $2 community  text       NULL: all; dumps that name no community are always listed
-- returns many
--   file         text
--   community    text
--   received_s   bigint   what the local clock showed, as seconds since 1970-01-01T00:00 on that clock
--   offset_s     integer  local time minus UTC
--   read_count   bigint  rows of the dump
--   code         text
--   row_count    bigint
--   first_line   bigint
WITH bringing AS (
  SELECT batch_id
  FROM grid.interval_block
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange) AND batch_id IS NOT NULL
  UNION
  SELECT batch_id
  FROM grid.block_part
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange)
)
SELECT b.file, c.community,
       trunc(extract(epoch FROM b.received_at AT TIME ZONE coalesce(c.zone, 'UTC')))::bigint AS received_s,
       extract(epoch FROM (b.received_at AT TIME ZONE coalesce(c.zone, 'UTC')) - (b.received_at AT TIME ZONE 'UTC'))::integer
         AS offset_s,
       b.read_count, r.code, count(*) AS row_count, min(r.line) AS first_line
FROM ingest.batch AS b
JOIN ingest.reject AS r USING (batch_id)
LEFT JOIN grid.community AS c USING (community_id)
WHERE ($2::text IS NULL OR c.community IS NULL OR c.community = $2::text)
  AND ((b.received_at AT TIME ZONE coalesce(c.zone, 'UTC'))::date <@ $1::daterange
       OR b.batch_id IN (SELECT batch_id FROM bringing))
GROUP BY b.batch_id, b.file, c.community, c.zone, b.received_at, b.read_count, r.code
ORDER BY b.received_at, b.file, r.code
