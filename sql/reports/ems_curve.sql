-- List the steps of a day, or of the newest plan, with the curve of the plan in force, from the session's table.
--
-- A day has all its steps, as long as the shortest step of its plans: those of which no plan was in force have no powers. Order:
-- community, method, time.
--
-- $1 day  date  local day of each community; NULL: the newest plan
-- returns many
--   community_id  bigint
--   method        text
--   starts_s      bigint   what the local clock shows, as seconds since 1970-01-01T00:00 on that clock
--   offset_s      integer  local time minus UTC
--   surplus_w     numeric  production - consumption without flexible loads
--   left_w        numeric  the same with the planned loads
--   excess_w      numeric  the surplus where it is one
--   before_w      numeric  import without flexible loads
--   after_w       numeric  import with the planned loads
WITH section AS (
  SELECT community_id, c.community, c.zone, method, min(step_s) * interval '1 s' AS step,
         coalesce(grid.day_start($1::date, c.zone), min(starts_at)) AS opens_at,
         coalesce(grid.day_start($1::date + 1, c.zone), max(ends_at)) AS closes_at
  FROM ems_step
  JOIN grid.community AS c USING (community_id)
  GROUP BY community_id, c.community, c.zone, method
)
SELECT n.community_id, n.method, extract(epoch FROM t.at AT TIME ZONE n.zone)::bigint AS starts_s,
       extract(epoch FROM (t.at AT TIME ZONE n.zone) - (t.at AT TIME ZONE 'UTC'))::integer AS offset_s,
       trim_scale(-s.base * 0.001) AS surplus_w, trim_scale(-s.total * 0.001) AS left_w,
       trim_scale((abs(s.base) - s.base) * 0.0005) AS excess_w,
       trim_scale((s.base + abs(s.base)) * 0.0005) AS before_w,
       trim_scale((s.total + abs(s.total)) * 0.0005) AS after_w
FROM section AS n
CROSS JOIN LATERAL generate_series(n.opens_at, n.closes_at - n.step, n.step) AS t (at)
LEFT JOIN ems_step AS s
  ON s.community_id = n.community_id AND s.method = n.method AND s.starts_at <= t.at AND s.ends_at > t.at
ORDER BY n.community, n.method, t.at
