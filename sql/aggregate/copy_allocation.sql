-- Load members' shares of days.
--
-- returns copy
COPY aggregate.allocation (community_id, meter_id, day, key, slot_s, exponent, shared_in, shared_out, shared_in_wh,
  shared_out_wh)
FROM STDIN (FORMAT binary)
