-- Load meter days.
--
-- returns copy
COPY aggregate.meter_day (community_id, meter_id, day, interval_s, expected_count, present_count,
  consumption_wh, production_wh, import_wh, export_wh, charge_wh, discharge_wh, peak_import_w, strict_minutes, net_minutes,
  exponent, slot_s, consumption, production, import, export, missing, strict_bits, strict_bits_s, estimated_count)
FROM STDIN (FORMAT binary)
