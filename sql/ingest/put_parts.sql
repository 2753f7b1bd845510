-- Keep what each dump said of a block, from the session's table.
--
-- returns none
INSERT INTO grid.block_part AS p (community_id, meter_id, register, day, batch_id, interval_s, exponent, wh, quality)
SELECT community_id, meter_id, register, day, batch_id, interval_s, exponent, wh, quality
FROM part_stage
ON CONFLICT (community_id, meter_id, register, day, batch_id) DO UPDATE
SET exponent = excluded.exponent, wh = excluded.wh, quality = excluded.quality
WHERE p.exponent <> excluded.exponent OR p.wh <> excluded.wh OR p.quality IS DISTINCT FROM excluded.quality
