-- Show the memberships of some communities.
--
-- $1 community  text[]  codes
-- returns many
--   community     text    code
--   community_id  bigint
--   zone          text    IANA name
--   meter         text    code
--   meter_id      bigint
--   first_day     date    first local day
--   end_day       date    first local day that is not meant; NULL: no end
SELECT c.community, c.community_id, c.zone, m.meter, s.meter_id, lower(s.during) AS first_day, upper(s.during) AS end_day
FROM grid.membership AS s
JOIN grid.community AS c USING (community_id)
JOIN grid.meter AS m USING (meter_id)
WHERE c.community = ANY ($1::text[])
