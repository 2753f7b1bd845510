-- Load what communities shared on days.
--
-- returns copy
COPY aggregate.community_allocation (community_id, day, key, slot_s, exponent, open_count, shared, shared_wh)
FROM STDIN (FORMAT binary)
