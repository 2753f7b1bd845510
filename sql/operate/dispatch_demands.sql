-- Dispatch the demands that start within the hour, each demand and day once.
--
-- One that was announced when its hour had begun is dispatched at once, with short notice.
--
-- $1 as_of      timestamptz
-- $2 community  text         NULL: all
-- returns none
INSERT INTO operate.demand_dispatch (community_id, demand_id, day, starts_at, ends_at, power_w, short_notice, dispatched_at)
SELECT d.community_id, d.demand_id, t::date, w.starts_at, w.ends_at, d.power_w,
       d.announced_at > w.starts_at - interval '1 hour', $1::timestamptz
FROM grid.demand AS d
JOIN grid.community AS c USING (community_id)
CROSS JOIN LATERAL generate_series(($1::timestamptz AT TIME ZONE c.zone)::date::timestamp,
                                   ($1::timestamptz AT TIME ZONE c.zone)::date + interval '1 day', interval '1 day') AS t
CROSS JOIN LATERAL grid.demand_window(t::date, d.start_time, d.end_time, c.zone) AS w
WHERE ($2::text IS NULL OR c.community = $2::text)
  AND d.announced_at <= $1::timestamptz
  AND t::date >= d.first_day AND (d.end_day IS NULL OR t::date < d.end_day)
  AND $1::timestamptz >= w.starts_at - interval '1 hour' AND $1::timestamptz < w.starts_at
ON CONFLICT (community_id, demand_id, day) DO NOTHING
