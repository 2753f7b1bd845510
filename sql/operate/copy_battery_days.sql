-- Load replayed days of batteries.
--
-- returns copy
COPY operate.battery_day (community_id, battery_id, day, slot_s, expected_count, present_count, start_wh, end_wh,
  charge_wh, discharge_wh, loss_wh, excess_wh, short_wh, metered_wh, deviation_wh, violation_count, state_at, level)
FROM STDIN (FORMAT binary)
