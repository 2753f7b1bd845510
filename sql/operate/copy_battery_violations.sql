-- Load violations of batteries.
--
-- returns copy
COPY operate.battery_violation (community_id, battery_id, starts_at, kind, day, excess_wh)
FROM STDIN (FORMAT binary)
