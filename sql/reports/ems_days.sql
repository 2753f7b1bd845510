-- List what the plans in force came to, from the session's tables: by day, or all together. Order: community, method, day.
--
-- Imports are those of the plans in force: of the curve without and with the flexible loads. What these take of the surplus is
-- saved: import would be so much higher were all they take drawn from the grid. The gap is the worst of the plans; NULL where
-- one of them proved nothing. Energies are those the devices are given; of batteries what they store.
--
-- $1 by_day  boolean
-- returns many
--   community_id        bigint
--   community           text
--   method              text
--   day                 date     NULL: all together
--   zone                text
--   starts_s            bigint   first step, what the local clock shows, as seconds since 1970-01-01T00:00 on that clock
--   offset_s            integer  local time minus UTC
--   plan_count          bigint
--   planned_minutes     numeric  time with a plan in force
--   planned_hours       numeric
--   device_count        bigint   devices with a plan
--   import_before_kwh   numeric
--   import_kwh          numeric
--   flexible_kwh        numeric  of all loads; batteries: what they store - what they give
--   saved_kwh           numeric
--   saved_share         numeric  saved / flexible
--   gap                 numeric
--   machine_kwh         numeric
--   water_heater_kwh    numeric
--   vehicle_kwh         numeric
--   heater_kwh          numeric
--   thermal_heater_kwh  numeric
--   battery_kwh         numeric
WITH step AS (
  SELECT community_id, method, CASE WHEN $1::boolean THEN day END AS day, run_id, starts_at, base, total,
         extract(epoch FROM ends_at - starts_at) AS seconds
  FROM ems_step
), curve AS (
  SELECT community_id, method, day, min(starts_at) AS starts_at, sum(seconds) / 60 AS planned_minutes,
         sum(greatest(base, 0) * seconds) / 3600000000 AS before_kwh, sum(greatest(total, 0) * seconds) / 3600000000 AS after_kwh,
         sum((total - base) * seconds) / 3600000000 AS flexible_kwh,
         sum((greatest(-base, 0) - greatest(-total, 0)) * seconds) / 3600000000 AS saved_kwh
  FROM step
  GROUP BY community_id, method, day
), plan AS (
  SELECT community_id, s.method, s.day, count(*) AS plan_count,
         CASE WHEN bool_and(r.bound IS NOT NULL)
              THEN max(coalesce((r.objective - r.bound) / nullif(r.objective, 0), 0)) END AS gap
  FROM (SELECT DISTINCT community_id, method, day, run_id FROM step) AS s
  JOIN optimize.run AS r USING (community_id, run_id)
  GROUP BY community_id, s.method, s.day
), device AS (
  SELECT community_id, s.method, s.day, count(DISTINCT p.device) AS device_count
  FROM (SELECT DISTINCT community_id, method, day, run_id FROM step) AS s
  JOIN optimize.plan AS p USING (community_id, run_id)
  GROUP BY community_id, s.method, s.day
), energy AS (
  SELECT community_id, method, CASE WHEN $1::boolean THEN day END AS day, kind,
         sum(greatest(load, 0) * extract(epoch FROM ends_at - starts_at)) / 3600000000 AS kwh
  FROM ems_load
  GROUP BY 1, 2, 3, 4
), kind AS (
  SELECT community_id, method, day, sum(kwh) FILTER (WHERE kind = 'machine') AS machine_kwh,
         sum(kwh) FILTER (WHERE kind = 'water_heater') AS water_heater_kwh, sum(kwh) FILTER (WHERE kind = 'vehicle') AS vehicle_kwh,
         sum(kwh) FILTER (WHERE kind = 'heater') AS heater_kwh, sum(kwh) FILTER (WHERE kind = 'thermal_heater') AS thermal_heater_kwh,
         sum(kwh) FILTER (WHERE kind = 'battery') AS battery_kwh
  FROM energy
  GROUP BY community_id, method, day
)
SELECT v.community_id, c.community, v.method, v.day, c.zone, extract(epoch FROM v.starts_at AT TIME ZONE c.zone)::bigint AS starts_s,
       extract(epoch FROM (v.starts_at AT TIME ZONE c.zone) - (v.starts_at AT TIME ZONE 'UTC'))::integer AS offset_s,
       p.plan_count, trim_scale(v.planned_minutes) AS planned_minutes, trim_scale(v.planned_minutes / 60) AS planned_hours,
        coalesce(d.device_count, 0) AS device_count,
       trim_scale(v.before_kwh) AS import_before_kwh, trim_scale(v.after_kwh) AS import_kwh,
       trim_scale(v.flexible_kwh) AS flexible_kwh,
       trim_scale(v.saved_kwh) AS saved_kwh, round(v.saved_kwh / nullif(v.flexible_kwh, 0), 6) AS saved_share,
       round(p.gap, 6) AS gap,
       trim_scale(coalesce(k.machine_kwh, 0)) AS machine_kwh, trim_scale(coalesce(k.water_heater_kwh, 0)) AS water_heater_kwh,
       trim_scale(coalesce(k.vehicle_kwh, 0)) AS vehicle_kwh, trim_scale(coalesce(k.heater_kwh, 0)) AS heater_kwh,
       trim_scale(coalesce(k.thermal_heater_kwh, 0)) AS thermal_heater_kwh, trim_scale(coalesce(k.battery_kwh, 0)) AS battery_kwh
FROM curve AS v
JOIN plan AS p ON p.community_id = v.community_id AND p.method = v.method AND p.day IS NOT DISTINCT FROM v.day
LEFT JOIN device AS d ON d.community_id = v.community_id AND d.method = v.method AND d.day IS NOT DISTINCT FROM v.day
LEFT JOIN kind AS k ON k.community_id = v.community_id AND k.method = v.method AND k.day IS NOT DISTINCT FROM v.day
JOIN grid.community AS c ON c.community_id = v.community_id
ORDER BY c.community, v.method, v.day
