-- Enter the malfunctions that a run found; those that last get its clock and evidence.
--
-- $1 as_of  timestamptz  the clock of the run
-- returns many
--   malfunction_id  bigint
--   is_new          boolean
WITH seen AS (
  UPDATE grid.malfunction AS m
  SET since_at = f.since_at, last_seen_at = $1::timestamptz, evidence = f.evidence
  FROM found_malfunction AS f
  WHERE m.closed_at IS NULL AND f.kind = m.kind AND f.subject = m.subject AND f.source = m.source
    AND f.community_id IS NOT DISTINCT FROM m.community_id AND f.meter_id IS NOT DISTINCT FROM m.meter_id
  RETURNING m.malfunction_id, m.community_id, m.meter_id, m.kind, m.subject, m.source
), added AS (
  INSERT INTO grid.malfunction (community_id, meter_id, kind, subject, source, since_at, detected_at, last_seen_at, evidence)
  SELECT f.community_id, f.meter_id, f.kind, f.subject, f.source, f.since_at, $1::timestamptz, $1::timestamptz, f.evidence
  FROM found_malfunction AS f
  WHERE NOT EXISTS (
    SELECT
    FROM seen AS m
    WHERE f.kind = m.kind AND f.subject = m.subject AND f.source = m.source
      AND f.community_id IS NOT DISTINCT FROM m.community_id AND f.meter_id IS NOT DISTINCT FROM m.meter_id)
  ORDER BY f.community_id, f.meter_id, f.kind, f.subject, f.source
  RETURNING malfunction_id
)
SELECT malfunction_id, false AS is_new FROM seen
UNION ALL
SELECT malfunction_id, true FROM added
