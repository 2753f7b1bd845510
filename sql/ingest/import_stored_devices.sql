-- Show all rows of some devices.
--
-- $1 devices  text[]  codes
-- returns many
--   device       text     code
--   meter        text     code
--   kind         text     appliance, water_heater, heating or car
--   power_w      bigint
--   essential    boolean
--   capacity_wh  bigint   of a car's battery; NULL for everything else
--   first_day    date     local day of the meter's community
--   end_day      date     first local day that is not in it; NULL: open
SELECT d.device, m.meter, d.kind, d.power_w, d.essential, d.capacity_wh, lower(d.during) AS first_day,
       upper(d.during) AS end_day
FROM grid.device AS d
JOIN grid.meter AS m USING (meter_id)
WHERE d.device = ANY ($1::text[])
