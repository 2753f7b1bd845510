-- Put index reads that contradict the intervals between them, or that fall, into the session's table of verdicts.
--
-- A verdict is of the day of the later read. Pairs that an interval is missing between, or that an instant within an
-- interval ends, say nothing, unless the index falls and no rollover explains it. The views are read a meter at a time.
--
-- $1 community_id  bigint
-- returns none
INSERT INTO verdict_stage (meter_id, day, last_day, rule, register, starts_s, ends_s, severity, threshold, evidence)
SELECT v.meter_id, d.day, d.day, 'register-vs-intervals', k.register, extract(epoch FROM k.from_at)::bigint,
       extract(epoch FROM k.to_at)::bigint, r.severity, format('%s %%', r.threshold), k.evidence
FROM (SELECT DISTINCT meter_id FROM validated_day) AS v
JOIN grid.meter AS m USING (meter_id)
JOIN grid.community AS c ON c.community_id = $1::bigint
CROSS JOIN LATERAL (
  SELECT register, from_at, to_at, delta_wh, interval_wh,
         jsonb_build_object('index_wh', delta_wh, 'interval_wh', interval_wh, 'serial', serial)::text AS evidence
  FROM grid.register_check
  WHERE community_id = $1::bigint AND meter_id = v.meter_id AND missing_count = 0 AND is_exact AND delta_wh IS NOT NULL
  UNION ALL
  SELECT register, from_at, max(to_at), NULL, NULL,
         jsonb_build_object('reason', min(reason), 'serial', min(serial))::text
  FROM grid.register_delta
  WHERE community_id = $1::bigint AND meter_id = v.meter_id AND reason IS NOT NULL
  GROUP BY register, from_at
  OFFSET 0) AS k
JOIN validated_day AS d
  ON d.meter_id = v.meter_id AND d.day = ((k.to_at - interval '1 microsecond') AT TIME ZONE c.zone)::date
JOIN LATERAL (
  SELECT r.threshold, r.severity
  FROM ingest.rule AS r
  WHERE r.rule = 'register-vs-intervals' AND (r.meter_id = m.meter_id OR r.class = m.kind)
  ORDER BY r.meter_id NULLS LAST
  LIMIT 1) AS r ON r.severity <> 'off'
WHERE k.delta_wh IS NULL OR abs(k.delta_wh - k.interval_wh) * 100 > r.threshold * greatest(k.delta_wh, k.interval_wh)
