-- Put what the plans in force gave each device in each step into the session's table, from that of the steps.
--
-- A device that a plan in force started keeps that plan's load until its cycle ends: later plans have it no more.
--
-- $1 period  daterange  local days of each community; NULL: the newest plan
-- returns none
INSERT INTO ems_load
WITH planned AS (
  SELECT community_id, s.method, p.device, p.kind, s.starts_at, s.ends_at, p.load[s.index] AS load,
         p.kind NOT IN ('heater', 'thermal_heater') OR p.decisions[s.index] = 1 AS is_on
  FROM ems_step AS s
  JOIN optimize.plan AS p USING (community_id, run_id)
), started AS (
  SELECT community_id, s.method, p.device, p.kind, s.starts_at + (i - s.index) * s.step_s * interval '1 s' AS starts_at,
         s.starts_at + (i - s.index + 1) * s.step_s * interval '1 s' AS ends_at, p.load[i] AS load, true AS is_on
  FROM ems_step AS s
  JOIN optimize.plan AS p USING (community_id, run_id)
  CROSS JOIN LATERAL generate_series(s.index + 1, cardinality(p.load)) AS i
  WHERE p.kind IN ('machine', 'water_heater', 'vehicle') AND p.decisions[s.index] = 1
    AND 1 <> ALL (p.decisions[s.index + 1:i])
), loaded AS (
  SELECT community_id, method, device, kind, starts_at, max(ends_at) AS ends_at, max(load) AS load, bool_or(is_on) AS is_on
  FROM (SELECT * FROM planned UNION ALL SELECT * FROM started) AS l
  WHERE load <> 0
  GROUP BY community_id, method, device, kind, starts_at
)
SELECT l.community_id, l.method, l.device, l.kind, l.starts_at, l.ends_at, d.day, l.load, l.is_on
FROM loaded AS l
JOIN grid.community AS c USING (community_id)
CROSS JOIN LATERAL (SELECT (l.starts_at AT TIME ZONE c.zone)::date AS day) AS d
WHERE $1::daterange IS NULL OR d.day <@ $1::daterange
