-- Add up what plans gave to devices that no meter measures alone, as far as it was carried out.
--
-- A plan holds until the next run begins. A machine, a water heater or a vehicle that was started until then, and that the
-- next run leaves alone, goes on as it was planned. Where two plans of a device speak of a step, the newer one counts.
--
-- $1 community_id  bigint
-- $2 method        text         label of the runs
-- $3 first         timestamptz  of the steps
-- $4 end           timestamptz  excluded
-- returns many
--   starts_s    bigint   of the step, seconds since 1970-01-01T00:00:00Z
--   step_s      integer
--   milliwatts  bigint
WITH run AS (
  SELECT community_id, run_id, starts_at, step_s, lead(run_id) OVER turn AS next_id,
         ceil(extract(epoch FROM lead(starts_at) OVER turn - starts_at) / step_s)::integer AS held
  FROM optimize.run
  WHERE community_id = $1::bigint AND method = $2::text
    AND starts_at >= $3::timestamptz - interval '1 day' AND starts_at < $4::timestamptz
  WINDOW turn AS (ORDER BY starts_at)
), executed AS (
  SELECT DISTINCT ON (p.device, s.starts_at) s.starts_at, r.step_s, l.milliwatts
  FROM run AS r
  JOIN optimize.plan AS p ON p.community_id = r.community_id AND p.run_id = r.run_id
  JOIN grid.flexible_device AS d ON d.community_id = p.community_id AND d.device = p.device
  LEFT JOIN optimize.plan AS n ON n.community_id = r.community_id AND n.run_id = r.next_id AND n.device = p.device
  CROSS JOIN LATERAL unnest(
    CASE
      WHEN r.next_id IS NULL OR n.device IS NULL AND p.kind IN ('machine', 'water_heater', 'vehicle')
        AND 1 = ANY (p.decisions[:r.held]) THEN p.load
      ELSE p.load[:r.held]
    END) WITH ORDINALITY AS l (milliwatts, step)
  CROSS JOIN LATERAL (SELECT r.starts_at + (l.step - 1) * make_interval(secs => r.step_s) AS starts_at) AS s
  WHERE d.meter_id IS NULL AND s.starts_at >= $3::timestamptz AND s.starts_at < $4::timestamptz
  ORDER BY p.device, s.starts_at, r.starts_at DESC
)
SELECT extract(epoch FROM starts_at)::bigint AS starts_s, step_s, sum(milliwatts)::bigint AS milliwatts
FROM executed
GROUP BY starts_at, step_s
ORDER BY starts_s
