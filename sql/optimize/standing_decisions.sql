-- List, device by device, the plan that rules it at an instant and those that follow.
--
-- The one that rules it is the newest of those that have begun; those that follow were made too and begin later. Devices that
-- are out of the plans by now are left out. Order: device, start.
--
-- $1 community_id  bigint
-- $2 method        text
-- $3 as_of         timestamptz
-- $4 device        text         NULL: all
-- returns many
--   device     text
--   kind       text
--   outer_id   bigint
--   made_s     bigint    when the plan was made, seconds since 1970
--   start_s    bigint    when its first step begins
--   step_s     integer
--   decisions  bigint[]
--   load       bigint[]  mW of each step
WITH run AS (
  SELECT r.community_id, r.run_id, r.made_at, r.starts_at, r.step_s
  FROM optimize.run AS r
  WHERE r.community_id = $1::bigint AND r.method = $2::text AND r.made_at <= $3::timestamptz
    AND r.starts_at + cardinality(r.base) * make_interval(secs => r.step_s) > $3::timestamptz
), ranked AS (
  SELECT p.community_id, p.run_id, p.device, r.made_at, r.starts_at, r.step_s, r.starts_at <= $3::timestamptz AS has_begun,
         row_number() OVER (PARTITION BY p.device, r.starts_at <= $3::timestamptz ORDER BY r.starts_at DESC) AS rank
  FROM run AS r
  JOIN optimize.plan AS p ON p.community_id = r.community_id AND p.run_id = r.run_id
  WHERE $4::text IS NULL OR p.device = $4::text
)
SELECT p.device, p.kind, p.outer_id, extract(epoch FROM k.made_at)::bigint AS made_s,
       extract(epoch FROM k.starts_at)::bigint AS start_s, k.step_s, p.decisions, p.load
FROM ranked AS k
JOIN optimize.plan AS p ON p.community_id = k.community_id AND p.run_id = k.run_id AND p.device = k.device
LEFT JOIN grid.flexible_device AS f ON f.community_id = p.community_id AND f.device = p.device
WHERE (k.rank = 1 OR NOT k.has_begun) AND f.is_piloted IS NOT FALSE
ORDER BY p.device, k.starts_at
