-- Close the malfunctions that a run did not find again, and absences that began anew since they were found.
--
-- $1 community  text         NULL: all, and those of no community
-- $2 as_of      timestamptz  the clock of the run
-- returns many
--   malfunction_id  bigint
UPDATE grid.malfunction AS m
SET closed_at = $2::timestamptz
WHERE m.closed_at IS NULL
  AND ($1::text IS NULL OR m.community_id = (SELECT community_id FROM grid.community WHERE community = $1::text))
  AND NOT EXISTS (
    SELECT
    FROM found_malfunction AS f
    WHERE f.kind = m.kind AND f.subject = m.subject AND f.source = m.source
      AND f.community_id IS NOT DISTINCT FROM m.community_id AND f.meter_id IS NOT DISTINCT FROM m.meter_id
      AND (f.kind <> 'absence' OR f.since_at <= m.detected_at))
RETURNING m.malfunction_id
