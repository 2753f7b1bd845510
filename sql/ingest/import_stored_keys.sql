-- Show the sharing keys of some communities.
--
-- $1 community  text[]  codes
-- returns many
--   community  text     code
--   key        text
--   slot_s     integer  seconds of a settlement slot
--   first_day  date     first local day
--   end_day    date     first local day that is not meant; NULL: no end
SELECT c.community, k.key, k.slot_s, lower(k.during) AS first_day, upper(k.during) AS end_day
FROM grid.sharing_key AS k
JOIN grid.community AS c USING (community_id)
WHERE c.community = ANY ($1::text[])
