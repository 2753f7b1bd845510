-- Put index reads that contradict the intervals between them into the session's table of verdicts.
--
-- A verdict is of the day of the later read. Pairs that an interval is missing between, or that an instant within an
-- interval ends, say nothing.
--
-- $1 community_id  bigint
-- returns none
INSERT INTO verdict_stage (meter_id, day, rule, register, starts_s, ends_s, severity, threshold, evidence)
SELECT k.meter_id, d.day, 'register-vs-intervals', k.register, extract(epoch FROM k.from_at)::bigint,
       extract(epoch FROM k.to_at)::bigint, r.severity, format('%s %%', r.threshold),
       jsonb_build_object('index_wh', k.delta_wh, 'interval_wh', k.interval_wh, 'serial', k.serial)::text
FROM (SELECT DISTINCT meter_id FROM validated_day) AS v
JOIN grid.meter AS m USING (meter_id)
JOIN grid.community AS c ON c.community_id = $1::bigint
JOIN grid.register_check AS k ON k.community_id = $1::bigint AND k.meter_id = v.meter_id
JOIN validated_day AS d
  ON d.meter_id = v.meter_id AND d.day = ((k.to_at - interval '1 microsecond') AT TIME ZONE c.zone)::date
JOIN LATERAL (
  SELECT r.threshold, r.severity
  FROM ingest.rule AS r
  WHERE r.rule = 'register-vs-intervals' AND (r.meter_id = m.meter_id OR r.class = m.kind)
  ORDER BY r.meter_id NULLS LAST
  LIMIT 1) AS r ON r.severity <> 'off'
WHERE k.missing_count = 0 AND k.is_exact AND k.delta_wh IS NOT NULL
  AND abs(k.delta_wh - k.interval_wh) * 100 > r.threshold * greatest(k.delta_wh, k.interval_wh)
