-- Read what plans gave to piloted devices that no meter measures alone, as far as it was carried out. Order: device, start.
--
-- A plan holds until the next run begins. A machine, a water heater or a vehicle that was started until then, and that the
-- next run leaves alone, goes on as it was planned.
--
-- $1 community_id  bigint
-- $2 method        text         label of the runs
-- $3 first         timestamptz
-- $4 end           timestamptz  excluded
-- returns many
--   device    text
--   starts_s  bigint    seconds since 1970-01-01T00:00:00Z
--   step_s    integer
--   load      bigint[]  mW of each step
WITH run AS (
  SELECT community_id, run_id, starts_at, step_s, lead(run_id) OVER turn AS next_id,
         ceil(extract(epoch FROM lead(starts_at) OVER turn - starts_at) / step_s)::integer AS held
  FROM optimize.run
  WHERE community_id = $1::bigint AND method = $2::text
    AND starts_at >= $3::timestamptz - interval '2 days' AND starts_at < $4::timestamptz
  WINDOW turn AS (ORDER BY starts_at)
)
SELECT p.device, extract(epoch FROM r.starts_at)::bigint AS starts_s, r.step_s,
       CASE
         WHEN r.next_id IS NULL OR n.device IS NULL AND p.kind IN ('machine', 'water_heater', 'vehicle')
           AND 1 = ANY (p.decisions[:r.held]) THEN p.load
         ELSE p.load[:r.held]
       END AS load
FROM run AS r
JOIN optimize.plan AS p ON p.community_id = r.community_id AND p.run_id = r.run_id
JOIN grid.flexible_device AS d ON d.community_id = p.community_id AND d.device = p.device
LEFT JOIN optimize.plan AS n ON n.community_id = r.community_id AND n.run_id = r.next_id AND n.device = p.device
WHERE d.is_piloted AND d.meter_id IS NULL
ORDER BY p.device, r.starts_at
