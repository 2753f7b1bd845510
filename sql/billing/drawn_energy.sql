-- Sum up what a customer's meters exchanged and used in a community's month, on the days of its consumption contracts.
--
-- Order: meter.
--
-- $1 community_id  bigint
-- $2 period        daterange
-- $3 customer      text       code
-- returns many
--   meter       text
--   drawn_kwh   numeric
--   used_kwh    numeric
--   made_kwh    numeric
--   fed_in_kwh  numeric
--   shared_kwh  numeric  taken over from neighbours
--   present     bigint   readings
SELECT m.meter, coalesce(sum(d.import_wh), 0) / 1000 AS drawn_kwh, coalesce(sum(d.consumption_wh), 0) / 1000 AS used_kwh,
       coalesce(sum(d.production_wh), 0) / 1000 AS made_kwh, coalesce(sum(d.export_wh), 0) / 1000 AS fed_in_kwh,
       coalesce(sum(a.shared_in_wh), 0) / 1000 AS shared_kwh, coalesce(sum(d.present_count), 0) AS present
FROM grid.contract AS k
JOIN grid.customer AS u USING (customer_id)
JOIN grid.meter AS m USING (meter_id)
JOIN grid.membership AS s ON s.meter_id = k.meter_id AND s.community_id = $1::bigint
LEFT JOIN aggregate.meter_day AS d
  ON d.community_id = s.community_id AND d.meter_id = k.meter_id AND d.day <@ (k.during * s.during * $2::daterange)
LEFT JOIN aggregate.allocation AS a
  ON a.community_id = d.community_id AND a.meter_id = d.meter_id AND a.day = d.day
WHERE u.customer = $3::text AND k.kind = 'consumption' AND NOT isempty(k.during * s.during * $2::daterange)
GROUP BY m.meter
ORDER BY m.meter COLLATE "C"
