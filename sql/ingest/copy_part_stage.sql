-- Load what each dump said of a block into the session's table.
--
-- returns copy
COPY part_stage (community_id, meter_id, register, day, batch_id, interval_s, exponent, wh, quality)
FROM STDIN (FORMAT binary)
