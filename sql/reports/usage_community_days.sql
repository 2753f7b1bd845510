-- List the days or months of communities, or of all together, in a period: energy, how much is known, whether it is final.
--
-- Days that had ended by $3 are listed, known or not, and later ones that have readings; energies are NULL where nothing
-- is known. Final: all is known, or the grace time after the end is over. Order: community, day.
--
-- $1 period     daterange    local days of each community
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz
-- $4 grain      text         day or month
-- $5 grace_s    integer
-- $6 scope      text         community or all
-- returns many
--   community       text     NULL: all together
--   starts_s        bigint   what the local clock shows, as seconds since 1970-01-01T00:00 on that clock
--   offset_s        integer  local time minus UTC
--   year_before_s   bigint   starts_s of the same local time a year before
--   used_kwh        numeric
--   produced_kwh    numeric
--   import_kwh      numeric
--   export_kwh      numeric
--   expected_count  numeric
--   present_count   numeric
--   completeness    numeric
--   is_final        boolean
WITH member_day AS (
  SELECT m.*, date_trunc($4::text, m.day::timestamp)::date AS starts,
         coalesce(d.expected_count, round(extract(epoch FROM grid.day_start(m.day + 1, m.zone)
           - grid.day_start(m.day, m.zone)) / m.interval_s)) AS expected_count,
         coalesce(d.present_count, 0) AS present_count, coalesce(d.estimated_count, 0) AS estimated_count, grid.day_start(m.day + 1, m.zone) AS ends_at,
         d.consumption_wh, d.production_wh, d.import_wh, d.export_wh
  FROM grid.member_days($1::daterange, $2::text, $3::timestamptz) AS m
  LEFT JOIN aggregate.meter_day AS d USING (community_id, meter_id, day)
  WHERE m.ended OR d.day IS NOT NULL
), listed AS (
  SELECT CASE WHEN $6::text = 'community' THEN community END AS community, starts, max(ends_at) AS ends_at,
         sum(consumption_wh) FILTER (WHERE present_count > 0) AS used_wh,
         sum(production_wh) FILTER (WHERE present_count > 0) AS produced_wh,
         sum(import_wh) FILTER (WHERE present_count > 0) AS import_wh,
         sum(export_wh) FILTER (WHERE present_count > 0) AS export_wh,
         sum(expected_count) AS expected_count, sum(present_count)::numeric AS present_count,
         sum(estimated_count) AS estimated_count
  FROM member_day
  GROUP BY 1, starts
)
SELECT community, extract(epoch FROM starts::timestamp)::bigint AS starts_s, 0 AS offset_s,
       extract(epoch FROM starts::timestamp - interval '1 year')::bigint AS year_before_s,
       trim_scale(used_wh * 0.001) AS used_kwh, trim_scale(produced_wh * 0.001) AS produced_kwh,
       trim_scale(import_wh * 0.001) AS import_kwh, trim_scale(export_wh * 0.001) AS export_kwh,
       expected_count, present_count, round(present_count / nullif(expected_count, 0), 6) AS completeness,
       present_count - estimated_count >= expected_count OR ends_at + make_interval(secs => $5::integer) <= $3::timestamptz AS is_final
FROM listed
ORDER BY community, starts
