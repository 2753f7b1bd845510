-- Show the members' shares and ranks in some communities.
--
-- $1 community  text[]  codes
-- returns many
--   community   text     code
--   meter       text     code
--   millionths  integer  of the surplus; NULL: a rank
--   rank        integer  NULL: a share
--   first_day   date     first local day
--   end_day     date     first local day that is not meant; NULL: no end
SELECT c.community, m.meter, (s.coefficient * 1000000)::integer AS millionths, s.rank, lower(s.during) AS first_day,
       upper(s.during) AS end_day
FROM grid.sharing_member AS s
JOIN grid.community AS c USING (community_id)
JOIN grid.meter AS m USING (meter_id)
WHERE c.community = ANY ($1::text[])
