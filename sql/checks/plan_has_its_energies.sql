-- A run's energies and peak are those of its curves, a plan's energy is that of its load, and both have the run's steps.
--
-- returns many
--   community_id  bigint
--   run_id        bigint
--   device        text    NULL: the run itself
SELECT r.community_id, r.run_id, NULL::text AS device
FROM optimize.run AS r
WHERE r.import_wh <> (SELECT sum(greatest(0, v)) FROM unnest(r.total) AS v) * r.step_s / 3600000
   OR r.import_before_wh <> (SELECT sum(greatest(0, v)) FROM unnest(r.base) AS v) * r.step_s / 3600000
   OR r.peak_w <> (SELECT greatest(0, max(v)) FROM unnest(r.total) AS v) * 0.001
UNION ALL
SELECT p.community_id, p.run_id, p.device
FROM optimize.plan AS p
JOIN optimize.run AS r USING (community_id, run_id)
WHERE p.load_wh <> (SELECT sum(v) FROM unnest(p.load) AS v) * r.step_s / 3600000
   OR cardinality(p.load) <> cardinality(r.base)
ORDER BY 1, 2, 3
