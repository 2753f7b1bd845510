-- Put bad dumps into the session's table of malfunctions: too many bad rows of a meter or sender, or nothing loaded at all.
--
-- Bad rows are counted by dump, meter and code; too many are as many as the tolerance says, or its share of the dump's
-- rows. The dumps of one sender have names that differ by digits. A malfunction lasts from the first bad dump until the
-- sender's next one that speaks of the meter without too many bad rows of the code, or until no bad one was received for
-- 30 days. A row's meter is the one that it names; its community is the one that the dump names, else
-- the meter's, else the only one that the dump brought readings of. Code clock-outlier: the row is of before 2010.
--
-- $1 community  text         NULL: all, and dumps of no known community
-- $2 as_of      timestamptz
-- returns none
WITH dump AS MATERIALIZED (
  SELECT batch_id, file, ingest.series(file) AS source, format, community_id, received_at, read_count
  FROM ingest.batch
  WHERE rank = 1 AND received_at > $2::timestamptz - interval '30 days' AND received_at <= $2::timestamptz
), bad_row AS (
  SELECT d.batch_id, d.community_id, d.received_at, m.meter_id, m.kind, d.format, d.read_count, r.line,
         CASE WHEN r.code IN ('bad-timestamp', 'outside-membership', 'future')
               AND r.raw ~ '(^|[^0-9])(19[0-9]{2}|200[0-9])[-/][0-9]{2}' THEN 'clock-outlier' ELSE r.code END AS code
  FROM dump AS d
  JOIN ingest.reject AS r USING (batch_id)
  LEFT JOIN LATERAL ingest.meter_of(r.raw) AS m ON true
), judged AS MATERIALIZED (
  SELECT b.batch_id, b.meter_id, b.code, coalesce(b.community_id, o.community_id) AS community_id, b.row_count, b.line,
         b.row_count >= t.reject_count OR b.row_count * 100 >= t.reject_percent * b.read_count AS is_bad
  FROM (
    SELECT batch_id, community_id, received_at, meter_id, kind, format, read_count, code, count(*) AS row_count,
           min(line) AS line
    FROM bad_row
    GROUP BY batch_id, community_id, received_at, meter_id, kind, format, read_count, code
  ) AS b
  LEFT JOIN LATERAL (
    SELECT s.community_id
    FROM grid.membership AS s
    JOIN grid.community AS c USING (community_id)
    WHERE s.meter_id = b.meter_id AND lower(s.during) <= (b.received_at AT TIME ZONE c.zone)::date
    ORDER BY s.during DESC
    LIMIT 1) AS o ON true
  CROSS JOIN LATERAL grid.tolerance_of(b.meter_id, b.kind, b.format, 1) AS t
), suspect AS MATERIALIZED (
  SELECT DISTINCT j.community_id, j.meter_id, j.code, d.source
  FROM judged AS j
  JOIN dump AS d USING (batch_id)
  WHERE j.is_bad
), brought AS MATERIALIZED (
  SELECT DISTINCT b.meter_id, b.batch_id
  FROM grid.interval_block AS b
  JOIN suspect AS s USING (community_id, meter_id)
  WHERE b.batch_id IS NOT NULL AND b.day > ($2::timestamptz - interval '400 days')::date
  UNION
  SELECT DISTINCT p.meter_id, p.batch_id
  FROM grid.block_part AS p
  JOIN suspect AS s USING (community_id, meter_id)
), spoken AS (
  SELECT s.community_id, s.meter_id, s.code, s.source, d.batch_id, d.file, d.received_at, d.read_count, d.format,
         coalesce(j.is_bad, false) AS is_bad, j.row_count, j.line, NULL::text AS reason
  FROM suspect AS s
  JOIN dump AS d USING (source)
  LEFT JOIN judged AS j
    ON j.batch_id = d.batch_id AND j.code = s.code AND j.meter_id IS NOT DISTINCT FROM s.meter_id
   AND j.community_id IS NOT DISTINCT FROM s.community_id
  LEFT JOIN brought AS b ON b.batch_id = d.batch_id AND b.meter_id = s.meter_id
  WHERE s.meter_id IS NULL OR j.batch_id IS NOT NULL OR b.batch_id IS NOT NULL
  UNION ALL
  SELECT f.community_id, NULL, 'refused-dump', f.source, NULL, f.file, f.received_at, NULL, NULL, true, NULL, NULL, f.reason
  FROM (SELECT *, ingest.series(file) AS source FROM ingest.refusal) AS f
  WHERE f.received_at > $2::timestamptz - interval '30 days' AND f.refused_at <= $2::timestamptz
    AND NOT EXISTS (SELECT FROM dump AS d WHERE d.source = f.source AND d.received_at >= f.received_at)
), lasting AS (
  SELECT *
  FROM (
    SELECT *, max(received_at) FILTER (WHERE NOT is_bad) OVER same AS clean_at
    FROM spoken
    WINDOW same AS (PARTITION BY community_id, meter_id, code, source)
  ) AS s
  WHERE is_bad AND (clean_at IS NULL OR received_at > clean_at)
)
INSERT INTO found_malfunction
SELECT l.community_id, l.meter_id,
       CASE WHEN l.code IN ('negative', 'above-limit', 'energy-balance', 'conflicting-duplicate') THEN 'inconsistency' ELSE 'format' END,
       l.code, l.source, min(l.received_at),
       jsonb_strip_nulls(jsonb_build_object(
         'dump_count', count(*), 'row_count', sum(l.row_count), 'read_count', sum(l.read_count),
         'format', (array_agg(l.format ORDER BY l.received_at DESC, l.file))[1],
         'file', (array_agg(l.file ORDER BY l.received_at DESC, l.file))[1],
         'line', (array_agg(l.line ORDER BY l.received_at DESC, l.file))[1],
         'reason', (array_agg(l.reason ORDER BY l.received_at DESC, l.file))[1],
         'received_at', max(l.received_at)))
FROM lasting AS l
LEFT JOIN grid.community AS c ON c.community_id = l.community_id
WHERE $1::text IS NULL OR c.community = $1::text
GROUP BY l.community_id, l.meter_id, l.code, l.source
