-- Load coefficients of slots into the session's table.
--
-- returns copy
COPY coefficient_stage (community_id, day, starts_s, producer_meter_id, meter_id, millionths)
FROM STDIN (FORMAT binary)
