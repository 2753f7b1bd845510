-- List what cars need: of each car the newest request, whose deadline is after an instant.
--
-- Order: community, deadline, car.
--
-- $1 community       text         code; NULL: all
-- $2 as_of           timestamptz  requests made by then
-- $3 deadline_after  timestamptz
-- $4 window_start    timestamptz  the plan of the window is left out of planned_wh
-- $5 window_end      timestamptz
-- returns many
--   community_id  bigint
--   community     text
--   car           text
--   requested_s   bigint  seconds since 1970-01-01T00:00:00Z
--   ready_s       bigint  the request, or the time to which it was deferred
--   deadline_s    bigint
--   power_w       bigint  greatest
--   energy_wh     bigint  needed
--   planned_wh    bigint  planned by the deadline, outside of the window
SELECT r.community_id, c.community, r.car, extract(epoch FROM r.requested_at)::bigint AS requested_s,
       extract(epoch FROM greatest(r.requested_at, d.grant_at))::bigint AS ready_s,
       extract(epoch FROM r.deadline)::bigint AS deadline_s, r.power_w, r.energy_wh,
       coalesce(p.planned_wh, 0)::bigint AS planned_wh
FROM (
  SELECT DISTINCT ON (community_id, car) *
  FROM grid.charge_request
  WHERE requested_at <= $2::timestamptz
  ORDER BY community_id, car, requested_at DESC) AS r
JOIN grid.community AS c USING (community_id)
LEFT JOIN (
  SELECT DISTINCT ON (community_id, car, requested_at) community_id, car, requested_at, grant_at
  FROM operate.charge_decision
  WHERE decided_at <= $2::timestamptz
  ORDER BY community_id, car, requested_at, decided_at DESC) AS d USING (community_id, car, requested_at)
LEFT JOIN (
  SELECT s.community_id, s.car, s.requested_at, sum(s.power_w / 4) AS planned_wh
  FROM operate.charge_slot AS s
  JOIN grid.charge_request AS q USING (community_id, car, requested_at)
  WHERE s.starts_at + interval '15 min' <= q.deadline
    AND NOT (s.starts_at >= $4::timestamptz AND s.starts_at < $5::timestamptz)
  GROUP BY s.community_id, s.car, s.requested_at) AS p USING (community_id, car, requested_at)
WHERE r.deadline > $3::timestamptz AND ($1::text IS NULL OR c.community = $1::text)
ORDER BY c.community, r.deadline, r.car
