-- Queue meter days whose aggregates must be made again and whose readings are to be validated.
--
-- A row that is queued already is updated all the same: that locks it, so that a run which is about to take it waits for the
-- blocks that come with this transaction. A row of other days stands beside it, and the run leaves it. Sorted, so that two
-- writers do not wait for each other.
--
-- $1 community_ids  bigint[]     one element a meter's days in a row, as in $2 and $3; none twice
-- $2 meter_ids      bigint[]
-- $3 days           daterange[]
-- $4 validate       boolean      whether readings are to be validated; false: what we made up ourselves
-- $5 aggregate      boolean      whether aggregates are to be made again; false: no value changed
-- returns none
WITH touched AS (
  SELECT community_id, meter_id, days
  FROM unnest($1::bigint[], $2::bigint[], $3::daterange[]) AS k (community_id, meter_id, days)
  ORDER BY community_id, meter_id, days
), unvalidated AS (
  INSERT INTO ingest.unvalidated (community_id, meter_id, days)
  SELECT community_id, meter_id, days FROM touched WHERE $4::boolean
  ON CONFLICT (community_id, meter_id, days) DO UPDATE SET days = excluded.days
)
INSERT INTO ops.stale (community_id, meter_id, days)
SELECT community_id, meter_id, days
FROM touched
WHERE $5::boolean
ON CONFLICT (community_id, meter_id, days) DO UPDATE SET days = excluded.days
