-- Delete the blocks that a dump made alone, keep what it said as parts of another batch, and queue their days.
--
-- $1 batch_id  bigint  the dump
-- $2 kept_as   bigint  the batch that its parts are kept as
-- returns one
--   count  bigint  blocks
WITH gone AS (
  DELETE FROM grid.interval_block
  WHERE batch_id = $1::bigint
  RETURNING community_id, meter_id, register, day, interval_s, exponent, wh, quality
), kept AS (
  INSERT INTO grid.block_part (community_id, meter_id, register, day, batch_id, interval_s, exponent, wh, quality)
  SELECT community_id, meter_id, register, day, $2::bigint, interval_s, exponent, wh, quality
  FROM gone
  ON CONFLICT (community_id, meter_id, register, day, batch_id) DO UPDATE
  SET exponent = excluded.exponent, wh = excluded.wh, quality = excluded.quality
), touched AS (
  SELECT community_id, meter_id, unnest(range_agg(daterange(day, day + 1))) AS days
  FROM gone
  GROUP BY community_id, meter_id
), unvalidated AS (
  INSERT INTO ingest.unvalidated (community_id, meter_id, days)
  SELECT community_id, meter_id, days FROM touched ORDER BY community_id, meter_id, days
  ON CONFLICT (community_id, meter_id, days) DO UPDATE SET days = excluded.days
), stale AS (
  INSERT INTO ops.stale (community_id, meter_id, days)
  SELECT community_id, meter_id, days FROM touched ORDER BY community_id, meter_id, days
  ON CONFLICT (community_id, meter_id, days) DO UPDATE SET days = excluded.days
)
SELECT count(*) AS count FROM gone
