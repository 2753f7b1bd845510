-- List the hours of a meter's local day: 23, 24 or 25 rows, whatever is known of them.
--
-- Hours count from local midnight. Energies are NULL where no reading is known. An hour is measured when the day is
-- complete or no register misses an interval of it, partial when some readings are known, else missing. Strict: nothing
-- was drawn from the grid in the whole hour; NULL unless it is measured. is_peak marks the hour of the greatest use,
-- the first of equals. Order: hour.
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
--   share         numeric  of the energy used that day
--   strict        boolean
--   is_peak       boolean
--   state         text     measured, partial or missing
WITH place AS (
  SELECT s.community_id, m.meter_id, m.interval_s, c.zone, grid.day_start($2::date, c.zone) AS start,
         extract(epoch FROM grid.day_start($2::date + 1, c.zone) - grid.day_start($2::date, c.zone))::integer AS length_s
  FROM grid.meter AS m
  JOIN grid.membership AS s USING (meter_id)
  JOIN grid.community AS c USING (community_id)
  WHERE m.meter = $1::text AND s.during @> $2::date
), frame AS (
  SELECT p.community_id, p.meter_id, p.zone, hour, p.start + hour * interval '1 hour' AS starts_at,
         least(3600, p.length_s - hour * 3600) AS hour_s
  FROM place AS p
  CROSS JOIN LATERAL generate_series(0, (p.length_s + 3599) / 3600 - 1) AS hour
), element AS (
  SELECT (e.i - 1) * b.interval_s / 3600 AS hour, b.register, count(*) AS element_count, count(e.wh) AS known_count
  FROM place AS p
  JOIN grid.interval_block AS b
    ON b.community_id = p.community_id AND b.meter_id = p.meter_id AND b.day = $2::date AND b.register <= 6
  CROSS JOIN LATERAL unnest(b.wh) WITH ORDINALITY AS e (wh, i)
  GROUP BY 1, 2
), known AS (
  SELECT hour, bool_and(known_count = element_count) AS is_whole, bool_or(known_count > 0) AS is_some
  FROM element
  GROUP BY hour
), listed AS (
  SELECT f.hour, f.starts_at, f.zone, h.consumption_wh, h.production_wh, h.import_wh, h.export_wh,
         substring(d.strict_bits FROM f.hour * 3600 / d.strict_bits_s + 1 FOR f.hour_s / d.strict_bits_s) AS bits,
         CASE WHEN d.present_count = d.expected_count THEN 'measured'
              WHEN coalesce(h.import_wh, h.consumption_wh, h.production_wh) IS NULL THEN 'missing'
              WHEN k.is_whole THEN 'measured'
              ELSE 'partial' END AS state
  FROM frame AS f
  LEFT JOIN aggregate.meter_day AS d
    ON d.community_id = f.community_id AND d.meter_id = f.meter_id AND d.day = $2::date AND d.present_count > 0
  LEFT JOIN aggregate.hour AS h
    ON h.community_id = d.community_id AND h.meter_id = d.meter_id AND h.day = $2::date AND h.hour = f.hour
  LEFT JOIN known AS k ON k.hour = f.hour
)
SELECT extract(epoch FROM starts_at AT TIME ZONE zone)::bigint AS starts_s,
       extract(epoch FROM (starts_at AT TIME ZONE zone) - (starts_at AT TIME ZONE 'UTC'))::integer AS offset_s,
       trim_scale(consumption_wh * 0.001) AS used_kwh, trim_scale(production_wh * 0.001) AS produced_kwh,
       trim_scale(import_wh * 0.001) AS import_kwh, trim_scale(export_wh * 0.001) AS export_kwh,
       round(consumption_wh / nullif(sum(consumption_wh) OVER (), 0), 6) AS share,
       CASE WHEN state = 'measured' THEN position('0' IN bits::text) = 0 END AS strict,
       consumption_wh > 0 AND row_number() OVER (ORDER BY consumption_wh DESC NULLS LAST, hour) = 1 AS is_peak, state
FROM listed
ORDER BY hour
