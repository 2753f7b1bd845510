-- Add members' shares and ranks.
--
-- $1 community   text[]     codes
-- $2 meter       text[]     codes
-- $3 millionths  integer[]  of the surplus; NULL: a rank
-- $4 rank        integer[]  NULL: a share
-- $5 first_day   date[]     first local day
-- $6 end_day     date[]     first local day that is not meant; NULL: no end
-- returns none
INSERT INTO grid.sharing_member (community_id, meter_id, coefficient, rank, during)
SELECT c.community_id, m.meter_id, g.millionths * 0.000001, g.rank, daterange(g.first_day, g.end_day)
FROM unnest($1::text[], $2::text[], $3::integer[], $4::integer[], $5::date[], $6::date[])
  AS g (community, meter, millionths, rank, first_day, end_day)
JOIN grid.community AS c USING (community)
JOIN grid.meter AS m USING (meter)
