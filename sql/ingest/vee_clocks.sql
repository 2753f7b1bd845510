-- Put readings of clocks that were wrong into the session's table of verdicts.
--
-- Rejected rows from before the meter was a member, or from a day and more after the dump was received; and stored days that
-- lie more than the rule's days before the meter's next one. These days need not be among the validated ones: the
-- rule looks at all of a meter's that is.
--
-- $1 community_id  bigint
-- returns none
WITH meter AS MATERIALIZED (
  SELECT v.meter_id, m.meter, m.interval_s, r.threshold, r.severity,
         (SELECT min(lower(s.during)) FROM grid.membership AS s WHERE s.meter_id = v.meter_id) AS first_day
  FROM (SELECT DISTINCT meter_id FROM validated_day) AS v
  JOIN grid.meter AS m USING (meter_id)
  JOIN LATERAL (
    SELECT r.threshold, r.severity
    FROM ingest.rule AS r
    WHERE r.rule = 'clock-outlier' AND (r.meter_id = m.meter_id OR r.class = m.kind)
    ORDER BY r.meter_id NULLS LAST
    LIMIT 1) AS r ON r.severity <> 'off'
), rejected AS (
  SELECT m.meter_id, (t.starts_at AT TIME ZONE c.zone)::date AS day, min(t.starts_at) AS first_at,
         max(t.starts_at) AS last_at, min(m.interval_s) AS interval_s, min(m.severity) AS severity,
         min(m.threshold) AS threshold, count(*) AS rows, min(b.file) AS file, min(j.line) AS line, min(j.code) AS code
  FROM ingest.reject AS j
  JOIN ingest.batch AS b USING (batch_id)
  CROSS JOIN LATERAL (SELECT ingest.reject_fields(j.raw, j.reading) AS field) AS f
  JOIN meter AS m ON m.meter = ANY (f.field)
  JOIN grid.community AS c ON c.community_id = $1::bigint
  CROSS JOIN LATERAL (SELECT ingest.instant_among(f.field) AS starts_at) AS t
  WHERE j.code = 'outside-membership' AND (t.starts_at AT TIME ZONE c.zone)::date < m.first_day
     OR j.code = 'future' AND t.starts_at > b.received_at + interval '1 day'
  GROUP BY m.meter_id, 2
), stored AS (
  -- Days of other communities too: a meter that came back was not silent.
  SELECT m.meter_id, b.day, b.is_here, lead(b.day) OVER (PARTITION BY m.meter_id ORDER BY b.day) AS next_day, m.threshold, m.severity
  FROM meter AS m
  CROSS JOIN LATERAL (
    SELECT i.day, bool_or(i.community_id = $1::bigint) AS is_here
    FROM (SELECT DISTINCT s.community_id FROM grid.membership AS s WHERE s.meter_id = m.meter_id
          UNION SELECT $1::bigint) AS p
    JOIN grid.interval_block AS i ON i.community_id = p.community_id AND i.meter_id = m.meter_id
    GROUP BY i.day) AS b
)
INSERT INTO verdict_stage (meter_id, day, last_day, rule, register, starts_s, ends_s, severity, threshold, evidence)
SELECT meter_id, day, day, 'clock-outlier', 0, extract(epoch FROM first_at)::bigint,
       extract(epoch FROM last_at)::bigint + interval_s, severity, 'first day of membership, reception',
       jsonb_build_object('rejected', rows, 'code', code, 'file', file, 'line', line)::text
FROM rejected
UNION ALL
SELECT s.meter_id, s.day, s.day, 'clock-outlier', 0, extract(epoch FROM grid.day_start(s.day, c.zone))::bigint,
       extract(epoch FROM grid.day_start(s.day + 1, c.zone))::bigint, s.severity, format('%s days', s.threshold),
       jsonb_build_object('next_day', s.next_day)::text
FROM stored AS s
JOIN grid.community AS c ON c.community_id = $1::bigint
WHERE s.is_here AND s.next_day - s.day > s.threshold
  AND NOT EXISTS (SELECT FROM rejected AS r WHERE r.meter_id = s.meter_id AND r.day = s.day)
