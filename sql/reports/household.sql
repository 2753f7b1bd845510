-- Describe a meter on a local day; no row when there is no such meter.
--
-- community is NULL when the meter belongs to none on that day. Energies are sums of known readings, NULL when none is.
-- known_days says where readings are, for a hint.
--
-- $1 meter  text
-- $2 day    date  local day of the community
-- returns one
--   meter           text
--   kind            text
--   interval_s      integer
--   community       text
--   name            text     of the community
--   zone            text
--   expected_count  integer
--   present_count   integer
--   used_kwh        numeric
--   produced_kwh    numeric
--   import_kwh      numeric
--   export_kwh      numeric
--   peak_w          integer  greatest mean power drawn in an interval
--   first_known     date     first day of the meter with readings
--   last_known      date
SELECT m.meter, m.kind, m.interval_s, c.community, c.name, c.zone,
       coalesce(d.expected_count, round(extract(epoch FROM grid.day_start($2::date + 1, c.zone)
         - grid.day_start($2::date, c.zone)) / m.interval_s)::integer) AS expected_count,
       coalesce(d.present_count, 0) AS present_count,
       CASE WHEN d.present_count > 0 THEN trim_scale(d.consumption_wh * 0.001) END AS used_kwh,
       CASE WHEN d.present_count > 0 THEN trim_scale(d.production_wh * 0.001) END AS produced_kwh,
       CASE WHEN d.present_count > 0 THEN trim_scale(d.import_wh * 0.001) END AS import_kwh,
       CASE WHEN d.present_count > 0 THEN trim_scale(d.export_wh * 0.001) END AS export_kwh,
       d.peak_import_w AS peak_w, known.first_known, known.last_known
FROM grid.meter AS m
LEFT JOIN grid.membership AS s ON s.meter_id = m.meter_id AND s.during @> $2::date
LEFT JOIN grid.community AS c ON c.community_id = s.community_id
LEFT JOIN aggregate.meter_day AS d
  ON d.community_id = s.community_id AND d.meter_id = m.meter_id AND d.day = $2::date
CROSS JOIN LATERAL (SELECT min(k.day) AS first_known, max(k.day) AS last_known
                    FROM aggregate.meter_day AS k
                    WHERE k.meter_id = m.meter_id AND k.present_count > 0) AS known
WHERE m.meter = $1::text
