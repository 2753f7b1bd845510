-- Keep what a dump said of registers, from the session's table.
--
-- returns none
INSERT INTO grid.register_read AS r (community_id, meter_id, register, dial, serial, read_at, batch_id, index_mwh, quality,
  family)
SELECT community_id, meter_id, register, dial, serial, to_timestamp(read_s), batch_id, index_mwh, quality, family
FROM read_stage
ON CONFLICT (community_id, meter_id, register, dial, serial, read_at, batch_id) DO UPDATE
SET index_mwh = excluded.index_mwh, quality = excluded.quality, family = excluded.family
