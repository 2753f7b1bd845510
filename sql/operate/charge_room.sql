-- Show what a community may use in the quarter hours of a window, what it will use without its cars, and what is planned.
--
-- The other load of a quarter hour is what was used at the same local time of the day before, less what cars were planned to
-- charge then; of the last seven days the newest counts in which all members are known, else the newest in which any is.
-- A local time that an earlier day skipped is taken an hour later, of one it had twice the second. The limit is the
-- community's own, else tense_percent of the greatest production of its plants in force. Order: starts_s.
--
-- $1 community_id  bigint
-- $2 window_start  timestamptz  on a quarter hour
-- $3 window_end    timestamptz  excluded
-- $4 as_of         timestamptz  what was used later is not looked at
-- returns many
--   starts_s   bigint  seconds since 1970-01-01T00:00:00Z
--   limit_w    bigint  rounded down; NULL: none
--   load_w     bigint  other load, rounded up; NULL: nothing is known of the last seven days
--   planned_w  bigint  what cars are planned to charge
WITH slot AS (
  SELECT c.community_id, c.zone, c.limit_w, c.tense_percent, t AS starts_at, (t AT TIME ZONE c.zone)::date AS day
  FROM grid.community AS c
  CROSS JOIN generate_series($2::timestamptz, $3::timestamptz - interval '15 min', interval '15 min') AS t
  WHERE c.community_id = $1::bigint
), known AS (
  SELECT q.starts_at, q.consumption_wh * 4 AS used_w, q.present_count = q.member_count AS is_complete
  FROM aggregate.community_quarter AS q
  WHERE q.community_id = $1::bigint AND q.present_count > 0 AND q.consumption_wh IS NOT NULL
    AND q.starts_at + interval '15 min' <= $4::timestamptz
    AND q.day >= (SELECT min(day) FROM slot) - 8 AND q.day <= (SELECT max(day) FROM slot)
), planned AS (
  SELECT starts_at, sum(power_w) AS planned_w
  FROM operate.charge_slot
  WHERE community_id = $1::bigint AND starts_at >= $2::timestamptz - interval '9 days' AND starts_at < $3::timestamptz
  GROUP BY starts_at
), load AS (
  SELECT DISTINCT ON (s.starts_at) s.starts_at, greatest(0, k.used_w - coalesce(p.planned_w, 0)) AS load_w
  FROM slot AS s
  CROSS JOIN generate_series(1, 7) AS back
  CROSS JOIN LATERAL (
    SELECT ((s.starts_at AT TIME ZONE s.zone) - make_interval(days => back)) AT TIME ZONE s.zone AS earlier) AS e
  JOIN known AS k ON k.starts_at = e.earlier
  LEFT JOIN planned AS p ON p.starts_at = e.earlier
  ORDER BY s.starts_at, k.is_complete DESC, back
), production AS (
  SELECT d.day, sum(p.max_w) AS max_w
  FROM (SELECT DISTINCT day FROM slot) AS d
  JOIN grid.plant AS p ON p.community_id = $1::bigint AND p.during @> d.day
  GROUP BY d.day
)
SELECT extract(epoch FROM s.starts_at)::bigint AS starts_s,
       floor(coalesce(s.limit_w, s.tense_percent * p.max_w / 100))::bigint AS limit_w, ceil(l.load_w)::bigint AS load_w,
       coalesce(c.planned_w, 0)::bigint AS planned_w
FROM slot AS s
LEFT JOIN production AS p USING (day)
LEFT JOIN load AS l USING (starts_at)
LEFT JOIN planned AS c USING (starts_at)
ORDER BY s.starts_at
