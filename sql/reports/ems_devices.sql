-- List the devices that the plans in force gave a load, from the session's table, each with its energy and times.
--
-- On: a machine, a water heater or a vehicle with a load, a heater in comfort or heating, a battery that charges or
-- discharges. Order: community, method, kind, first time, device.
--
-- returns many
--   community_id  bigint
--   community     text
--   method        text
--   device        text
--   kind          text
--   energy_kwh    numeric  of a battery what it stores
--   peak_w        numeric
--   from_s        bigint   first time it is on, what the local clock shows; NULL: never
--   offset_s      integer  local time minus UTC then
--   to_s          bigint   last time
--   to_offset_s   integer
--   on_minutes    numeric
WITH device AS (
  SELECT community_id, method, device, kind, trim_scale(sum(greatest(load, 0) * extract(epoch FROM ends_at - starts_at)) / 3600000000)
           AS energy_kwh, trim_scale(max(load) * 0.001) AS peak_w, min(starts_at) FILTER (WHERE is_on) AS from_at,
         max(ends_at) FILTER (WHERE is_on) AS to_at,
         trim_scale(coalesce(sum(extract(epoch FROM ends_at - starts_at)) FILTER (WHERE is_on), 0) / 60) AS on_minutes
  FROM ems_load
  GROUP BY community_id, method, device, kind
)
SELECT community_id, c.community, d.method, d.device, d.kind, d.energy_kwh, d.peak_w,
       extract(epoch FROM d.from_at AT TIME ZONE c.zone)::bigint AS from_s,
       extract(epoch FROM (d.from_at AT TIME ZONE c.zone) - (d.from_at AT TIME ZONE 'UTC'))::integer AS offset_s,
       extract(epoch FROM d.to_at AT TIME ZONE c.zone)::bigint AS to_s,
       extract(epoch FROM (d.to_at AT TIME ZONE c.zone) - (d.to_at AT TIME ZONE 'UTC'))::integer AS to_offset_s, d.on_minutes
FROM device AS d
JOIN grid.community AS c USING (community_id)
ORDER BY c.community, d.method, array_position('{machine,water_heater,vehicle,heater,thermal_heater,battery}', d.kind),
         d.from_at, d.device
