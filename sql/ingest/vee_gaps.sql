-- Join the gaps in the session's table with those known of the days around.
--
-- A gap is one row from its first missing interval to its last, however many days that is. Of gaps that reach into or adjoin validated days, what lies on other days stays. The rule's minutes count for all of a gap.
--
-- $1 community_id  bigint
-- returns none
WITH validated AS (
  SELECT d.meter_id, range_agg(tstzrange(grid.day_start(lower(d.days), c.zone), grid.day_start(upper(d.days), c.zone))) AS times
  FROM (SELECT meter_id, unnest(range_agg(daterange(day, day + 1))) AS days FROM validated_day GROUP BY meter_id) AS d
  JOIN grid.community AS c ON c.community_id = $1::bigint
  GROUP BY d.meter_id
), found AS (
  DELETE FROM verdict_stage WHERE rule = 'gap' RETURNING meter_id, register, starts_s, ends_s
), gap AS (
  SELECT p.meter_id, p.register, unnest(range_agg(p.during)) AS during
  FROM (
    SELECT meter_id, register, tstzrange(to_timestamp(starts_s), to_timestamp(ends_s)) AS during FROM found
    UNION ALL
    SELECT v.meter_id, v.register, unnest(tstzmultirange(tstzrange(v.starts_at, v.ends_at)) - t.times)
    FROM validated AS t
    JOIN ingest.verdict AS v ON v.community_id = $1::bigint AND v.meter_id = t.meter_id
    WHERE v.rule = 'gap' AND v.closed_at IS NULL
      AND EXISTS (SELECT FROM validated_day AS d
                  WHERE d.meter_id = v.meter_id AND d.day BETWEEN v.day - 1 AND v.last_day + 1)
  ) AS p
  GROUP BY p.meter_id, p.register
)
INSERT INTO verdict_stage (meter_id, day, last_day, rule, register, starts_s, ends_s, severity, threshold, evidence)
SELECT g.meter_id, e.first_day, e.last_day, 'gap', g.register, e.starts_s, e.ends_s, r.severity, format('%s min', r.threshold),
       (CASE WHEN e.last_day > e.first_day THEN jsonb_build_object('days', e.last_day - e.first_day + 1) ELSE '{}' END
        || jsonb_build_object('missing', (e.ends_s - e.starts_s) / m.interval_s, 'expected',
          extract(epoch FROM grid.day_start(e.last_day + 1, c.zone) - grid.day_start(e.first_day, c.zone))::bigint
            / m.interval_s))::text
FROM gap AS g
JOIN grid.community AS c ON c.community_id = $1::bigint
JOIN grid.meter AS m USING (meter_id)
JOIN LATERAL (
  SELECT r.threshold, r.severity
  FROM ingest.rule AS r
  WHERE r.rule = 'gap' AND (r.meter_id = m.meter_id OR r.class = m.kind)
  ORDER BY r.meter_id NULLS LAST
  LIMIT 1) AS r ON r.severity <> 'off'
CROSS JOIN LATERAL (
  SELECT extract(epoch FROM lower(g.during))::bigint AS starts_s, extract(epoch FROM upper(g.during))::bigint AS ends_s,
         (lower(g.during) AT TIME ZONE c.zone)::date AS first_day,
         ((upper(g.during) - interval '1 microsecond') AT TIME ZONE c.zone)::date AS last_day) AS e
WHERE e.ends_s - e.starts_s > r.threshold * 60
