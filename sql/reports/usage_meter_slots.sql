-- List the hours or finer cells of meters in a period: energy, how much of it is known, whether it is final.
--
-- A cell is never finer than the meter's own interval, nor than five minutes. Cells that had started by $3 are listed,
-- known or not; energies are NULL where nothing is known. Final: all is known, or the grace time after the cell's end is
-- over. Order: community, meter, time.
--
-- $1 period     daterange    local days of each community
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz
-- $4 cell_s     integer      300 or 3600
-- $5 grace_s    integer
-- returns many
--   community       text
--   meter           text
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
  SELECT m.*, grid.day_start(m.day, m.zone) AS start,
         extract(epoch FROM grid.day_start(m.day + 1, m.zone) - grid.day_start(m.day, m.zone))::integer AS day_s,
         greatest($4::integer, CASE WHEN 300 % m.interval_s = 0 THEN 300 WHEN 900 % m.interval_s = 0 THEN 900
                                    ELSE m.interval_s END) AS cell_s
  FROM grid.member_days($1::daterange, $2::text, $3::timestamptz) AS m
), frame AS (
  SELECT d.community_id, d.community, d.meter_id, d.meter, d.zone, d.day, d.interval_s, cell,
         d.start + make_interval(secs => cell * d.cell_s) AS starts_at, least(d.cell_s, d.day_s - cell * d.cell_s) AS length_s
  FROM member_day AS d
  CROSS JOIN LATERAL generate_series(0, (d.day_s - 1) / d.cell_s) AS cell
  WHERE d.start + make_interval(secs => cell * d.cell_s) < $3::timestamptz
), known AS (
  SELECT d.community_id, d.meter_id, d.day, (s.slot - 1) * s.slot_s / d.cell_s AS cell,
         sum(s.consumption_wh) AS used_wh, sum(s.production_wh) AS produced_wh, sum(s.import_wh) AS import_wh,
         sum(s.export_wh) AS export_wh,
         sum(s.present_count * least(s.slot_s, d.interval_s))::numeric / d.interval_s AS present_count
  FROM member_day AS d
  JOIN aggregate.slot AS s USING (community_id, meter_id, day)
  GROUP BY 1, 2, 3, 4, d.interval_s
), listed AS (
  SELECT f.community, f.meter, f.zone, f.starts_at, f.starts_at + make_interval(secs => f.length_s) AS ends_at,
         k.used_wh, k.produced_wh, k.import_wh, k.export_wh, f.length_s / f.interval_s::numeric AS expected_count,
         coalesce(k.present_count, 0)::numeric AS present_count, t.estimated_count > 0 AS has_estimates
  FROM frame AS f
  LEFT JOIN known AS k USING (community_id, meter_id, day, cell)
  LEFT JOIN aggregate.meter_day AS t USING (community_id, meter_id, day)
)
SELECT community, meter, extract(epoch FROM starts_at AT TIME ZONE zone)::bigint AS starts_s,
       extract(epoch FROM (starts_at AT TIME ZONE zone) - (starts_at AT TIME ZONE 'UTC'))::integer AS offset_s,
       extract(epoch FROM (starts_at AT TIME ZONE zone) - interval '1 year')::bigint AS year_before_s,
       trim_scale(used_wh * 0.001) AS used_kwh, trim_scale(produced_wh * 0.001) AS produced_kwh,
       trim_scale(import_wh * 0.001) AS import_kwh, trim_scale(export_wh * 0.001) AS export_kwh,
       expected_count, present_count, round(present_count / nullif(expected_count, 0), 6) AS completeness,
       present_count >= expected_count AND NOT has_estimates OR ends_at + make_interval(secs => $5::integer) <= $3::timestamptz
         AS is_final
FROM listed
ORDER BY community, meter, starts_at
