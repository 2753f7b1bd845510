-- List days with gaps, and rows of dumps that were refused.
--
-- gap: days of the period that were over at $3 minus the
-- tolerance and lack readings. rejected: rows of dumps received in the period or that brought readings of it, by code; the
-- meter is the one that the row names. A conflicting duplicate was loaded and is none. Times are those of the
-- community's clock, else UTC. Order: community, meter, kind, code.
--
-- $1 period       daterange    local days of each community
-- $2 community    text         NULL: all; dumps without any community are always listed
-- $3 as_of        timestamptz
-- $4 tolerance_s  integer      of gaps
-- returns many
--   kind       text     gap or rejected
--   community  text     NULL: of a dump without community
--   meter      text     NULL: none of the registry is named in the row
--   meter_kind text
--   code       text     of rejected rows
--   since_s    bigint   gap: the first day; rejected: first reception; local clock
--   since_offset_s integer  local time minus UTC
--   until_s    bigint   gap: end of the last day; rejected: last reception
--   until_offset_s integer
--   count      bigint   gap: readings missing; rejected: rows
--   day_count  bigint   gap: days with gaps
--   file       text     rejected: the first dump with such a row
--   line       bigint   its first line
WITH gap AS (
  SELECT m.community, m.zone, m.meter, m.kind, min(m.day) AS first_day, max(m.day) AS last_day, count(*) AS day_count,
         sum(e.expected - coalesce(d.present_count, 0))::bigint AS missing
  FROM grid.member_days($1::daterange, $2::text, $3::timestamptz - make_interval(secs => $4::integer)) AS m
  LEFT JOIN aggregate.meter_day AS d ON d.community_id = m.community_id AND d.meter_id = m.meter_id AND d.day = m.day
  CROSS JOIN LATERAL (
    SELECT coalesce(d.expected_count::numeric, round(extract(epoch FROM grid.day_start(m.day + 1, m.zone)
      - grid.day_start(m.day, m.zone)) / m.interval_s)) AS expected) AS e
  WHERE m.ended AND coalesce(d.present_count, 0) < e.expected
  GROUP BY m.community, m.zone, m.meter, m.kind
), brought AS (
  SELECT batch_id, community_id
  FROM grid.interval_block
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange) AND batch_id IS NOT NULL
  UNION
  SELECT batch_id, community_id
  FROM grid.block_part
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange)
), dump AS (
  SELECT b.batch_id, b.file, b.received_at, coalesce(c.zone, 'UTC') AS zone, c.community
  FROM ingest.batch AS b
  LEFT JOIN LATERAL (
    -- A dump of several communities is nobody's own.
    SELECT min(c.community) AS community, min(c.zone) AS zone
    FROM grid.community AS c
    WHERE c.community_id = b.community_id
       OR b.community_id IS NULL AND c.community_id IN (SELECT community_id FROM brought WHERE batch_id = b.batch_id)
    HAVING count(*) = 1) AS c ON true
  WHERE ($2::text IS NULL OR c.community IS NULL OR c.community = $2::text)
    AND ((b.received_at AT TIME ZONE coalesce(c.zone, 'UTC'))::date <@ $1::daterange
         OR b.batch_id IN (SELECT batch_id FROM brought))
), rejected AS (
  SELECT d.community, m.meter, m.kind, r.code, count(*) AS count, d.zone, min(d.received_at) AS since_at, max(d.received_at) AS until_at,
         (array_agg(d.file ORDER BY d.received_at, d.file, r.line))[1] AS file,
         (array_agg(r.line ORDER BY d.received_at, d.file, r.line))[1] AS line
  FROM dump AS d
  JOIN ingest.reject AS r USING (batch_id)
  LEFT JOIN LATERAL ingest.meter_of(r.raw) AS m ON true
  WHERE r.code <> 'conflicting-duplicate'
  GROUP BY d.community, d.zone, m.meter, m.kind, r.code
), found AS (
  SELECT 'gap' AS kind, community, zone, meter, kind AS meter_kind, NULL::text AS code, grid.day_start(first_day, zone) AS since_at,
         grid.day_start(last_day + 1, zone) AS until_at, missing AS count, day_count, NULL::text AS file, NULL::bigint AS line
  FROM gap
  UNION ALL
  SELECT 'rejected', community, zone, meter, kind, code, since_at, until_at, count, NULL, file, line
  FROM rejected
)
SELECT kind, community, meter, meter_kind, code, trunc(extract(epoch FROM since_at AT TIME ZONE zone))::bigint AS since_s,
       extract(epoch FROM (since_at AT TIME ZONE zone) - (since_at AT TIME ZONE 'UTC'))::integer AS since_offset_s,
       trunc(extract(epoch FROM until_at AT TIME ZONE zone))::bigint AS until_s,
       extract(epoch FROM (until_at AT TIME ZONE zone) - (until_at AT TIME ZONE 'UTC'))::integer AS until_offset_s,
       count, day_count, file, line
FROM found
ORDER BY community NULLS LAST, meter NULLS LAST, kind, code
