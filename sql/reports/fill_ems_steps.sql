-- Put the steps of a period into the session's table, each with the plan in force: the newest one made before it.
--
-- A plan is in force from its first step until the first step of the next plan of the same method, or until its horizon
-- ends. Without a period it is the newest plan of each method alone, where its horizon reaches beyond $4, with all its
-- steps. Plans look a week ahead at most.
--
-- $1 period     daterange    local days of each community; NULL: the newest plan
-- $2 community  text         NULL: all
-- $3 method     text         NULL: all
-- $4 as_of      timestamptz  later plans are not known
-- returns none
INSERT INTO ems_step
WITH place AS (
  SELECT community_id, zone, coalesce(grid.day_start(lower($1::daterange), zone), $4::timestamptz) AS opens_at,
         coalesce(grid.day_start(upper($1::daterange), zone), 'infinity') AS closes_at
  FROM grid.community
  WHERE $2::text IS NULL OR community = $2::text
), made AS (
  SELECT community_id, p.zone, p.opens_at, p.closes_at, r.run_id,
         r.starts_at + cardinality(r.base) * r.step_s * interval '1 s' AS horizon_ends_at,
         lead(r.starts_at) OVER (PARTITION BY community_id, r.method ORDER BY r.starts_at) AS next_at
  FROM place AS p
  JOIN optimize.run AS r USING (community_id)
  WHERE r.starts_at < p.closes_at AND r.starts_at > p.opens_at - interval '7 days'
    AND ($3::text IS NULL OR r.method = $3::text) AND r.made_at <= $4::timestamptz
)
SELECT community_id, r.method, run_id, i, r.step_s, t.starts_at, least(t.starts_at + r.step_s * interval '1 s', m.next_at),
       (t.starts_at AT TIME ZONE m.zone)::date, r.base[i], r.total[i]
FROM made AS m
JOIN optimize.run AS r USING (community_id, run_id)
CROSS JOIN LATERAL generate_series(1, cardinality(r.base)) AS i
CROSS JOIN LATERAL (SELECT r.starts_at + (i - 1) * r.step_s * interval '1 s' AS starts_at) AS t
WHERE m.horizon_ends_at > m.opens_at AND ($1::daterange IS NOT NULL OR m.next_at IS NULL)
  AND ($1::daterange IS NULL OR t.starts_at >= m.opens_at) AND t.starts_at < least(m.next_at, m.closes_at)
