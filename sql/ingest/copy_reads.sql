-- Load reads of a dump into the session's table; instants are seconds since 1970-01-01T00:00:00Z.
--
-- returns copy
COPY read_stage (community_id, meter_id, register, dial, serial, read_s, batch_id, index_mwh, quality, family,
  turn_mwh)
FROM STDIN (FORMAT binary)
