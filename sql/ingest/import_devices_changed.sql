-- Change rows of devices, known by code and first day.
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
UPDATE grid.device AS d
SET meter_id = m.meter_id, kind = g.kind, power_w = g.power_w, essential = g.essential, capacity_wh = g.capacity_wh,
    during = daterange(g.first_day, g.end_day)
FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::boolean[], $6::bigint[], $7::date[], $8::date[])
  AS g (device, meter, kind, power_w, essential, capacity_wh, first_day, end_day)
JOIN grid.meter AS m USING (meter)
WHERE d.device = g.device AND lower(d.during) = g.first_day
