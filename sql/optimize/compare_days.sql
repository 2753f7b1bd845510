-- Show, day by day and method by method, what was planned to be imported beside what was imported.
--
-- Each quarter hour counts what the newest plan said that had begun by then. Realised is the community's consumption above
-- its production in each quarter hour of which every member's readings are known; only quarter hours that have both are
-- compared. Order: community, day, method.
--
-- $1 community  text       code; NULL: all
-- $2 period     daterange  local days
-- $3 method     text       NULL: all
-- returns many
--   community     text
--   day           date
--   method        text
--   planned       bigint   quarter hours with a plan
--   compared      bigint   quarter hours that are known too
--   base_wh       numeric  import of the curve alone, in those that are compared
--   planned_wh    numeric  import that was planned, in the same
--   realised_wh   numeric  what was imported, in the same; NULL: no readings
--   beyond_wh     numeric  realised - planned
WITH wanted AS (
  SELECT c.community_id, c.community, c.zone, d::date AS day, grid.day_start(d::date, c.zone) AS first,
         grid.day_start(d::date + 1, c.zone) AS stop
  FROM grid.community AS c
  CROSS JOIN generate_series(lower($2::daterange)::timestamp, (upper($2::daterange) - 1)::timestamp, interval '1 day') AS d
  WHERE $1::text IS NULL OR c.community = $1::text
), run AS (
  SELECT r.community_id, r.method, r.starts_at, r.step_s, r.base, r.total,
         lead(r.starts_at) OVER (PARTITION BY r.community_id, r.method ORDER BY r.starts_at) AS next_at
  FROM optimize.run AS r
  JOIN grid.community AS c USING (community_id)
  WHERE ($1::text IS NULL OR c.community = $1::text) AND ($3::text IS NULL OR r.method = $3::text)
    AND r.starts_at >= lower($2::daterange)::timestamptz - interval '9 days'
    AND r.starts_at < upper($2::daterange)::timestamptz + interval '1 day'
), step AS (
  SELECT r.community_id, r.method, t.starts_at, r.step_s, v.base, v.total
  FROM run AS r
  CROSS JOIN LATERAL unnest(r.base, r.total) WITH ORDINALITY AS v (base, total, i)
  CROSS JOIN LATERAL (SELECT r.starts_at + (v.i - 1) * make_interval(secs => r.step_s) AS starts_at) AS t
  WHERE r.next_at IS NULL OR t.starts_at < r.next_at
)
SELECT *, trim_scale(realised_wh - planned_wh) AS beyond_wh
FROM (
  SELECT w.community, w.day, s.method, count(*) AS planned, count(q.starts_at) AS compared,
         trim_scale(coalesce(sum(greatest(0, s.base)) FILTER (WHERE q.starts_at IS NOT NULL), 0) * 900 / 3600000) AS base_wh,
         trim_scale(coalesce(sum(greatest(0, s.total)) FILTER (WHERE q.starts_at IS NOT NULL), 0) * 900 / 3600000) AS planned_wh,
         trim_scale(sum(greatest(0, q.consumption_wh - q.production_wh)) FILTER (WHERE q.starts_at IS NOT NULL)) AS realised_wh
  FROM wanted AS w
  JOIN step AS s ON s.community_id = w.community_id AND s.starts_at >= w.first AND s.starts_at < w.stop
  LEFT JOIN aggregate.community_quarter AS q ON q.community_id = s.community_id AND q.day = w.day
    AND q.starts_at = s.starts_at AND q.present_count = q.member_count
  GROUP BY w.community, w.day, s.method
) AS compared
ORDER BY community, day, method
