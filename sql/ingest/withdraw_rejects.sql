-- Queue the days whose open verdicts stand on rejected rows, when a dump has some, and delete its own.
--
-- Which rows a verdict counts is found anew when the day is validated; days that other dumps' rows stand behind keep theirs.
--
-- $1 batch_id  bigint
-- returns none
WITH gone AS (
  DELETE FROM ingest.reject WHERE batch_id = $1::bigint RETURNING line
)
INSERT INTO ingest.unvalidated (community_id, meter_id, days)
SELECT DISTINCT v.community_id, v.meter_id, daterange(v.day, v.day + 1) AS days
FROM ingest.verdict AS v
WHERE v.closed_at IS NULL AND v.evidence ? 'rejected' AND EXISTS (SELECT FROM gone)
ORDER BY v.community_id, v.meter_id, days
ON CONFLICT (community_id, meter_id, days) DO UPDATE SET days = excluded.days
