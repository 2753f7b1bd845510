-- Queue meter days whose aggregates must be made again and whose readings are to be validated.
--
-- A row that is queued already is updated all the same: that locks it, so that an aggregation which is about to take it
-- waits for the blocks that come with this transaction. Sorted, so that two writers do not wait for each other.
--
-- $1 community_ids  bigint[]  one element a meter day, as in $2 and $3
-- $2 meter_ids      bigint[]
-- $3 days           date[]
-- returns none
WITH touched AS (
  SELECT DISTINCT community_id, meter_id, day
  FROM unnest($1::bigint[], $2::bigint[], $3::date[]) AS k (community_id, meter_id, day)
), unvalidated AS (
  INSERT INTO ingest.unvalidated (community_id, meter_id, day)
  SELECT community_id, meter_id, day FROM touched ORDER BY community_id, meter_id, day
  ON CONFLICT DO NOTHING
)
INSERT INTO ops.stale (community_id, meter_id, day)
SELECT community_id, meter_id, day
FROM touched
ORDER BY community_id, meter_id, day
ON CONFLICT (community_id, meter_id, day) DO UPDATE SET day = excluded.day
