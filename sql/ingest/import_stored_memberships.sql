-- Show all memberships of some meters.
--
-- $1 meters  text[]  codes
-- returns many
--   meter      text  code
--   community  text  code
--   first_day  date  local day of the community
--   end_day    date  first local day that is not in it; NULL: open
SELECT m.meter, c.community, lower(s.during) AS first_day, upper(s.during) AS end_day
FROM grid.meter AS m
JOIN grid.membership AS s USING (meter_id)
JOIN grid.community AS c USING (community_id)
WHERE m.meter = ANY ($1::text[])
