-- List the loads step by step from the session's table: of the devices with most energy, and of the rest of each kind together.
--
-- Order: community, method, kind, the rest behind the devices, first time, device, time.
--
-- $1 most  integer  devices that have a lane of their own
-- returns many
--   community_id  bigint
--   method        text
--   kind          text
--   device        text     NULL: the rest of its kind
--   device_count  bigint   devices of the lane
--   energy_kwh    numeric  of the lane; of batteries what they store
--   at_s          bigint   seconds since 1970 in UTC
--   length_s      integer
--   load_w        numeric
--   is_on         boolean
WITH device AS (
  SELECT community_id, method, kind, device, min(starts_at) FILTER (WHERE is_on) AS from_at,
         row_number() OVER (PARTITION BY community_id, method
           ORDER BY sum(abs(load) * extract(epoch FROM ends_at - starts_at)) DESC, device) <= $1::integer AS is_shown
  FROM ems_load
  GROUP BY community_id, method, kind, device
), lane AS (
  SELECT community_id, method, kind, CASE WHEN d.is_shown THEN device END AS device, l.starts_at,
         min(CASE WHEN d.is_shown THEN d.from_at END) AS from_at, max(l.ends_at) AS ends_at, sum(l.load) AS load,
         bool_or(l.is_on) AS is_on
  FROM ems_load AS l
  JOIN device AS d USING (community_id, method, kind, device)
  GROUP BY 1, 2, 3, 4, 5
), count AS (
  SELECT community_id, method, kind, CASE WHEN is_shown THEN device END AS device, count(*) AS device_count
  FROM device
  GROUP BY 1, 2, 3, 4
)
SELECT l.community_id, l.method, l.kind, l.device, n.device_count,
       trim_scale(sum(greatest(l.load, 0) * extract(epoch FROM l.ends_at - l.starts_at)) OVER (
         PARTITION BY l.community_id, l.method, l.kind, l.device) / 3600000000) AS energy_kwh,
       extract(epoch FROM l.starts_at)::bigint AS at_s, extract(epoch FROM l.ends_at - l.starts_at)::integer AS length_s,
       trim_scale(l.load * 0.001) AS load_w, l.is_on
FROM lane AS l
JOIN count AS n
  ON n.community_id = l.community_id AND n.method = l.method AND n.kind = l.kind AND n.device IS NOT DISTINCT FROM l.device
JOIN grid.community AS c ON c.community_id = l.community_id
ORDER BY c.community, l.method, array_position('{machine,water_heater,vehicle,heater,thermal_heater,battery}', l.kind),
         l.device IS NULL, l.from_at, l.device, l.starts_at
