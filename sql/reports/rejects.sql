-- Count the rejected rows of each dump by code.
--
-- The dumps are those that were received in the period, by the clock of their communities, and those that brought
-- readings of the period. A dump's communities are the one it names and those whose readings of the period came from
-- it; where they differ in zone, or there is none, its clock is UTC. Code conflicting-duplicate counts rows that were
-- loaded. Order: reception, file, code.
--
-- $1 period     daterange  local days
-- $2 community  text       NULL: all; dumps without any community are always listed
-- returns many
--   file         text
--   community    text     separated by a comma; NULL: none
--   received_s   bigint   what the local clock showed, as seconds since 1970-01-01T00:00 on that clock
--   offset_s     integer  local time minus UTC
--   read_count   bigint   rows of the dump
--   code         text
--   row_count    bigint
--   first_line   bigint
WITH brought AS (
  SELECT batch_id, community_id
  FROM grid.interval_block
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange) AND batch_id IS NOT NULL
  UNION
  SELECT batch_id, community_id
  FROM grid.block_part
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange)
), told AS (
  SELECT batch_id, community_id, true AS is_brought
  FROM brought
  UNION ALL
  SELECT batch_id, community_id, false
  FROM ingest.batch
), dump AS (
  SELECT t.batch_id, string_agg(DISTINCT c.community, ', ' ORDER BY c.community) AS community,
         CASE WHEN count(DISTINCT c.zone) = 1 THEN min(c.zone) ELSE 'UTC' END AS zone, bool_or(t.is_brought) AS is_brought,
         coalesce(bool_or(c.community = $2::text), true) AS is_asked
  FROM told AS t
  LEFT JOIN grid.community AS c USING (community_id)
  GROUP BY t.batch_id
)
SELECT b.file, d.community, trunc(extract(epoch FROM b.received_at AT TIME ZONE d.zone))::bigint AS received_s,
       extract(epoch FROM (b.received_at AT TIME ZONE d.zone) - (b.received_at AT TIME ZONE 'UTC'))::integer AS offset_s,
       b.read_count, r.code, count(*) AS row_count, min(r.line) AS first_line
FROM ingest.batch AS b
JOIN dump AS d USING (batch_id)
JOIN ingest.reject AS r USING (batch_id)
WHERE d.is_asked AND (d.is_brought OR (b.received_at AT TIME ZONE d.zone)::date <@ $1::daterange)
GROUP BY b.batch_id, b.file, d.community, d.zone, b.received_at, b.read_count, r.code
ORDER BY b.received_at, b.file, r.code
