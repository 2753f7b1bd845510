-- List the charge requests of a community that are to be decided, the earliest deadline first.
--
-- Of each car the newest request counts, until it is granted or its deadline is over. A deferred one is due when its time
-- has come.
--
-- $1 community_id  bigint
-- $2 as_of         timestamptz
-- returns many
--   car          text
--   requested_s  bigint   seconds since 1970-01-01T00:00:00Z
--   deadline_s   bigint
--   power_w      bigint
--   energy_wh    bigint
--   charged      boolean  whether its state of charge is 80 % or more
SELECT r.car, extract(epoch FROM r.requested_at)::bigint AS requested_s,
       extract(epoch FROM r.deadline)::bigint AS deadline_s, r.power_w, r.energy_wh, r.soc_percent >= 80 AS charged
FROM (
  SELECT DISTINCT ON (community_id, car) *
  FROM grid.charge_request
  WHERE community_id = $1::bigint AND requested_at <= $2::timestamptz
  ORDER BY community_id, car, requested_at DESC) AS r
WHERE r.deadline > $2::timestamptz
  AND NOT EXISTS (
    SELECT FROM operate.charge_decision AS d
    WHERE d.community_id = r.community_id AND d.car = r.car AND d.requested_at = r.requested_at
      AND d.decided_at <= $2::timestamptz AND (d.decision = 'grant' OR d.grant_at > $2::timestamptz))
ORDER BY r.deadline, r.car
