-- Put the validated days on which a meter is not the sum of its parts into the session's table of verdicts.
--
-- Production where the meter stores it; else what it draws less what it feeds in. Days of which an interval of one of the
-- meters is missing or estimated are not compared.
--
-- $1 community_id  bigint
-- returns none
WITH sums AS MATERIALIZED (
  SELECT meter_id, parts, threshold, severity
  FROM ingest.rule
  WHERE rule = 'plant-vs-sum' AND cardinality(parts) > 0 AND severity <> 'off'
), member AS (
  SELECT meter_id AS whole_id, meter_id, 1 AS side FROM sums
  UNION ALL
  SELECT s.meter_id, p.meter_id, 2 FROM sums AS s CROSS JOIN LATERAL unnest(s.parts) AS p (meter_id)
), energy AS (
  SELECT m.whole_id, d.day, m.side, m.meter_id, b.register, b.complete, b.wh
  FROM member AS m
  JOIN validated_day AS d ON d.meter_id = m.whole_id
  CROSS JOIN LATERAL (
    SELECT i.register, sum(e.wh) * grid.unit(i.exponent) AS wh,
           count(e.wh) = count(*) AND coalesce(bool_and(e.quality <= 0), true) AS complete
    FROM grid.interval_block AS i
    CROSS JOIN LATERAL unnest(i.wh, i.quality) AS e (wh, quality)
    WHERE i.community_id = $1::bigint AND i.meter_id = m.meter_id AND i.day = d.day AND i.register IN (1, 2, 4)
    GROUP BY i.register, i.exponent) AS b
), form AS (
  SELECT whole_id, day, bool_or(register = 4) AS makes FROM energy WHERE side = 1 GROUP BY whole_id, day
), compared AS (
  SELECT f.whole_id, f.day, bool_and(e.complete) AS complete, count(DISTINCT e.meter_id) AS meters,
         coalesce(sum(CASE e.register WHEN 2 THEN -e.wh ELSE e.wh END) FILTER (WHERE e.side = 1), 0) AS whole_wh,
         coalesce(sum(CASE e.register WHEN 2 THEN -e.wh ELSE e.wh END) FILTER (WHERE e.side = 2), 0) AS parts_wh
  FROM form AS f
  JOIN energy AS e ON e.whole_id = f.whole_id AND e.day = f.day AND (e.register = 4) = f.makes
  GROUP BY f.whole_id, f.day
)
INSERT INTO verdict_stage (meter_id, day, last_day, rule, register, starts_s, ends_s, severity, threshold, evidence)
SELECT v.whole_id, v.day, v.day, 'plant-vs-sum', 0, extract(epoch FROM grid.day_start(v.day, c.zone))::bigint,
       extract(epoch FROM grid.day_start(v.day + 1, c.zone))::bigint, s.severity, format('%s %%', s.threshold),
       jsonb_build_object('whole_wh', v.whole_wh, 'parts_wh', v.parts_wh, 'parts', cardinality(s.parts))::text
FROM compared AS v
JOIN sums AS s ON s.meter_id = v.whole_id
JOIN grid.community AS c ON c.community_id = $1::bigint
WHERE v.complete AND v.meters = cardinality(s.parts) + 1
  AND abs(v.whole_wh - v.parts_wh) * 100 > s.threshold * greatest(abs(v.whole_wh), abs(v.parts_wh))
