-- Add memberships.
--
-- $1 meter      text[]  codes
-- $2 community  text[]  codes
-- $3 first_day  date[]  first local day of the community
-- $4 end_day    date[]  first local day that is not in it; NULL: open
-- returns none
INSERT INTO grid.membership (meter_id, community_id, during)
SELECT m.meter_id, c.community_id, daterange(g.first_day, g.end_day)
FROM unnest($1::text[], $2::text[], $3::date[], $4::date[]) AS g (meter, community, first_day, end_day)
JOIN grid.meter AS m USING (meter)
JOIN grid.community AS c USING (community)
