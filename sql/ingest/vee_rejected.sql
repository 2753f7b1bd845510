-- Put what rejected rows tell of the validated days into the session's table of verdicts.
--
-- Rows below zero, above the meter's limit, out of balance, or against an earlier row of their dump. A reject has no meter and no instant of its own: they are
-- looked for in its text, where the dump's fields stand apart.
--
-- $1 community_id  bigint
-- returns none
INSERT INTO verdict_stage (meter_id, day, last_day, rule, register, starts_s, ends_s, severity, threshold, evidence)
SELECT d.meter_id, d.day, d.day, v.rule, 0, extract(epoch FROM min(v.starts_at))::bigint,
       extract(epoch FROM max(v.starts_at))::bigint + min(v.interval_s), min(r.severity), CASE v.rule WHEN 'negative' THEN format('%s rows', r.threshold) ELSE 'no row' END,
       jsonb_build_object('rejected', count(*), 'code', min(v.code), 'file', min(v.file), 'line', min(v.line))::text
FROM (
  SELECT m.meter_id, m.kind, m.interval_s, j.code, b.file, j.line, t.starts_at,
         CASE j.code WHEN 'above-limit' THEN 'over-capacity' WHEN 'conflicting-duplicate' THEN 'overlap' ELSE j.code END AS rule,
         (t.starts_at AT TIME ZONE c.zone)::date AS day
  FROM ingest.reject AS j
  JOIN ingest.batch AS b USING (batch_id)
  CROSS JOIN LATERAL (SELECT ingest.reject_fields(j.raw, j.reading) AS field) AS f
  JOIN grid.meter AS m ON m.meter = ANY (f.field)
  JOIN grid.community AS c ON c.community_id = $1::bigint
  CROSS JOIN LATERAL (SELECT ingest.instant_among(f.field) AS starts_at) AS t
  WHERE j.code IN ('negative', 'above-limit', 'energy-balance', 'conflicting-duplicate')
) AS v
JOIN validated_day AS d ON d.meter_id = v.meter_id AND d.day = v.day
JOIN LATERAL (
  SELECT r.threshold, r.severity
  FROM ingest.rule AS r
  WHERE r.rule = v.rule AND (r.meter_id = v.meter_id OR r.class = v.kind)
  ORDER BY r.meter_id NULLS LAST
  LIMIT 1) AS r ON r.severity <> 'off'
GROUP BY d.meter_id, d.day, v.rule, r.threshold
HAVING v.rule <> 'negative' OR count(*) > r.threshold
