-- List the announced demands: their next window, and the day of the last one that was dispatched.
--
-- Order: community, demand. A demand that has ended has no next window.
--
-- $1 as_of      timestamptz
-- $2 community  text         NULL: all
-- $3 partner    text         code of a customer; NULL: all
-- returns many
--   demand           text
--   partner          text
--   community        text
--   power_w          bigint
--   window           text     local wall clock
--   first_day        date
--   end_day          date     first local day without it; NULL: open
--   next_start       text     UTC
--   next_end         text     UTC
--   last_dispatched  date
SELECT d.demand, u.customer AS partner, c.community, d.power_w,
       left(d.start_time::text, 5) || '-' || left(d.end_time::text, 5) AS window, d.first_day, d.end_day,
       to_char(n.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') AS next_start,
       to_char(n.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') AS next_end, s.day AS last_dispatched
FROM grid.demand AS d
JOIN grid.customer AS u USING (customer_id)
JOIN grid.community AS c USING (community_id)
LEFT JOIN LATERAL (
  SELECT w.starts_at, w.ends_at
  FROM generate_series(greatest(d.first_day, ($1::timestamptz AT TIME ZONE c.zone)::date)::timestamp,
                       greatest(d.first_day, ($1::timestamptz AT TIME ZONE c.zone)::date) + interval '1 day',
                       interval '1 day') AS t
  CROSS JOIN LATERAL grid.demand_window(t::date, d.start_time, d.end_time, c.zone) AS w
  WHERE w.starts_at > $1::timestamptz AND (d.end_day IS NULL OR t::date < d.end_day)
  ORDER BY w.starts_at
  LIMIT 1) AS n ON true
LEFT JOIN LATERAL (
  SELECT max(day) AS day FROM operate.demand_dispatch AS s
  WHERE s.community_id = d.community_id AND s.demand_id = d.demand_id) AS s ON true
WHERE ($2::text IS NULL OR c.community = $2::text) AND ($3::text IS NULL OR u.customer = $3::text)
ORDER BY c.community, d.demand
