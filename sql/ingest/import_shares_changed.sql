-- Change members' shares and ranks, known by community, meter, first day and which of both it is.
--
-- $1 community   text[]     codes
-- $2 meter       text[]     codes
-- $3 millionths  integer[]  of the surplus; NULL: a rank
-- $4 rank        integer[]  NULL: a share
-- $5 first_day   date[]     first local day
-- $6 end_day     date[]     first local day that is not meant; NULL: no end
-- returns none
UPDATE grid.sharing_member AS s
SET coefficient = g.millionths * 0.000001, rank = g.rank, during = daterange(g.first_day, g.end_day)
FROM unnest($1::text[], $2::text[], $3::integer[], $4::integer[], $5::date[], $6::date[])
  AS g (community, meter, millionths, rank, first_day, end_day)
JOIN grid.community AS c USING (community)
JOIN grid.meter AS m USING (meter)
WHERE s.community_id = c.community_id AND s.meter_id = m.meter_id AND lower(s.during) = g.first_day
  AND (s.rank IS NULL) = (g.rank IS NULL)
