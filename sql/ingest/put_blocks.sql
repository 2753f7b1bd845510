-- Replace stored interval blocks by those of the session's table.
--
-- returns none
INSERT INTO grid.interval_block AS b (community_id, meter_id, register, day, interval_s, exponent, revision, batch_id, wh,
  quality)
SELECT community_id, meter_id, register, day, interval_s, exponent, revision, batch_id, wh, quality
FROM block_stage
ON CONFLICT (community_id, meter_id, register, day) DO UPDATE
SET exponent = excluded.exponent, revision = excluded.revision, batch_id = excluded.batch_id, wh = excluded.wh,
    quality = excluded.quality
