-- Find the communities of cars at some instants.
--
-- A row is left out when no car of that code is declared on the local day of the instant.
--
-- $1 row           integer[]
-- $2 car           text[]         codes of devices
-- $3 requested_at  timestamptz[]
-- returns many
--   row        integer
--   community  text     code; NULL: its meter is in none on that day
SELECT DISTINCT ON (g.row) g.row, c.community
FROM unnest($1::integer[], $2::text[], $3::timestamptz[]) AS g (row, car, requested_at)
JOIN grid.device AS d ON d.device = g.car AND d.kind = 'car'
LEFT JOIN (grid.membership AS s JOIN grid.community AS c USING (community_id))
  ON s.meter_id = d.meter_id AND s.during @> (g.requested_at AT TIME ZONE c.zone)::date
WHERE d.during @> (g.requested_at AT TIME ZONE coalesce(c.zone, 'UTC'))::date
ORDER BY g.row, c.community
