-- Sum up what the members of a community used and drew on its aggregated days. Order: meter.
--
-- $1 community  text
-- $2 period     daterange  local days
-- returns many
--   meter_id    bigint
--   meter       text    code
--   used_mwh    bigint  milliwatt-hours
--   import_mwh  bigint
SELECT s.meter_id, m.meter, coalesce(sum(d.consumption_wh * 1000), 0)::bigint AS used_mwh,
       coalesce(sum(d.import_wh * 1000), 0)::bigint AS import_mwh
FROM grid.community AS c
JOIN aggregate.community_day AS a USING (community_id)
JOIN grid.membership AS s ON s.community_id = c.community_id AND s.during @> a.day
JOIN grid.meter AS m USING (meter_id)
LEFT JOIN aggregate.meter_day AS d ON d.community_id = a.community_id AND d.meter_id = s.meter_id AND d.day = a.day
WHERE c.community = $1::text AND a.day >= lower($2::daterange) AND a.day < upper($2::daterange)
GROUP BY s.meter_id, m.meter
ORDER BY m.meter
