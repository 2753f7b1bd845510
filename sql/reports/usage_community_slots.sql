-- List the cells of communities, or of all together, in a period: energy, how much is known, whether it is final.
--
-- A cell is never finer than the slots of the community, of all together than the longest of them. Expected and present
-- count members' slots. Cells that had started by $3 are listed, known or not; energies are NULL where nothing is
-- known. Final: all is known, or the grace time after the cell's end is over. Order: community, time.
--
-- $1 period     daterange    local days of each community
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz
-- $4 cell_s     integer      300 or 3600
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
WITH community_day AS (
  SELECT community_id, community, zone, day, count(*) AS member_count, grid.day_start(day, zone) AS start,
         extract(epoch FROM grid.day_start(day + 1, zone) - grid.day_start(day, zone))::integer AS day_s,
         CASE WHEN bool_and(300 % m.interval_s = 0) THEN 300 ELSE 900 END AS slot_s,
         bool_or(coalesce(t.estimated_count, 0) > 0) AS has_estimates
  FROM grid.member_days($1::daterange, $2::text, $3::timestamptz) AS m
  LEFT JOIN aggregate.meter_day AS t USING (community_id, meter_id, day)
  GROUP BY community_id, community, zone, day
), shaped AS (
  SELECT *, greatest($4::integer, slot_s, CASE WHEN $6::text = 'all' THEN max(slot_s) OVER () END) AS cell_s
  FROM community_day
), frame AS (
  SELECT d.community_id, d.community, d.zone, d.day, cell, d.start + make_interval(secs => cell * d.cell_s) AS starts_at,
         least(d.cell_s, d.day_s - cell * d.cell_s) AS length_s, d.member_count, d.slot_s, d.has_estimates
  FROM shaped AS d
  CROSS JOIN LATERAL generate_series(0, (d.day_s - 1) / d.cell_s) AS cell
  WHERE d.start + make_interval(secs => cell * d.cell_s) < $3::timestamptz
), known AS (
  SELECT d.community_id, d.day, (s.slot - 1) * s.slot_s / d.cell_s AS cell, sum(s.consumption_wh) AS used_wh,
         sum(s.production_wh) AS produced_wh, sum(s.import_wh) AS import_wh, sum(s.export_wh) AS export_wh,
         sum(s.present_count * s.slot_s)::numeric / d.slot_s AS present_count
  FROM shaped AS d
  JOIN aggregate.community_slot AS s USING (community_id, day)
  GROUP BY 1, 2, 3, d.slot_s
), listed AS (
  SELECT CASE WHEN $6::text = 'community' THEN f.community END AS community, min(f.zone) AS zone, f.starts_at,
         f.starts_at + make_interval(secs => max(f.length_s)) AS ends_at, sum(k.used_wh) AS used_wh,
         sum(k.produced_wh) AS produced_wh, sum(k.import_wh) AS import_wh, sum(k.export_wh) AS export_wh,
         sum(f.member_count * f.length_s / f.slot_s)::numeric AS expected_count,
         coalesce(sum(k.present_count), 0) AS present_count, bool_or(f.has_estimates) AS has_estimates
  FROM frame AS f
  LEFT JOIN known AS k USING (community_id, day, cell)
  GROUP BY 1, f.starts_at
)
SELECT community, extract(epoch FROM starts_at AT TIME ZONE zone)::bigint AS starts_s,
       extract(epoch FROM (starts_at AT TIME ZONE zone) - (starts_at AT TIME ZONE 'UTC'))::integer AS offset_s,
       extract(epoch FROM (starts_at AT TIME ZONE zone) - interval '1 year')::bigint AS year_before_s,
       trim_scale(used_wh * 0.001) AS used_kwh, trim_scale(produced_wh * 0.001) AS produced_kwh,
       trim_scale(import_wh * 0.001) AS import_kwh, trim_scale(export_wh * 0.001) AS export_kwh,
       expected_count, present_count, round(present_count / nullif(expected_count, 0), 6) AS completeness,
       present_count >= expected_count AND NOT has_estimates OR ends_at + make_interval(secs => $5::integer) <= $3::timestamptz
         AS is_final
FROM listed
ORDER BY community, starts_at
