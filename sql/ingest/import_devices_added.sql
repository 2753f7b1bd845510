-- Add devices.
--
-- $1 device       text[]     codes
-- $2 meter        text[]     codes
-- $3 kind         text[]     appliance, water_heater, heating or car
-- $4 power_w      bigint[]
-- $5 essential    boolean[]
-- $6 capacity_wh  bigint[]   of a car's battery; NULL for everything else
-- $7 first_day    date[]     local day of the meter's community
-- $8 end_day      date[]     first local day that is not in it; NULL: open
-- returns none
INSERT INTO grid.device (device, meter_id, kind, power_w, essential, capacity_wh, during)
SELECT g.device, m.meter_id, g.kind, g.power_w, g.essential, g.capacity_wh, daterange(g.first_day, g.end_day)
FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::boolean[], $6::bigint[], $7::date[], $8::date[])
  AS g (device, meter, kind, power_w, essential, capacity_wh, first_day, end_day)
JOIN grid.meter AS m USING (meter)
