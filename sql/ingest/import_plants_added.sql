-- Add plants.
--
-- $1 plant      text[]    codes
-- $2 supplier   text[]    codes
-- $3 community  text[]    codes
-- $4 meter      text[]    codes; NULL: none measures it
-- $5 min_w      bigint[]
-- $6 max_w      bigint[]
-- $7 first_day  date[]    first local day of the community
-- $8 end_day    date[]    first local day that is not in it; NULL: open
-- returns none
INSERT INTO grid.plant (plant, supplier, community_id, meter_id, min_w, max_w, during)
SELECT g.plant, g.supplier, c.community_id, m.meter_id, g.min_w, g.max_w, daterange(g.first_day, g.end_day)
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::date[], $8::date[])
  AS g (plant, supplier, community, meter, min_w, max_w, first_day, end_day)
JOIN grid.community AS c USING (community)
LEFT JOIN grid.meter AS m USING (meter)
