-- Load new interval blocks.
--
-- returns copy
COPY grid.interval_block (community_id, meter_id, register, day, interval_s, exponent, revision, batch_id, wh, quality)
FROM STDIN (FORMAT binary)
