-- A machine or water heater starts at most once in a plan, and draws nothing before it does.
--
-- It does not start when it runs already, or has nothing to do.
--
-- returns many
--   community_id  bigint
--   run_id        bigint
--   device        text
SELECT p.community_id, p.run_id, p.device
FROM optimize.plan AS p
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE d.decision = 1) AS starts, count(*) FILTER (WHERE d.decision NOT IN (0, 1)) AS others,
         min(d.step) FILTER (WHERE d.decision = 1) AS started, min(d.step) FILTER (WHERE d.load > 0) AS drawn
  FROM unnest(p.decisions, p.load) WITH ORDINALITY AS d (decision, load, step)
) AS d
WHERE p.kind IN ('machine', 'water_heater')
  AND (d.others > 0 OR d.starts > 1 OR d.drawn < d.started)
ORDER BY p.community_id, p.run_id, p.device
