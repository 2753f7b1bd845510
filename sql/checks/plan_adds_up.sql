-- What devices are planned to draw is the difference of a run's two curves, in each step.
--
-- returns many
--   community_id  bigint
--   run_id        bigint
--   step          bigint  the first is 1
SELECT r.community_id, r.run_id, s.step
FROM optimize.run AS r
CROSS JOIN LATERAL unnest(r.base, r.total) WITH ORDINALITY AS s (base, total, step)
LEFT JOIN (
  SELECT p.community_id, p.run_id, l.step, sum(l.load) AS load
  FROM optimize.plan AS p
  CROSS JOIN LATERAL unnest(p.load) WITH ORDINALITY AS l (load, step)
  GROUP BY p.community_id, p.run_id, l.step
) AS p ON p.community_id = r.community_id AND p.run_id = r.run_id AND p.step = s.step
WHERE s.total - s.base <> coalesce(p.load, 0)
ORDER BY r.community_id, r.run_id, s.step
