-- List the batteries of a community that stand behind no household's meter, with the newest level that is known.
--
-- Order: battery.
--
-- $1 community_id  bigint
-- $2 as_of         timestamptz
-- returns many
--   battery                text
--   capacity_wh            bigint
--   minimum_wh             bigint   rounded up
--   charge_w               bigint
--   discharge_w            bigint
--   efficiency_hundredths  integer  of a percent, round trip
--   level_mwh              bigint
--   at_s                   bigint   when the level was that, seconds since 1970
SELECT b.battery, b.capacity_wh, ceil(grid.least_wh(b.capacity_wh, b.min_percent))::bigint AS minimum_wh,
       b.max_charge_w AS charge_w, b.max_discharge_w AS discharge_w,
       (b.efficiency_percent * 100)::integer AS efficiency_hundredths, (t.level_wh * 1000)::bigint AS level_mwh,
       extract(epoch FROM t.at)::bigint AS at_s
FROM grid.community AS c
JOIN grid.battery AS b ON b.during @> ($2::timestamptz AT TIME ZONE c.zone)::date
LEFT JOIN grid.meter AS m USING (meter_id)
LEFT JOIN grid.membership AS s ON s.meter_id = m.meter_id AND m.kind = 'plant'
  AND s.during @> ($2::timestamptz AT TIME ZONE c.zone)::date
CROSS JOIN LATERAL operate.battery_level(b.battery_id, c.community_id, $2::timestamptz) AS t
WHERE c.community_id = $1::bigint AND coalesce(b.community_id, s.community_id) = c.community_id
ORDER BY b.battery
