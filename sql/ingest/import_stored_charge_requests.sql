-- Show some charge requests.
--
-- $1 car           text[]         codes of devices
-- $2 requested_at  timestamptz[]
-- returns many
--   car             text
--   requested_s     bigint        seconds since 1970-01-01T00:00:00Z
--   community       text
--   soc_percent     numeric
--   target_percent  numeric
--   deadline_s      bigint        seconds since 1970-01-01T00:00:00Z
SELECT r.car, extract(epoch FROM r.requested_at)::bigint AS requested_s, c.community, r.soc_percent, r.target_percent,
       extract(epoch FROM r.deadline)::bigint AS deadline_s
FROM unnest($1::text[], $2::timestamptz[]) AS g (car, requested_at)
JOIN grid.charge_request AS r USING (car, requested_at)
JOIN grid.community AS c USING (community_id)
