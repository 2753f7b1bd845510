-- Give memberships, known by meter and first day, another end or another community.
--
-- $1 meter      text[]  codes
-- $2 community  text[]  codes
-- $3 first_day  date[]  first local day of the community
-- $4 end_day    date[]  first local day that is not in it; NULL: open
-- returns none
UPDATE grid.membership AS s
SET community_id = c.community_id, during = daterange(g.first_day, g.end_day)
FROM unnest($1::text[], $2::text[], $3::date[], $4::date[]) AS g (meter, community, first_day, end_day)
JOIN grid.meter AS m USING (meter)
JOIN grid.community AS c USING (community)
WHERE s.meter_id = m.meter_id AND lower(s.during) = g.first_day
