-- Show some batteries, and all batteries behind some meters.
--
-- $1 batteries  text[]  codes
-- $2 meters     text[]  codes
-- returns many
--   battery                text
--   meter                  text     NULL: it is its community's
--   community              text     NULL: it stands behind a meter
--   capacity_wh            bigint
--   min_hundredths         integer  hundredths of a percent of the capacity
--   max_charge_w           bigint
--   max_discharge_w        bigint
--   efficiency_hundredths  integer  hundredths of a percent, round trip
--   initial_wh             bigint
--   first_day              date
--   end_day                date     excluded; NULL: open
SELECT b.battery, m.meter, c.community, b.capacity_wh, (b.min_percent * 100)::integer AS min_hundredths, b.max_charge_w,
       b.max_discharge_w, (b.efficiency_percent * 100)::integer AS efficiency_hundredths, b.initial_wh,
       lower(b.during) AS first_day, upper(b.during) AS end_day
FROM grid.battery AS b
LEFT JOIN grid.meter AS m USING (meter_id)
LEFT JOIN grid.community AS c USING (community_id)
WHERE b.battery = ANY ($1::text[]) OR m.meter = ANY ($2::text[])
