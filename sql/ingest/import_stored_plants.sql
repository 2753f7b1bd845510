-- Show all rows of some plants, and of the plants that some meters measure.
--
-- $1 plants  text[]  codes
-- $2 meters  text[]  codes
-- returns many
--   plant      text    code
--   supplier   text    code
--   community  text    code
--   meter      text    code; NULL: none measures it
--   min_w      bigint
--   max_w      bigint
--   first_day  date    local day of the community
--   end_day    date    first local day that is not in it; NULL: open
SELECT p.plant, p.supplier, c.community, m.meter, p.min_w, p.max_w, lower(p.during) AS first_day, upper(p.during) AS end_day
FROM grid.plant AS p
JOIN grid.community AS c USING (community_id)
LEFT JOIN grid.meter AS m USING (meter_id)
WHERE p.plant = ANY ($1::text[]) OR m.meter = ANY ($2::text[])
