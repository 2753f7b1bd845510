-- Load days of a community.
--
-- returns copy
COPY aggregate.community_day (community_id, day, member_count, expected_count, present_count,
  consumption_wh, production_wh, import_wh, export_wh, charge_wh, discharge_wh, day_minutes, strict_minutes, net_minutes,
  exponent, slot_s, consumption, production, import, export, present, strict_bits)
FROM STDIN (FORMAT binary)
