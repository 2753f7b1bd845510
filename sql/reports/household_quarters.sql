-- List the quarter hours of a meter's local day: 92, 96 or 100 rows, whatever is known of them.
--
-- Energies are NULL where no reading is known. Meters of a longer interval have their energy spread evenly. Order: time.
--
-- $1 meter  text
-- $2 day    date  local day of the community the meter belongs to that day
-- returns many
--   starts_s      bigint   what the local clock shows, as seconds since 1970-01-01T00:00 on that clock
--   offset_s      integer  local time minus UTC
--   used_kwh      numeric
--   produced_kwh  numeric
--   import_kwh    numeric
--   export_kwh    numeric
--   draw_w        numeric  mean power drawn from the grid
WITH frame AS (
  SELECT s.community_id, m.meter_id, c.zone, slot::integer AS slot,
         grid.day_start($2::date, c.zone) + (slot - 1) * interval '15 min' AS starts_at
  FROM grid.meter AS m
  JOIN grid.membership AS s USING (meter_id)
  JOIN grid.community AS c USING (community_id)
  CROSS JOIN LATERAL generate_series(1, extract(epoch FROM grid.day_start($2::date + 1, c.zone)
    - grid.day_start($2::date, c.zone))::integer / 900) AS slot
  WHERE m.meter = $1::text AND s.during @> $2::date
)
SELECT extract(epoch FROM f.starts_at AT TIME ZONE f.zone)::bigint AS starts_s,
       extract(epoch FROM (f.starts_at AT TIME ZONE f.zone) - (f.starts_at AT TIME ZONE 'UTC'))::integer AS offset_s,
       trim_scale(q.consumption_wh * 0.001) AS used_kwh, trim_scale(q.production_wh * 0.001) AS produced_kwh,
       trim_scale(q.import_wh * 0.001) AS import_kwh, trim_scale(q.export_wh * 0.001) AS export_kwh,
       trim_scale(q.import_wh * 4) AS draw_w
FROM frame AS f
LEFT JOIN aggregate.quarter AS q
  ON q.community_id = f.community_id AND q.meter_id = f.meter_id AND q.day = $2::date AND q.slot = f.slot
ORDER BY f.slot
