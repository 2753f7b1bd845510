-- List the batteries of a period, by code and first day.
--
-- $1 community  text       code; NULL: all
-- $2 battery    text       code; NULL: all
-- $3 period     daterange  local days; NULL: any
-- returns many
--   battery_id             bigint
--   battery                text
--   community              text     of the battery or, as of the last day, of its meter; NULL: of none
--   meter                  text     NULL: none measures it
--   meter_id               bigint
--   is_shared              boolean  whether it is the community's: no household stands behind its meter
--   interval_s             integer  of the meter; NULL: none measures it
--   capacity_wh            bigint
--   least_mwh              bigint
--   max_charge_w           bigint
--   max_discharge_w        bigint
--   efficiency_hundredths  integer  hundredths of a percent, round trip
--   initial_wh             bigint
--   first_day              date
SELECT b.battery_id, b.battery, o.community, m.meter, m.meter_id, b.meter_id IS NULL OR m.kind = 'plant' AS is_shared,
       m.interval_s, b.capacity_wh, (grid.least_wh(b.capacity_wh, b.min_percent) * 1000)::bigint AS least_mwh,
       b.max_charge_w, b.max_discharge_w, (b.efficiency_percent * 100)::integer AS efficiency_hundredths, b.initial_wh,
       lower(b.during) AS first_day
FROM grid.battery AS b
LEFT JOIN grid.meter AS m USING (meter_id)
LEFT JOIN LATERAL (
  SELECT c.community
  FROM grid.community AS c
  LEFT JOIN grid.membership AS s ON s.community_id = c.community_id AND s.meter_id = b.meter_id
    AND s.during && b.during AND ($3::daterange IS NULL OR s.during && $3::daterange)
  WHERE ($1::text IS NULL OR c.community = $1::text) AND (c.community_id = b.community_id OR s.meter_id IS NOT NULL)
  ORDER BY lower(s.during) DESC
  LIMIT 1
) AS o ON true
WHERE ($2::text IS NULL OR b.battery = $2::text) AND ($1::text IS NULL OR o.community IS NOT NULL)
  AND ($3::daterange IS NULL OR b.during && $3::daterange)
ORDER BY b.battery, lower(b.during)
