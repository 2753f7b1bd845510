-- Change sharing keys, known by community and first day.
--
-- $1 community  text[]     codes
-- $2 key        text[]
-- $3 slot_s     integer[]  seconds of a settlement slot
-- $4 first_day  date[]     first local day
-- $5 end_day    date[]     first local day that is not meant; NULL: no end
-- returns none
UPDATE grid.sharing_key AS k
SET key = g.key, slot_s = g.slot_s, during = daterange(g.first_day, g.end_day)
FROM unnest($1::text[], $2::text[], $3::integer[], $4::date[], $5::date[]) AS g (community, key, slot_s, first_day, end_day)
JOIN grid.community AS c USING (community)
WHERE k.community_id = c.community_id AND lower(k.during) = g.first_day
