-- Load interval blocks that replace stored ones into the session's table.
--
-- returns copy
COPY block_stage (community_id, meter_id, register, day, interval_s, exponent, revision, batch_id, wh, quality)
FROM STDIN (FORMAT binary)
